"""What a planner knows of the moves to come: when and where the fish of each container go next."""

from typing import NamedTuple

import numpy as np

from scripts.data_generation.array_types import Integers
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.farm_state import NEVER, FarmState
from scripts.data_generation.simulation.logistics.area_planning import NO_AREA, days_left
from scripts.data_generation.simulation.logistics.batches import batch_rows
from scripts.data_generation.simulation.water.water_bodies import area_body, hall_body

UNKNOWN = -1


class Moves(NamedTuple):
    """The next move of each assignment's fish, shape (assignments,).

    `day` is NEVER for fish in the sea; `body` is UNKNOWN while no sea area is allotted.
    """

    day: Integers
    body: Integers


def expected_moves(world: World, state: FarmState, today: Today) -> Moves:
    """By the plan of each batch; fish that are due, or left behind by their batch, go tomorrow."""
    batches, stage = state.batches, state.assignments.stage
    row = batch_rows(state)
    planned = (today.number + np.maximum(days_left(world, state, today), 1))[row]
    batch_stage = batches.stage[row]
    day = np.where(stage < batch_stage, today.number + 1, planned)
    day = np.where((stage > batch_stage) | (stage == Stage.ADULT), NEVER, day)
    hall = hall_body(batches.station[row], stage + 1)
    area = batches.area[row]
    sea = np.where(area == NO_AREA, UNKNOWN, area_body(len(world.stations), area))
    return Moves(day, np.where(stage < Stage.POST_SMOLT, hall, sea))
