"""Temperature and oxygen as recorded, month by month, of one container a sea area and hall.

There are too many readings to add up all of them. For each place, the container that held most fish
stands for it; it is read by its sensors, because the only index of readings begins with them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.db.models import Avg, Count, Sum
from django.db.models.functions import TruncMonth

from apps.batch.models import BatchContainerAssignment
from apps.environmental.models import EnvironmentalReading
from apps.infrastructure.models import Area, Container, Sensor
from scripts.data_generation.config.company import places_faroe, places_scotland
from scripts.data_generation.reporting.history_months import HistoryMonths
from scripts.data_generation.validation.engine.known_names import names_of

TEMPERATURE, OXYGEN = "TEMPERATURE", "OXYGEN"
MEASURED = (TEMPERATURE, OXYGEN)


@dataclass(frozen=True)
class Probe:
    """A sensor that stands for a place."""

    sensor: int
    kind: str
    place: str
    at_sea: bool
    group: str  # coast of a sea area, kind of container in a hall
    container: int


@dataclass(frozen=True)
class MonthOfWater:
    """Mean of one probe's readings of a month, from 0, and how many there were."""

    probe: Probe
    month: int
    mean: float
    readings: int


def probes() -> list[Probe]:
    """Thermometer and oxygen probe of one container of every sea area and hall that held fish."""
    chosen = _chosen_containers()
    sensors = Sensor.objects.filter(
        container__in=chosen, sensor_type__in=MEASURED, active=True
    ).select_related("container__area", "container__hall", "container__container_type")
    found, names = [], names_of(Area)
    for sensor in sensors.order_by("pk"):
        at = sensor.container
        area, hall = at.area, at.hall
        place = area.name if area else f"{hall.freshwater_station.name}, {hall.name}"  # type: ignore[union-attr]
        group = coast_of(names[area.pk]) if area else at.container_type.name
        found.append(Probe(sensor.pk, sensor.sensor_type, place, area is not None, group, at.pk))
    return found


def months_of_water(months: HistoryMonths, asked: list[Probe]) -> Iterator[MonthOfWater]:
    """The monthly means of these probes."""
    known = {probe.sensor: probe for probe in asked}
    rows = (
        EnvironmentalReading.objects.filter(sensor__in=known)
        .order_by()
        .annotate(first=TruncMonth("reading_time"))
        .values_list("sensor", "first")
        .annotate(mean=Avg("value"), readings=Count("value"))
    )
    for sensor, first, mean, readings in rows:
        month = months.at(first)
        if 0 <= month < len(months):
            yield MonthOfWater(known[sensor], month, float(mean), readings)


@cache
def _coasts() -> dict[str, str]:
    areas = (*places_faroe.AREAS, *places_scotland.AREAS)
    return {place.name: place.coast for place in areas}


def coast_of(area: str) -> str:
    """The coast of an area with known normals (config/water/climate_normals.py), else ''."""
    return _coasts().get(area, "")


def _chosen_containers() -> list[int]:
    """Of each area, hall and kind of container the one with the most fish over its stays."""
    stays = BatchContainerAssignment.objects.order_by().values("container")
    sums = stays.annotate(fish=Sum("initial_population_count"))
    fish = {row["container"]: row["fish"] for row in sums}
    best: dict[tuple[int | None, int | None, int], int] = {}
    places = Container.objects.filter(pk__in=fish).order_by("pk")
    for key, area, hall, kind in places.values_list("pk", "area", "hall", "container_type"):
        there = best.get((area, hall, kind))
        if there is None or fish[key] > fish[there]:
            best[area, hall, kind] = key
    return sorted(best.values())
