"""The water that sensors measured: means over steps of time, with what happened to it."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from django.db import connection
from django.db.models import Avg

from apps.environmental.models import EnvironmentalParameter, EnvironmentalReading
from apps.explorer.buckets import TimeBucket, step_for
from apps.explorer.charts import Chart, Period, Series
from apps.explorer.generation import facts
from apps.explorer.periods import Days
from apps.infrastructure.models import Sensor
from aquamind.tables.compression import refuse_hidden_rows

# What is shown, in the order of the page: types of sensors, and what the books call it first.
SHOWN = {
    Sensor.SensorType.TEMPERATURE: "Temperature",
    Sensor.SensorType.OXYGEN: "Dissolved Oxygen",
    Sensor.SensorType.SALINITY: "Salinity",
    Sensor.SensorType.PH: "pH",
}
# Containers of one site swim in the same water: a few tell of it, and cost a few look-ups.
CONTAINERS = 3

EVENT_COLOURS = {
    "STORM": "c1",
    "ALGAE_BLOOM": "c3",
    "HEAT_WAVE": "c2",
    "COLD_SNAP": "c6",
    "OXYGEN_DEPLETION": "c4",
}


def water(containers: Sequence[int], days: Days, area: int | None = None) -> list[Chart]:
    """One chart for each parameter that is measured: the mean of these containers' sensors."""
    refuse_hidden_rows(connection)
    periods = events(area, days) if area is not None else []
    sensors = _sensors(containers)
    measured = {kind: _measured(kind, sensors[kind]) for kind in SHOWN if sensors[kind]}
    return [
        _chart(parameter, sensors[kind], days, periods)
        for kind, parameter in measured.items()
        if parameter is not None
    ]


def _sensors(containers: Sequence[int]) -> dict[str, list[int]]:
    """Keys of the containers' sensors by what they measure."""
    found: dict[str, list[int]] = {kind: [] for kind in SHOWN}
    sensors = Sensor.objects.filter(container__in=containers, sensor_type__in=SHOWN)
    for pk, kind in sensors.order_by("pk").values_list("pk", "sensor_type"):
        found[kind].append(pk)
    return found


def _measured(kind: str, sensors: list[int]) -> EnvironmentalParameter | None:
    """What these sensors measure, as their readings say; before the first one, by its name."""
    for sensor in sensors:
        reading = EnvironmentalReading.objects.filter(sensor=sensor).order_by("reading_time")
        if first := reading.select_related("parameter").first():
            return first.parameter
    named = EnvironmentalParameter.objects.filter(name=SHOWN[Sensor.SensorType(kind)])
    return named.first()


def _chart(
    parameter: EnvironmentalParameter, sensors: list[int], days: Days, periods: list[Period]
) -> Chart:
    step = step_for(days.first, days.last)
    points = _means(parameter, sensors, days, step)
    unit = "" if parameter.unit == parameter.name else f" [{parameter.unit}]"
    return Chart(
        key=f"water-{parameter.pk}",
        title=parameter.name,
        says=f"Means over {_words(step)} of up to {CONTAINERS} containers that held fish.",
        series=(Series(parameter.name.lower(), points),) if points else (),
        y_names=(f"{parameter.name}{unit}",),
        periods=periods,
    )


def _means(
    parameter: EnvironmentalParameter, sensors: list[int], days: Days, step: timedelta
) -> list[tuple[datetime, float | None]]:
    """(moment, mean) of each step with readings; a gap of steps is broken by a None.

    The sensors say what they measure. Compressed readings are found by it all the same.
    """
    begin = datetime.combine(days.first, time(), UTC)
    end = datetime.combine(days.last + timedelta(days=1), time(), UTC)
    rows = (
        EnvironmentalReading.objects.filter(
            parameter=parameter,
            sensor__in=sensors,
            reading_time__gte=begin,
            reading_time__lt=end,
        )
        .values(moment=TimeBucket("reading_time", step))
        .annotate(mean=Avg("value"))
        .order_by("moment")
        .values_list("moment", "mean")
    )
    points: list[tuple[datetime, float | None]] = []
    for moment, mean in rows:
        if points and moment - points[-1][0] > 2 * step:
            points.append((points[-1][0] + step, None))
        points.append((moment, round(float(mean), 3)))
    return points


def _words(step: timedelta) -> str:
    hours = round(step.total_seconds() / 3600)
    if hours < 24:
        return f"{hours} hours" if hours > 1 else "one hour"
    return {1: "a day", 7: "a week", 28: "four weeks"}[hours // 24]


def events(area: int, days: Days) -> list[Period]:
    """What happened to an area's water, where a generator tells of it."""
    return [
        Period(one.label, one.first_day, one.last_day, EVENT_COLOURS.get(one.kind, ""))
        for one in facts().water_events(area, days)
    ]
