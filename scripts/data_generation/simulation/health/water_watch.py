"""Water events as people see them: when one comes to a batch, and what it cost."""

import numpy as np

from scripts.data_generation.config.fish.mortality import CAUSE_CODES
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.water_tables import WaterWatch

ENVIRONMENTAL = CAUSE_CODES.index("ENVIRONMENTAL")


def watch_water(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Note the events that begin where fish stand, count their dead, and note their end."""
    if world.climate.events.any_begins(today.number):
        _begin(world, state, today, events)
    if len(state.water_watch):
        _count(state, today)
        _end(state, today, events)


def _begin(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """A row for every batch in the area of an event that begins today."""
    begun = world.climate.events.beginning(today.number, today.number)
    assignments, bodies = state.assignments, world.climate.halls + begun.area
    for event, body in enumerate(bodies.tolist()):
        batches = np.unique(assignments.batch[assignments.body == body])
        if len(batches):
            seen = WaterWatch(
                id=state.numbers("water_watch", len(batches)),
                batch=batches,
                site=world.areas[begun.area[event]],
                body=body,
                kind=begun.kind[event],
                first_day=today.number,
                last_day=begun.last_day[event],
                strength=begun.strength[event],
                temperature_c=today.temperature_c[body],
                saturation_percent=today.saturation_percent[body],
                dead=0,
            )
            events.water_seen.append(seen)
            state.water_watch.append(seen)


def _count(state: FarmState, today: Today) -> None:
    """Add the day's deaths by environmental causes to the events that go on where they died."""
    watch, assignments = state.water_watch, state.assignments
    hit = np.flatnonzero((today.cause == ENVIRONMENTAL) & (today.dead > 0))
    same = (watch.batch[:, None] == assignments.batch[hit]) & (
        watch.body[:, None] == assignments.body[hit]
    )
    watch.dead += same @ today.dead[hit]


def _end(state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Log what is over, or whose batch is gone, with what it cost."""
    watch = state.water_watch
    here = np.isin(watch.batch, state.batches.id)
    over = (watch.last_day <= today.number) | ~here
    if over.any():
        watch.last_day[over] = np.minimum(watch.last_day[over], today.number)
        events.water_over.append(watch.where(over))
        watch.keep(~over)
