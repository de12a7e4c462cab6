"""Dissolved oxygen from saturation, temperature and salinity, by TEOS-10's gsw package."""

import gsw
import numpy as np
from numpy.typing import ArrayLike

from scripts.data_generation.array_types import Floats
from scripts.data_generation.config.formulas import SEA_WATER


def solubility_mg_per_l(temperature_c: ArrayLike, salinity: ArrayLike) -> Floats:
    """Oxygen at 100 % saturation under one atmosphere, mg/L; PSU and degrees C broadcast.

    Garcia & Gordon 1992, Benson & Krause coefficients (gsw.O2sol_SP_pt, umol/kg), times the
    density of the water at the surface. 9.02 mg/L at 10 C and 35 PSU, 11.29 in fresh water.
    """
    t = np.asarray(temperature_c, dtype=np.float64)
    s = np.asarray(salinity, dtype=np.float64)
    # At these depths potential, conservative and measured temperature agree to 0.01 degrees,
    # and absolute salinity is practical salinity times 35.16504/35 (Millero et al. 2008).
    absolute = SEA_WATER.absolute_salinity / SEA_WATER.practical_salinity
    density = gsw.rho(s * absolute, t, 0.0)
    micrograms_a_kg = gsw.O2sol_SP_pt(s, t) * SEA_WATER.oxygen_g_per_mol
    return np.asarray(micrograms_a_kg * SEA_WATER.grams_a_microgram * density)
