"""Harvest: the mean weights of cages, the weights of single fish, and the grades."""

from django.db.models import Sum

from apps.explorer.charts import Chart, Series
from apps.harvest.models import HarvestLot
from scripts.data_generation.reporting.courses.harvest_weights import (
    CAGE_STEP_G,
    FISH_STEP_G,
    Histogram,
    weights_of_cages,
    weights_of_fish,
)
from scripts.data_generation.reporting.html.parts import COLOURS, Section, points
from scripts.data_generation.reporting.html.subject import Subject

MILLION = 1e6
WEIGHT = "whole weight [kg]"


def section(subject: Subject) -> Section:
    """Two histograms and the grades by year."""
    means, fish = weights_of_cages()
    cages = Histogram.of(means, fish, CAGE_STEP_G)
    single = weights_of_fish()
    weighed = Histogram.of(single, single * 0 + 1.0, FISH_STEP_G)
    cycle = subject.case.parameters.life_cycle
    aim = f"{cycle.harvest_weight_min_g / 1000:g} to {cycle.harvest_weight_max_g / 1000:g} kg"
    return Section(
        "harvest",
        "Harvest weights",
        f"Whole weight of {len(means):,} emptied cages; the run aims at {aim}. Cages are counted "
        "with their fish. Single fish are those of each cage's last sample before its harvest.",
        (
            Chart(
                key="harvest-weights-cages",
                title="Fish by their cage's mean weight",
                says="Harvested fish by the mean weight of the cage that they came from.",
                x="category",
                x_name=WEIGHT,
                categories=_classes(cages),
                series=_bars(cages, MILLION),
                y_names=("fish [million]",),
            ),
            Chart(
                key="harvest-weights-fish",
                title="Single fish in the last samples",
                says=f"{len(single):,} fish weighed one by one in the last samples before harvest.",
                x="category",
                x_name=WEIGHT,
                categories=_classes(weighed),
                series=_bars(weighed, 1.0),
                y_names=("fish weighed",),
            ),
            _grades(subject),
        ),
    )


def _classes(found: Histogram) -> list[str]:
    """The classes of a histogram, in kg."""
    return [f"{begin / 1000:.1f}-{(begin + found.step) / 1000:.1f}" for begin in found.begins]


def _bars(found: Histogram, scale: float) -> tuple[Series, ...]:
    """The counts of a histogram, divided by `scale`; nothing when it is empty."""
    classes = _classes(found)
    fish = Series("fish", points(classes, found.counts / scale), "bar", colour="c1")
    return (fish,) if classes else ()


def _grades(subject: Subject) -> Chart:
    labels = subject.years.labels
    sums: dict[str, list[float]] = {}
    lots = subject.years.grouped(
        HarvestLot.objects.all(),
        "event__event_date",
        "product_grade__name",
        moment=True,
        kg=Sum("live_weight_kg"),
    )
    for row in lots:
        of_grade = sums.setdefault(row["product_grade__name"], [0.0] * len(labels))
        of_grade[row["year"]] = float(row["kg"]) / 1000.0
    ordered = sorted(sums.items(), key=lambda item: -sum(item[1]))
    return Chart(
        key="harvest-by-grade",
        title="Live weight by grade",
        says="Tonnes of live fish in the lots of each grade, by year.",
        x="category",
        categories=labels,
        heading="year",
        series=[
            Series(grade, points(labels, tonnes), "bar", stack="grade", colour=colour)
            for (grade, tonnes), colour in zip(ordered, COLOURS, strict=False)
        ],
        y_names=("live weight [t]",),
    )
