"""Rows under a heading, as a table shows them; a cell may lead to the page of what it names."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

# Longer texts are broken into lines.
LONGEST_WORDS = 40


@dataclass(frozen=True)
class Link:
    """A name that leads to its page; without an address it is only a name."""

    text: str
    address: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Listing:
    """Rows under a heading. `key` names it on its page, and the CSV file of its rows."""

    head: Sequence[str]
    rows: Sequence[Sequence[Any]] = field(default_factory=list)
    key: str = ""

    @property
    def empty(self) -> bool:
        """Whether it has no rows."""
        return not self.rows

    def table(self) -> "Listing":
        """Itself, as a chart gives the table of its figures."""
        return self

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Each column's heading and how its cells are set: "text", "prose", or "" for figures."""
        return [(name, _set_as([row[n] for row in self.rows])) for n, name in enumerate(self.head)]

    @property
    def lines(self) -> list[list[tuple[Any, str]]]:
        """Each row's cells with how they are set."""
        kinds = [kind for _, kind in self.columns]
        return [list(zip(row, kinds, strict=True)) for row in self.rows]


def _set_as(values: Sequence[Any]) -> str:
    texts = [str(value) for value in values if isinstance(value, str | Link)]
    if not texts:
        return ""
    return "prose" if max(map(len, texts)) > LONGEST_WORDS else "text"
