"""Lice and deaths in the sea by calendar month, year by year and over all years, by country."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from apps.batch.models import BatchContainerAssignment, MortalityEvent, TransferAction
from apps.harvest.models import HarvestEvent
from apps.health.models import LiceCount
from scripts.data_generation.config.places import GEOGRAPHY_LABELS
from scripts.data_generation.reporting.figure_rows import FigureRow, ratio
from scripts.data_generation.reporting.history_years import DAY, HistoryYears
from scripts.data_generation.reporting.yearly_delousing import FEMALES

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LICE = "adult female lice a fish counted"
DEATHS = "dead of the fish in the sea at the month's start"
ALL_YEARS = "all years"
# docs/realism.md, mortality levels: the Scottish sector's months of 2018 (only the lowest and the
# highest are known by month), and the level that three quarters of the cohorts stay below.
PUBLISHED = "published"
LOWEST, HIGHEST = (5, 0.54), (8, 1.57)
SELDOM_ABOVE = 2.0

SEA = Q(container__area__isnull=False)
DONE = TransferAction.objects.filter(status=TransferAction.Status.COMPLETED)
Month = tuple[int, int]
Days = dict[date, float]


def lice_rows() -> Iterator[FigureRow]:
    """Mean over the cages counted, each count alike, of adult females a fish."""
    country = "container__area__geography__name"
    days = (
        LiceCount.objects.filter(FEMALES, fish_sampled__gt=0)
        .order_by()
        .annotate(day=TruncDate("count_date"))
        .values("day", country)
        .annotate(counts=Count("pk"), mean=Avg(1.0 * F("adult_female_count") / F("fish_sampled")))
    )
    lice: dict[str, dict[Month, float]] = defaultdict(lambda: defaultdict(float))
    counts: dict[str, dict[Month, float]] = defaultdict(lambda: defaultdict(float))
    for row in days:
        month = row["day"].year, row["day"].month
        lice[row[country] or ""][month] += row["mean"] * row["counts"]
        counts[row[country] or ""][month] += row["counts"]
    for name in sorted(counts):
        yield from _by_year(f"{LICE}, {name}", "", 2, lice[name], counts[name], 1.0)


def sea_death_rows(years: HistoryYears) -> Iterator[FigureRow]:
    """Percent that died, of whole months that began with fish; then what is published."""
    for name in GEOGRAPHY_LABELS:
        dead, there = _months(years, name)
        if there:
            yield from _by_year(f"{DEATHS}, {name}", "%", 2, dead, there, 100.0)
    known: list[float | None] = [None] * len(MONTHS)
    for month, percent in (LOWEST, HIGHEST):
        known[month] = percent
    yield FigureRow(PUBLISHED, "Scotland 2018, lowest and highest month", "%", 2, known)
    seldom = [SELDOM_ABOVE] * len(MONTHS)
    yield FigureRow(PUBLISHED, "three cohorts of four rarely above", "%", 2, seldom)


def fish_at_sea(country: str) -> tuple[Days, Days]:
    """Fish that each day added to a country's sea, less those it lost, and the dead among these."""
    here = {"container__area__geography__name": country}
    source = {f"source_assignment__{key}": value for key, value in here.items()}
    dest = {f"dest_assignment__{key}": value for key, value in here.items()}
    stays = BatchContainerAssignment.objects.filter(**here)
    harvested = stays.filter(is_active=False, pk__in=HarvestEvent.objects.values("assignment"))
    deaths = MortalityEvent.objects.filter(assignment__in=stays)
    dead = _by_day(deaths, "event_date", "count")
    moved = "actual_execution_date"
    flows = (
        (1, _by_day(stays.filter(transfers_in__isnull=True), "assignment_date",
                    "initial_population_count")),
        (1, _by_day(DONE.filter(**dest), moved, "transferred_count")),
        (-1, _by_day(DONE.filter(**source), moved, "transferred_count")),
        (-1, _by_day(DONE.filter(**source), moved, "mortality_during_transfer")),
        (-1, _by_day(harvested, "departure_date", "population_count")),
        (-1, dead),
    )  # fmt: skip
    change: Days = defaultdict(float)
    for sign, days in flows:
        for day, fish in days.items():
            change[day] += sign * fish
    return change, dead


def _by_day(rows: "QuerySet[Any, Any]", day: str, count: str) -> Days:
    sums = rows.order_by().values(day).annotate(fish=Sum(count))
    return {row[day]: float(row["fish"]) for row in sums}


def _months(years: HistoryYears, country: str) -> tuple[dict[Month, float], dict[Month, float]]:
    """Deaths of each whole month that began with fish in the sea, and these fish."""
    change, deaths = fish_at_sea(country)
    dead: dict[Month, float] = defaultdict(float)
    there: dict[Month, float] = {}
    fish, day = 0.0, years.begins[0]
    while day < years.end:
        month = day.year, day.month
        if day.day == 1 and fish > 0:
            there[month] = fish
        if month in there:
            dead[month] += deaths.get(day, 0.0)
        fish += change.get(day, 0.0)
        day += DAY
    if years.end.day > 1:
        there.pop((years.end.year, years.end.month), None)
    return dead, there


def _by_year(
    section: str, unit: str, decimals: int, above: dict[Month, float], below: dict[Month, float],
    factor: float,
) -> Iterator[FigureRow]:  # fmt: skip
    """Ratios of each calendar year's months, then those of all years' sums."""
    months = range(1, len(MONTHS) + 1)
    years = sorted({year for year, _ in below})
    for label, chosen in (*((str(year), [year]) for year in years), (ALL_YEARS, years)):
        values = ratio(
            [sum(above[y, m] for y in chosen if (y, m) in below) for m in months],
            [sum(below.get((y, m), 0.0) for y in chosen) for m in months],
            factor,
        )
        yield FigureRow(section, label, unit, decimals, values)
