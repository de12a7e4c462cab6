"""One water: growth recomputed from the recorded temperatures agrees with the recorded samples."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Count

from apps.batch.models import BatchContainerAssignment, GrowthSample, LifecycleStage
from apps.environmental.models import EnvironmentalReading
from apps.infrastructure.models import Sensor
from apps.inventory.models import FeedingEvent
from scripts.data_generation.array_types import Booleans, Floats, Integers
from scripts.data_generation.config.fish.growth import Growth
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.simulation.biology.growth import (
    season_factor,
    temperature_response,
    transfer_dip,
    weight_cv,
)
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.known_names import keys_named
from scripts.data_generation.validation.engine.registry import (
    Figure,
    Group,
    Outcome,
    check,
    not_asked,
)
from scripts.data_generation.validation.engine.sql import table_name

STAYS_ASKED = 60
LEAST_SAMPLES = 8
# In errors of a sample of ten fish (5-8 % of the weight). A stay whose samples scatter only by
# chance comes to 1 +- 0.25, so a stay that comes to 2 has another fault in it.
MOST_DEVIATION = 2.0


@dataclass(frozen=True)
class Course:
    """What the books record of one stay: the water of each day, days with meals, and samples."""

    stay: int
    adult: bool
    days: Integers  # proleptic day numbers, one after the other from arrival
    warmth_c: Floats  # mean recorded temperature of each day
    fed: Booleans  # whether there was a meal
    sampled: Integers  # position in `days` of each sample
    weight_g: Floats  # mean weight of each sample
    fish: Floats  # fish in each sample


@check(
    "growth from the water",
    group=Group.RULES,
    proves="sampled weights follow the recorded temperatures by the thermal growth model",
    bounds="docs/realism.md, TGC by stage; samples of ten fish scatter by weight CV / sqrt(10); "
    f"a root mean square of {MOST_DEVIATION:.0f} such errors is not by chance; {STAYS_ASKED} stays",
)
def growth_from_the_water(case: Case) -> Outcome:
    """Stays whose samples lie too far from growth recomputed from their recorded water."""
    adult = keys_named(LifecycleStage, [Stage.ADULT.label])
    found = (_course(stay, stay.lifecycle_stage_id in adult) for stay in _some_stays())
    courses = [course for course in found if course is not None]
    if not courses:
        return not_asked("no stay has samples, meals and recorded temperatures")
    growth = case.parameters.growth
    off = {course.stay: deviation(course, growth) for course in courses}
    wrong = [stay for stay, errors in off.items() if errors > MOST_DEVIATION]
    usual = float(np.median(list(off.values())))
    figure = Figure(
        name=f"samples' distance from recomputed growth, median of {len(courses)} stays",
        measured=usual,
        expected=1.0,
        tolerance=MOST_DEVIATION - 1.0,
        unit="errors of a sample of its size",
    )
    said = [f"assignment {stay}: {off[stay]:.1f} errors of a sample" for stay in wrong]
    return Outcome.of(said, (figure,))


def deviation(course: Course, growth: Growth) -> float:
    """Root mean square distance of the samples from recomputed growth, in errors of a sample.

    The cube root of weight rises in a straight line with the degree-days that count. The line is
    fitted by least squares, since batches and containers differ in how fast they grow.
    """
    warmth = effective_degree_days(course, growth)[course.sampled]
    roots = np.cbrt(course.weight_g)
    slope, start = np.polyfit(warmth, roots, 1)
    expected = np.maximum(start + slope * warmth, 1e-3) ** 3
    error = weight_cv(expected, growth) / np.sqrt(course.fish)
    if slope <= 0.0:
        return float("inf")
    return float(np.sqrt(np.mean(((course.weight_g / expected - 1.0) / error) ** 2)))


def effective_degree_days(course: Course, growth: Growth) -> Floats:
    """Degree-days that count for growth, summed up to the end of each day; none while fasting."""
    share = temperature_response(course.warmth_c, growth)
    if course.adult:
        season = np.asarray([season_factor(int(day), growth) for day in course.days])
        share = share * season * transfer_dip(course.days - course.days[0], growth)
    return np.cumsum(course.warmth_c * share * course.fed)


def _some_stays() -> list[BatchContainerAssignment]:
    """Stays with enough samples, taken evenly from all; not of eggs, which live on their yolk."""
    eggs = keys_named(LifecycleStage, [Stage.EGG_ALEVIN.label])
    rows = BatchContainerAssignment.objects.exclude(lifecycle_stage__in=eggs)
    many = rows.annotate(samples=Count("growth_samples")).filter(samples__gte=LEAST_SAMPLES)
    keys = list(many.order_by("pk").values_list("pk", flat=True))
    chosen = keys[:: max(1, len(keys) // STAYS_ASKED)]
    return list(rows.filter(pk__in=chosen).order_by("pk"))


def _course(stay: BatchContainerAssignment, adult: bool) -> Course | None:
    """What the books record of a stay; None where too many days lack temperatures."""
    samples = list(
        GrowthSample.objects.filter(assignment=stay)
        .order_by("sample_date")
        .values_list("sample_date", "avg_weight_g", "sample_size")
    )
    warmth = _daily_temperatures(stay, samples[-1][0])
    meals = FeedingEvent.objects.filter(batch_assignment=stay).order_by()
    fed = {day.toordinal() for day in meals.values_list("feeding_date", flat=True).distinct()}
    first, last = stay.assignment_date.toordinal(), samples[-1][0].toordinal()
    days = np.arange(first, last + 1)
    recorded = np.asarray([day for day in days if int(day) in warmth])
    if len(recorded) < len(days) / 2 or not fed:
        return None
    return Course(
        stay=stay.pk,
        adult=adult,
        days=days,
        warmth_c=np.interp(days, recorded, [warmth[int(day)] for day in recorded]),
        fed=np.isin(days, list(fed)),
        sampled=np.asarray([day.toordinal() - first for day, *_ in samples]),
        weight_g=np.asarray([float(weight) for _, weight, _ in samples]),
        fish=np.asarray([float(size) for *_, size in samples]),
    )


def _daily_temperatures(stay: BatchContainerAssignment, last: date) -> dict[int, float]:
    """Mean recorded temperature [degrees C] by day number; read by sensor and time, their index."""
    sensors = Sensor.objects.filter(
        container=stay.container_id, sensor_type=Sensor.SensorType.TEMPERATURE
    )
    with connection.cursor() as cursor:
        keys: Sequence[Any] = list(sensors.values_list("pk", flat=True))
        if not keys:
            return {}
        marks = ", ".join(["%s"] * len(keys))
        cursor.execute(
            f"SELECT date(reading_time) AS day, AVG(value) FROM {table_name(EnvironmentalReading)}"
            f" WHERE sensor_id IN ({marks}) AND reading_time >= %s AND reading_time < %s"
            f" AND batch_container_assignment_id = %s GROUP BY date(reading_time)",
            [*keys, stay.assignment_date, last + timedelta(days=1), stay.pk],
        )
        return {_ordinal(day): float(value) for day, value in cursor.fetchall()}


def _ordinal(day: date | str) -> int:
    """The number of a day; SQLite gives the day as text."""
    return (date.fromisoformat(day) if isinstance(day, str) else day).toordinal()


CHECKS = (growth_from_the_water,)
