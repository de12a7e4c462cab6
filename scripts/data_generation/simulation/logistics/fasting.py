"""Fasting: fish that are about to be moved or harvested get no feed, and do not grow."""

import numpy as np

from scripts.data_generation.array_types import Booleans, Integers
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.logistics.area_planning import days_left
from scripts.data_generation.simulation.logistics.batches import batch_rows


def fasting(world: World, state: FarmState, today: Today) -> Booleans:
    """Which assignments go without feed today; a batch that must wait for room is fed again."""
    cycle, batches = world.parameters.life_cycle, state.batches
    stage = batches.stage
    left = days_left(world, state, today)
    to_sea = stage == Stage.POST_SMOLT
    lead = np.where(to_sea, cycle.fast_before_sea_days, cycle.fast_before_move_days)
    staging = to_sea & ~batches.staged
    left_to_staging = left - cycle.pre_transfer_days
    booked = batches.harvest_from > 0
    in_tanks = (stage > Stage.EGG_ALEVIN) & (stage < Stage.ADULT)
    resting = (
        (in_tanks & _within(left, lead))
        | (staging & _within(left_to_staging, cycle.fast_before_move_days))
        | (booked & (today.number >= batches.harvest_from - cycle.fast_before_harvest_days))
    )
    of_batch = batch_rows(state)
    # Fish whose batch has begun to move without them stand fasted until their turn comes.
    left_behind = state.assignments.stage < stage[of_batch]
    return np.asarray(resting[of_batch] | left_behind)


def _within(days_left: Integers, lead: Integers | int) -> Booleans:
    """Whether a move lies ahead, and no further than its lead."""
    return np.asarray((days_left > 0) & (days_left <= lead))
