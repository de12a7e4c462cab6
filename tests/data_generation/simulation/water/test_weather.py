"""Weather: published winds, waves, air and rain, one value for each moment."""

from dataclasses import fields
from datetime import date

import numpy as np
import pytest

from scripts.data_generation.config.water.weather_normals import (
    AIR_TEMPERATURE_C,
    RAIN_MM,
    WIND_M_S,
)
from scripts.data_generation.simulation.water.weather import (
    Weather,
    WeatherDays,
    jonswap_height_m,
    jonswap_period_s,
)
from tests.data_generation.simulation.farms import make_world

pytestmark = pytest.mark.no_database

FIRST, LAST = date(2010, 1, 1).toordinal(), date(2019, 12, 31).toordinal()
MONTH = np.asarray([date.fromordinal(day).month for day in range(FIRST, LAST + 1)])
COASTS = np.asarray(make_world("production").area_coasts)


@pytest.fixture(scope="module")
def weather() -> Weather:
    return make_world("production").climate.weather


@pytest.fixture(scope="module")
def decade(weather: Weather) -> WeatherDays:
    return weather.days(FIRST, LAST)


def _by_month(series: np.ndarray, coast: str) -> np.ndarray:
    return np.asarray([series[coast == COASTS][:, month == MONTH].mean() for month in range(1, 13)])


@pytest.mark.parametrize("coast", WIND_M_S)
def test_months_have_the_published_means(decade: WeatherDays, coast: str) -> None:
    assert _by_month(decade.wind_m_s, coast) == pytest.approx(WIND_M_S[coast], rel=0.15)
    assert _by_month(decade.air_c, coast) == pytest.approx(AIR_TEMPERATURE_C[coast], abs=1.0)
    a_year = decade.rain_mm[coast == COASTS].sum(axis=2).mean() * 365.25
    assert a_year == pytest.approx(sum(RAIN_MM[coast]), rel=0.12)


def test_daily_winds_vary_and_persist_as_published(decade: WeatherDays) -> None:
    daily = decade.wind_m_s.mean(axis=2)
    memory = [np.corrcoef(row[:-1], row[1:])[0, 1] for row in daily]
    assert 0.5 <= min(memory) <= max(memory) <= 0.7
    assert 3.5 <= daily[COASTS == "faroe"].std(axis=1).mean() <= 4.5


def test_storms_blow_from_autumn_to_spring(decade: WeatherDays) -> None:
    storm = decade.gust_m_s.max(axis=2) >= 28.0
    a_year = 365.25 * storm.mean(axis=1)
    assert 20 <= a_year[COASTS == "faroe"].mean() <= 40
    assert a_year[COASTS == "west_coast"].mean() < a_year[COASTS == "faroe"].min()
    winter = np.isin(MONTH, (11, 12, 1, 2, 3))
    assert 0.7 <= storm[:, winter].sum() / storm.sum() <= 0.9


def test_west_and_south_winds_are_the_most(decade: WeatherDays) -> None:
    quarter = np.floor(decade.wind_from_deg / 90.0).astype(int) % 4
    share = np.bincount(quarter.ravel(), minlength=4) / quarter.size
    assert share[2] == share.max()
    assert share[2] + share[3] > 0.6
    assert share.min() > 0.03


def test_waves_follow_wind_and_fetch(decade: WeatherDays) -> None:
    assert jonswap_height_m(np.asarray(15.0), np.asarray(1e4)) == pytest.approx(0.77, abs=0.01)
    assert jonswap_period_s(np.asarray(15.0), np.asarray(1e4)) == pytest.approx(3.3, abs=0.1)
    high, wind = decade.wave_height_m.mean(axis=2), decade.wind_m_s.mean(axis=2)
    together = np.asarray([np.corrcoef(*pair)[0, 1] for pair in zip(high, wind, strict=True)])
    assert 0.6 <= together.mean() <= 0.85
    assert high[COASTS == "faroe"].mean() > high[COASTS == "west_coast"].mean()
    # Fifty years bring 1.6-3.9 m to Scottish farms and more than 5 m to exposed Faroese ones.
    assert 3 < decade.wave_height_m[COASTS == "faroe"].max() < 9
    assert 1.5 < decade.wave_height_m[COASTS == "west_coast"].max() < 5
    assert ((decade.wave_period_s > 1) & (decade.wave_period_s < 14)).all()


def test_it_rains_on_most_days_and_cloud_goes_with_rain(decade: WeatherDays) -> None:
    rainy = (decade.rain_mm[COASTS == "faroe"].sum(axis=2) >= 0.1).mean() * 365.25
    assert 245 <= rainy <= 290
    wet = decade.rain_mm > 0
    assert decade.cloud_share[wet].mean() > decade.cloud_share[~wet].mean() + 0.1
    assert decade.rain_mm.sum(axis=2).max() < 200


def test_values_are_possible(decade: WeatherDays) -> None:
    assert (decade.rain_mm >= 0).all()
    assert ((decade.cloud_share >= 0) & (decade.cloud_share <= 1)).all()
    assert ((decade.wind_from_deg >= 0) & (decade.wind_from_deg <= 360)).all()
    assert decade.wind_m_s.max() < 50
    assert -12 < decade.air_c.min() < decade.air_c.max() < 27
    assert (decade.gust_m_s > decade.wind_m_s).all()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (FIRST + 400, FIRST + 400),
        (date(2013, 12, 30).toordinal(), date(2014, 1, 2).toordinal()),
        (date(2011, 5, 5).toordinal(), date(2015, 5, 5).toordinal()),
    ],
)
def test_any_window_gives_the_same_values(decade: WeatherDays, first: int, last: int) -> None:
    window = make_world("production").climate.weather.days(first, last)
    for item in fields(WeatherDays):
        whole = getattr(decade, item.name)[:, first - FIRST : last - FIRST + 1]
        assert np.array_equal(getattr(window, item.name), whole), item.name


def test_the_days_gust_is_the_strongest_of_its_hours(weather: Weather, decade: WeatherDays) -> None:
    assert np.array_equal(weather.strongest_gusts(FIRST, LAST), decade.gust_m_s.max(axis=2))


def test_years_join_without_a_seam(decade: WeatherDays) -> None:
    step = np.abs(np.diff(decade.wind_m_s.reshape(len(COASTS), -1), axis=1))
    new_year = np.flatnonzero(np.diff(MONTH) < 0)
    assert step[:, 8 * new_year + 7].mean() < 1.5 * step[:, 8 * new_year + 3].mean()
