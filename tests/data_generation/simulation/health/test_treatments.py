"""Giving and settling treatments: the one record that vaccines, prevention and remedies share."""

from typing import Any

import numpy as np
import pytest

from scripts.data_generation.config.health.products import Outcome, Product
from scripts.data_generation.simulation.health.treatments import (
    FollowUp,
    Prescription,
    settle,
    treat,
    treated_rows,
)
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.fish_tables import Assignments
from scripts.data_generation.simulation.logistics.stocking import carried_along
from tests.data_generation.simulation.farms import Life, live, make_world

pytestmark = pytest.mark.no_database


@pytest.fixture
def farm() -> Life:
    return live(make_world("ci"), 60)


def fed(**days: Any) -> Prescription:
    return Prescription(Product.FUNCTIONAL_FEED, dose=1.0, cost_cents=100.4, **days)


def give(
    life: Life, day: int, rows: list[int], prescription: Prescription | None = None, **judged: Any
) -> np.ndarray:
    life.chunks.append(ChunkEvents(day, day))
    which = np.asarray(rows, dtype=np.int64)
    return treat(life.farm.state, life.chunks[-1], which, day, prescription or fed(), **judged)


def test_a_pending_treatment_waits_and_is_settled_with_its_own_record(farm: Life) -> None:
    state = farm.farm.state
    ids = give(farm, 500, [1, 3], follow_up=FollowUp(510, before=np.asarray([7.0, 8.0])))
    assert state.pending_treatments.before.tolist() == [7.0, 8.0]
    settle(state, farm.chunks[-1], np.asarray([1]), 512, Outcome.SUCCESSFUL)
    assert state.pending_treatments.id.tolist() == [ids[0]]
    events = farm.chunks[-1].join()
    given, decided = events.treatments, events.treatment_outcomes
    assert given.outcome.tolist() == [Outcome.PENDING] * 2
    assert (decided.id[0], decided.decided_day[0]) == (ids[1], 512)
    assert decided.outcome[0] == Outcome.SUCCESSFUL
    for name in set(given.declared) - {"outcome"}:
        assert decided.columns[name][0] == given.columns[name][1], name
    assert given.cost_cents.tolist() == [100, 100]


def test_a_treatment_with_an_outcome_does_not_wait(farm: Life) -> None:
    give(farm, 500, [0, 1], outcome=np.asarray([Outcome.PENDING, Outcome.PARTIAL]))
    assert len(farm.farm.state.pending_treatments) == 1


def test_withholding_lasts_from_the_treatment_to_its_last_day_and_is_never_shortened(
    farm: Life,
) -> None:
    state = farm.farm.state
    give(farm, 500, [2, 4], fed(duration_days=7, withholding_days=np.asarray([30, 0])))
    assert state.assignments.withhold_until[[2, 3, 4]].tolist() == [536, 0, 0]
    give(farm, 505, [2], fed(duration_days=1, withholding_days=3))
    assert state.assignments.withhold_until[2] == 536


def test_treating_nobody_does_nothing(farm: Life) -> None:
    assert len(give(farm, 500, [])) == 0
    assert len(farm.chunks[-1].join().treatments) == 0


def test_a_treated_assignment_that_is_gone_is_told_from_one_that_stands(farm: Life) -> None:
    state = farm.farm.state
    give(farm, 500, [0, 2])
    kept = np.arange(len(state.assignments)) != 2
    state.assignments.keep(kept)
    rows, stands = treated_rows(state, np.arange(2))
    assert stands.tolist() == [True, False]
    assert rows[0] == 0


def test_fish_carry_the_latest_of_their_days_and_their_lice_along() -> None:
    assignments = Assignments(**{name: [0, 20, 10] for name in Assignments.declared})
    into, fish = np.asarray([0, 1, 1, 2]), np.asarray([5, 1, 3, 9])
    carried = carried_along(assignments, np.asarray([1, 1, 2, 0]), into, fish, 3)
    assert carried["withhold_until"].tolist() == [20, 20, 0]
    # One fish with 20 lice and three with 10 come together.
    assert carried["lice_female"].tolist() == [20.0, 12.5, 0.0]
