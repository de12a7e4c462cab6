"""The books of weather: every area, every three hours, every day, and the sea's own truth."""

from datetime import UTC, datetime

import numpy as np
import pytest

from apps.environmental.models import PhotoperiodData, WeatherData
from apps.infrastructure.models import Area
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.orchestrator.runs.founding import open_books

pytestmark = pytest.mark.usefixtures("open_database")

DAYS = 366 + 365 + 365  # 2016 to 2018


def test_every_area_has_eight_rows_a_day(company: GenerationRun) -> None:
    areas = Area.objects.count()
    assert WeatherData.objects.count() == 8 * DAYS * areas
    assert PhotoperiodData.objects.count() == DAYS * areas
    hours = set(WeatherData.objects.values_list("timestamp__hour", flat=True).distinct())
    assert hours == set(range(0, 24, 3))


def test_rows_hold_the_simulations_weather(company: GenerationRun) -> None:
    day = datetime(2017, 2, 1, tzinfo=UTC)
    climate = open_books(company, Ledger()).world.climate
    truth = climate.weather.days(day.toordinal(), day.toordinal())
    rows = WeatherData.objects.filter(timestamp__date=day.date()).order_by("area", "timestamp")
    for name, values in (
        ("wind_speed", truth.wind_m_s),
        ("wave_height", truth.wave_height_m),
        ("temperature", truth.air_c),
        ("precipitation", truth.rain_mm),
    ):
        found = np.asarray([float(value) for value in rows.values_list(name, flat=True)])
        assert found == pytest.approx(values.ravel(), abs=0.0051)


def test_winter_days_are_short(company: GenerationRun) -> None:
    days = PhotoperiodData.objects.filter(area=Area.objects.first())
    lengths = dict(days.values_list("date", "day_length_hours"))
    shortest = min(lengths, key=lambda day: lengths[day])
    assert (shortest.month, float(lengths[shortest]) < 6) == (12, True)
