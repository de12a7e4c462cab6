"""Lice by week and country: adult females a fish counted, and the treatments against them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Avg, Count, F, Max, Q
from django.db.models.functions import TruncDate

from apps.health.models import LiceCount
from scripts.data_generation.reporting.key_figures.yearly_delousing import DELOUSED
from scripts.data_generation.validation.engine.known_names import adult_females

WEEK = timedelta(days=7)
COUNTRY = "container__area__geography__name"
A_FISH = 1.0 * F("adult_female_count") / F("fish_sampled")


@dataclass
class WeekOfLice:
    """A country's week from Monday: cages counted, their mean and highest, and the treatments."""

    country: str
    monday: date
    counts: int = 0
    lice: float = 0.0  # sum over the counts, adult females a fish
    highest: float = 0.0
    above: int = 0  # counts above the limit
    treatments: int = 0

    @property
    def mean(self) -> float | None:
        """Mean over the cages counted, adult females a fish; None when none was."""
        return self.lice / self.counts if self.counts else None


def weeks_of_lice(limit: float) -> list[WeekOfLice]:
    """Every week of every country in which lice were counted or treated, in order."""
    weeks: dict[tuple[str, date], WeekOfLice] = {}

    def week(country: str, day: date) -> WeekOfLice:
        monday = day - timedelta(days=day.weekday())
        return weeks.setdefault((country, monday), WeekOfLice(country, monday))

    counted = LiceCount.objects.filter(
        adult_females(), fish_sampled__gt=0, container__area__isnull=False
    )
    counts = counted.order_by().annotate(day=TruncDate("count_date"), a_fish=A_FISH)
    days = counts.values(COUNTRY, "day").annotate(
        counts=Count("pk"),
        mean=Avg("a_fish"),
        top=Max("a_fish"),
        above=Count("pk", filter=Q(a_fish__gt=limit)),
    )
    for row in days:
        one = week(row[COUNTRY], row["day"])
        one.counts += row["counts"]
        one.lice += row["counts"] * row["mean"]
        one.highest = max(one.highest, row["top"])
        one.above += row["above"]
    treated = DELOUSED.order_by().annotate(day=TruncDate("treatment_date"))
    for row in treated.values(COUNTRY, "day").annotate(count=Count("pk")):
        if row[COUNTRY]:
            week(row[COUNTRY], row["day"]).treatments += row["count"]
    return [weeks[key] for key in sorted(weeks)]


def by_country(weeks: list[WeekOfLice]) -> dict[str, dict[date, WeekOfLice]]:
    """The weeks of each country by their Monday."""
    found: dict[str, dict[date, WeekOfLice]] = defaultdict(dict)
    for one in weeks:
        found[one.country][one.monday] = one
    return dict(found)


def mondays(first: date, last: date) -> Iterator[date]:
    """The Monday of every week that the days from `first` to `last` lie in."""
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        yield monday
        monday += WEEK
