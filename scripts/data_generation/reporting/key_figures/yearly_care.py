"""Treatments a year and what they cost."""

from collections.abc import Iterator

from django.db.models import Count, Sum

from apps.health.models import Treatment
from scripts.data_generation.reporting.history_years import HistoryYears
from scripts.data_generation.reporting.key_figures.figure_rows import FigureRow, scaled

CARE = "treatments"
MILLION = 1e-6


def care_rows(years: HistoryYears) -> Iterator[FigureRow]:
    """Number of treatments by type, and the cost of all."""
    counts = {kind: [0.0] * len(years) for kind in Treatment.TreatmentType.values}
    cost = [0.0] * len(years)
    treated = years.grouped(
        Treatment.objects.all(),
        "treatment_date",
        "treatment_type",
        moment=True,
        count=Count("pk"),
        cost=Sum("cost"),
    )
    for row in treated:
        counts[row["treatment_type"]][row["year"]] = row["count"]
        cost[row["year"]] += float(row["cost"] or 0)
    for kind in Treatment.TreatmentType:
        yield FigureRow(CARE, str(kind.label).lower(), "", 0, counts[kind.value])
    yield FigureRow(CARE, "cost of all", "million EUR", 2, scaled(cost, MILLION))
