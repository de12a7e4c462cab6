"""Lice by week and country, with the limit and the treatments."""

from apps.explorer.charts import Chart, Level, Series
from scripts.data_generation.reporting.html.parts import Section, rounded, slug
from scripts.data_generation.reporting.html.subject import Subject
from scripts.data_generation.reporting.weekly_lice import (
    WeekOfLice,
    by_country,
    mondays,
    weeks_of_lice,
)


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
    counted = [week for week in weeks if week.counts]
    treated = [week for week in weeks if week.treatments]
    return Chart(
        key=f"lice-{slug(country)}",
        title=f"Adult female lice and treatments, {country}",
        says=f"Weekly mean and highest cage, the limit of {limit:g}, and cages treated in the week.",
        series=(
            Series("cages treated", [(w.monday.isoformat(), w.treatments) for w in treated],
                   "bar", axis=1, colour="c6"),
            Series("highest cage", [(w.monday.isoformat(), rounded(w.highest)) for w in counted],
                   "thin", colour="c7"),
            Series("mean of the cages", [(w.monday.isoformat(), rounded(w.mean)) for w in counted],
                   colour="c1"),
        ),
        y_names=("adult females a fish", "cages treated"),
        levels=(Level(f"limit {limit:g}", limit),),
    )  # fmt: skip
