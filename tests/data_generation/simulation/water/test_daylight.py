"""Day length against the published table, and light that goes with sun and cloud."""

import numpy as np
import pytest

from scripts.data_generation.simulation.sensors.surface import day_lengths, daylight_lux
from scripts.data_generation.simulation.water.daylight import (
    day_length_hours,
    irradiance_w_m2,
    sine_of_sun,
)
from tests.data_generation.simulation.farms import FIRST_DAY, make_world

pytestmark = pytest.mark.no_database

# Forsythe et al. 1995, p = 0.8333: hours on days 172, 355, 80 and 266.
TABLE = {
    56.0: (17.62, 6.94, 12.18, 12.25),
    57.0: (17.89, 6.71, 12.19, 12.26),
    58.5: (18.34, 6.32, 12.19, 12.27),
    60.0: (18.87, 5.87, 12.20, 12.28),
    62.0: (19.75, 5.14, 12.22, 12.30),
}


@pytest.mark.parametrize("latitude", TABLE)
def test_days_are_as_long_as_published(latitude: float) -> None:
    found = day_length_hours(latitude, np.asarray([172, 355, 80, 266]))
    assert found == pytest.approx(TABLE[latitude], abs=0.02)


def test_the_longest_and_shortest_days_are_the_solstices() -> None:
    year = day_length_hours(62.0, np.arange(1, 367))
    assert (int(year.argmax()) + 1, int(year.argmin()) + 1) == (173, 356)


def test_polar_days_and_nights_have_whole_hours() -> None:
    assert day_length_hours(80.0, np.asarray([172, 355])).tolist() == [24.0, 0.0]


def test_the_sun_is_up_as_long_as_the_day_lasts() -> None:
    hours = np.arange(0, 24, 1 / 60)
    up = sine_of_sun(62.0, -7.0, 172, hours) > -np.sin(np.radians(0.8333))
    assert up.mean() * 24 == pytest.approx(float(day_length_hours(62.0, 172)), abs=0.05)
    assert hours[sine_of_sun(62.0, -7.0, 172, hours).argmax()] == pytest.approx(12.47, abs=0.05)


def test_cloud_takes_three_quarters_of_the_light_and_night_all() -> None:
    clear, covered = irradiance_w_m2(np.asarray([0.8, 0.8]), np.asarray([0.0, 1.0]))
    assert covered == pytest.approx(0.25 * clear)
    assert irradiance_w_m2(np.asarray([-0.3, 0.0]), np.zeros(2)).tolist() == [0.0, 0.0]


def test_areas_have_their_latitudes_days_and_dark_winters() -> None:
    world = make_world("dev")
    length, lux = (
        function(world, FIRST_DAY, FIRST_DAY + 364) for function in (day_lengths, daylight_lux)
    )
    north = world.layout.sites.latitude[world.areas]
    assert length.shape == lux.shape == (4, 365)
    assert length.max(axis=1)[north.argmax()] > length.max(axis=1)[north.argmin()] + 1
    summer, winter = lux[:, 80:140].mean(), lux[:, 270:320].mean()
    assert 15_000 < summer < 60_000
    assert 1_000 < winter < summer / 3
