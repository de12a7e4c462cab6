"""How a figure of the farm is declared: its value, its unit, its source and its range.

Every field of every dataclass in `config/` is made by `figure`, so that no number stands in the
project without its unit and its source; a test holds this. An example:

    appetite_loss: float = figure(0.04, "share of a full ration", APPETITE, between(0, 0.5))
"""

from dataclasses import field
from typing import Any, NamedTuple

# Part of the unit of every figure that has a value for each year.
BY_YEAR = "by year of the history; the last value holds for all later years"


class Range(NamedTuple):
    """The values that a figure may take, both ends included; None where there is no end."""

    low: float | None = None
    high: float | None = None


def between(low: float, high: float) -> Range:
    """From `low` to `high`, both included."""
    return Range(low, high)


def at_least(low: float) -> Range:
    """`low` or more."""
    return Range(low)


def figure(default: Any, unit: str, source: str, allowed: Range | None = None) -> Any:
    """A dataclass field with its unit, its source and the range of values that it may take.

    `default` is a number, a text, or a tuple of numbers; then the range holds for each of them.
    `unit` names the unit and, where the field's name does not tell, what is measured.
    """
    low, high = allowed or Range()
    return field(
        default=default, metadata={"unit": unit, "source": source, "low": low, "high": high}
    )
