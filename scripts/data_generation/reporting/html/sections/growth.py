"""Growth curves of all batches, beside what is published and what the stages expect."""

from collections.abc import Sequence

import numpy as np

from apps.batch.models import LifecycleStage
from apps.explorer.charts import Chart, Series
from scripts.data_generation.array_types import Floats
from scripts.data_generation.config.water.climate_normals import SEA_TEMPERATURE_C
from scripts.data_generation.reporting.courses.growth_courses import STEP_DAYS, GrowthCourse
from scripts.data_generation.reporting.html.parts import (
    COLOURS,
    Section,
    points,
    rounded,
    slug,
    spans,
)
from scripts.data_generation.reporting.html.subject import Subject

# TGC x1000 of whole stays in the sea: docs/realism.md, TGC by stage.
PUBLISHED_TGC = {"Faroe Islands": (2.8, 3.3), "Scotland": (2.2, 2.8)}
COASTS = {"Faroe Islands": ("faroe",), "Scotland": ("west_coast", "orkney", "shetland")}


def section(subject: Subject) -> Section:
    """Whole lives, then the sea of each country."""
    courses = subject.courses
    countries = sorted({course.country for course in courses if course.country})
    return Section(
        "growth",
        "Growth",
        "Mean weight of the fish sampled from all containers of a batch, every two weeks. Each "
        "thin line is a batch. The published band at sea is thermal growth: W^(1/3) rises by "
        "TGC/1000 a degree-day. It lies between the published coefficients (docs/realism.md, TGC "
        "by stage), in the mean temperature of the coast, and begins at the weights of the "
        "lightest and the heaviest batch that went to sea.",
        (_lives(courses), *(_sea(country, courses) for country in countries)),
    )


def _lives(courses: Sequence[GrowthCourse]) -> Chart:
    longest = max((course.days[-1] for course in courses), default=0.0)
    ages = np.arange(0.0, longest + STEP_DAYS, STEP_DAYS)
    lines = [
        Series(course.batch, _known(ages, course.at(ages)), "thin", colour=_colour(course))
        for course in courses
    ]
    expected = [(rounded(age), weight) for age, weight in _expected() if age]
    return Chart(
        key="growth-of-batches",
        title="Weight by age",
        says="Weight of every batch over its age, on a logarithmic scale. Dashed: the weight that "
        "the books expect at the end of each stage, of a fast batch.",
        x="value",
        x_name="age [days since the eyed eggs came]",
        series=[*lines, Series("expected by stage", expected, "dashed", colour="warn")],
        y_names=("mean weight [g]",),
        log=True,
    )


def _expected() -> list[tuple[float, float]]:
    """Age and weight at the end of each stage that the books expect."""
    age, ends = 0.0, []
    for stage in LifecycleStage.objects.order_by("species_id", "order"):
        if stage.typical_duration_days and stage.expected_weight_max_g:
            age += stage.typical_duration_days
            ends.append((age, float(stage.expected_weight_max_g)))
    return ends


def _sea(country: str, courses: Sequence[GrowthCourse]) -> Chart:
    there = [course for course in courses if course.country == country and course.to_sea]
    stays = [course.days[-1] - _before_sea(course) for course in there]
    days = np.arange(0.0, max(stays, default=0.0) + STEP_DAYS, STEP_DAYS)
    lines, starts = [], []
    for course in there:
        weights = course.at(days + _before_sea(course))
        starts += [weight for weight in weights[:1] if weight]
        kilos = [weight / 1000.0 if weight else None for weight in weights]
        lines.append(Series(course.batch, _known(days, kilos), "thin", colour=_colour(course)))
    low, high = _band(country, days, starts)
    return Chart(
        key=f"growth-at-sea-{slug(country)}",
        title=f"Weight at sea, {country}",
        says=f"Weight of the {len(there)} batches that went to sea there; shaded: the published "
        f"band, TGC {PUBLISHED_TGC[country][0]} to {PUBLISHED_TGC[country][1]}.",
        x="value",
        x_name="days at sea",
        series=[Series("published band", spans(list(days), low, high), "band"), *lines],
        y_names=("mean weight [kg]",),
    )


def _before_sea(course: GrowthCourse) -> int:
    """Days that a batch lived before it came to the sea."""
    return (course.to_sea - course.begin).days if course.to_sea else 0


def _band(country: str, days: Floats, starts: Sequence[float]) -> tuple[Floats, Floats]:
    """Lowest and highest published weight on these days at sea, kg."""
    means = [float(np.mean(SEA_TEMPERATURE_C[coast])) for coast in COASTS[country]]
    weights = (min(starts, default=0.0), max(starts, default=0.0))
    low, high = (
        (weight ** (1 / 3) + tgc / 1000.0 * mean * days) ** 3 / 1000.0
        for weight, tgc, mean in zip(
            weights, PUBLISHED_TGC[country], (min(means), max(means)), strict=True
        )
    )
    return low, high


def _known(days: Floats, values: Sequence[float | None]) -> list[tuple[float, float | None]]:
    return [point for point in points(list(days), values) if point[1] is not None]


def _colour(course: GrowthCourse) -> str:
    return {"Faroe Islands": COLOURS[0], "Scotland": COLOURS[2]}.get(course.country, "c7")
