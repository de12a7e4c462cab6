"""What the day's water does to the fish that stand in it: appetite lost, hazard gained."""

from scripts.data_generation.config.mortality import CAUSE_CODES
from scripts.data_generation.simulation.events import ChunkEvents
from scripts.data_generation.simulation.farm_state import FarmState
from scripts.data_generation.simulation.world import Today, World

ENVIRONMENTAL = CAUSE_CODES.index("ENVIRONMENTAL")


def feel_water(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Open the evening's appetite and extra hazard; later steps may hurt both further.

    Oxygen at the day's lowest, storms, blooms, heat and cold set them; how growth itself answers to
    temperature is in its own ceiling.
    """
    body = state.assignments["body"]
    today.begin_evening(len(body))
    day = today.number - today.water.first_day
    today.appetite *= today.water.appetite[body, day]
    today.extra_hazard[ENVIRONMENTAL] += today.water.hazard[body, day]
