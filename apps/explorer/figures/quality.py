"""Data quality: what the last validation found, and the sensors known to have failed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.explorer.charts import Chart, Listing, Series
from apps.explorer.generation import facts

CHECK_COLUMNS = ("group", "check", "what it proves", "state", "found", "examples", "seconds")
FIGURE_COLUMNS = ("check", "figure", "measured", "expected", "tolerance", "unit")


@dataclass(frozen=True)
class LastValidation:
    """The last validation of these books, made for a page."""

    at: datetime
    seconds: float
    totals: Mapping[str, int]
    checks: Listing
    figures: Listing


def last_validation() -> LastValidation | None:
    """What the last validation found; None when there has been none."""
    found = facts().last_validation()
    if found is None:
        return None
    checks = found.checks
    return LastValidation(
        found.at,
        found.seconds,
        found.totals,
        Listing(CHECK_COLUMNS, [_check_row(check) for check in checks], "checks"),
        Listing(
            FIGURE_COLUMNS,
            [_figure_row(check, figure) for check in checks for figure in check["figures"]],
            "check-figures",
        ),
    )


def _check_row(check: Mapping[str, Any]) -> list[Any]:
    says = check["not_asked"] or "; ".join(check["examples"])
    return [
        check["group"],
        check["name"],
        check["proves"],
        check["state"],
        check["violations"],
        says,
        check["seconds"],
    ]


def _figure_row(check: Mapping[str, Any], one: Mapping[str, Any]) -> list[Any]:
    return [
        check["name"],
        one["name"],
        one["measured"],
        one["expected"],
        one["tolerance"],
        one["unit"],
    ]


def faults() -> Chart:
    """Sensor faults by kind and what the sensors measure; only dirty data has any."""
    counts: dict[str, dict[str, int]] = {}
    labels: dict[str, str] = {}
    for one in facts().sensor_faults():
        labels[one.kind] = one.label
        counts.setdefault(one.kind, {})[one.sensor_type] = one.faults
    types = sorted({kind for row in counts.values() for kind in row})
    return Chart(
        key="faults",
        title="Sensor faults",
        says="Faults that the generator laid over its readings, by kind and sensor.",
        x="category",
        categories=types,
        heading="sensor",
        series=[
            Series(labels[kind], [(t, row.get(t, 0)) for t in types], "bar", stack="all")
            for kind, row in sorted(counts.items())
        ],
        y_names=("faults",),
    )
