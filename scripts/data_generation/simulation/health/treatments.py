"""Treatments: giving one to some assignments, and settling its outcome once it is measured.

Vaccines, preventive measures, delousing and medicines all pass here, so the books have one record.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scripts.data_generation.array_types import Booleans, Integers
from scripts.data_generation.config.company.working_day import WORKING_DAY
from scripts.data_generation.config.health.products import Outcome
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.treatment_tables import (
    PendingTreatments,
    TreatmentOutcomes,
    Treatments,
)


@dataclass(frozen=True)
class Prescription:
    """What is given, one value or one a treated row.

    `product` is a Product, `dose` is in the words of its dosage text, `cost_cents` are whole or
    not, `withholding_days` follow on the last of `duration_days`.
    """

    product: ArrayLike
    dose: ArrayLike
    cost_cents: ArrayLike
    duration_days: ArrayLike = 1
    withholding_days: ArrayLike = 0


@dataclass(frozen=True)
class FollowUp:
    """How a treatment is judged, one value or one a treated row.

    From `due_day` on, by what has become of `before`: fish alive, or lice a fish, on its own day.
    """

    due_day: ArrayLike = 0
    before: ArrayLike = 0.0


NO_FOLLOW_UP = FollowUp()


def treat(
    state: FarmState,
    events: ChunkEvents,
    rows: Integers,
    day: int,
    prescription: Prescription,
    *,
    outcome: ArrayLike = Outcome.PENDING,
    follow_up: FollowUp = NO_FOLLOW_UP,
) -> Integers:
    """Treat these rows of the assignments, one after the other in the day's work.

    `outcome` is one value or one a row; what is pending waits for `settle` with its follow-up.
    Fish may not be harvested while a treatment lasts nor within its withholding days. Returns the
    treatments' numbers.
    """
    assignments, count = state.assignments, len(rows)
    ids = state.numbers("treatment", count)
    given = Treatments(
        id=ids,
        day=day,
        minute=WORKING_DAY.treatments_start
        + np.arange(count) * WORKING_DAY.treatment_minutes // max(count, 1),
        batch=assignments.batch[rows],
        assignment=assignments.id[rows],
        container=assignments.container[rows],
        product=prescription.product,
        dose=prescription.dose,
        duration_days=prescription.duration_days,
        withholding_days=prescription.withholding_days,
        cost_cents=np.rint(prescription.cost_cents),
        outcome=outcome,
    )
    events.treatments.append(given)
    _await_outcome(state, given, follow_up)
    _withhold(state, rows, given, day)
    return ids


def _await_outcome(state: FarmState, given: Treatments, follow_up: FollowUp) -> None:
    """Keep the treatments whose outcome is still to be measured."""
    pending = given.outcome == Outcome.PENDING
    if pending.any():
        waiting = PendingTreatments(**given.columns, **vars(follow_up))
        state.pending_treatments.append(waiting.where(pending))


def _withhold(state: FarmState, rows: Integers, given: Treatments, day: int) -> None:
    """Keep these rows from harvest while their treatment lasts and on its withholding days."""
    last = day + given.duration_days + given.withholding_days - 1
    last = np.where(given.withholding_days > 0, last, 0)
    until = state.assignments.withhold_until
    until[rows] = np.maximum(until[rows], last)


def settle(
    state: FarmState, events: ChunkEvents, rows: Integers, day: int, outcome: ArrayLike
) -> None:
    """Note the measured outcome of these rows of the pending treatments, and wait no longer.

    `outcome` is an Outcome for all of them, or one for each.
    """
    pending = state.pending_treatments
    columns = {name: pending.columns[name][rows] for name in Treatments.declared}
    decided = TreatmentOutcomes(**columns, decided_day=day)
    decided.outcome = outcome
    events.treatment_outcomes.append(decided)
    kept = np.ones(len(pending), dtype=bool)
    kept[rows] = False
    pending.keep(kept)


def treated_rows(state: FarmState, pending: Integers) -> tuple[Integers, Booleans]:
    """Row of the assignment of each of these pending treatments, and whether it still stands.

    Both have the shape of `pending`, rows of that table; where an assignment is gone its row means
    nothing. Assignments stand in order of their ids.
    """
    ids, wanted = state.assignments.id, state.pending_treatments.assignment[pending]
    if len(ids) == 0:
        return np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=bool)
    rows = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return rows, ids[rows] == wanted
