"""Production as a whole: standing biomass, harvest, and the plan."""

from collections.abc import Iterable

import numpy as np
from django.db.models import Sum

from apps.explorer.charts import Chart, Series
from apps.inventory.models import BatchFeedingSummary
from scripts.data_generation.array_types import Floats
from scripts.data_generation.reporting.html.figure_sheet import figure_sheet
from scripts.data_generation.reporting.html.parts import COLOURS, Section, points, sheet
from scripts.data_generation.reporting.html.subject import Subject
from scripts.data_generation.reporting.key_figures.yearly_harvest import CAGES, PLANNED

TONNE = 1000.0
COUNTRY = "container__area__geography__name"


def section(subject: Subject) -> Section:
    """Biomass, harvest by month and country, and the plan."""
    harvested = subject.months.columns(CAGES, "departure_date", COUNTRY, kg=Sum("biomass_kg"))
    by_country = {str(key[0]): kg / TONNE for key, kg in sorted(harvested.items())}
    planned = tuple(row for row in subject.year_figures.rows if row.section == PLANNED)
    plan = figure_sheet(
        subject.years.labels,
        planned,
        key="production-plan",
        title="Beside the plan",
        says="Percent of the model company's plan.",
    )
    return Section(
        "production",
        "Production",
        "Biomass is that of the weekly summaries of batches that eat; eggs and alevins weigh "
        "almost nothing. Harvest is whole weight on the day a cage was emptied.",
        (
            _biomass(subject),
            _harvest(subject, by_country),
            sheet(
                key="harvest-by-country",
                title="Harvest of each year by country",
                says="Whole fish in tonnes.",
                head=("country", *subject.years.labels),
                rows=((name, *_by_year(subject, tonnes)) for name, tonnes in by_country.items()),
            ),
            *((plan,) if planned else ()),
        ),
    )


def _biomass(subject: Subject) -> Chart:
    weeks = (
        BatchFeedingSummary.objects.order_by("period_end")
        .values_list("period_end")
        .annotate(kg=Sum("total_ending_biomass_kg"))
    )
    whole = [(end, float(kg or 0) / TONNE) for end, kg in weeks if end.weekday() == 6]
    ends = [end.isoformat() for end, _ in whole]
    return Chart(
        key="standing-biomass",
        title="Standing biomass",
        says="Biomass of all batches at the end of each whole week.",
        series=(Series("biomass", points(ends, [t for _, t in whole]), "area", colour="c1"),),
        y_names=("biomass [t]",),
    )


def _harvest(subject: Subject, by_country: dict[str, Floats]) -> Chart:
    return Chart(
        key="harvest-by-month",
        title="Harvest by month",
        says="Whole fish of the cages emptied in the month, by country.",
        series=[
            Series(name, points(subject.firsts, tonnes), "bar", stack="harvest", colour=colour)
            for (name, tonnes), colour in zip(by_country.items(), COLOURS, strict=False)
        ],
        y_names=("whole fish [t a month]",),
    )


def _by_year(subject: Subject, tonnes: Floats) -> Iterable[float]:
    """Sums of the history's years of a monthly column; a month counts to the year it ends in."""
    begins = subject.years.begins
    year_of = [sum(begin <= first for begin in begins) - 1 for first in subject.months.firsts]
    at = np.maximum(year_of, 0)
    return [round(float(tonnes[at == year].sum()), 1) for year in range(len(subject.years))]
