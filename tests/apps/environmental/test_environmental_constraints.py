"""What the database refuses of readings, weather and light."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from apps.environmental.models import PhotoperiodData, StageTransitionEnvironmental, WeatherData
from tests.apps import books
from tests.apps.refusals import refused

pytestmark = pytest.mark.django_db


def test_a_sensor_reads_once_at_a_time() -> None:
    reading = books.reading()
    books.reading()
    with refused("reading_sensor_time"):
        books.reading(sensor=reading.sensor, parameter=reading.parameter)


def test_an_area_has_one_weather_at_a_time() -> None:
    area = books.area()
    WeatherData.objects.create(area=area, timestamp=books.NOON)
    with refused("weather_area_time"):
        WeatherData.objects.create(area=area, timestamp=books.NOON)


@pytest.mark.parametrize("field", ["wind_speed", "precipitation", "wave_height"])
def test_weather_is_not_negative(field: str) -> None:
    with refused(f"weather_{field}_not_negative"):
        WeatherData.objects.create(area=books.area(), timestamp=books.NOON, **{field: -1})


@pytest.mark.parametrize(
    ("field", "value"),
    [("wind_direction", 361), ("wave_direction", -1), ("cloud_cover", 101), ("wind_speed", 200)],
)
def test_weather_has_its_bounds(field: str, value: Any) -> None:
    weather = WeatherData(area=books.area(), timestamp=books.NOON, **{field: value})
    with pytest.raises(ValidationError, match=field):
        weather.full_clean()


def test_an_area_has_one_day_length_a_day() -> None:
    light = {"area": books.area(), "date": books.DAY, "day_length_hours": 11}
    PhotoperiodData.objects.create(**light)
    with refused("photoperiod_area_date"):
        PhotoperiodData.objects.create(**light)


def test_a_day_has_24_hours() -> None:
    with refused("photoperiod_day_length_hours_range"):
        PhotoperiodData.objects.create(area=books.area(), date=books.DAY, day_length_hours="24.5")


def test_acidity_ends_at_14() -> None:
    with refused("stage_transition_ph_range"):
        StageTransitionEnvironmental.objects.create(
            batch_transfer_workflow=books.workflow(), ph="14.1"
        )


def test_parameters_have_one_name_and_ranges_in_order() -> None:
    books.parameter(name="Oxygen")
    with refused("name"):
        books.parameter(name="Oxygen")
    with refused("parameter_min_value_to_max_value"):
        books.parameter(min_value=5, max_value=4)
