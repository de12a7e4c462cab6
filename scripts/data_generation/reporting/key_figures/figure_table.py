"""Key figures as lines of a table for a terminal, and as plain data for JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from scripts.data_generation.reporting.key_figures.figure_rows import FigureRow

WIDTH = 9


def table_lines(columns: Sequence[str], rows: Sequence[FigureRow]) -> Iterator[str]:
    """The titles of the columns, then section by section a line a figure."""
    titles = [_title(row) for row in rows]
    widest = max(len(title) for title in titles)
    yield " " * (widest + 2) + "".join(column.rjust(WIDTH) for column in columns)
    section = ""
    for row, title in zip(rows, titles, strict=True):
        if row.section != section:
            yield row.section
            section = row.section
        yield f"{title:<{widest}}  " + "".join(_cell(v, row.decimals) for v in row.values)


def as_data(rows: Sequence[FigureRow]) -> list[dict[str, Any]]:
    """The same for JSON, values unrounded, None where there is no figure."""
    return [
        {"section": row.section, "name": row.name, "unit": row.unit, "values": list(row.values)}
        for row in rows
    ]


def _title(row: FigureRow) -> str:
    return f"  {row.name}" + (f" [{row.unit}]" if row.unit else "")


def _cell(value: float | None, decimals: int) -> str:
    text = "-" if value is None else f"{value:,.{decimals}f}"
    return text.rjust(WIDTH)
