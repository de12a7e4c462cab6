"""Batches as wholes: their rows, their fish and their mean weight."""

import numpy as np
import pytest

from scripts.data_generation.simulation.logistics.batches import batch_rows, fish_in_batches
from tests.data_generation.simulation.farms import Life, live, make_world

pytestmark = pytest.mark.no_database


def test_every_assignment_finds_its_batch(dev_life: Life) -> None:
    state = dev_life.farm.state
    assert len(state.batches) > 2
    found = state.batches.id[batch_rows(state)]
    assert np.array_equal(found, state.assignments.batch)


def test_fish_and_mean_weight_of_a_batch_are_its_containers(dev_life: Life) -> None:
    state = dev_life.farm.state
    fish, weight = fish_in_batches(state)
    for row, batch in enumerate(state.batches.id):
        mine = state.assignments.batch == batch
        counts = state.assignments.count[mine]
        assert fish[row] == counts.sum()
        expected = np.average(state.assignments.weight_g[mine], weights=counts)
        assert weight[row] == pytest.approx(expected)


def test_a_batch_without_fish_weighs_nothing() -> None:
    state = live(make_world("ci"), 5).farm.state
    state.assignments.count = 0
    fish, weight = fish_in_batches(state)
    assert fish.tolist() == [0]
    assert weight.tolist() == [0.0]


def test_changes_are_noted_as_the_batch_stood(dev_life: Life) -> None:
    changes = dev_life.log("batch_changes")
    moved = ~changes["completed"]
    assert np.array_equal(changes["stage_day"][moved], changes["day"][moved])
    assert (changes["stage_day"] <= changes["day"]).all()
    today = dev_life.log("batches_today")
    for row, batch in enumerate(today["id"]):
        last = np.flatnonzero(changes["id"] == batch)[-1]
        assert today["stage"][row] == changes["stage"][last]
        assert not changes["completed"][last]
