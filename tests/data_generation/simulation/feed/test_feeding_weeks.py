"""Weekly summaries: feed, growth and conversion add up to the meals and evenings behind them."""

from datetime import date

import numpy as np
import pytest

from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.simulation.feed.feeding_weeks import INTERPOLATED, MEASURED, confidence
from scripts.data_generation.simulation.ledger.table import Values
from tests.data_generation.simulation.farms import FIRST_DAY, Life, totals
from tests.data_generation.simulation.fasts import keys

pytestmark = pytest.mark.no_database


def _by_week(life: Life, days: Values, assignments: Values, values: Values) -> dict[int, int]:
    """Sum of values for each assignment and Monday."""
    return totals(keys(assignments, days - (days - 1) % 7), values)


def test_feed_of_the_weeks_is_the_sum_of_their_meals(life: Life) -> None:
    weeks, meals = life.log("container_weeks"), life.log("meals")
    served = _by_week(life, meals["day"], meals["assignment"], meals["units"])
    monday = weeks["since"] - (weeks["since"] - 1) % 7
    summed = dict(zip(keys(weeks["assignment"], monday).tolist(), weeks["units"], strict=True))
    assert len(summed) == len(weeks["since"])
    open_week = life.farm.state.today - (life.farm.state.today - 1) % 7
    for key, units in served.items():
        if key % 10_000_000 < open_week or key in summed:
            assert summed[key] == units
    assert set(served) >= {key for key, units in summed.items() if units > 0}


def test_growth_is_the_change_of_biomass_with_the_dead_and_the_moved(life: Life) -> None:
    weeks, deaths, moves = (life.log(name) for name in ("container_weeks", "deaths", "actions"))
    dead_kg = totals(
        keys(deaths["assignment"], deaths["day"] - (deaths["day"] - 1) % 7),
        np.rint(deaths["count"] * deaths["weight_g"] * 1000).astype(np.int64),
    )
    moved = set(keys(moves["source"], moves["day"] - (moves["day"] - 1) % 7).tolist())
    monday = weeks["since"] - (weeks["since"] - 1) % 7
    checked = 0
    for row, key in enumerate(keys(weeks["assignment"], monday).tolist()):
        if key in moved:
            continue
        lost = dead_kg.get(key, 0) / 1e6
        change = weeks["end_kg"][row] - weeks["start_kg"][row]
        assert weeks["gain_kg"][row] == pytest.approx(change + lost, abs=1e-3, rel=1e-6)
        checked += 1
    assert checked > 1000


def test_periods_are_weeks_cut_where_fish_come_and_go(life: Life) -> None:
    weeks, stays = life.log("container_weeks"), life.stays()
    row = np.searchsorted(stays["assignment"], weeks["assignment"])
    first, end = stays["first_day"][row], stays["end_day"][row]
    monday = weeks["since"] - (weeks["since"] - 1) % 7
    assert np.array_equal(weeks["since"], np.maximum(monday, first))
    assert np.array_equal(weeks["end_day"], np.minimum(monday + 6, end - 1))
    fed = np.unique(weeks["assignment"])
    eggs = stays["assignment"][stays["stage"] == Stage.EGG_ALEVIN]
    assert not np.isin(fed, eggs).any()
    assert date.fromordinal(int(monday[0])).weekday() == 0


def test_a_batch_s_week_is_the_sum_of_its_containers(life: Life) -> None:
    weeks, batches = life.log("container_weeks"), life.log("batch_weeks")
    for name in ("units", "gain_kg"):
        of_week = np.zeros(len(batches["since"]))
        monday = weeks["since"] - (weeks["since"] - 1) % 7
        own = keys(batches["batch"], batches["since"] - (batches["since"] - 1) % 7)
        order = np.argsort(own)
        key = keys(weeks["batch"], monday)
        known = np.isin(key, own)
        at = order[np.searchsorted(own[order], key[known])]
        np.add.at(of_week, at, weeks[name][known])
        assert of_week == pytest.approx(batches[name])
    assert len(np.unique(own)) == len(own)
    # Only the week that is not over yet has containers without their batch.
    assert (monday[~known] + 6 >= life.farm.state.today).all()


def test_conversion_of_the_weeks_is_the_plan_s(life: Life) -> None:
    weeks, opened = life.log("container_weeks"), life.log("opened")
    stage_of = dict(zip(opened["id"].tolist(), opened["stage"].tolist(), strict=True))
    stage = np.asarray([stage_of[one] for one in weeks["assignment"].tolist()])
    plan = {1: 0.8, 2: 0.9, 3: 1.0, 4: 1.1, 5: 1.15}
    for number, expected in plan.items():
        mine = stage == number
        ratio = weeks["units"][mine].sum() / 100 / weeks["gain_kg"][mine].sum()
        assert ratio == pytest.approx(expected, abs=0.05)


def test_summaries_are_as_sure_as_their_weighings(life: Life) -> None:
    weeks, fish = life.log("container_weeks"), life.log("sampled_fish")
    sure = confidence(np.asarray([0, 9, 10, 19, 20, 39, 40, 800_000]))
    assert sure.tolist() == [0, 0, 1, 1, 2, 2, 3, 3]
    assert set(np.unique(weeks["method"]).tolist()) == {INTERPOLATED, MEASURED}
    assert np.array_equal(weeks["weighings"] > 0, weeks["method"] == MEASURED)
    # Those of the week that is not over yet are in no summary.
    samples = len(np.unique(fish["sample"]))
    assert 0 <= samples - weeks["weighings"].sum() < 400
    assert weeks["since"].min() > FIRST_DAY
