"""Which pellet each container is served: that of its fish's weight, or what lies beside it.

Feeders use up the pellet that their fish have just outgrown before they open the next one, and
serve a neighbouring size rather than none.
"""

import numpy as np

from scripts.data_generation.array_types import Booleans, Floats, Integers
from scripts.data_generation.config.feed.feeding import FEEDS
from scripts.data_generation.simulation.biology import feeding
from scripts.data_generation.simulation.company.feed_places import stock_of
from scripts.data_generation.simulation.company.world import World
from scripts.data_generation.simulation.ledger.farm_state import FarmState

SMALLER, LARGER = -1, 1


def pellets_served(
    world: World, state: FarmState, store: Integers, weight_g: Floats, wanted: Integers
) -> Integers:
    """The feed for each container by its store, mean weight, g, and units wanted; one shape.

    A smaller pellet is used up where the store has enough of it for all who would get it that
    day; where the right one does not last the day, a neighbour that does takes its place.
    """
    usual = feeding.feed_for(weight_g)
    lots = state.lots
    here = stock_of(lots.store, lots.feed)[lots.arrived]
    units = lots.left_units[lots.arrived].astype(np.float64)
    held: Floats = np.bincount(here, units, world.feed_places.stocks).astype(np.float64)
    served = _where_enough(store, usual, SMALLER, held, wanted, np.ones(len(usual), dtype=bool))
    for step in (SMALLER, LARGER):
        short = held < _asked(store, served, wanted, len(held))
        stuck = short[stock_of(store, served)] & (served == usual)
        if stuck.any():
            served = _where_enough(store, served, step, held, wanted, stuck)
    return served


def _asked(store: Integers, feed: Integers, wanted: Integers, stocks: int) -> Floats:
    """Units asked of each stock."""
    asked = np.bincount(stock_of(store, feed), wanted.astype(np.float64), stocks)
    return np.asarray(asked, dtype=np.float64)


def _where_enough(
    store: Integers, feed: Integers, step: int, held: Floats, wanted: Integers, may: Booleans
) -> Integers:
    """The neighbouring feed for those who may have it, where its stock lasts for all of them."""
    neighbour = feed + step
    may = may & (neighbour >= 0) & (neighbour < len(FEEDS))
    changed = np.where(may, neighbour, feed)
    asked = _asked(store, changed, wanted, len(held))
    lasts = asked[stock_of(store, changed)] <= held[stock_of(store, changed)]
    return np.where(may & lasts, changed, feed)
