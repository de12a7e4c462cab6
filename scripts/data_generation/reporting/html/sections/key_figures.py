"""Key figures of every year, from the same rows as `generation_report --years`."""

from apps.explorer.charts import Chart, Series
from scripts.data_generation.reporting.html.figure_sheet import figure_sheet
from scripts.data_generation.reporting.html.parts import Section, points
from scripts.data_generation.reporting.html.subject import Subject
from scripts.data_generation.reporting.key_figures.yearly_batches import BATCHES
from scripts.data_generation.reporting.key_figures.yearly_harvest import HARVEST


def section(subject: Subject) -> Section:
    """The years side by side."""
    figures, years = subject.year_figures, subject.years
    first = years.spans[0]
    return Section(
        "years",
        "Key figures by year",
        f"A year begins on the history's first day or a calendar year later; the first is "
        f"{first['first_day']} to {first['last_day']}. "
        "docs/production.md tells how each figure is calculated.",
        (
            _harvest(subject),
            _batches(subject),
            figure_sheet(
                years.labels,
                figures.rows,
                key="key-figures",
                title="All key figures",
                says="One row a figure, one column a year.",
            ),
        ),
    )


def _harvest(subject: Subject) -> Chart:
    labels = subject.years.labels
    whole = subject.year_figures.row(HARVEST, "whole")
    weight = subject.year_figures.row(HARVEST, "mean weight, whole")
    return Chart(
        key="harvest-by-year",
        title="Harvest by year",
        says="Whole fish of all emptied cages in tonnes, and the mean weight of a fish.",
        x="category",
        categories=labels,
        heading="year",
        series=(
            Series("whole fish", points(labels, whole.values), "bar", colour="c1"),
            Series("mean weight", points(labels, weight.values), "line", axis=1, colour="c2"),
        ),
        y_names=("whole fish [t]", "mean weight [kg]"),
    )


def _batches(subject: Subject) -> Chart:
    labels, row = subject.years.labels, subject.year_figures.row
    started, harvested, active = (
        points(labels, row(BATCHES, name).values)
        for name in ("started", "harvested", "active, mean over the year")
    )
    series = [
        Series("started", started, "bar", colour="c3"),
        Series("harvested", harvested, "bar", colour="c1"),
        Series("active, mean", active, "line", colour="c2"),
    ]
    return Chart(
        key="batches-by-year",
        title="Batches by year",
        says="Batches started and harvested, and how many were alive on average.",
        x="category",
        categories=labels,
        heading="year",
        series=series,
        y_names=("batches",),
    )
