"""Treatments against lice by year, with the counts before and the outcomes; vaccination."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Min, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import Lag

from apps.batch.models import Batch, BatchContainerAssignment
from apps.health.models import LiceCount, Treatment
from scripts.data_generation.config.health.delousing import METHODS
from scripts.data_generation.config.health.products import PRODUCTS
from scripts.data_generation.reporting.history_years import DAY, HistoryYears
from scripts.data_generation.reporting.key_figures.figure_rows import FigureRow, ratio
from scripts.data_generation.validation.engine.known_names import adult_females

DELOUSING, OUTCOMES, VACCINATION = "treatments against lice", "their outcomes", "vaccination"
LIMIT = 0.5
KINDS = {PRODUCTS[method].description: PRODUCTS[method].name for method in METHODS}
DELOUSED = Treatment.objects.filter(description__in=KINDS)


def delousing_rows(years: HistoryYears) -> Iterator[FigureRow]:
    """Treatments by kind, a cage and generation, their intervals, counts before, and outcomes."""
    kinds = {name: [0.0] * len(years) for name in KINDS.values()}
    outcomes = {str(each.label): [0.0] * len(years) for each in Treatment.Outcome}
    for row in _grouped(years, DELOUSED, "description", "outcome", count=Count("pk")):
        kinds[KINDS[row["description"]]][row["year"]] += row["count"]
        outcomes[str(Treatment.Outcome(row["outcome"]).label)][row["year"]] += row["count"]
    every = [float(sum(of_year)) for of_year in zip(*kinds.values(), strict=True)]
    for name, values in kinds.items():
        yield FigureRow(DELOUSING, name.lower(), "", 0, values)
    yield FigureRow(DELOUSING, "all", "", 0, every)
    yield FigureRow(DELOUSING, "a cage of the batches harvested", "", 2, _a_cage(years))
    yield FigureRow(DELOUSING, "least interval in a cage", "d", 0, _least_interval(years))
    above = ratio(_above_limit(years), every, 100.0)
    yield FigureRow(DELOUSING, f"after a count above {LIMIT}", "%", 1, above)
    for name, values in outcomes.items():
        yield FigureRow(OUTCOMES, name.lower(), "%", 1, ratio(values, every, 100.0))


def vaccination_rows(years: HistoryYears) -> Iterator[FigureRow]:
    """Batches by the year they first came to the sea, and those vaccinated on exactly one day."""
    seaward = BatchContainerAssignment.objects.filter(container__area__isnull=False)
    first = seaward.order_by().values("batch").annotate(day=Min("assignment_date"))
    days: dict[int, set[Any]] = defaultdict(set)
    vaccinated = Treatment.objects.filter(treatment_type=Treatment.TreatmentType.VACCINATION)
    for batch, day in vaccinated.values_list("batch", "treatment_date__date").distinct():
        days[batch].add(day)
    left, once = [0.0] * len(years), [0.0] * len(years)
    for row in first:
        year = sum(begin <= row["day"] for begin in years.begins) - 1
        left[year] += 1
        once[year] += len(days[row["batch"]]) == 1
    yield FigureRow(VACCINATION, "batches gone to sea", "", 0, left)
    yield FigureRow(VACCINATION, "vaccinated once", "%", 1, ratio(once, left, 100.0))


def _grouped(
    years: HistoryYears, rows: "QuerySet[Treatment]", *by: str, **sums: Any
) -> list[dict[str, Any]]:
    return years.grouped(rows, "treatment_date", *by, moment=True, **sums)


def _a_cage(years: HistoryYears) -> list[float | None]:
    """Treatments over cages, of the batches whose last cage was emptied in a year, pooled."""
    over = "batch__actual_end_date"
    done = {"batch__status": Batch.Status.COMPLETED}
    stays = BatchContainerAssignment.objects.filter(container__area__isnull=False, **done)
    cages, treatments = [0.0] * len(years), [0.0] * len(years)
    for row in years.grouped(stays, over, "batch", cages=Count("container", distinct=True)):
        cages[row["year"]] += row["cages"]
    for row in years.grouped(DELOUSED.filter(**done), over, count=Count("pk")):
        treatments[row["year"]] = row["count"]
    return ratio(treatments, cages)


def _least_interval(years: HistoryYears) -> list[float | None]:
    """Fewest days between two treatments of an assignment, by the year of the later one."""
    before = Window(
        Lag("treatment_date"), partition_by="batch_assignment", order_by=["treatment_date", "id"]
    )
    dated = DELOUSED.annotate(before=before, year=years.year_of("treatment_date", moment=True))
    least: list[float | None] = [None] * len(years)
    pairs: Any = dated.order_by().values_list("year", "treatment_date", "before")
    for year, when, last in pairs:
        if last is not None:
            least[year] = min(_days(last, when), least[year] or float("inf"))
    return least


def _days(earlier: datetime, later: datetime) -> float:
    return float((later.date() - earlier.date()) // DAY)


def _above_limit(years: HistoryYears) -> list[float]:
    """Treatments whose cage had more adult females a fish than the limit when last counted."""
    last = (
        LiceCount.objects.filter(
            adult_females(),
            assignment=OuterRef("batch_assignment"),
            count_date__lte=OuterRef("treatment_date"),
        )
        .order_by("-count_date", "-id")
        .annotate(a_fish=1.0 * F("adult_female_count") / F("fish_sampled"))
    )
    counted = DELOUSED.annotate(before=Subquery(last.values("a_fish")[:1]))
    above = [0.0] * len(years)
    for row in _grouped(years, counted.filter(before__gt=LIMIT), count=Count("pk")):
        above[row["year"]] = row["count"]
    return above
