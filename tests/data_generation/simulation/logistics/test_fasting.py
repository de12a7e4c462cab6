"""Fasting: no feed and no growth before a move or the harvest, and on no other day."""

import numpy as np
import pytest

from scripts.data_generation.config.company.equipment import ContainerKind
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.simulation.ledger.table import Values
from tests.data_generation.simulation.farms import FIRST_DAY, Life, live, make_world
from tests.data_generation.simulation.fasts import fasting_keys, keys

pytestmark = pytest.mark.no_database

OTHER_FASTS = """
life_cycle.fast_before_move_days = 3
life_cycle.fast_before_sea_days = 4
life_cycle.fast_before_harvest_days = 11
"""


def _days_without_meals(life: Life) -> Values:
    """`keys` of the evenings of feeding stages on which nothing was fed, ascending."""
    rows, meals = life.every_evening(), life.log("meals")
    feeding = rows["stage"] > Stage.EGG_ALEVIN
    return np.setdiff1d(
        keys(rows["id"], rows["day"])[feeding], keys(meals["assignment"], meals["day"])
    )


def _fasted_before(life: Life, assignments: Values, departures: Values) -> list[int]:
    """Days in a row without meals just before each departure."""
    empty = set(_days_without_meals(life).tolist())
    lengths = []
    for assignment, day in zip(assignments.tolist(), departures.tolist(), strict=True):
        length = 0
        while assignment * 10_000_000 + day - 1 - length in empty:
            length += 1
        lengths.append(length)
    return lengths


def test_feed_stops_before_moves_and_harvest_and_on_no_other_day(life: Life) -> None:
    assert np.array_equal(_days_without_meals(life), fasting_keys(life))


def test_fish_stand_still_on_exactly_the_days_without_meals(life: Life) -> None:
    rows = life.every_evening()
    order = np.lexsort((rows["day"], rows["id"]))
    same = (np.diff(rows["id"][order]) == 0) & (rows["stage"][order][1:] > Stage.EGG_ALEVIN)
    key = keys(rows["id"], rows["day"])[order][1:][same]
    still = np.diff(rows["weight_g"][order])[same] == 0
    assert np.array_equal(key[still], np.intersect1d(key, _days_without_meals(life)))


def test_a_move_between_tanks_is_a_day_ahead_and_the_sea_two(life: Life) -> None:
    actions, flows = life.log("actions"), life.workflows()
    flow = np.searchsorted(flows["id"], actions["workflow"])
    for to_sea, days in ((False, 1), (True, 2)):
        rows = (flows["source_stage"] > Stage.EGG_ALEVIN)[flow] & (flows["to_sea"][flow] == to_sea)
        assert rows.sum() > 10
        # Those whose turn comes on a later day of the transfer stand fasted until then.
        waited = (actions["day"] - flows["actual_start"][flow])[rows]
        fasted = _fasted_before(life, actions["source"][rows], actions["day"][rows])
        assert set((fasted - waited).tolist()) == {days}


def test_a_cage_fasts_five_to_sixteen_days_before_its_harvest(life: Life) -> None:
    harvests, cycle = life.log("harvests"), life.world.parameters.life_cycle
    fasted = np.asarray(_fasted_before(life, harvests["assignment"], harvests["day"]))
    assert len(fasted) >= 4
    assert 5 <= fasted.min() == cycle.fast_before_harvest_days
    assert fasted.max() <= 16
    # The whole batch stops together; a cage that is emptied later has fasted longer.
    for batch in np.unique(harvests["batch"]):
        mine = harvests["batch"] == batch
        assert len(set((harvests["day"][mine] - fasted[mine]).tolist())) == 1


def test_cages_leave_as_heavy_as_they_were_when_their_feed_stopped(life: Life) -> None:
    rows, harvests = life.every_evening(), life.log("harvests")
    weight = dict(
        zip(keys(rows["id"], rows["day"]).tolist(), rows["weight_g"].tolist(), strict=True)
    )
    lead = life.world.parameters.life_cycle.fast_before_harvest_days
    before = keys(harvests["assignment"], harvests["day"] - lead)
    assert [weight[key] for key in before.tolist()] == harvests["weight_g"].tolist()


def test_fasting_follows_its_figures() -> None:
    world = make_world("ci", overrides=OTHER_FASTS)
    life = live(world, 960, chunk_days=1, note_evenings=True)
    assert np.array_equal(_days_without_meals(life), fasting_keys(life))
    harvests = life.log("harvests")
    assert min(_fasted_before(life, harvests["assignment"], harvests["day"])) == 11


def test_without_figures_nobody_fasts_before_a_move() -> None:
    none = "life_cycle.fast_before_move_days = 0\nlife_cycle.fast_before_sea_days = 0"
    life = live(make_world("ci", overrides=none), 480, chunk_days=1, note_evenings=True)
    begun = life.workflows()["actual_start"]
    assert (begun > 0).sum() >= 5
    assert np.array_equal(_days_without_meals(life), fasting_keys(life))
    assert not np.isin(begun - 1, _days_without_meals(life) % 10_000_000).any()


def test_a_batch_that_waits_for_room_is_fed_again() -> None:
    life = live(make_world("ci"), 120, chunk_days=1, note_evenings=True)
    world, state = life.world, life.farm.state
    parr = world.layout.containers_of(int(world.stations[0]), ContainerKind.PARR_TANK)
    state.container_free_from[parr] = FIRST_DAY + 220
    life.advance(110, 1, note_evenings=True)
    waited = life.log("waits")["day"]
    assert len(waited) > 20
    empty = _days_without_meals(life) % 10_000_000
    assert not np.isin(empty, waited).any()
    assert (waited[0] - 1) in empty
