"""Stacked bars: counts by kind and time, with a zero where a kind has none."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from apps.explorer.charts import Series


def stacked(
    counts: Iterable[tuple[str, date, int]],
    labels: Mapping[Any, Any],
    colours: Mapping[str, str] | None = None,
) -> list[Series]:
    """A series for each kind over all times: a bar stands on those below it, so none may lack."""
    found = list(counts)
    times = sorted({when for _, when, _ in found})
    kinds = {kind: dict.fromkeys(times, 0) for kind in sorted({kind for kind, _, _ in found})}
    for kind, when, count in found:
        kinds[kind][when] += count
    return [
        Series(
            str(labels.get(kind, kind)),
            list(row.items()),
            "bar",
            stack="all",
            colour=(colours or {}).get(kind, ""),
        )
        for kind, row in kinds.items()
    ]
