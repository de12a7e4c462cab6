"""What the weather is at the cages: waves on the collar, light at 5 m, and the day's light."""

import numpy as np

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.formulas import SUNLIGHT
from scripts.data_generation.config.units import DAYS_OF_A_LEAP_YEAR, HOURS_A_DAY
from scripts.data_generation.config.water.shapes import WATER_SHAPES
from scripts.data_generation.simulation.company.world import World
from scripts.data_generation.simulation.water.daylight import (
    day_length_hours,
    irradiance_w_m2,
    sine_of_sun,
)
from scripts.data_generation.simulation.water.seasons import day_of_year
from scripts.data_generation.simulation.water.weather import SLOTS

HOURS_A_SLOT = HOURS_A_DAY // SLOTS
PHOTONS_UMOL_PER_J = SUNLIGHT.photosynthetic_share * SUNLIGHT.photons_umol_per_j


def wave_height_m(world: World, body: Integers, day: Integers, hour: Floats) -> Floats:
    """Significant height, m, at these sea areas and hours: what the books of weather say."""
    weather = world.climate.weather.days(int(day.min()), int(day.max()))
    return np.asarray(weather.wave_height_m[_at(world, body, day, hour)])


def light_umol(world: World, body: Integers, day: Integers, hour: Floats) -> Floats:
    """Photosynthetic light, umol/m2/s, at 5 m in these sea areas at these hours, UTC.

    Sun and cloud above the surface, Beer's law below; a bloom makes the water darker.
    """
    figures, first = world.parameters.weather, int(day.min())
    weather = world.climate.weather.days(first, int(day.max()))
    site, sites = world.areas[body - world.climate.halls], world.layout.sites
    sun = sine_of_sun(sites.latitude[site], sites.longitude[site], day_of_year(day), hour)
    above = irradiance_w_m2(sun, weather.cloud_share[_at(world, body, day, hour)])
    bloom = world.climate.days(first, int(day.max())).bloom[body, day - first]
    darker = world.parameters.water_events.bloom_attenuation_per_m * bloom
    below = np.exp(-(figures.light_attenuation_per_m + darker) * WATER_SHAPES.light_depth_m)
    return np.asarray(above * PHOTONS_UMOL_PER_J * below)


def day_lengths(world: World, first_day: int, last_day: int) -> Floats:
    """Hours of light of every sea area and day, shape (areas, days)."""
    latitude = world.layout.sites.latitude[world.areas]
    year = day_length_hours(latitude[:, None], np.arange(1, DAYS_OF_A_LEAP_YEAR + 1))
    return np.asarray(year[:, day_of_year(np.arange(first_day, last_day + 1)) - 1])


def daylight_lux(world: World, first_day: int, last_day: int) -> Floats:
    """Mean illuminance of the light hours at the surface, lux, shape (areas, days)."""
    days, sites = np.arange(first_day, last_day + 1), world.layout.sites
    latitude = sites.latitude[world.areas][:, None, None]
    longitude = sites.longitude[world.areas][:, None, None]
    hours = np.arange(HOURS_A_DAY) + 1 / 2
    clear = sine_of_sun(latitude, longitude, day_of_year(days)[:, None], hours)
    cloud = world.climate.weather.days(first_day, last_day).cloud_share
    energy = irradiance_w_m2(clear, np.repeat(cloud, HOURS_A_SLOT, axis=2)).sum(axis=2)
    return np.asarray(SUNLIGHT.lumen_per_w * energy / day_lengths(world, first_day, last_day))


def _at(
    world: World, body: Integers, day: Integers, hour: Floats
) -> tuple[Integers, Integers, Integers]:
    """Where these moments stand in the weather from the first of these days on."""
    return (
        body - world.climate.halls,
        day - int(day.min()),
        (hour // HOURS_A_SLOT).astype(np.int64),
    )
