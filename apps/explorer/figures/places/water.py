"""The water that sensors measured: means over steps of time, with what happened to it."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from django.db import connection
from django.db.models import Avg

from apps.environmental.models import EnvironmentalParameter, EnvironmentalReading
from apps.explorer.buckets import TimeBucket, step_for
from apps.explorer.charts import Chart, Period, Series
from apps.explorer.figures.places.inhabited import Water
from apps.explorer.generation import facts
from apps.explorer.palette import WATER_EVENTS, nth
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


def water(waters: Sequence[Water], days: Days, area: int | None = None) -> list[Chart]:
    """One chart for each parameter that is measured: a line for each body of water."""
    refuse_hidden_rows(connection)
    periods = events(area, days) if area is not None else []
    sensors = _sensors([key for one in waters for key in one.containers])
    measured = {kind: measured_by(kind, [pk for pk, _ in sensors[kind]]) for kind in SHOWN}
    return [
        _chart(parameter, _by_water(sensors[kind], waters), days, periods)
        for kind, parameter in measured.items()
        if parameter is not None and sensors[kind]
    ]


def _sensors(containers: Sequence[int]) -> dict[str, list[tuple[int, int]]]:
    """(sensor, its container) by what they measure."""
    found: dict[str, list[tuple[int, int]]] = {kind: [] for kind in SHOWN}
    sensors = Sensor.objects.filter(container__in=containers, sensor_type__in=SHOWN)
    for pk, container, kind in sensors.order_by("pk").values_list("pk", "container", "sensor_type"):
        found[kind].append((pk, container))
    return found


def temperature_sensors(container: int) -> tuple[EnvironmentalParameter | None, list[int]]:
    """What a container's temperature sensors measure, and their keys."""
    kind = Sensor.SensorType.TEMPERATURE
    keys = [pk for pk, _ in _sensors([container])[kind]]
    return (measured_by(kind, keys) if keys else None), keys


def _by_water(
    sensors: Sequence[tuple[int, int]], waters: Sequence[Water]
) -> list[tuple[Water, list[int]]]:
    """Each body of water with its sensors."""
    return [
        (one, [pk for pk, container in sensors if container in set(one.containers)])
        for one in waters
    ]


def measured_by(kind: str, sensors: list[int]) -> EnvironmentalParameter | None:
    """What these sensors measure, as their readings say; before the first one, by its name."""
    for sensor in sensors:
        reading = EnvironmentalReading.objects.filter(sensor=sensor).order_by("reading_time")
        if first := reading.select_related("parameter").first():
            return first.parameter
    names = {str(shown): name for shown, name in SHOWN.items()}
    return EnvironmentalParameter.objects.filter(name=names.get(kind)).first()


def _chart(
    parameter: EnvironmentalParameter,
    sensors: Sequence[tuple[Water, list[int]]],
    days: Days,
    periods: list[Period],
) -> Chart:
    step = step_for(days.first, days.last)
    series = [
        Series(one.name, points, colour=nth(place))
        for place, (one, keys) in enumerate(sensors)
        if (points := means(parameter, keys, days, step))
    ]
    unit = "" if parameter.unit == parameter.name else f" [{parameter.unit}]"
    return Chart(
        key=f"water-{parameter.pk}",
        title=parameter.name,
        says=f"Means over {in_words(step)} of {_of_whom([one for one, _ in sensors])}.",
        series=series,
        y_names=(f"{parameter.name}{unit}",),
        periods=periods,
        days=(days.first, days.last),
    )


def _of_whom(waters: Sequence[Water]) -> str:
    if all(one.all_of_them for one in waters):
        return "all containers that held fish"
    return "some containers that held fish, on every day on which any did"


def means(
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


def in_words(step: timedelta) -> str:
    """A step of time, as people say it."""
    hours = round(step.total_seconds() / 3600)
    if hours < 24:
        return f"{hours} hours" if hours > 1 else "one hour"
    return {1: "a day", 7: "a week", 28: "four weeks"}[hours // 24]


def events(area: int, days: Days) -> list[Period]:
    """What happened to an area's water, where a generator tells of it."""
    return [
        Period(one.label, one.first_day, one.last_day, WATER_EVENTS.get(one.kind, ""))
        for one in facts().water_events(area, days)
    ]
