"""Batches as wholes: which row is whose, what a batch's mean weight is, and noting its changes."""

import numpy as np

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.fish_tables import BatchChanges


def note_batch_change(
    state: FarmState, events: ChunkEvents, rows: Integers, day: int, completed: bool = False
) -> None:
    """Log these rows of the batches as they stand after a change of stage or status."""
    changed = state.batches.where(rows)
    events.batch_changes.append(BatchChanges(**changed.columns, day=day, completed=completed))


def batch_rows(state: FarmState) -> Integers:
    """The row of every assignment's batch, (assignments,). Batches stand in order of their ids."""
    return np.searchsorted(state.batches.id, state.assignments.batch)


def fish_in_batches(state: FarmState) -> tuple[Integers, Floats]:
    """Living fish and their mean weight, g, both (batches,); weight 0 where none lives."""
    rows, size = batch_rows(state), len(state.batches)
    count = state.assignments.count
    fish = np.bincount(rows, weights=count, minlength=size)
    mass = np.bincount(rows, weights=count * state.assignments.weight_g, minlength=size)
    return fish.astype(np.int64), np.divide(mass, fish, out=np.zeros(size), where=fish > 0)
