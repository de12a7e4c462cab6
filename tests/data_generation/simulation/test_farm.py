"""The farm as a whole: its laws hold for any seed, and however its days are cut into chunks."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.data_generation.simulation.farm import STEPS, Farm
from tests.data_generation.simulation.farms import (
    EVENING_LOGS,
    FIRST_DAY,
    LOGS,
    YEAR,
    Life,
    live,
    make_world,
    sorted_rows,
)
from tests.data_generation.simulation.laws import LAWS

pytestmark = pytest.mark.no_database

THREE_YEARS = 3 * YEAR
EVENTS = tuple(name for name in LOGS if name != "occupancy")


@pytest.fixture(scope="module")
def at_once() -> Life:
    return live(make_world("ci"), THREE_YEARS, chunk_days=THREE_YEARS)


@pytest.mark.parametrize("law", LAWS)
def test_law_holds(law: Callable[[Life], None], life: Life) -> None:
    law(life)


@settings(max_examples=4)
@given(seed=st.integers(0, 2**63))
def test_every_law_holds_whatever_the_seed(seed: int) -> None:
    world = make_world("ci", seed)
    life = live(world, 960, chunk_days=1, note_evenings=True)
    for law in LAWS:
        law(life)


def test_a_law_notices_a_lost_fish(ci_life: Life) -> None:
    deaths = ci_life.chunks[100].deaths
    kept = deaths.count.copy()
    try:
        deaths.count = kept + (np.arange(len(kept)) == 0)
        for law in LAWS[:2]:
            with pytest.raises(AssertionError):
                law(ci_life)
    finally:
        deaths.count = kept


@pytest.mark.parametrize("chunk_days", [7, 30, 90])
def test_the_length_of_a_chunk_changes_nothing(at_once: Life, chunk_days: int) -> None:
    life = live(make_world("ci"), THREE_YEARS, chunk_days)
    for name in EVENTS:
        whole, parts = sorted_rows(at_once.log(name)), sorted_rows(life.log(name))
        for column, values in whole.items():
            assert np.array_equal(values, parts[column]), f"{name}.{column}"
    for column, values in at_once.stays().items():
        assert np.array_equal(values, life.stays()[column]), column
    assert life.farm.state.to_bytes() == at_once.farm.state.to_bytes()


@pytest.mark.parametrize("day", [1, 200, 517, 1000])
def test_a_farm_goes_on_from_its_stored_state(at_once: Life, day: int) -> None:
    before = live(make_world("ci"), day)
    after = live(make_world("ci"), THREE_YEARS - day, state=before.farm.state.to_bytes())
    for name in EVENTS:
        parts = [after.log(name)] if name in EVENING_LOGS else [before.log(name), after.log(name)]
        both = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
        for column, values in sorted_rows(at_once.log(name)).items():
            assert np.array_equal(values, sorted_rows(both)[column]), f"{name}.{column}"
    assert after.farm.state.to_bytes() == at_once.farm.state.to_bytes()


def test_the_same_question_has_the_same_answer_and_another_seed_another(at_once: Life) -> None:
    again = live(make_world("ci"), 400).farm.state
    assert again.to_bytes() == live(make_world("ci"), 400).farm.state.to_bytes()
    assert again.to_bytes() != live(make_world("ci", seed=43), 400).farm.state.to_bytes()
    assert at_once.log("opened")["day"][0] == FIRST_DAY


@pytest.mark.parametrize("first_day", [FIRST_DAY - 1, FIRST_DAY + 1])
def test_a_day_can_be_neither_skipped_nor_lived_twice(first_day: int) -> None:
    farm = Farm.founded(make_world("ci"), FIRST_DAY)
    with pytest.raises(ValueError, match=f"cannot go on with day {first_day}"):
        farm.advance(first_day, first_day + 10)


def test_the_docstrings_table_is_the_order_of_the_day() -> None:
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in (Farm.__doc__ or "").splitlines()
        if line.strip().startswith("|")
    ]
    head, _, *steps = rows
    assert head == ["#", "step", "reads", "changes"]
    assert [step[0] for step in steps] == [str(number) for number in range(1, len(STEPS) + 1)]
    assert [step[1] for step in steps] == [step.__name__ for step in STEPS]
    assert all(all(cells) for cells in steps)


def test_hardly_a_batch_waits_in_ten_years(decade: Life) -> None:
    # A slow generation may keep an area some days longer than the planner could know.
    assert len(decade.log("waits")["day"]) < 10


def _survivals(life: Life) -> list[float]:
    """Share of the eggs that was harvested, of every completed batch."""
    harvests, changes = life.log("harvests"), life.log("batch_changes")
    done = changes["completed"]
    return [
        float(harvests["count"][harvests["batch"] == batch].sum() / eggs)
        for batch, eggs in zip(changes["id"][done], changes["eggs"][done], strict=True)
    ]


def test_about_eight_of_ten_eggs_are_harvested(ci_decade: Life, dev_decade: Life) -> None:
    survival = _survivals(ci_decade) + _survivals(dev_decade)
    assert len(survival) >= 15
    assert np.mean(survival) == pytest.approx(0.80, abs=0.03)
    # A bad outbreak of IPN takes a third of a batch.
    assert 0.40 < min(survival) < max(survival) < 0.92


def test_the_whole_company_lives_three_years_without_waiting() -> None:
    farm = Farm.founded(make_world("production"), FIRST_DAY)
    waits = 0
    for first in range(FIRST_DAY, FIRST_DAY + THREE_YEARS, 90):
        waits += len(farm.advance(first, min(first + 90, FIRST_DAY + THREE_YEARS) - 1).waits)
    assert waits == 0
    # 25 by year 3, in which starts begin to aim at 36.
    assert 23 <= len(farm.state.batches) <= 33
