"""Arguments that several commands read the same way; what nobody can mean is refused here."""

import os
import stat
import unicodedata
from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path

# More than any number has that is asked for here; Python refuses to read thousands of them.
MOST_DIGITS = 30
MOST_WORKERS = 256
# Orders to a terminal, halves of characters (bytes that are no text), and ends of lines.
NO_TEXT = {"Cc", "Cs", "Zl", "Zp"}


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


def a_text(text: str) -> str:
    """Reads a name of something: not empty, one line, and nothing but text."""
    if not text.strip():
        raise ArgumentTypeError(f"{_shown(text)} is empty; write a name, or leave the option out")
    if any(unicodedata.category(letter) in NO_TEXT for letter in text):
        raise ArgumentTypeError(f"{_shown(text)} holds what is no text, or more than one line")
    return text


def a_path(text: str) -> Path:
    """Reads the name of a file or a folder."""
    return Path(a_text(text))


def a_file_to_write(*endings: str) -> Callable[[str], Path]:
    """Reads the name of a file that can be written, with one of these endings if any are given."""

    def read(text: str) -> Path:
        path = a_path(text)
        if endings and path.suffix.lower() not in endings:
            raise ArgumentTypeError(f"{_shown(text)} does not end in {' or '.join(endings)}")
        if _is_folder(path):
            raise ArgumentTypeError(f"{_shown(text)} is a folder; name a file")
        _refuse_unwritable(path, text)
        return path

    return read


def a_folder_to_write(text: str) -> Path:
    """Reads the name of a folder that can be made, or be written to."""
    path = a_path(text)
    _refuse_unwritable(path, text)
    if _is_there(path) and not _is_folder(path):
        raise ArgumentTypeError(f"{_shown(text)} is not a folder; name another")
    return path


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False


def _is_there(path: Path) -> bool:
    """OSError where that cannot be found out: a loop of links, a name that is too long."""
    try:
        path.stat()
    except FileNotFoundError:
        return False
    return True


def _refuse_unwritable(path: Path, text: str) -> None:
    """ArgumentTypeError where neither the path can be written to, nor the folders to it be made."""
    try:
        if not _is_there(path) and path.is_symlink():
            raise ArgumentTypeError(f"{_shown(text)} is a link to nothing; name its end")
        there = path
        while not _is_there(there):
            there = there.parent
        if there != path and not _is_folder(there):
            raise ArgumentTypeError(f"{_shown(text)} cannot be written: {there} is not a folder")
        if not os.access(there, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise ArgumentTypeError(f"{_shown(text)} may not be written: no right to {there}")
    except OSError as error:
        raise ArgumentTypeError(f"{_shown(text)} cannot be written: {error.strerror}") from None


def _shown(text: str) -> str:
    """What was typed, in quotes; no more of it than anybody reads."""
    return repr(text if len(text) <= MOST_DIGITS else f"{text[:MOST_DIGITS]}...")
