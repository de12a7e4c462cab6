"""CSV files for people, who open them in a spreadsheet; those for programs are exports.

A spreadsheet runs a cell that begins like a formula, and takes a file without a mark at its
beginning for one in the letters of the machine's own language. What people named in the books must
do neither, so this changes texts, and only texts.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from apps.explorer.listings import Link, Listing

# UTF-8 with the mark by which spreadsheets know it.
ENCODING = "utf-8-sig"
# What formulas begin with, in the wide letters of East Asia too, and what may stand before them.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# A spreadsheet shows what follows it as it stands.
AS_IT_STANDS = "'"


def write_spreadsheet(listing: Listing, path: Path) -> None:
    """Write the rows of a table under their headings."""
    with path.open("w", encoding=ENCODING, newline="") as file:
        _write(listing, file)


def spreadsheet(listing: Listing) -> bytes:
    """The same file in memory, for a page to hand out."""
    text = io.StringIO(newline="")
    _write(listing, text)
    return text.getvalue().encode(ENCODING)


def _write(listing: Listing, file: IO[str]) -> None:
    writer = csv.writer(file)
    writer.writerow(_harmless(listing.head))
    writer.writerows(_harmless(row) for row in listing.rows)


def _harmless(cells: Sequence[object]) -> list[object]:
    return [_text(str(cell)) if isinstance(cell, str | Link) else cell for cell in cells]


def _text(text: str) -> str:
    """A text that no spreadsheet takes for a formula; one that is a number stays one."""
    begun = text[:1] + text.lstrip()[:1]
    if not begun.startswith(FORMULA) and not begun[1:].startswith(FORMULA):
        return text
    return text if _is_number(text) else AS_IT_STANDS + text


def _is_number(text: str) -> bool:
    digits = text.removeprefix("-").removeprefix("+").replace(".", "", 1)
    return digits.isascii() and digits.isdigit()
