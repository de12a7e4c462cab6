"""Harvest: a batch at target weight, or at the end of its time, leaves the sea cage by cage."""

import numpy as np

from scripts.data_generation.array_types import Booleans, Integers
from scripts.data_generation.config.company.working_day import WORKING_DAY
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import NEVER, FarmState
from scripts.data_generation.simulation.ledger.move_tables import Harvests
from scripts.data_generation.simulation.logistics.area_planning import (
    days_to_weight,
    expected_sea_days,
)
from scripts.data_generation.simulation.logistics.batches import batch_rows, note_batch_change
from scripts.data_generation.simulation.logistics.grading import grade_cages
from scripts.data_generation.simulation.logistics.scenario import stands_for_show
from scripts.data_generation.simulation.logistics.stocking import close_assignments


def harvest_batches(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Book the harvest of batches that will be due, and empty the day's cages of those begun."""
    if not (state.batches.stage == Stage.ADULT).any():
        return
    due = _due(world, state, today)
    ahead = world.parameters.life_cycle.days_to_first_cage
    state.batches.harvest_from[due] = today.number + ahead
    begun = (state.batches.harvest_from > 0) & (state.batches.harvest_from <= today.number)
    for row in np.flatnonzero(begun):
        _harvest_cages(world, state, today, events, int(row))
    _close_emptied(world, state, today, events)


def _due(world: World, state: FarmState, today: Today) -> Booleans:
    """Batches to book: they will have their target weight by their last meal, or must go by then.

    How they will grow is reckoned with normal water and the growth they have shown.
    """
    cycle, batches = world.parameters.life_cycle, state.batches
    at_sea = (batches.stage == Stage.ADULT) & (batches.harvest_from == 0)
    days = today.number - batches.stage_day + cycle.days_to_first_cage
    ready = at_sea & (days >= cycle.grow_out_days_min) & (batches.workflow == 0)
    if not ready.any():
        return np.asarray(ready)
    trips = -(
        -np.bincount(batch_rows(state), minlength=len(batches)) // cycle.cages_harvested_per_day
    )
    notice = cycle.harvest_notice_days
    target = np.maximum(batches.harvest_weight_g, 1.0)
    heavy = ready & (days_to_weight(world, state, today, ready, target) <= notice)
    least = np.full(len(batches), cycle.harvest_weight_min_g)
    if (ready & ~heavy).any():
        wanted = ready & ~heavy & _area_is_wanted(world, state, today, trips)
        if wanted.any():
            heavy |= wanted & (days_to_weight(world, state, today, wanted, least) <= notice)
    old = days + trips - 1 >= cycle.grow_out_days_max
    due = ready & (heavy | old) & _may_be_sold(world, state, today)
    return np.asarray(due & (old | ~stands_for_show(world, state, today)))


def _area_is_wanted(world: World, state: FarmState, today: Today, trips: Integers) -> Booleans:
    """Batches whose area the next fish need rested by the time it would be if they left now."""
    cycle, batches = world.parameters.life_cycle, state.batches
    coming = (batches.stage < Stage.ADULT) & (batches.area >= 0)
    needed = np.full(len(world.layout.sites), NEVER)
    days = expected_sea_days(world, state, today)
    np.minimum.at(needed, batches.area[coming], days[coming])
    fallow = world.site_fallow[batches.area]
    rested = today.number + cycle.days_to_first_cage + trips + fallow
    return np.asarray(needed[batches.area] <= rested)


def _may_be_sold(world: World, state: FarmState, today: Today) -> Booleans:
    """Batches none of whose fish are within a withholding period when their cages are emptied."""
    held = np.zeros(len(state.batches), dtype=np.int64)
    np.maximum.at(held, batch_rows(state), state.assignments.withhold_until)
    return held < today.number + world.parameters.life_cycle.days_to_first_cage


def _harvest_cages(
    world: World, state: FarmState, today: Today, events: ChunkEvents, row: int
) -> None:
    """Empty the batch's heaviest cages, as many as a day allows; none in a storm."""
    cycle, assignments = world.parameters.life_cycle, state.assignments
    if today.storm[world.body_of_area(int(state.batches.area[row]))]:
        return
    cages = np.flatnonzero(batch_rows(state) == row)
    cages = cages[assignments.withhold_until[cages] < today.number]
    heaviest = np.argsort(-assignments.weight_g[cages], kind="stable")
    taken = np.sort(cages[heaviest[: cycle.cages_harvested_per_day]])
    if len(taken) == 0:
        return
    ids = state.numbers("harvest", len(taken))
    minutes = world.streams["harvest time"].integers(
        WORKING_DAY.first_harvest_trip, WORKING_DAY.last_harvest_trip, ids
    )
    harvests = Harvests(
        id=ids,
        day=today.number,
        minute=minutes,
        batch=assignments.batch[taken],
        assignment=assignments.id[taken],
        area=state.batches.area[row],
        count=assignments.count[taken],
        weight_g=assignments.weight_g[taken],
    )
    events.harvests.append(harvests)
    grade_cages(world, state, events, harvests)
    close_assignments(world, state, events, taken, today.number)


def _close_emptied(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Complete the batches whose last cage was emptied today; their areas lie fallow."""
    cages = np.bincount(batch_rows(state), minlength=len(state.batches))
    done = (state.batches.harvest_from > 0) & (cages == 0)
    if not done.any():
        return
    note_batch_change(state, events, np.flatnonzero(done), today.number, completed=True)
    areas = state.batches.area[done]
    state.site_free_from[areas] = today.number + world.site_fallow[areas]
    state.batches.keep(~done)
