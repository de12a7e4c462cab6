"""One water: growth recomputed from the recorded temperatures agrees with the recorded samples."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from apps.batch.models import BatchContainerAssignment
from apps.environmental.models import EnvironmentalReading
from apps.inventory.models import FeedingEvent
from scripts.data_generation.config.fish.growth import Growth
from scripts.data_generation.simulation.biology.growth import (
    season_factor,
    temperature_response,
    transfer_dip,
    weight_cv,
)

pytestmark = pytest.mark.usefixtures("company")

GROWTH = Growth()
STAGE_TGC = {
    "Fry": GROWTH.tgc_fry,
    "Parr": GROWTH.tgc_parr,
    "Smolt": GROWTH.tgc_smolt,
    "Post-Smolt": GROWTH.tgc_post_smolt,
    "Adult": GROWTH.tgc_sea_faroe,
}
# Batch and container factors, each cut off where fish are graded out.
LIMIT = GROWTH.factor_limit_sd
FASTEST = (1 + LIMIT * GROWTH.batch_cv) * (1 + LIMIT * GROWTH.container_cv)
SLOWEST = (1 - LIMIT * GROWTH.batch_cv) * (1 - LIMIT * GROWTH.container_cv)


def recorded_days(assignment: BatchContainerAssignment) -> dict[date, float]:
    """Daily mean of the recorded temperature, degrees C."""
    sensors = assignment.container.sensors.filter(sensor_type="TEMPERATURE")
    by_day: dict[date, list[float]] = {}
    for time, value in EnvironmentalReading.objects.filter(
        sensor__in=sensors, batch_container_assignment=assignment
    ).values_list("reading_time", "value"):
        by_day.setdefault(time.date(), []).append(float(value))
    return {day: sum(values) / len(values) for day, values in by_day.items()}


def days_with_meals(assignment: BatchContainerAssignment) -> set[date]:
    """Days on which the books tell of a meal for these fish."""
    meals = FeedingEvent.objects.filter(batch_assignment=assignment)
    return set(meals.order_by().values_list("feeding_date", flat=True).distinct())


def effective_degree_days(
    assignment: BatchContainerAssignment, days: list[date]
) -> NDArray[np.float64]:
    """Degree-days since arrival that count for growth, at the end of each of `days`."""
    recorded, fed = recorded_days(assignment), days_with_meals(assignment)
    arrival = assignment.assignment_date
    total, reached = 0.0, {}
    for step in range((days[-1] - arrival).days + 1):
        day = arrival + timedelta(days=step)
        warmth = recorded[day]
        share = float(temperature_response(np.asarray(warmth), GROWTH))
        if assignment.lifecycle_stage.name == "Adult":
            share *= season_factor(day.toordinal(), GROWTH)
            share *= float(transfer_dip(np.asarray(step), GROWTH))
        # Fasting fish do not grow.
        total += warmth * share * (day in fed)
        reached[day] = total
    return np.asarray([reached[day] for day in days])


def assignments_with_samples() -> Iterator[BatchContainerAssignment]:
    rows = BatchContainerAssignment.objects.select_related("lifecycle_stage", "container")
    # Every other one: the rest would say the same again.
    for row in rows.exclude(lifecycle_stage__name="Egg&Alevin").order_by("id")[::2]:
        if row.growth_samples.count() >= 8:
            yield row


def test_samples_follow_the_recorded_temperatures() -> None:
    deviations, factors = [], []
    for assignment in assignments_with_samples():
        samples = list(assignment.growth_samples.order_by("sample_date"))
        warmth = effective_degree_days(assignment, [s.sample_date for s in samples])
        roots = np.cbrt([float(s.avg_weight_g) for s in samples])
        slope, start = np.polyfit(warmth, roots, 1)
        factors.append(1000 * slope / STAGE_TGC[assignment.lifecycle_stage.name])
        expected = (start + slope * warmth) ** 3
        error = weight_cv(expected, GROWTH) / np.sqrt(GROWTH.sample_size)
        deviations.extend((roots**3 / expected - 1.0) / error)
    # Ten fish scatter by CV / sqrt(10) around their container; nothing else may be in it.
    assert len(deviations) > 200
    assert 0.85 < np.std(deviations) < 1.05
    assert abs(np.mean(deviations)) < 0.1
    # A slope has its own error of a few percent beside the factors' range.
    assert min(factors) > SLOWEST * 0.94
    assert max(factors) < FASTEST * 1.06
