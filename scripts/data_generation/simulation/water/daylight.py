"""Daylight: the length of a day and the sun's light by latitude. Pure functions over arrays.

Astronomy packages refuse, or loop over days, near 62 degrees north in June; the CBM formula is
vectorised and knows polar days.
"""

import numpy as np
from numpy.typing import ArrayLike

from scripts.data_generation.array_types import Floats
from scripts.data_generation.config.formulas import SUNLIGHT
from scripts.data_generation.config.units import DEGREES_A_TURN, HOURS_A_DAY


def declination_rad(day_of_year: ArrayLike) -> Floats:
    """The sun's declination, radians, on this day of the year, 1 to 366. Forsythe et al. 1995."""
    day = np.asarray(day_of_year, dtype=np.float64)
    sun = SUNLIGHT
    turn = np.tan(sun.revolution_a_day * (day - sun.revolution_day))
    revolution = sun.revolution_start + 2.0 * np.arctan(sun.revolution_shape * turn)
    return np.asarray(np.arcsin(sun.tilt * np.cos(revolution)))


def day_length_hours(latitude_deg: ArrayLike, day_of_year: ArrayLike) -> Floats:
    """Hours from sunrise to sunset, 0 to 24; the arguments broadcast.

    CBM, Forsythe et al. 1995, Ecological Modelling 80:87, doi 10.1016/0304-3800(94)00034-F.
    """
    latitude, tilt = np.radians(latitude_deg), declination_rad(day_of_year)
    low = np.sin(np.radians(SUNLIGHT.horizon_deg)) + np.sin(latitude) * np.sin(tilt)
    half = np.arccos(np.clip(low / (np.cos(latitude) * np.cos(tilt)), -1.0, 1.0))
    return np.asarray(HOURS_A_DAY - HOURS_A_DAY / np.pi * half)


def sine_of_sun(
    latitude_deg: ArrayLike, longitude_deg: ArrayLike, day_of_year: ArrayLike, hour: ArrayLike
) -> Floats:
    """Sine of the sun's height at this hour, UTC; below 0 by night. The arguments broadcast.

    The equation of time, up to a quarter of an hour, is left out.
    """
    latitude, tilt = np.radians(latitude_deg), declination_rad(day_of_year)
    hours_from_noon = np.asarray(hour) - SUNLIGHT.noon_hour
    turned_deg = DEGREES_A_TURN / HOURS_A_DAY * hours_from_noon
    turn = np.radians(turned_deg + np.asarray(longitude_deg))
    return np.asarray(
        np.sin(latitude) * np.sin(tilt) + np.cos(latitude) * np.cos(tilt) * np.cos(turn)
    )


def irradiance_w_m2(sine_of_sun: Floats, cloud_share: Floats) -> Floats:
    """The sun's radiation on the level, W/m2, under so much cloud (0-1); one shape.

    910 sin(h) - 30 under a clear sky, times 1 - 0.75 N^3.4. Kasten & Czeplak 1980, Solar Energy
    24:177, doi 10.1016/0038-092X(80)90391-6.
    """
    sun = SUNLIGHT
    clear = np.maximum(sun.clear_w_m2 * sine_of_sun - sun.clear_loss_w_m2, 0.0)
    taken = sun.cloud_loss * np.asarray(cloud_share) ** sun.cloud_power
    return np.asarray(clear * (1.0 - taken))
