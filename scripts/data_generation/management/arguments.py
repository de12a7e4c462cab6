"""Arguments that several commands read the same way."""

from argparse import ArgumentTypeError
from collections.abc import Callable


def whole_number(of: str = "") -> Callable[[str], int]:
    """Reads a whole number, 1 or more; `of` says of what in the error, such as " of days"."""

    def read(text: str) -> int:
        if not text.isdecimal() or int(text) < 1:
            raise ArgumentTypeError(f"{text!r} is not a whole number{of}, 1 or more")
        return int(text)

    return read
