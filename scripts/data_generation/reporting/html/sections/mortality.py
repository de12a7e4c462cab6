"""Deaths by cause and month, and as a share of the fish at sea beside published levels."""

from apps.batch.models import MortalityEvent
from apps.explorer.charts import Chart, Level, Series
from apps.explorer.palette import CAUSES
from scripts.data_generation.reporting.courses.monthly_deaths import deaths_by_cause, sea_shares
from scripts.data_generation.reporting.html.figure_sheet import figure_sheet
from scripts.data_generation.reporting.html.parts import Section, points
from scripts.data_generation.reporting.html.subject import Subject
from scripts.data_generation.reporting.key_figures.monthly_sea import HIGHEST, LOWEST
from scripts.data_generation.reporting.key_figures.yearly_disease import death_rows


def section(subject: Subject) -> Section:
    """Causes, shares and the headings of the fish health service."""
    return Section(
        "mortality",
        "Mortality",
        "Every dead fish that the books count, eggs and alevins included.",
        (
            _causes(subject),
            _shares(subject),
            figure_sheet(
                subject.years.labels,
                tuple(death_rows(subject.years)),
                key="mortality-by-reason",
                title="Deaths by disease and heading",
                says="Dead fish of the mortality records by the disease they name and the heading "
                "of their reason, a year a column.",
            ),
        ),
    )


def _causes(subject: Subject) -> Chart:
    dead = deaths_by_cause(subject.months)
    series = [
        Series(
            MortalityEvent.Cause(cause).label,
            points(subject.firsts, dead[MortalityEvent.Cause(cause).label] / 1000.0),
            "bar",
            stack="dead",
            colour=colour,
        )
        for cause, colour in CAUSES.items()
    ]
    return Chart(
        key="mortality-by-cause",
        title="Deaths by cause",
        says="Thousands of dead fish of each month by the cause that the books name.",
        series=series,
        y_names=("dead fish [1,000]",),
    )


def _shares(subject: Subject) -> Chart:
    return Chart(
        key="mortality-at-sea",
        title="Monthly mortality at sea",
        says="Dead fish of a whole month over the fish in the country's sea at its start; dashed: "
        "the lowest and the highest month published for Scotland in 2018.",
        series=[
            Series(country, points(subject.firsts, values))
            for country, values in sea_shares(subject.months).items()
        ],
        y_names=("dead of the fish at sea [%]",),
        levels=(
            Level(f"Scotland 2018, lowest {LOWEST[1]}", LOWEST[1]),
            Level(f"Scotland 2018, highest {HIGHEST[1]}", HIGHEST[1]),
        ),
    )
