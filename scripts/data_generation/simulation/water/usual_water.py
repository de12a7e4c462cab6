"""The water as it usually is: what a planner may expect of a hall or a sea area on a day."""

import numpy as np

from scripts.data_generation.array_types import Floats
from scripts.data_generation.config.water.climate_normals import SEA_TEMPERATURE_C
from scripts.data_generation.config.water.daily_water import Water
from scripts.data_generation.simulation.water.seasons import normal_year

DAYS = 366


def usual_temperature(stations: int, coasts: tuple[str, ...], water: Water) -> Floats:
    """Temperature, degrees C, of every water body on each day of the year, (bodies, 366).

    Halls by their set points and season, sea areas by their daily normals.
    """
    day = np.arange(DAYS) + 0.5
    swing = water.hall_seasonal_c * np.cos(2 * np.pi * (day - 225) / DAYS)
    halls = np.asarray(water.hall_temperature_c)[:, None] + swing
    sea = normal_year(np.asarray([SEA_TEMPERATURE_C[coast] for coast in coasts]))
    return np.concatenate([np.tile(halls, (stations, 1)), sea])
