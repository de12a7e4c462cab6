"""How readings are broken; to import it makes the breakers known.

Readings of a hypertable are found by sensor and time: `id` is no way to find one.
"""

from django.db.models import F, QuerySet

from apps.batch.models import Batch
from apps.environmental.models import EnvironmentalParameter, EnvironmentalReading
from apps.infrastructure.models import Sensor
from scripts.data_generation.models import GenerationRun, SensorFault
from tests.data_generation.validation.breakers.shared import DAY, breaks, change, stays

NOWHERE = 10**9


def first_reading(at_sea: bool = False) -> QuerySet[EnvironmentalReading]:
    """The first reading of the first sensor that reads, ashore or at sea."""
    sensors = Sensor.objects.filter(container__area__isnull=not at_sea, sensor_type="TEMPERATURE")
    sensor = sensors.filter(container__assignments__isnull=False).order_by("id").first()
    own = EnvironmentalReading.objects.filter(sensor=sensor).order_by("reading_time")
    return EnvironmentalReading.objects.filter(sensor=sensor, reading_time=own[0].reading_time)


@breaks("readings of occupied containers")
def a_reading_lost() -> None:
    first_reading().delete()


@breaks("readings of occupied containers")
def a_sensor_more() -> None:
    known = Sensor.objects.get(pk=first_reading().get().sensor_id)
    Sensor.objects.create(
        name="never read", sensor_type="OXYGEN", container=known.container, serial_number="X"
    )


@breaks("readings of occupied containers")
def a_gap_that_is_not_there() -> None:
    first = first_reading().get()
    SensorFault.objects.create(
        run=GenerationRun.objects.get(),
        sensor_id=first.sensor_id,
        kind="GAP",
        size=0.0,
        first_moment=first.reading_time,
        last_moment=first.reading_time + 2 * DAY,
    )


@breaks("keys of readings")
def a_parameter_that_is_not_there() -> None:
    first_reading().update(parameter=NOWHERE)


@breaks("keys of readings")
def a_stay_that_is_not_there() -> None:
    first_reading().update(batch_container_assignment=NOWHERE)


@breaks("keys of readings")
def nobody_recorded_it() -> None:
    first_reading().update(recorded_by=NOWHERE)


@breaks("place of readings")
def a_reading_of_another_batch() -> None:
    first_reading().update(batch=Batch.objects.order_by("-id")[0])


@breaks("place of readings")
def a_sensor_moved_elsewhere() -> None:
    sensor = Sensor.objects.get(pk=first_reading().get().sensor_id)
    change(sensor, container=Sensor.objects.exclude(container=sensor.container_id)[0].container)


@breaks("place of readings")
def a_reading_of_a_stay_without_its_batch() -> None:
    first_reading().update(batch=None)


@breaks("one parameter a sensor")
def oxygen_from_a_thermometer() -> None:
    first_reading().update(parameter=EnvironmentalParameter.objects.get(name="Dissolved Oxygen"))


@breaks("readings in time")
def read_on_the_day_of_departure() -> None:
    change(stays().filter(is_active=False)[0], departure_date=F("departure_date") - DAY)


@breaks("readings in time")
def read_before_the_fish_came() -> None:
    change(stays()[0], assignment_date=F("assignment_date") + DAY)


@breaks("readings in range")
def boiling_water() -> None:
    first_reading().update(value=100)


@breaks("salinity at sea")
def salt_in_a_tray() -> None:
    first_reading().update(parameter=EnvironmentalParameter.objects.get(name="Salinity"))
