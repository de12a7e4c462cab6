"""Egg sources: whose eggs each batch grows from, in the company's proportions."""

import numpy as np

from scripts.data_generation.config.company.egg_supply import EGG_SUPPLIERS
from scripts.data_generation.config.company.planning import PLANNING
from scripts.data_generation.simulation.company.world import World

OWN_BROODSTOCK = 0


def source_of(world: World, batch: int) -> int:
    """0: the company's own broodstock; else the supplier's position in EGG_SUPPLIERS, from 1.

    Of each five batches in turn the same number is bought, in an order drawn for the five, so the
    share holds over years and not only on average.
    """
    size = PLANNING.egg_turn_batches
    turn, place = divmod(batch - 1, size)
    streams = world.streams
    order = np.argsort(streams["egg source"].uniform(turn, 0, np.arange(size)))
    bought = np.flatnonzero(order == place)[0] < world.parameters.egg_supply.external_of_five
    if not bought:
        return OWN_BROODSTOCK
    return 1 + int(streams["egg supplier"].uniform(batch) * len(EGG_SUPPLIERS))
