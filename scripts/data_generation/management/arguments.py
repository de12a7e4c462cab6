"""Arguments that several commands read the same way."""

from argparse import ArgumentTypeError
from collections.abc import Callable

# More than any number has that is asked for here; Python refuses to read thousands of them.
MOST_DIGITS = 30


def whole_number(of: str = "", highest: int = 10**9) -> Callable[[str], int]:
    """Reads a whole number from 1 to `highest`; `of` says of what in the error: " of days"."""

    def read(text: str) -> int:
        if not text.isdecimal() or len(text) > MOST_DIGITS or not 1 <= int(text) <= highest:
            raise ArgumentTypeError(f"{_shown(text)} is not a whole number{of}, 1 to {highest:,}")
        return int(text)

    return read


def a_seed(text: str) -> int:
    """Reads a whole number that the database can keep: 64 bits, with or without a minus."""
    digits = text.removeprefix("-")
    if not digits.isdecimal() or len(digits) > MOST_DIGITS or not -(2**63) <= int(text) < 2**63:
        raise ArgumentTypeError(f"{_shown(text)} is not a whole number of at most 63 bits")
    return int(text)


def share(highest: float) -> Callable[[str], float]:
    """Reads a number from 0 to `highest`, such as 0.02."""

    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = -1.0
        if not 0.0 <= number <= highest:
            raise ArgumentTypeError(
                f"{_shown(text)} is not a share; write a number from 0 to {highest}"
            )
        return number

    return read


def _shown(text: str) -> str:
    """What was typed, in quotes; no more of it than anybody reads."""
    return repr(text if len(text) <= MOST_DIGITS else f"{text[:MOST_DIGITS]}...")
