"""Feed against growth, week by week: the step `sum_up_feeding` and what it keeps between days.

A period is a week from Monday to Sunday, shorter where fish came or left within it. Growth is what
was gained before the dead and the moved are taken off: end - start + dead + moved out - moved in.
"""

import numpy as np

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.company.working_day import WORKING_DAY
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.fish.weighing import WEIGHING
from scripts.data_generation.config.units import GRAMS_A_KG
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.feed_tables import (
    BatchWeeks,
    ContainerWeeks,
    FeedingWeeks,
)

# Where the weights of a summary come from.
INTERPOLATED, MIXED, MEASURED = 0, 1, 2


def sum_up_feeding(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Add the day to each container's week; write weeks that end, for containers and batches."""
    assignments, book = state.assignments, state.feeding_weeks
    fed = np.flatnonzero(assignments.stage > Stage.EGG_ALEVIN)
    if len(fed) == 0 and len(book) == 0:
        return
    ids, end_kg = (
        assignments.id[fed],
        assignments.count[fed] * assignments.weight_g[fed] / GRAMS_A_KG,
    )
    here = np.flatnonzero(book.open)
    if not np.array_equal(book.assignment[here], ids):
        _close(state, events, here[~np.isin(book.assignment[here], ids)])
        _open(state, today, fed)
        here = np.flatnonzero(book.open)
    book.units[here] += today.fed_units[fed]
    book.gain_kg[here] += today.gain_kg[fed]
    book.biomass_days[here] += end_kg
    book.end_kg[here] = end_kg
    book.end_day[here] = today.number
    book.weighings[here] += assignments.weighed_day[fed] == today.number
    book.weighed_day[here] = assignments.weighed_day[fed]
    if today.date.weekday() == WORKING_DAY.last_day_of_feeding_week:
        _end_week(state, today, events)


def confidence(days_since_weighing: Integers) -> Integers:
    """0 (very high) to 3 (low), by the days since the last weighing; any shape."""
    return np.searchsorted(WEIGHING.confidence_below_days, days_since_weighing, side="right")


def _open(state: FarmState, today: Today, fed: Integers) -> None:
    """A row for each assignment that began to be fed today, with what came into it."""
    assignments, book = state.assignments, state.feeding_weeks
    new = fed[~np.isin(assignments.id[fed], book.assignment[book.open])]
    there = assignments.count[new] + today.dead[new]
    book.append(
        FeedingWeeks(
            assignment=assignments.id[new],
            batch=assignments.batch[new],
            since=today.number,
            end_day=today.number,
            start_kg=there * assignments.weight_g[new] / GRAMS_A_KG - today.gain_kg[new],
            end_kg=0.0,
            units=0,
            gain_kg=0.0,
            biomass_days=0.0,
            weighings=0,
            weighed_day=0,
            open=True,
        )
    )


def _close(state: FarmState, events: ChunkEvents, gone: Integers) -> None:
    """Write the weeks of assignments that ended this morning; their batch's week goes on.

    The week of a batch that has no fish left ends with them.
    """
    book = state.feeding_weeks
    _write_containers(book, gone, events)
    book.open[gone] = False
    book.end_kg[gone] = 0.0
    left = ~np.isin(book.batch, state.batches.id)
    if left.any():
        _write_batches(book, np.flatnonzero(left), events)
        book.keep(~left)


def _end_week(state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Write the week of all that are fed, and begin the next one where this one ends."""
    book = state.feeding_weeks
    _write_containers(book, np.flatnonzero(book.open), events)
    _write_batches(book, np.arange(len(book)), events)
    book.keep(book.open)
    book.since = today.number + 1
    book.start_kg = book.end_kg
    book.units = 0
    book.gain_kg = 0.0
    book.biomass_days = 0.0
    book.weighings = 0


def _write_containers(book: FeedingWeeks, which: Integers, events: ChunkEvents) -> None:
    """One summary an assignment; none for one that left on its week's first morning."""
    rows = which[book.end_day[which] >= book.since[which]]
    if len(rows) == 0:
        return
    weeks = book.where(rows)
    events.container_weeks.append(
        ContainerWeeks(
            assignment=weeks.assignment,
            batch=weeks.batch,
            since=weeks.since,
            end_day=weeks.end_day,
            start_kg=weeks.start_kg,
            end_kg=weeks.end_kg,
            units=weeks.units,
            gain_kg=weeks.gain_kg,
            weighings=weeks.weighings,
            confidence=confidence(weeks.end_day - weeks.weighed_day),
            method=np.where(weeks.weighings > 0, MEASURED, INTERPOLATED),
        )
    )


def _write_batches(book: FeedingWeeks, which: Integers, events: ChunkEvents) -> None:
    """One summary a batch over all containers that fed it in the week."""
    which = which[book.end_day[which] >= book.since[which]]
    if len(which) == 0:
        return
    weeks = book.where(which)
    batches, of = np.unique(weeks.batch, return_inverse=True)
    since, end_day = np.full(len(batches), np.iinfo(np.int64).max), np.zeros(len(batches), "i8")
    worst, measured = np.zeros(len(batches), "i8"), np.bincount(of, weeks.weighings > 0)
    np.minimum.at(since, of, weeks.since)
    np.maximum.at(end_day, of, weeks.end_day)
    np.maximum.at(worst, of, confidence(weeks.end_day - weeks.weighed_day))
    containers = np.bincount(of)
    some = np.where(measured > 0, MIXED, INTERPOLATED)
    # Fish that came from another container of the batch have been counted there.
    began = weeks.since == since[of]
    events.batch_weeks.append(
        BatchWeeks(
            batch=batches,
            since=since,
            end_day=end_day,
            start_kg=_sums(of, weeks.start_kg * began),
            end_kg=_sums(of, weeks.end_kg),
            units=_sums(of, weeks.units),
            gain_kg=_sums(of, weeks.gain_kg),
            biomass_days=_sums(of, weeks.biomass_days),
            containers=containers,
            confidence=worst,
            method=np.where(measured == containers, MEASURED, some),
        )
    )


def _sums(of: Integers, values: Integers | Floats) -> Floats:
    """Sum over the rows of each batch."""
    return np.asarray(np.bincount(of, weights=values), dtype=np.float64)
