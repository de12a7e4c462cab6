"""What the database refuses of sites, containers, sensors and feed stores."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F, ProtectedError

from apps.infrastructure.models import Container, FeedContainer, Sensor
from tests.apps import books
from tests.apps.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "name"), [(books.tank, "container"), (books.barge, "feed_container")]
)
def test_a_container_lies_in_exactly_one_place(make: Callable[..., Any], name: str) -> None:
    with refused(f"{name}_in_hall_or_area"):
        make(hall=books.hall(), area=books.area())
    row = make()
    with refused(f"{name}_in_hall_or_area"):
        type(row).objects.filter(pk=row.pk).update(hall=None, area=None)


def test_container_names_are_unique_in_their_place() -> None:
    tank, cage = books.tank(name="1"), books.cage(name="1")
    books.tank(name="1")
    books.cage(name="1")
    with refused("container_name_in_hall"):
        books.tank(name="1", hall=tank.hall)
    with refused("container_name_in_area"):
        books.cage(name="1", area=cage.area)


def test_feed_container_names_are_unique_in_their_place() -> None:
    barge = books.barge(name="1")
    silo = books.barge(name="1", area=None, hall=books.hall())
    with refused("feed_container_name_in_area"):
        books.barge(name="1", area=barge.area)
    with refused("feed_container_name_in_hall"):
        books.barge(name="1", area=None, hall=silo.hall)
    assert FeedContainer.objects.count() == 2


def test_site_names_are_unique_in_their_parent() -> None:
    geography = books.geography(name="G")
    with refused("name"):
        books.geography(name="G")
    books.area(geography=geography, name="A")
    books.area(name="A")
    with refused("area_name_in_geography"):
        books.area(geography=geography, name="A")
    station = books.station(geography=geography, name="S")
    with refused("station_name_in_geography"):
        books.station(geography=geography, name="S")
    books.hall(freshwater_station=station, name="H")
    with refused("hall_name_in_station"):
        books.hall(freshwater_station=station, name="H")


def test_container_type_names_are_unique() -> None:
    books.container_type(name="Tray")
    with refused("name"):
        books.container_type(name="Tray")


def test_serial_numbers_are_unique() -> None:
    books.sensor(serial_number="SN-1")
    with refused("serial_number"):
        books.sensor(serial_number="SN-1")


def test_a_sensor_is_not_calibrated_before_it_is_there() -> None:
    with refused("sensor_installation_date_to_last_calibration_date"):
        books.sensor(installation_date="2024-03-02", last_calibration_date="2024-03-01")


@pytest.mark.parametrize(
    ("make", "values", "constraint"),
    [
        (books.area, {"latitude": 91}, "area_latitude_range"),
        (books.area, {"longitude": -181}, "area_longitude_range"),
        (books.area, {"max_biomass": -1}, "area_max_biomass_not_negative"),
        (books.station, {"latitude": -91}, "station_latitude_range"),
        (books.station, {"longitude": 181}, "station_longitude_range"),
        (books.hall, {"area_sqm": -1}, "hall_area_sqm_not_negative"),
        (books.container_type, {"max_volume_m3": -1}, "container_type_max_volume_m3_not_negative"),
        (books.tank, {"volume_m3": -1}, "container_volume_m3_not_negative"),
        (books.tank, {"max_biomass_kg": -1}, "container_max_biomass_kg_not_negative"),
        (books.barge, {"capacity_kg": -1}, "feed_container_capacity_kg_not_negative"),
    ],
)
def test_impossible_figures_are_refused(
    make: Callable[..., Any], values: dict[str, Any], constraint: str
) -> None:
    with refused(constraint):
        make(**values)


def test_a_container_is_not_part_of_itself() -> None:
    tank = books.tank()
    with refused("container_not_its_own_parent"):
        Container.objects.filter(pk=tank.pk).update(parent_container=F("id"))


def test_a_container_of_no_volume_is_not_valid() -> None:
    with pytest.raises(ValidationError, match="volume_m3"):
        books.tank(volume_m3=0).full_clean()


def test_an_unknown_sensor_type_is_not_valid() -> None:
    sensor = Sensor(sensor_type="TURBIDITY")
    with pytest.raises(ValidationError, match="TURBIDITY"):
        sensor.clean_fields(exclude=["container", "name", "serial_number"])


def test_a_hall_with_containers_is_not_deleted() -> None:
    hall = books.hall()
    books.tank(hall=hall)
    with pytest.raises(ProtectedError):
        hall.delete()
