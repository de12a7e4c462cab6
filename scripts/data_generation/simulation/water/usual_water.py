"""The water as it usually is: what a planner may expect of a hall or a sea area on a day."""

import numpy as np

from scripts.data_generation.array_types import Floats
from scripts.data_generation.config.units import DAYS_OF_A_LEAP_YEAR
from scripts.data_generation.config.water.climate_normals import SEA_TEMPERATURE_C
from scripts.data_generation.config.water.daily_water import Water
from scripts.data_generation.config.water.peaks import PEAK_DAYS
from scripts.data_generation.simulation.water.seasons import normal_year


def usual_temperature(stations: int, coasts: tuple[str, ...], water: Water) -> Floats:
    """Temperature, degrees C, of every water body on each day of the year, (bodies, 366).

    Halls by their set points and season, sea areas by their daily normals.
    """
    days = DAYS_OF_A_LEAP_YEAR
    since_peak = np.arange(days) + 1 / 2 - PEAK_DAYS.hall_temperature
    swing = water.hall_seasonal_c * np.cos(2 * np.pi * since_peak / days)
    halls = np.asarray(water.hall_temperature_c)[:, None] + swing
    sea = normal_year(np.asarray([SEA_TEMPERATURE_C[coast] for coast in coasts]))
    return np.concatenate([np.tile(halls, (stations, 1)), sea])
