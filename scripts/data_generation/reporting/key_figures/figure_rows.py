"""A key figure of every year, for tables and JSON."""

from collections.abc import Sequence
from dataclasses import dataclass

Column = Sequence[float | None]


@dataclass(frozen=True)
class FigureRow:
    """One figure: a value for each year, None for a year without one."""

    section: str
    name: str
    unit: str
    decimals: int
    values: Column


def ratio(above: Column, below: Column, factor: float = 1.0) -> list[float | None]:
    """`factor` x above / below for each year; None where `below` is 0 or unknown."""
    return [
        factor * a / b if a is not None and b else None for a, b in zip(above, below, strict=True)
    ]


def scaled(values: Column, factor: float) -> list[float | None]:
    """`factor` x each value."""
    return [None if value is None else factor * value for value in values]
