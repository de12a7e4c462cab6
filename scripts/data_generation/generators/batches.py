"""The batch domain, first half: batches and their assignments to containers, with history."""

from typing import Any

import numpy as np

from apps.batch.models import Batch, BatchContainerAssignment
from apps.infrastructure.models import Container
from scripts.data_generation.generators.calendar import dates, dates_or_null, moments
from scripts.data_generation.generators.ledger import CHANGED, CREATED, Ledger, rows_of
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.fish_tables import (
    AssignmentChanges,
    BatchChanges,
    Batches,
)

# The day's clerk writes arrivals at six, and what left or changed at five past.
CREATED_MINUTE = 6 * 60
CHANGED_MINUTE = CREATED_MINUTE + 5


def write_batches(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add new batches, bring older ones up to the chunk's last evening, log each change."""
    changes = events.batch_changes
    alive = np.zeros(len(events.batches_today), dtype=bool)
    standing = _batch_columns(books, events.batches_today, 0, alive)
    done = changes.where(changes.completed)
    finished = _batch_columns(books, done, done.day, done.completed)
    for columns, starts in (
        (standing, events.batches_today.start_day),
        (finished, done.start_day),
    ):
        new = starts >= events.first_day
        ledger.insert(Batch, **rows_of(columns, new))
        ledger.update(
            Batch, ("lifecycle_stage", "status", "actual_end_date"), **rows_of(columns, ~new)
        )
    _write_batch_history(books, changes, ledger)


def _write_batch_history(books: Books, changes: BatchChanges, ledger: Ledger) -> None:
    columns = _batch_columns(books, changes, changes.day, changes.completed)
    arrived = changes.day == changes.start_day
    for kind, which, minute in (
        (CREATED, arrived, CREATED_MINUTE),
        (CHANGED, ~arrived, CHANGED_MINUTE),
    ):
        when = moments(changes.day[which], minute)
        ledger.insert_history(Batch, kind, when, **rows_of(columns, which))


def _batch_columns(books: Books, batches: Batches, end_day: Any, done: Any) -> dict[str, Any]:
    """The columns of batch_batch; `end_day` counts where the batch is `done`."""
    count = len(batches)
    status = np.where(done, Batch.Status.COMPLETED, Batch.Status.ACTIVE).astype(object)
    return {
        "id": books.keys(Batch, batches.id),
        "batch_number": batches.number.astype(object),
        "species_id": np.full(count, books.master.species),
        "lifecycle_stage_id": books.stages(batches.stage),
        "status": status,
        "batch_type": np.full(count, Batch.BatchType.STANDARD, dtype=object),
        "start_date": dates(batches.start_day),
        "expected_end_date": dates(batches.expected_end_day),
        "actual_end_date": dates_or_null(np.where(done, end_day, 0)),
        "notes": np.full(count, "", dtype=object),
    }


def write_assignments(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Close, update and open assignments, in this order: a container never has two active ones."""
    closed = _assignment_columns(books, events.closed, active=False)
    standing = _assignment_columns(books, events.standing, active=True)
    changed = (
        "population_count",
        "avg_weight_g",
        "biomass_kg",
        "departure_date",
        "last_weighing_date",
        "is_active",
    )
    for columns, log in ((closed, events.closed), (standing, events.standing)):
        older = log.arrival_day < events.first_day
        ledger.update(BatchContainerAssignment, changed, **rows_of(columns, older))
    for columns, log in ((closed, events.closed), (standing, events.standing)):
        new = log.arrival_day >= events.first_day
        ledger.insert(BatchContainerAssignment, **rows_of(columns, new))
    _write_assignment_history(books, events, closed, ledger)


def _write_assignment_history(
    books: Books, events: ChunkEvents, closed: dict[str, Any], ledger: Ledger
) -> None:
    opened = _assignment_columns(books, events.opened, active=True)
    when = moments(events.opened.day, CREATED_MINUTE)
    ledger.insert_history(BatchContainerAssignment, CREATED, when, **opened)
    when = moments(events.closed.day, CHANGED_MINUTE)
    ledger.insert_history(BatchContainerAssignment, CHANGED, when, **closed)


def _assignment_columns(
    books: Books, assignments: AssignmentChanges, *, active: bool
) -> dict[str, Any]:
    """The columns of batch_batchcontainerassignment."""
    count = len(assignments)
    biomass_kg = assignments.count * assignments.weight_g / 1000.0
    departed = np.zeros(count, dtype=np.int64) if active else assignments.day
    return {
        "id": books.keys(BatchContainerAssignment, assignments.id),
        "batch_id": books.keys(Batch, assignments.batch),
        "container_id": books.keys_of_index(Container, assignments.container),
        "lifecycle_stage_id": books.stages(assignments.stage),
        "initial_population_count": assignments.initial_count,
        "population_count": assignments.count,
        "avg_weight_g": assignments.weight_g,
        "biomass_kg": biomass_kg,
        "assignment_date": dates(assignments.arrival_day),
        "departure_date": dates_or_null(departed),
        "last_weighing_date": dates_or_null(assignments.weighed_day),
        "is_active": np.full(count, active),
        "notes": np.full(count, "", dtype=object),
    }
