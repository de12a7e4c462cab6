"""How a figure of the farm is declared: default, unit, source and the range it may take.

Every field of every dataclass in `config/` is made by `figure`, so that no number stands in the
project without its unit and its source; a test holds this.
"""

from dataclasses import field
from typing import Any


def figure(
    default: Any,
    unit: str,
    source: str,
    *,
    low: float | None = None,
    high: float | None = None,
) -> Any:
    """A dataclass field with its unit, its source and the closed range [low, high] it may take.

    `default` may be a number, a string or a tuple of numbers (then the range holds for each).
    """
    return field(
        default=default,
        metadata={"unit": unit, "source": source, "low": low, "high": high},
    )
