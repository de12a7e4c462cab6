"""Growth by thermal growth coefficient, and what a weighing finds. Pure functions over arrays."""

from datetime import date

import numpy as np
from scipy.special import ndtr, ndtri

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.fish.growth import Growth
from scripts.data_generation.config.formulas import FISH_SHAPE
from scripts.data_generation.config.units import DAYS_A_YEAR
from scripts.data_generation.config.water.peaks import PEAK_DAYS


def grown_weight(weight_g: Floats, tgc: Floats, degree_days: Floats) -> Floats:
    """Weight, g, after `degree_days` (degrees C x days) at this TGC (x1000); any one shape.

    W = (W0^(1/3) + TGC/1000 * sum T)^3. Iwama & Tautz 1981; Jobling 2003 for its limits.
    """
    gained = tgc / FISH_SHAPE.tgc_scale * degree_days
    return np.asarray((np.cbrt(weight_g) + gained) ** FISH_SHAPE.weight_power)


def temperature_response(temperature_c: Floats, growth: Growth) -> Floats:
    """Share of the TGC at 10 C that fish reach at this temperature, degrees C; any shape.

    Flat to 10 C, then falling along lines. From Handeland et al. 2008.
    """
    return np.interp(temperature_c, growth.temperature_knots_c, growth.temperature_response)


def season_factor(day: int, growth: Growth) -> float:
    """Factor on sea TGC on this proleptic day number: lowest at midwinter under natural light."""
    day_of_year = date.fromordinal(day).timetuple().tm_yday
    turn = 2 * np.pi * (day_of_year - PEAK_DAYS.slow_growth) / DAYS_A_YEAR
    return 1.0 - growth.winter_depression * float(np.cos(turn))


def transfer_dip(days_in_sea: Integers, growth: Growth) -> Floats:
    """Factor on TGC in the first weeks in the sea, rising in a line to 1; shape as given."""
    recovered = np.clip(days_in_sea / growth.transfer_dip_days, 0.0, 1.0)
    return np.asarray(growth.transfer_dip + (1.0 - growth.transfer_dip) * recovered)


def truncated_factor(normal: Floats, cv: float, growth: Growth) -> Floats:
    """Growth factor around 1 from a standard normal number: normal, truncated on both sides.

    Truncated, not clipped: no two groups share the value of the limit.
    """
    low, high = ndtr(-growth.factor_limit_sd), ndtr(growth.factor_limit_sd)
    return np.asarray(1.0 + cv * ndtri(low + ndtr(normal) * (high - low)))


def yolk_weight(yolk_used: Floats, growth: Growth) -> Floats:
    """Wet weight, g, of eggs and alevins that have used this share (0-1) of their yolk."""
    gained = growth.first_feeding_weight_g - growth.egg_weight_g
    return np.asarray(growth.egg_weight_g + gained * np.clip(yolk_used, 0.0, 1.0))


def weight_cv(weight_g: Floats, growth: Growth) -> Floats:
    """Coefficient of variation of weight within a container at this mean weight, g."""
    return np.interp(np.log(weight_g), np.log(growth.weight_cv_knots_g), growth.weight_cv)


def condition_factor(weight_g: Floats, growth: Growth) -> Floats:
    """Mean K-factor (100 g/cm3) at this weight, g: full in parr, slim in smolts, full at sea."""
    return np.interp(np.log(weight_g), np.log(growth.condition_knots_g), growth.condition)


def length_cm(weight_g: Floats, condition: Floats) -> Floats:
    """Fork length, cm, of a fish of this weight, g, and K-factor: K = 100 W / L^3. Fulton 1904."""
    return np.cbrt(FISH_SHAPE.condition_scale * weight_g / condition)
