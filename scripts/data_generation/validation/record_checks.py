"""What is written down of fish lies within their stay: meals, deaths, samples, readings."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import (
    Count,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    Min,
    OuterRef,
    Q,
)
from django.utils.timezone import get_default_timezone

from apps.batch.models import BatchContainerAssignment, GrowthSample, MortalityEvent
from apps.environmental.models import EnvironmentalReading
from apps.harvest.models import HarvestEvent
from apps.health.models import Treatment
from apps.infrastructure.models import Sensor
from apps.inventory.models import FeedingEvent
from scripts.data_generation.validation.case import Case
from scripts.data_generation.validation.registry import (
    EXAMPLES,
    NO_RUN,
    Group,
    Outcome,
    check,
    offenders,
)

OCCUPIED = "docs/architecture.md: occupied from arrival to the day before departure"
SAMPLED_SENSORS = 40
ONE_DAY = timedelta(days=1)


def _outside(model: Any, day: str, link: str) -> Outcome:
    """Rows dated before their assignment began, or not before it ended."""
    wrong = model.objects.filter(
        Q(**{f"{day}__lt": F(f"{link}__assignment_date")})
        | Q(**{f"{day}__gte": F(f"{link}__departure_date")})
    )
    return offenders(
        wrong.order_by("id").values("id", day, link),
        f"row {{id}} of {model._meta.db_table}: {{{day}}}, outside of assignment {{{link}}}",
    )


@check(
    "meals in time",
    group=Group.INTEGRITY,
    proves="fish are fed only while they are there",
    bounds=OCCUPIED,
)
def meals_in_time(case: Case) -> Outcome:
    """Meals outside of their assignment."""
    return _outside(FeedingEvent, "feeding_date", "batch_assignment")


@check(
    "deaths in time",
    group=Group.INTEGRITY,
    proves="fish are found dead only while they are there",
    bounds=OCCUPIED,
)
def deaths_in_time(case: Case) -> Outcome:
    """Deaths outside of their assignment."""
    return _outside(MortalityEvent, "event_date", "assignment")


@check(
    "samples in time",
    group=Group.INTEGRITY,
    proves="fish are weighed only while they are there",
    bounds=OCCUPIED,
)
def samples_in_time(case: Case) -> Outcome:
    """Samples outside of their assignment."""
    return _outside(GrowthSample, "sample_date", "assignment")


@check(
    "treatments in time",
    group=Group.INTEGRITY,
    proves="fish are treated only while they are there",
    bounds=OCCUPIED,
)
def treatments_in_time(case: Case) -> Outcome:
    """Treatments outside of their assignment."""
    return _outside(Treatment, "treatment_date", "batch_assignment")


@check(
    "withholding",
    group=Group.RULES,
    proves="no fish are harvested within a treatment's withholding period",
    bounds="the treatment's own withholding_period_days",
)
def withholding(case: Case) -> Outcome:
    """Harvests too early after a treatment of the batch or of the cage."""
    # The outer column's type has to be told: SQLite would subtract the texts.
    harvested = ExpressionWrapper(OuterRef("event_date"), output_field=DateTimeField())
    periods = Treatment.objects.order_by().values_list("withholding_period_days", flat=True)
    held = Q(pk__in=[])
    for days in periods.distinct():
        held |= Q(withholding_period_days=days, since__lt=timedelta(days=days))
    too_early = (
        Treatment.objects.filter(
            Q(batch_assignment=OuterRef("assignment")) | Q(batch_assignment__isnull=True),
            batch=OuterRef("batch"),
            treatment_date__lte=OuterRef("event_date"),
        )
        .annotate(
            since=ExpressionWrapper(harvested - F("treatment_date"), output_field=DurationField())
        )
        .filter(held)
    )
    return offenders(
        HarvestEvent.objects.filter(Exists(too_early))
        .order_by("id")
        .values("id", "batch__batch_number", "event_date"),
        "harvest {id} of {batch__batch_number} on {event_date:%Y-%m-%d}",
    )


@check(
    "readings of occupied containers",
    group=Group.INTEGRITY,
    proves="a sensor reads as often a day as the scale says, on the days its container is occupied",
    bounds=f"{OCCUPIED}; readings_per_day of the run's scale; {SAMPLED_SENSORS} sensors",
)
def readings_of_occupied_containers(case: Case) -> Outcome:
    """Stays in the containers of some sensors that have other readings than they should have."""
    if case.run is None:
        return Outcome.not_applicable(NO_RUN)
    sensors = _some_sensors()
    read = {
        (row["sensor"], row["batch_container_assignment"]): row
        for row in EnvironmentalReading.objects.filter(sensor__in=sensors)
        .order_by()
        .values("sensor", "batch_container_assignment")
        .annotate(count=Count("value"), first=Min("reading_time"), last=Max("reading_time"))
    }
    wrong = []
    for sensor, container in sensors.items():
        for stay in BatchContainerAssignment.objects.filter(container=container):
            row = read.pop((sensor, stay.pk), None)
            end = stay.departure_date or case.last_day + ONE_DAY
            if not _as_it_should_be(row, stay.assignment_date, end, case):
                found = row["count"] if row else 0
                wrong.append(f"sensor {sensor}, assignment {stay.pk}: {found} readings")
    wrong += [f"sensor {sensor}: readings of assignment {stay}" for sensor, stay in read]
    return Outcome(len(wrong), tuple(wrong[:EXAMPLES]))


def _some_sensors() -> dict[int, int]:
    """Sensor to container of sensors that read, evenly spread over all, the first one included."""
    first = Sensor.objects.filter(sensor_type=Sensor.SensorType.TEMPERATURE).order_by("id")
    step = max(1, first.count() // SAMPLED_SENSORS)
    return dict(list(first.values_list("id", "container_id"))[::step])


def _as_it_should_be(row: Any, begin: date, end: date, case: Case) -> bool:
    """Whether the readings of a sensor and a stay are as many as they should be, all within it."""
    expected = (end - begin).days * case.parameters.scale.readings_per_day
    if row is None or expected == 0:
        return row is None and expected == 0
    zone = get_default_timezone()
    within = datetime.combine(begin, time(), zone) <= row["first"] and row[
        "last"
    ] < datetime.combine(end, time(), zone)
    return within and int(row["count"]) == expected


CHECKS = (
    meals_in_time,
    deaths_in_time,
    samples_in_time,
    treatments_in_time,
    withholding,
    readings_of_occupied_containers,
)
