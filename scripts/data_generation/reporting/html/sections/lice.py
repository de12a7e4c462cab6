"""Lice by week and country, with the limit and the treatments."""

from apps.explorer.charts import Chart, Level, Series
from scripts.data_generation.reporting.courses.weekly_lice import (
    WeekOfLice,
    by_country,
    mondays,
    weeks_of_lice,
)
from scripts.data_generation.reporting.html.parts import Section, points, slug
from scripts.data_generation.reporting.html.subject import Subject

FORTNIGHT_AND_A_WEEK = 3  # weeks; an uncounted one this near to counts on both sides is no gap


def section(subject: Subject) -> Section:
    """A chart a country."""
    limit = subject.case.parameters.delousing.limit
    weeks = by_country(weeks_of_lice(limit))
    days = list(mondays(subject.run.start_date, subject.case.last_day))
    charts = []
    for country, found in weeks.items():
        rows = [found.get(day) or WeekOfLice(country, day) for day in days]
        charts.append(_chart(country, rows, limit))
    return Section(
        "lice",
        "Sea lice",
        "Adult female lice a fish, mean over the cages counted in a week, each count alike; lice "
        "are counted every fortnight. A cage is treated when its own last count was above "
        f"{limit:g}, so the mean of all cages usually stays below it.",
        charts,
    )


def _chart(country: str, weeks: list[WeekOfLice], limit: float) -> Chart:
    days = [week.monday.isoformat() for week in weeks]
    treated = [week.treatments or None for week in weeks]
    highest = [week.highest if week.counts else None for week in weeks]
    return Chart(
        key=f"lice-{slug(country)}",
        title=f"Adult female lice and treatments, {country}",
        says=f"Weekly mean and highest cage, the limit of {limit:g}, and cages treated.",
        series=(
            Series("cages treated", points(days, treated), "bar", axis=1, colour="c5"),
            Series("highest cage", _between_counts(days, highest), colour="c7"),
            Series("mean", _between_counts(days, [week.mean for week in weeks]), colour="c1"),
        ),
        y_names=("adult females a fish", "cages treated"),
        levels=(Level(f"limit {limit:g}", limit),),
    )


def _between_counts(days: list[str], values: list[float | None]) -> list[tuple[str, float | None]]:
    """Points without the weeks between two counts; weeks of fallow stay, and break the line."""
    near = range(1, FORTNIGHT_AND_A_WEEK + 1)
    return [
        point
        for n, point in enumerate(points(days, values))
        if point[1] is not None
        or not (
            any(values[n - k] is not None for k in near if n >= k)
            and any(values[n + k] is not None for k in near if n + k < len(values))
        )
    ]
