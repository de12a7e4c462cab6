"""The day's ration and its meals, in whole units of 0.01 kg so that stores balance exactly."""

import numpy as np

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.feed.feeding import FEEDS, Feeding
from scripts.data_generation.config.units import FEED_UNITS_A_KG


def feed_conversion(weight_g: Floats, feeding: Feeding) -> Floats:
    """Biological FCR, kg feed a kg growth, at this body weight, g; any shape."""
    return np.interp(np.log(weight_g), np.log(feeding.fcr_knots_g), feeding.fcr)


def appetite_of_the_day(luck: Floats, feeding: Feeding) -> Floats:
    """Share of a full ration that fish eat on an ordinary day, below 1, from uniform numbers."""
    return np.maximum(1.0 + feeding.appetite_loss * np.log(luck), feeding.appetite_least)


def ration_units(gain_kg: Floats, conversion: Floats, appetite: Floats) -> Integers:
    """The feed, in units of 0.01 kg, that fish of this appetite want for this possible growth.

    `gain_kg`, `conversion` (kg feed a kg growth) and `appetite` (share) have one shape. Rounded
    down, so that nobody grows beyond what is possible.
    """
    return np.asarray(np.floor(gain_kg * conversion * appetite * FEED_UNITS_A_KG), dtype=np.int64)


def meal_shares(temperature_c: Floats, feeding: Feeding) -> Floats:
    """Share of the ration in each meal of the day, (n, meals): fewer meals in cold and heat."""
    number = np.asarray(feeding.meals)[
        np.searchsorted(feeding.meals_below_c, temperature_c, side="right")
    ]
    served = np.asarray(feeding.meal_rank) <= number[:, None]
    return np.asarray(served * np.asarray(feeding.meal_shares))


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


def from_weight_g(feed: Integers) -> Floats:
    """Body weight, g, from which these feeds (indices in FEEDS) are fed; any shape."""
    return np.asarray(_FROM_WEIGHT[feed])
