"""A batch's life, read back from the books: one row a stage, and its daily course."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Avg, Max, Min, Sum

from apps.batch.models import (
    Batch,
    BatchContainerAssignment,
    GrowthSample,
    MortalityEvent,
    TransferAction,
)
from apps.environmental.models import EnvironmentalParameter, EnvironmentalReading
from apps.inventory.models import FeedingEvent
from scripts.data_generation.config.water.instruments import INSTRUMENTS, Parameter
from scripts.data_generation.validation.engine.known_names import keys_named


@dataclass(frozen=True)
class StageOfLife:
    """One stage of one batch. Weights are of the fish that left, or of those there now, g."""

    name: str
    first_day: date
    last_day: date | None
    containers: int
    fish_in: int
    dead: int
    died_moving: int
    fish_out: int
    weight_g: float
    feed_kg: float

    @property
    def days(self) -> int | None:
        """Days from the first fish's arrival to the last one's departure; None while it goes on."""
        return (self.last_day - self.first_day).days if self.last_day else None


def farthest_batch() -> Batch | None:
    """The batch to look at first: one that was harvested, else the oldest."""
    return (
        Batch.objects.filter(status=Batch.Status.COMPLETED).order_by("id").first()
        or Batch.objects.order_by("id").first()
    )


def stages_of(batch: Batch) -> list[StageOfLife]:
    """The stages that a batch has been through, in order."""
    stages = (
        BatchContainerAssignment.objects.filter(batch=batch)
        .order_by("lifecycle_stage__order")
        .values_list("lifecycle_stage_id", "lifecycle_stage__name")
        .distinct()
    )
    return [_stage(batch, key, name) for key, name in stages]


def _stage(batch: Batch, stage_id: int, name: str) -> StageOfLife:
    here = BatchContainerAssignment.objects.filter(batch=batch, lifecycle_stage_id=stage_id)
    span = here.aggregate(first=Min("assignment_date"), last=Max("departure_date"))
    goes_on = here.filter(is_active=True)
    final = goes_on if goes_on.exists() else here
    totals = final.aggregate(fish=Sum("population_count"), kg=Sum("biomass_kg"))
    # Fish moved on within the stage, to pre-transfer tanks, came from assignments counted here.
    moved_within = TransferAction.objects.filter(
        source_assignment__in=here, dest_assignment__in=here
    ).aggregate(moved=Sum("transferred_count"))["moved"]
    arrived = here.aggregate(fish=Sum("initial_population_count"))["fish"]
    moving = TransferAction.objects.filter(source_assignment__in=here)
    return StageOfLife(
        name=name,
        first_day=span["first"],
        last_day=None if goes_on.exists() else span["last"],
        containers=here.values("container").distinct().count(),
        fish_in=arrived - (moved_within or 0),
        dead=_sum(MortalityEvent.objects.filter(assignment__in=here), "count"),
        died_moving=_sum(moving, "mortality_during_transfer"),
        fish_out=totals["fish"],
        weight_g=1000.0 * float(totals["kg"]) / max(totals["fish"], 1),
        feed_kg=float(_sum(FeedingEvent.objects.filter(batch_assignment__in=here), "amount_kg")),
    )


def _sum(rows: Any, name: str) -> Any:
    return rows.aggregate(total=Sum(name))["total"] or 0


@dataclass(frozen=True)
class DailyCourse:
    """Days and values of one quantity of a batch."""

    days: list[date]
    values: list[float]


def sampled_weights(batch: Batch) -> DailyCourse:
    """Mean weight of all samples of each sampling day, g."""
    return _course(
        GrowthSample.objects.filter(assignment__batch=batch)
        .values_list("sample_date")
        .annotate(value=Avg("avg_weight_g"))
        .order_by("sample_date")
    )


def deaths(batch: Batch) -> DailyCourse:
    """Dead fish a day."""
    return _course(
        MortalityEvent.objects.filter(batch=batch)
        .values_list("event_date")
        .annotate(value=Sum("count"))
        .order_by("event_date")
    )


def feed(batch: Batch) -> DailyCourse:
    """Feed a day, kg."""
    return _course(
        FeedingEvent.objects.filter(batch=batch)
        .values_list("feeding_date")
        .annotate(value=Sum("amount_kg"))
        .order_by("feeding_date")
    )


def temperatures(batch: Batch, stages: list[StageOfLife]) -> DailyCourse:
    """Recorded temperature around the fish, degrees C: mean of one container a stage and day."""
    days: list[date] = []
    values: list[float] = []
    for stage in stages:
        assignment = (
            BatchContainerAssignment.objects.filter(batch=batch, lifecycle_stage__name=stage.name)
            .order_by("id")
            .first()
        )
        if assignment is not None:
            course = _recorded_temperature(assignment)
            days += course.days
            values += course.values
    return DailyCourse(days, values)


def _recorded_temperature(assignment: BatchContainerAssignment) -> DailyCourse:
    """By sensor, which is the readings' one index."""
    label = INSTRUMENTS[Parameter.TEMPERATURE].label
    sensors = assignment.container.sensors.filter(sensor_type="TEMPERATURE")
    rows = EnvironmentalReading.objects.filter(
        sensor__in=sensors,
        parameter__in=keys_named(EnvironmentalParameter, [label]),
        batch_container_assignment=assignment,
    ).values_list("reading_time", "value")
    by_day: dict[date, list[float]] = {}
    for moment, value in rows.order_by("reading_time").iterator():
        by_day.setdefault(moment.date(), []).append(float(value))
    days = sorted(by_day)
    return DailyCourse(days, [sum(by_day[d]) / len(by_day[d]) for d in days])


def _course(rows: Any) -> DailyCourse:
    pairs = list(rows)
    return DailyCourse([day for day, _ in pairs], [float(value) for _, value in pairs])
