"""Harvest: a batch at target weight, or at the end of its time, leaves the sea cage by cage."""

import numpy as np
from numpy.typing import NDArray

from scripts.data_generation.config.life_cycle import Stage
from scripts.data_generation.simulation.batches import (
    batch_rows,
    fish_in_batches,
    note_batch_change,
)
from scripts.data_generation.simulation.events import ChunkEvents
from scripts.data_generation.simulation.farm_state import FarmState
from scripts.data_generation.simulation.stocking import close_assignments
from scripts.data_generation.simulation.world import Today, World

FIRST_TRIP_MINUTE = 5 * 60
LAST_TRIP_MINUTE = 16 * 60


def harvest_batches(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Stop the feed of batches that are due, and empty the day's cages of those that fasted."""
    due = _due(world, state, today)
    fast = world.parameters.life_cycle.fast_before_harvest_days
    state.batches["harvest_from"][due] = today.number + fast
    begun = (state.batches["harvest_from"] > 0) & (state.batches["harvest_from"] <= today.number)
    for row in np.flatnonzero(begun):
        _harvest_cages(world, state, today, events, int(row))
    _close_emptied(world, state, today, events)


def _due(world: World, state: FarmState, today: Today) -> NDArray[np.bool_]:
    """Sea batches not yet being harvested that reached target weight, or must begin to be done."""
    cycle, batches = world.parameters.life_cycle, state.batches
    days = today.number - batches["stage_day"]
    _, weight = fish_in_batches(state)
    cages = np.bincount(batch_rows(state), minlength=len(batches))
    harvest_days = -(-cages // cycle.cages_harvested_per_day)
    days_needed = cycle.fast_before_harvest_days + harvest_days - 1
    ready = days + cycle.fast_before_harvest_days >= cycle.grow_out_days_min
    heavy = ready & (weight >= batches["harvest_weight_g"])
    old = days + days_needed >= cycle.grow_out_days_max
    at_sea = (batches["stage"] == Stage.ADULT) & (batches["harvest_from"] == 0)
    return np.asarray(at_sea & (heavy | old))


def _harvest_cages(
    world: World, state: FarmState, today: Today, events: ChunkEvents, row: int
) -> None:
    """Empty the batch's heaviest cages, as many as a day allows."""
    cycle, assignments = world.parameters.life_cycle, state.assignments
    cages = np.flatnonzero(batch_rows(state) == row)
    heaviest = np.argsort(-assignments["weight_g"][cages], kind="stable")
    taken = np.sort(cages[heaviest[: cycle.cages_harvested_per_day]])
    ids = state.numbers("harvest", len(taken))
    minutes = world.streams["harvest time"].integers(FIRST_TRIP_MINUTE, LAST_TRIP_MINUTE, ids)
    events.harvests.append(
        id=ids,
        day=today.number,
        minute=minutes,
        batch=assignments["batch"][taken],
        assignment=assignments["id"][taken],
        area=state.batches["area"][row],
        count=assignments["count"][taken],
        weight_g=assignments["weight_g"][taken],
    )
    close_assignments(world, state, events, taken, today.number)


def _close_emptied(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Complete the batches whose last cage was emptied today; their areas lie fallow."""
    cages = np.bincount(batch_rows(state), minlength=len(state.batches))
    done = (state.batches["harvest_from"] > 0) & (cages == 0)
    if not done.any():
        return
    note_batch_change(state, events, np.flatnonzero(done), today.number, completed=True)
    fallow = world.parameters.life_cycle.area_fallow_days
    # An area that the next batch has reserved while these fish were still in it stays its own.
    areas = np.setdiff1d(state.batches["area"][done], state.batches["area"][~done])
    state.site_free_from[areas] = today.number + fallow
    state.batches.keep(~done)
