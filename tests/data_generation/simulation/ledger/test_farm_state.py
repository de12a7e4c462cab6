"""The farm's memory: numbers given out once, and a state that survives being written down."""

from hashlib import sha256
from io import BytesIO

import numpy as np
import pytest

from scripts.data_generation.simulation.ledger import farm_state
from scripts.data_generation.simulation.ledger.farm_state import COUNTERS, FarmState
from tests.data_generation.simulation.farms import FIRST_DAY, Life

pytestmark = pytest.mark.no_database


def test_a_new_state_stands_on_the_evening_before() -> None:
    state = FarmState(40, 2, FIRST_DAY)
    assert state.today == FIRST_DAY - 1
    assert len(state.batches) == len(state.assignments) == 0
    assert state.container_free_from.shape == (40,)
    assert state.site_free_from.shape == (2,)


def test_numbers_are_given_out_once_from_one() -> None:
    state = FarmState(1, 1, FIRST_DAY)
    assert state.numbers("batch", 3).tolist() == [1, 2, 3]
    assert state.numbers("batch", 0).tolist() == []
    assert state.numbers("batch", 2).tolist() == [4, 5]
    assert state.numbers("harvest", 1).tolist() == [1]


def test_a_state_comes_back_as_it_was(ci_life: Life) -> None:
    state = ci_life.farm.state
    again = FarmState.from_bytes(state.to_bytes())
    assert again.to_bytes() == state.to_bytes()
    assert again.today == state.today
    assert again.counters == state.counters
    assert again.start_pressure == state.start_pressure
    for table in ("batches", "assignments"):
        before, after = getattr(state, table).columns, getattr(again, table).columns
        assert list(before) == list(after)
        for name, column in before.items():
            assert np.array_equal(column, after[name])
            assert column.dtype == after[name].dtype


def test_an_empty_state_comes_back_too() -> None:
    state = FarmState(40, 2, FIRST_DAY)
    again = FarmState.from_bytes(state.to_bytes())
    assert again.today == FIRST_DAY - 1
    assert len(again.batches) == 0


def test_the_file_holds_plain_numbers_and_texts_only(ci_life: Life) -> None:
    with np.load(BytesIO(ci_life.farm.state.to_bytes()), allow_pickle=False) as arrays:
        kinds = {name: arrays[name].dtype.kind for name in arrays.files}
    assert set(kinds.values()) <= set("iufbU")
    assert len(ci_life.farm.state.counters) == len(COUNTERS)


def test_the_layout_of_the_file_changes_with_its_version_alone() -> None:
    """Whoever changes what is saved raises STATE_VERSION and notes the new layout here."""
    with np.load(BytesIO(FarmState(1, 1, 1).to_bytes()), allow_pickle=False) as arrays:
        layout = [(name, arrays[name].dtype.str) for name in arrays.files]
    digest = sha256(repr(layout).encode()).hexdigest()
    assert {farm_state.STATE_VERSION: digest[:16]} == {5: "438dd26e70024cd9"}


def test_a_state_of_another_version_is_refused(ci_life: Life) -> None:
    now, old = farm_state.STATE_VERSION, farm_state.STATE_VERSION - 1
    with np.load(BytesIO(ci_life.farm.state.to_bytes()), allow_pickle=False) as arrays:
        kept = {name: arrays[name] for name in arrays.files} | {"version": np.asarray(old)}
    buffer = BytesIO()
    np.savez(buffer, allow_pickle=False, **kept)
    with pytest.raises(ValueError, match=f"has layout {old}, this code reads {now}"):
        FarmState.from_bytes(buffer.getvalue())
