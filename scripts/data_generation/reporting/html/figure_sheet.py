"""Key figures as a table of the report, which several sections show."""

from collections.abc import Sequence

from scripts.data_generation.reporting.html.parts import Sheet, sheet
from scripts.data_generation.reporting.key_figures.figure_rows import FigureRow


def figure_sheet(
    columns: Sequence[str], rows: Sequence[FigureRow], *, key: str, title: str, says: str
) -> Sheet:
    """Rows of key figures as a table of the report; `columns` are the titles of their values."""
    head = ("subject", "figure", "unit", *columns)
    cells = (
        (row.section, row.name, row.unit, *(_rounded(v, row.decimals) for v in row.values))
        for row in rows
    )
    return sheet(key=key, title=title, says=says, head=head, rows=cells)


def _rounded(value: float | None, decimals: int) -> float | None:
    return None if value is None else round(value, decimals + 1)
