"""What the day's water does to the fish that stand in it: appetite lost, hazard gained."""

import numpy as np

from scripts.data_generation.config.fish.mortality import CAUSE_CODES
from scripts.data_generation.config.fish.mortality_reasons import Reason
from scripts.data_generation.config.health.practice import HEALTH_PRACTICE
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState

ENVIRONMENTAL = CAUSE_CODES.index("ENVIRONMENTAL")
UNNAMED = -1


def feel_water(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Open the evening's appetite and extra hazard; later steps may hurt both further.

    Oxygen at the day's lowest, storms, blooms, heat and cold set them; how growth itself answers to
    temperature is in its own ceiling.
    """
    body = state.assignments.body
    today.begin_evening(len(body))
    day = today.number - today.water.first_day
    today.appetite *= today.water.appetite[body, day]
    hazard = today.water.hazard[body, day]
    if hazard.any():
        today.extra_hazard[ENVIRONMENTAL] += hazard
        water, harmful = today.water, world.parameters.water_events.bloom_harmful_from
        today.reason[ENVIRONMENTAL] = np.select(
            [
                hazard < HEALTH_PRACTICE.water_felt_hazard,
                water.bloom[body, day] > harmful,
                water.storm[body, day] > 0,
            ],
            [UNNAMED, Reason.BLOOM, Reason.STORM],
            Reason.LOW_OXYGEN,
        )
