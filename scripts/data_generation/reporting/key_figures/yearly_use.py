"""How full the company is a year: container-days and area-days in use, waits and shortages."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from django.db.models import Count, Max, Min, Q, Sum

from apps.batch.models import BatchContainerAssignment
from apps.infrastructure.models import Area, Container, ContainerType
from scripts.data_generation.config.company.equipment import CONTAINER_TYPES
from scripts.data_generation.models import GenerationChunk, GenerationRun
from scripts.data_generation.reporting.history_years import HistoryYears
from scripts.data_generation.reporting.key_figures.figure_rows import FigureRow, ratio
from scripts.data_generation.validation.engine.known_names import names_of

USE = "in use"


def use_rows(years: HistoryYears, run: GenerationRun) -> Iterator[FigureRow]:
    """Occupied container-days by kind, area-days in use, waits for room, shortages of feed."""
    kind, names = "container__container_type", names_of(ContainerType)
    occupied = years.days_within(
        BatchContainerAssignment.objects.all(), "assignment_date", "departure_date", kind
    )
    holding = Container.objects.filter(hierarchy_role=Container.HierarchyRole.HOLDING)
    counts = dict(holding.order_by().values_list("container_type").annotate(Count("pk")))
    for known in CONTAINER_TYPES:
        for key in [key for key in counts if names[key] == known.name]:
            days = occupied.get((key,), [0.0] * len(years))
            there = [counts[key] * length for length in years.days]
            yield FigureRow(USE, f"{known.name.lower()}s", "% of days", 1, ratio(days, there, 100))
    areas = [Area.objects.count() * length for length in years.days]
    yield FigureRow(USE, "sea areas", "% of days", 1, ratio(_area_days(years), areas, 100))
    # A chunk counts to the year in which it begins.
    chunks = GenerationChunk.objects.filter(session__run=run)
    waits = years.column(chunks, "first_day", value=Sum("waits"))
    yield FigureRow(USE, "waited for room", "batch-days", 0, waits)
    shortages = years.column(chunks, "first_day", value=Sum("shortages"))
    yield FigureRow(USE, "short of a feed", "store-days", 0, shortages)


def _area_days(years: HistoryYears) -> list[float]:
    """Days on which an area holds fish, over all areas; a generation there from first to last."""
    spans = (
        BatchContainerAssignment.objects.filter(container__area__isnull=False)
        .order_by()
        .values("container__area", "batch")
        .annotate(
            came=Min("assignment_date"),
            left=Max("departure_date"),
            there=Count("pk", filter=Q(is_active=True)),
        )
    )
    by_area: dict[int, list[tuple[date, date]]] = {}
    for span in spans:
        end = years.end if span["there"] else span["left"]
        by_area.setdefault(span["container__area"], []).append((span["came"], end))
    days = [0.0] * len(years)
    for generations in by_area.values():
        for first, end in _merged(generations):
            for row, (begin, stop) in enumerate(pairwise(years.bounds)):
                days[row] += max(0, (min(end, stop) - max(first, begin)).days)
    return days


def _merged(spans: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """The same days as spans that do not overlap."""
    merged: list[tuple[date, date]] = []
    for first, end in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((first, end))
    return merged
