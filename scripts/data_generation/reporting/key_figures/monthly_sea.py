"""Lice and deaths in the sea by calendar month, year by year and over all years, by country."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Avg, Count, F
from django.db.models.functions import TruncDate

from apps.health.models import LiceCount
from scripts.data_generation.reporting.history_years import HistoryYears
from scripts.data_generation.reporting.key_figures.figure_rows import FigureRow, ratio
from scripts.data_generation.reporting.sea_stock import Month, fish_at_sea, whole_months
from scripts.data_generation.validation.engine.known_names import adult_females

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LICE = "adult female lice a fish counted"
DEATHS = "dead of the fish in the sea at the month's start"
ALL_YEARS = "all years"
# docs/realism.md, mortality levels: the Scottish sector's months of 2018 (only the lowest and the
# highest are known by month), and the level that three quarters of the cohorts stay below.
PUBLISHED = "published"
LOWEST, HIGHEST = (5, 0.54), (8, 1.57)
SELDOM_ABOVE = 2.0


@dataclass(frozen=True)
class Share:
    """A ratio of two sums over the months of a history: `factor` x above / below."""

    section: str
    unit: str
    above: dict[Month, float]
    below: dict[Month, float]
    factor: float = 1.0

    def by_year(self) -> Iterator[FigureRow]:
        """The ratios of each calendar year's months, then those of the sums over all years."""
        every = sorted({year for year, _ in self.below})
        for year in every:
            yield self._row(str(year), [year])
        yield self._row(ALL_YEARS, every)

    def _row(self, label: str, years: list[int]) -> FigureRow:
        months = range(1, len(MONTHS) + 1)
        above = [sum(self.above[y, m] for y in years if (y, m) in self.below) for m in months]
        below = [sum(self.below.get((y, m), 0.0) for y in years) for m in months]
        return FigureRow(self.section, label, self.unit, 2, ratio(above, below, self.factor))


def lice_rows() -> Iterator[FigureRow]:
    """Mean over the cages counted, each count alike, of adult females a fish."""
    country = "container__area__geography__name"
    days = (
        LiceCount.objects.filter(adult_females(), fish_sampled__gt=0)
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
        yield from Share(f"{LICE}, {name}", "", lice[name], counts[name]).by_year()


def sea_death_rows(years: HistoryYears) -> Iterator[FigureRow]:
    """Percent that died, of whole months that began with fish; then what is published."""
    for name, (change, deaths) in fish_at_sea().items():
        dead, there = whole_months(years.begins[0], years.end, change, deaths)
        if there:
            yield from Share(f"{DEATHS}, {name}", "%", dead, there, factor=100.0).by_year()
    known: list[float | None] = [None] * len(MONTHS)
    for month, percent in (LOWEST, HIGHEST):
        known[month] = percent
    yield FigureRow(PUBLISHED, "Scotland 2018, lowest and highest month", "%", 2, known)
    seldom = [SELDOM_ABOVE] * len(MONTHS)
    yield FigureRow(PUBLISHED, "three cohorts of four rarely above", "%", 2, seldom)
