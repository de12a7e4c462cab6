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


def share(highest: float) -> Callable[[str], float]:
    """Reads a number from 0 to `highest`, such as 0.02."""

    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = -1.0
        if not 0.0 <= number <= highest:
            raise ArgumentTypeError(f"{text!r} is not a share; write a number from 0 to {highest}")
        return number

    return read
