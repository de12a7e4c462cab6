"""A sensor: what it measured, and where it is known to have failed."""

from datetime import UTC, datetime, time, timedelta

from django.db import connection
from django.db.models import Avg, Max, Min
from django.shortcuts import get_object_or_404

from apps.environmental.models import EnvironmentalReading
from apps.explorer.buckets import TimeBucket, step_for
from apps.explorer.charts import Chart, Period, Series
from apps.explorer.figures.places.water import in_words, measured_by
from apps.explorer.generation import facts
from apps.explorer.listings import Listing
from apps.explorer.palette import nth
from apps.explorer.periods import Days, drawn
from apps.infrastructure.models import Sensor
from aquamind.tables.compression import refuse_hidden_rows

FAULT_COLUMNS = ("from", "to", "fault")
READING_COLUMNS = ("time [UTC]", "value")
NEWEST = 50


def sensor(pk: int) -> Sensor:
    """One sensor; Http404 when there is none of this key."""
    return get_object_or_404(
        Sensor.objects.select_related(
            "container__hall__freshwater_station", "container__area", "container__container_type"
        ),
        pk=pk,
    )


def readings(one: Sensor, days: Days) -> Chart:
    """Means over steps of time between the lowest and the highest reading of each."""
    refuse_hidden_rows(connection)
    parameter = measured_by(one.sensor_type, [one.pk])
    step = step_for(days.first, days.last)
    rows = (
        EnvironmentalReading.objects.filter(
            sensor=one,
            reading_time__gte=datetime.combine(days.first, time(), UTC),
            reading_time__lt=datetime.combine(days.last + timedelta(days=1), time(), UTC),
        )
        .values(moment=TimeBucket("reading_time", step))
        .annotate(mean=Avg("value"), low=Min("value"), high=Max("value"))
        .order_by("moment")
    )
    found = [(r["moment"], round(float(r["mean"]), 3), r["low"], r["high"]) for r in rows]
    name = parameter.name if parameter else one.name
    unit = f" [{parameter.unit}]" if parameter and parameter.unit != parameter.name else ""
    return Chart(
        key="readings",
        title=f"{name}, as measured",
        says=f"Means over {in_words(step)}, and the lowest and highest reading of each; known "
        "faults are shaded.",
        series=(
            Series("lowest to highest", [(at, low, high) for at, _, low, high in found], "band"),
            Series("mean", [(at, mean) for at, mean, _, _ in found], colour="c1"),
        )
        if found
        else (),
        y_names=(f"{name}{unit}",),
        periods=_faulty(one, days),
        days=drawn(days),
    )


def _faulty(one: Sensor, days: Days) -> list[Period]:
    known = facts().faults_of(one.pk)
    kinds = sorted({fault.label for fault in known})
    return [
        Period(fault.label, fault.first.date(), fault.last.date(), nth(kinds.index(fault.label)))
        for fault in known
        if fault.first.date() <= days.last and fault.last.date() >= days.first
    ]


def faults(one: Sensor) -> Listing:
    """Its known faults, the latest first."""
    return Listing(
        FAULT_COLUMNS,
        [
            [f"{fault.first:%Y-%m-%d %H:%M}", f"{fault.last:%Y-%m-%d %H:%M}", fault.label]
            for fault in reversed(facts().faults_of(one.pk))
        ],
        "faults",
    )


def newest(one: Sensor, days: Days) -> Listing:
    """The last readings of these days, as they stand in the books."""
    rows = EnvironmentalReading.objects.filter(
        sensor=one,
        reading_time__gte=datetime.combine(days.first, time(), UTC),
        reading_time__lt=datetime.combine(days.last + timedelta(days=1), time(), UTC),
    ).order_by("-reading_time")
    return Listing(
        READING_COLUMNS,
        [[f"{r.reading_time:%Y-%m-%d %H:%M}", r.value] for r in rows[:NEWEST]],
        "newest",
    )
