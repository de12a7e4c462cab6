"""What the day's water does to the fish that stand in it: appetite lost, hazard gained."""

from scripts.data_generation.simulation.events import ChunkEvents
from scripts.data_generation.simulation.farm_state import FarmState
from scripts.data_generation.simulation.world import Today, World


def feel_water(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Open the evening's appetite and extra hazard; later steps may hurt both further."""
    today.begin_evening(len(state.assignments))
