"""Rows of a log told in words."""

from collections.abc import Callable

from scripts.data_generation.simulation.ledger.table import Facts, Table


def told(tell: Callable[[Facts], str], rows: Table) -> list[str]:
    """A text for every row of a log."""
    return [tell(row) for row in rows.facts()]
