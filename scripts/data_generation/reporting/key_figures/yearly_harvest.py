"""The harvest of a year: fish, tonnes, weights and their spread, days at sea, the plan."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Avg, Count, ExpressionWrapper, F, FloatField, Max, Min, Q, Sum

from apps.batch.models import Batch, BatchContainerAssignment
from apps.harvest.models import HarvestLot
from scripts.data_generation.config.company.production_plan import PLAN, PLANNED_SCALES
from scripts.data_generation.reporting.history_years import HistoryYears
from scripts.data_generation.reporting.key_figures.figure_rows import (
    Column,
    FigureRow,
    ratio,
    scaled,
)

HARVEST, PLANNED = "harvest", "beside the plan"
CAGES = BatchContainerAssignment.objects.filter(harvest_events__isnull=False, is_active=False)
TONNES_A_KG = 1e-3
MILLION = 1e-6


def harvest_rows(years: HistoryYears, scale: str) -> Iterator[FigureRow]:
    """Fish and tonnes, weights and their spread, days at sea, and the plan at its own scale."""
    fish = years.column(CAGES, "departure_date", value=Sum("population_count"))
    whole = scaled(years.column(CAGES, "departure_date", value=Sum("biomass_kg")), TONNES_A_KG)
    gutted, fillet = (_lots(years, f"{product}_weight_kg") for product in ("gutted", "fillet"))
    yield FigureRow(HARVEST, "fish", "million", 2, scaled(fish, MILLION))
    yield FigureRow(HARVEST, "whole", "t", 0, whole)
    yield FigureRow(HARVEST, "gutted", "t", 0, gutted)
    yield FigureRow(HARVEST, "fillet", "t", 0, fillet)
    yield FigureRow(HARVEST, "mean weight, whole", "kg", 2, ratio(whole, fish, 1000.0))
    yield FigureRow(HARVEST, "CV of mean weight, batches", "%", 1, _spread_of_batches(years))
    yield FigureRow(HARVEST, "CV of mean weight, cages", "%", 1, _spread_of_cages(years))
    yield FigureRow(HARVEST, "days at sea, to the last cage", "d", 0, _days_at_sea(years))
    if scale in PLANNED_SCALES:
        yield from _beside_the_plan(years, fish, whole, fillet)


def _beside_the_plan(
    years: HistoryYears, fish: Column, whole: Column, fillet: Column
) -> Iterator[FigureRow]:
    """The harvest as percent of the plan; whole tonnes also as if as many batches were active."""
    days = years.days_within(Batch.objects.all(), "start_date", "actual_end_date")[()]
    active = ratio(days, years.days)
    at_planned = ratio(scaled(whole, PLAN.active_batches), active)
    tonnes, fillets = f"% of {PLAN.whole_tonnes:,.0f} t", f"% of {PLAN.fillet_tonnes:,.0f} t"
    for name, values, planned, unit in (
        ("whole", whole, PLAN.whole_tonnes, tonnes),
        (f"whole, for {PLAN.active_batches} active batches", at_planned, PLAN.whole_tonnes, tonnes),
        ("fillet", fillet, PLAN.fillet_tonnes, fillets),
        ("fish", fish, PLAN.fish, f"% of {PLAN.fish * MILLION:.1f} million"),
    ):
        yield FigureRow(PLANNED, name, unit, 0, scaled(values, 100.0 / planned))


def _lots(years: HistoryYears, weight: str) -> Column:
    """Tonnes of a product in the lots of the harvests; None where there are no lots."""
    lots = HarvestLot.objects.exclude(**{weight: None})
    if not lots.exists():
        return [None] * len(years)
    kg = years.column(lots, "event__event_date", moment=True, value=Sum(weight))
    return scaled(kg, TONNES_A_KG)


def _spread_of_cages(years: HistoryYears) -> Column:
    """CV of the mean weights of the cages emptied in a year, %."""
    weight = ExpressionWrapper(F("avg_weight_g") * 1.0, output_field=FloatField())
    rows = years.grouped(
        CAGES.annotate(weight=weight),
        "departure_date",
        count=Count("pk"),
        mean=Avg("weight"),
        square=Avg(F("weight") * F("weight")),
    )
    spread: list[float | None] = [None] * len(years)
    for row in rows:
        if row["count"] > 1:
            spread[row["year"]] = _cv(row["mean"], row["square"])
    return spread


def _spread_of_batches(years: HistoryYears) -> Column:
    """CV of the mean weights of the batches whose last cage was emptied in a year, %."""
    weights = [
        [1000.0 * float(batch["kg"]) / batch["fish"] for batch in harvested if batch["fish"]]
        for harvested in _batches_by_year(years)
    ]
    return [
        _cv(sum(each) / len(each), sum(w * w for w in each) / len(each)) if len(each) > 1 else None
        for each in weights
    ]


def _days_at_sea(years: HistoryYears) -> Column:
    """Mean days from a batch's first cage filled to its last one emptied."""
    return [
        sum((batch["left"] - batch["came"]).days for batch in harvested) / len(harvested)
        if harvested
        else None
        for harvested in _batches_by_year(years)
    ]


def _batches_by_year(years: HistoryYears) -> Sequence[list[dict[str, Any]]]:
    """Sums over the cages of each batch harvested in a year."""
    cages = BatchContainerAssignment.objects.filter(
        container__area__isnull=False, batch__status=Batch.Status.COMPLETED
    )
    by_year: list[list[dict[str, Any]]] = [[] for _ in years.begins]
    harvested = Q(harvest_events__isnull=False)
    sums = years.grouped(
        cages,
        "batch__actual_end_date",
        "batch",
        kg=Sum("biomass_kg", filter=harvested),
        fish=Sum("population_count", filter=harvested),
        came=Min("assignment_date"),
        left=Max("departure_date"),
    )
    for row in sums:
        by_year[row["year"]].append(row)
    return by_year


def _cv(mean: float, mean_square: float) -> float:
    """Standard deviation over mean, %."""
    return float(100.0 * max(0.0, mean_square - mean * mean) ** 0.5 / mean)
