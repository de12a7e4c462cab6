"""The day's ration and its meals, in whole units of 0.01 kg so that stores balance exactly."""

import numpy as np
from numpy.typing import NDArray

from scripts.data_generation.config.feeding import FEEDS, Feeding

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

UNITS_PER_KG = 100


def feed_conversion(weight_g: Floats, feeding: Feeding) -> Floats:
    """Biological FCR, kg feed a kg growth, at this body weight, g; any shape."""
    return np.interp(np.log(weight_g), np.log(feeding.fcr_knots_g), feeding.fcr)


def ration_units(gain_kg: Floats, weight_g: Floats, appetite: Floats, feeding: Feeding) -> Integers:
    """The day's feed of each container in units of 0.01 kg, for this day's growth in kg."""
    ration_kg = gain_kg * feed_conversion(weight_g, feeding) * appetite
    return np.asarray(np.rint(ration_kg * UNITS_PER_KG), dtype=np.int64)


def meal_units(ration: Integers, shares: Floats) -> Integers:
    """Split each ration (n,) by its row of shares (n, meals); the meals add up to it exactly."""
    edges = np.cumsum(shares, axis=1) / shares.sum(axis=1, keepdims=True)
    edges[:, -1] = 1.0
    reached = np.rint(edges * ration[:, None]).astype(np.int64)
    return np.asarray(np.diff(reached, axis=1, prepend=0))


_FROM_WEIGHT = np.asarray([feed.from_weight_g for feed in FEEDS])


def feed_for(weight_g: Floats) -> Integers:
    """Index in FEEDS of the pellet for this body weight, g."""
    return np.searchsorted(_FROM_WEIGHT, weight_g, side="right") - 1
