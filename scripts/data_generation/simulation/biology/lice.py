"""Sea lice as formulas: moulting, hatching, distance, brackish water. Pure functions."""

from collections.abc import Sequence

import numpy as np

from scripts.data_generation.array_types import Floats
from scripts.data_generation.config.formulas import LICE_DEVELOPMENT
from scripts.data_generation.config.health.lice import Lice
from scripts.data_generation.config.units import DAYS_A_YEAR
from scripts.data_generation.config.water.peaks import PEAK_DAYS


def moult_rate(temperature_c: Floats, lice: Lice) -> Floats:
    """Share of the lice of a stage that moult in a day, at degrees C; any shape. 1 at the most.

    Five moults lead from copepodid to adult female. Hamre et al. 2019, Aquac. Environ. Interact.
    11:429, doi 10.3354/aei00320.
    """
    square, linear, constant = lice.moult_rates
    rate = square * temperature_c**2 + linear * temperature_c + constant
    return np.clip(rate, 0.0, 1.0)


def stien_days(temperature_c: Floats, coefficients: Sequence[float]) -> Floats:
    """Least days that eggs or nauplii take at degrees C; any shape.

    [b1 / (T - 10 + b1 b2)]^2. Stien et al. 2005, Mar. Ecol. Prog. Ser. 290:263.
    """
    b1, b2 = coefficients
    # Colder than -3 degrees C the formula has no meaning; the sea never is.
    law = LICE_DEVELOPMENT
    warmth = np.maximum(temperature_c - law.reference_c + b1 * b2, law.least_warmth)
    return np.asarray((b1 / warmth) ** 2)


def larval_reach(distance_km: Floats, lice: Lice) -> Floats:
    """Share of the larvae of area j that reach fish of area i, shape (areas, areas); 1 at home.

    By the distances between the areas, km, in the same shape.
    """
    reach = lice.neighbour_share * np.exp(-distance_km / lice.neighbour_km)
    np.fill_diagonal(reach, 1.0)
    return np.asarray(reach)


def salinity_response(salinity_psu: Floats, lice: Lice) -> Floats:
    """Share of the infection that is left at this salinity, PSU; any shape."""
    return np.asarray(np.interp(salinity_psu, lice.salinity_knots_psu, lice.salinity_response))


def season(day_of_year: int) -> float:
    """A wave over the year, 1 in mid-June and -1 in mid-December."""
    return float(np.cos(2 * np.pi * (day_of_year - PEAK_DAYS.lice) / DAYS_A_YEAR))


def dispersion(mean: Floats, lice: Lice) -> Floats:
    """Dispersion k of the negative binomial at these means a fish, shape (types, cages)."""
    few, slope, most = (
        np.asarray(values)[:, None]
        for values in (lice.dispersion, lice.dispersion_slope, lice.dispersion_most)
    )
    return np.asarray(np.minimum(few + slope * mean, most))
