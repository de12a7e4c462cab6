"""Sea lice against the limit, by week and country."""

from datetime import date

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import TruncDate, TruncWeek

from apps.explorer.charts import Chart, Level, Series
from apps.explorer.periods import Days, drawn
from apps.health.models import LiceCount, LiceType

# Adult females a fish above which a site must act: docs/realism.md, lice limits.
LIMIT = 0.5


def counts_of_females() -> "QuerySet[LiceCount]":
    """Counts of adult females, one row a count; rows of other types repeat the fish sampled."""
    return LiceCount.objects.filter(
        Q(lice_type__isnull=True) | Q(lice_type__gender=LiceType.Gender.FEMALE)
    )


def a_day(counts: "QuerySet[LiceCount]") -> list[tuple[date, float]]:
    """(day, adult females a fish), the mean of all fish of these counts on each day."""
    rows = (
        counts.values(day=TruncDate("count_date"))
        .annotate(lice=Sum("adult_female_count"), fish=Sum("fish_sampled"))
        .filter(fish__gt=0)
        .order_by("day")
    )
    return [(row["day"], round(row["lice"] / row["fish"], 3)) for row in rows]


def by_week(days: Days) -> Chart:
    """Adult females a fish, mean of all fish counted in a country in a week."""
    rows = (
        counts_of_females()
        .filter(count_date__date__range=(days.first, days.last))
        .values("container__area__geography__name", week=TruncWeek("count_date"))
        .annotate(lice=Sum("adult_female_count"), fish=Sum("fish_sampled"))
        .filter(fish__gt=0)
        .order_by("week")
    )
    countries: dict[str, list[tuple[date, float]]] = {}
    for row in rows:
        name = row["container__area__geography__name"] or "elsewhere"
        point = (row["week"].date(), round(row["lice"] / row["fish"], 3))
        countries.setdefault(name, []).append(point)
    return Chart(
        key="lice",
        title="Sea lice",
        says="Adult female lice a fish, mean of all fish counted in a week, and the limit above "
        "which a cage is treated.",
        series=[Series(name, points) for name, points in sorted(countries.items())],
        y_names=("lice a fish",),
        levels=(Level(f"limit {LIMIT}", LIMIT),),
        days=drawn(days),
    )
