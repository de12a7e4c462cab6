"""Data quality: what the last validation found, and the sensors known to have failed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Count

from apps.explorer.charts import Chart, Listing, Series

CHECK_COLUMNS = ("group", "check", "what it proves", "state", "found", "examples", "seconds")
FIGURE_COLUMNS = ("check", "figure", "measured", "expected", "tolerance", "unit")


@dataclass(frozen=True)
class LastValidation:
    """The last validation of these books."""

    at: datetime
    seconds: float
    totals: dict[str, int]
    checks: Listing
    figures: Listing


def last_record() -> Any:
    """The row that the generator's own books kept of the last validation; None without one."""
    table: Any = apps.get_model("data_generation", "GenerationValidation")
    return table.objects.order_by("-at", "-pk").first()


def last_validation() -> LastValidation | None:
    """The same, made for a page."""
    row = last_record()
    if row is None:
        return None
    checks = row.outcome["checks"]
    return LastValidation(
        row.at,
        row.seconds,
        row.outcome["totals"],
        Listing(CHECK_COLUMNS, [_check_row(check) for check in checks]),
        Listing(
            FIGURE_COLUMNS,
            [_figure_row(check, figure) for check in checks for figure in check["figures"]],
        ),
    )


def _check_row(check: dict[str, Any]) -> list[Any]:
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


def _figure_row(check: dict[str, Any], one: dict[str, Any]) -> list[Any]:
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
    table: Any = apps.get_model("data_generation", "SensorFault")
    rows = table.objects.values("kind", "sensor__sensor_type").annotate(n=Count("pk"))
    counts: dict[str, dict[str, int]] = {}
    for row in rows:
        counts.setdefault(row["kind"], {})[row["sensor__sensor_type"]] = row["n"]
    types = sorted({kind for row in counts.values() for kind in row})
    labels = dict(table.KINDS)
    return Chart(
        key="faults",
        title="Sensor faults",
        says="Faults that the generator laid over its readings, by kind and sensor.",
        x="category",
        categories=types,
        series=[
            Series(labels.get(kind, kind), [(t, row.get(t, 0)) for t in types], "bar", stack="all")
            for kind, row in sorted(counts.items())
        ],
        y_names=("faults",),
    )
