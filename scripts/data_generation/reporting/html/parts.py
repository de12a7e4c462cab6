"""The parts of a section of the report: paragraphs, charts with their figures, and tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from apps.explorer.charts import AnyChart, Listing
from apps.explorer.palette import NAMES, STAGES

# The columns of a table: the title of each, and what stands in it for one thing.
Thing = TypeVar("Thing")
Cells = Mapping[str, Callable[[Thing], object]]

DIGITS = 4
COLOURS = NAMES
STAGE_COLOURS = STAGES


@dataclass(frozen=True)
class Sheet:
    """A table without a chart. `key` names it in the page, and its CSV file."""

    key: str
    title: str
    says: str
    listing: Listing

    def table(self) -> Listing:
        """Its rows; a chart has the same method."""
        return self.listing

    @property
    def empty(self) -> bool:
        """Whether it has no rows."""
        return not self.listing.rows


Part = AnyChart | Sheet


@dataclass(frozen=True)
class Section:
    """One subject of the report. `key` is its anchor in the page."""

    key: str
    title: str
    lead: str
    parts: Sequence[Part] = field(default_factory=tuple)


def sheet(*, key: str, title: str, says: str, head: Sequence[str], rows: Iterable[Any]) -> Sheet:
    """A table of these rows, whose cells stand in the order of `head`."""
    return Sheet(key, title, says, Listing(tuple(head), [list(row) for row in rows]))


def sheet_of(
    things: Iterable[Thing], cells: Cells[Thing], *, key: str, title: str, says: str
) -> Sheet:
    """A table with one row for each thing, whose columns are those of `cells`."""
    rows = ([cell(thing) for cell in cells.values()] for thing in things)
    return sheet(key=key, title=title, says=says, head=tuple(cells), rows=rows)


def rounded(value: float | None, digits: int = DIGITS) -> float | None:
    """The value with so many significant digits, since a chart shows no more."""
    return None if value is None else float(f"{value:.{digits}g}")


def points(xs: Sequence[Any], values: Iterable[float | None]) -> list[tuple[Any, float | None]]:
    """Points (x, value) of a series, rounded."""
    return [(x, rounded(value)) for x, value in zip(xs, values, strict=True)]


def spans(xs: Sequence[Any], low: Iterable[float], high: Iterable[float]) -> list[tuple[Any, ...]]:
    """Points (x, lowest, highest) of a band, rounded."""
    return [(x, rounded(a), rounded(b)) for x, a, b in zip(xs, low, high, strict=True)]


def slug(text: str) -> str:
    """A name as part of a key: lower-case letters and digits, with hyphens for all else."""
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in text)
    return "-".join(kept.lower().split())


def day(value: date | None) -> str | None:
    """A day as text."""
    return value.isoformat() if value else None
