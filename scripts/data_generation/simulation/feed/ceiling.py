"""The ceiling of a day's growth: what fish would gain that ate all they wanted."""

import numpy as np

from scripts.data_generation.array_types import Floats
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.units import GRAMS_A_KG
from scripts.data_generation.simulation.biology import growth
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.logistics.fasting import fasting


def possible_gain_kg(world: World, state: FarmState, today: Today) -> Floats:
    """Most growth of each assignment's fish today, kg: TGC times degree-days of the day's water.

    0 for fish on their yolk and for those that fast.
    """
    parameters, assignments = world.parameters.growth, state.assignments
    stage, weight = assignments.stage, assignments.weight_g
    temperature = today.temperature_c[assignments.body]
    sea = growth.season_factor(today.number, parameters) * growth.transfer_dip(
        today.number - assignments.stage_day, parameters
    )
    tgc = (
        world.body_tgc[assignments.body]
        * np.where(stage == Stage.ADULT, sea, 1.0)
        * assignments.growth
    )
    effective = temperature * growth.temperature_response(temperature, parameters)
    grown = growth.grown_weight(weight, tgc, effective)
    # A container at its limit gets no more feed than keeps it there.
    limit = world.layout.containers.max_biomass_kg[assignments.container]
    full_g = limit * GRAMS_A_KG / np.maximum(assignments.count, 1)
    gain_g = np.maximum(np.minimum(grown, full_g) - weight, 0.0)
    feeds = (stage > Stage.EGG_ALEVIN) & ~fasting(world, state, today)
    return np.asarray(gain_g * feeds * assignments.count / GRAMS_A_KG)
