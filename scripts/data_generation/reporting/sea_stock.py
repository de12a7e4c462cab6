"""Fish in the sea day by day, from the books: fish that came, died and left, by place."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from apps.batch.models import BatchContainerAssignment, MortalityEvent, TransferAction
from apps.harvest.models import HarvestEvent
from scripts.data_generation.reporting.history_years import DAY

DONE = TransferAction.objects.filter(status=TransferAction.Status.COMPLETED)
COUNTRY = "container__area__geography__name"
AREA = "container__area__name"
Month = tuple[int, int]
Days = dict[date, float]


def fish_at_sea(by: str = COUNTRY) -> dict[str, tuple[Days, Days]]:
    """Fish that came to a place on each day less those it lost, and the dead among these.

    `by` is the column of a stay that names the place.
    """
    change: dict[str, Days] = defaultdict(lambda: defaultdict(float))
    dead: dict[str, Days] = defaultdict(dict)
    for sign, rows in _flows(by):
        for place, day, fish in rows:
            if place and day:
                change[place][day] += sign * float(fish)
    for place, day, fish in _deaths(by):
        change[place][day] -= float(fish)
        dead[place][day] = float(fish)
    return {place: (dict(days), dead[place]) for place, days in sorted(change.items())}


def whole_months(
    begin: date, end: date, change: Days, deaths: Days
) -> tuple[dict[Month, float], dict[Month, float]]:
    """Deaths of each whole month that began with fish in the sea, and these fish.

    The history lasts from `begin` to the day before `end`.
    """
    dead: dict[Month, float] = defaultdict(float)
    there: dict[Month, float] = {}
    fish, day = 0.0, begin
    while day < end:
        month = day.year, day.month
        if day.day == 1 and fish > 0:
            there[month] = fish
        if month in there:
            dead[month] += deaths.get(day, 0.0)
        fish += change.get(day, 0.0)
        day += DAY
    if end.day > 1:
        there.pop((end.year, end.month), None)
    return dead, there


def _flows(by: str) -> Iterator[tuple[int, Any]]:
    stays = BatchContainerAssignment.objects.filter(container__area__isnull=False)
    founded = stays.filter(transfers_in__isnull=True)
    harvested = stays.filter(is_active=False, pk__in=HarvestEvent.objects.values("assignment"))
    source, dest, moved = f"source_assignment__{by}", f"dest_assignment__{by}", "transferred_count"
    day = "actual_execution_date"
    yield 1, _sums(founded, by, "assignment_date", "initial_population_count")
    yield 1, _sums(DONE, dest, day, moved)
    yield -1, _sums(DONE, source, day, moved)
    yield -1, _sums(DONE, source, day, "mortality_during_transfer")
    yield -1, _sums(harvested, by, "departure_date", "population_count")


def _deaths(by: str) -> Any:
    at_sea = MortalityEvent.objects.filter(assignment__container__area__isnull=False)
    return _sums(at_sea, f"assignment__{by}", "event_date", "count")


def _sums(rows: "QuerySet[Any, Any]", place: str, day: str, count: str) -> Any:
    return rows.order_by().values_list(place, day).annotate(fish=Sum(count))
