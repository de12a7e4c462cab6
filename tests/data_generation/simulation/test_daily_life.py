"""A day of the fish: they grow with the one water, eat for their growth, and some of them die."""

from datetime import date

import numpy as np
import pytest

from scripts.data_generation.config.feeding import FEEDS
from scripts.data_generation.config.life_cycle import STAGES, Stage
from scripts.data_generation.simulation.feeding import UNITS_PER_KG, feed_conversion
from scripts.data_generation.simulation.growth import (
    season_factor,
    temperature_response,
    transfer_dip,
)
from scripts.data_generation.simulation.mortality import usual_shares
from scripts.data_generation.simulation.table import Column
from tests.data_generation.simulation.farms import Life, live, make_world, totals
from tests.data_generation.simulation.fasts import fasting_keys, keys

pytestmark = pytest.mark.sqlite


def _sum_of_growth(life: Life, row: int, fasted: Column) -> float:
    """Growth of the cube root of weight, g^(1/3), of one closed stay: its TGC times degree-days.

    The days of `fasted`, as keys, do not count.
    """
    closed, growth = life.log("closed"), life.world.parameters.growth
    first, end, body = (int(closed[name][row]) for name in ("arrival_day", "day", "body"))
    celsius = life.world.climate.days(first, end - 1).temperature_c[body]
    tgc = np.full(len(celsius), (*growth.freshwater_tgc, 0.0)[closed["stage"][row]])
    if closed["stage"][row] == Stage.ADULT:
        days = np.arange(first, end)
        season = np.asarray([season_factor(int(day), growth) for day in days])
        tgc = life.world.body_sea_tgc[body] * season * transfer_dip(days - first, growth)
    step = tgc * closed["growth"][row] / 1000 * celsius * temperature_response(celsius, growth)
    fed = ~np.isin(keys(closed["id"][row], np.arange(first, end)), fasted)
    return float(step[fed].sum())


@pytest.mark.parametrize("stage", STAGES[1:])
def test_growth_recomputed_from_the_one_water_is_the_weight_at_the_end(
    life: Life, stage: Stage
) -> None:
    closed, opened = life.log("closed"), life.log("opened")
    started = dict(zip(opened["id"].tolist(), opened["weight_g"].tolist(), strict=True))
    rows, fasted = np.flatnonzero(closed["stage"] == stage), fasting_keys(life)
    assert len(rows) >= 4
    for row in rows:
        grown = np.cbrt(started[int(closed["id"][row])]) + _sum_of_growth(life, int(row), fasted)
        assert closed["weight_g"][row] == pytest.approx(grown**3, rel=1e-9)


def test_weights_never_fall_and_stand_still_only_where_fish_fast(life: Life) -> None:
    rows = life.every_evening()
    order = np.lexsort((rows["day"], rows["id"]))
    same = np.diff(rows["id"][order]) == 0
    step = np.diff(rows["weight_g"][order])[same]
    fed = (rows["stage"][order] > Stage.EGG_ALEVIN)[1:][same]
    fed &= ~np.isin(keys(rows["id"], rows["day"])[order][1:][same], fasting_keys(life))
    assert (step >= 0).all()
    assert (step[fed] > 0).all()


# Grams at the end of each stage; docs/realism.md, stage weights.
@pytest.mark.parametrize(
    ("stage", "low", "high"),
    [(Stage.EGG_ALEVIN, 0.15, 0.20), (Stage.FRY, 1.5, 5), (Stage.PARR, 12, 40),
     (Stage.SMOLT, 55, 125), (Stage.POST_SMOLT, 180, 400), (Stage.ADULT, 4000, 6200)],
)  # fmt: skip
def test_each_stage_ends_at_a_believable_weight(
    life: Life, stage: Stage, low: float, high: float
) -> None:
    closed = life.log("closed")
    # Tanks that gave fish to pre-transfer tanks are among them: they close later.
    weights = closed["weight_g"][closed["stage"] == stage]
    assert ((weights > low) & (weights < high)).all()


def test_a_full_container_gets_no_more_feed_than_keeps_it_full() -> None:
    tight = "equipment.cage_max_density = 10.0\nlife_cycle.planned_weight_g = "
    tight += "[0.2, 4.7, 40.0, 138.0, 330.0, 2500.0]"
    life = live(make_world("ci", overrides=tight), 850, chunk_days=1, note_evenings=True)
    rows = life.every_evening()
    kilos = rows["count"] * rows["weight_g"] / 1000
    limit = life.world.layout.containers.max_biomass_kg[rows["container"]]
    assert (kilos <= limit * (1 + 1e-9)).all()
    # Full in the morning; the day's few dead are out by the evening.
    assert (kilos > 0.998 * limit).sum() > 100
    order = np.lexsort((rows["day"], rows["id"]))
    same = np.diff(rows["id"][order]) == 0
    assert (np.diff(rows["weight_g"][order])[same] >= 0).all()


def test_feeding_fish_get_four_meals_a_day(life: Life) -> None:
    meals, evenings = life.log("meals"), life.every_evening()
    key = keys(meals["assignment"], meals["day"])
    found, counts = np.unique(key, return_counts=True)
    fed = evenings["stage"] > Stage.EGG_ALEVIN
    expected = keys(evenings["id"][fed], evenings["day"][fed])
    assert np.array_equal(found, np.setdiff1d(expected, fasting_keys(life)))
    assert counts.max() == 4
    assert (counts == 4).mean() > 0.999
    assert (meals["units"] > 0).all()
    hours = meals["minute"] / 60
    assert (np.abs(hours[:, None] - np.asarray([7, 11, 15, 19])).min(axis=1) <= 25.6 / 60).all()


def test_the_pellet_fits_the_weight(life: Life) -> None:
    meals, evenings = life.log("meals"), life.every_evening()
    order = np.argsort(evenings["id"] * 10_000_000 + evenings["day"])
    keys = (evenings["id"] * 10_000_000 + evenings["day"])[order]
    row = order[np.searchsorted(keys, meals["assignment"] * 10_000_000 + meals["day"])]
    weight = evenings["weight_g"][row]
    starts = np.asarray([*(feed.from_weight_g for feed in FEEDS), np.inf])
    assert (weight >= starts[meals["feed"]]).all()
    assert (weight < starts[meals["feed"] + 1]).all()


@pytest.mark.parametrize("stage", STAGES[1:])
def test_feed_is_conversion_times_growth(life: Life, stage: Stage) -> None:
    rows, meals = life.every_evening(), life.log("meals")
    order = np.lexsort((rows["day"], rows["id"]))
    same = (np.diff(rows["id"][order]) == 0) & (rows["stage"][order][1:] == stage)
    weight, count = rows["weight_g"][order], rows["count"][order]
    # The day's feed is for the fish alive that morning; the dead fall out in the evening.
    gain = (np.diff(weight) * count[:-1])[same] / 1000
    conversion = feed_conversion(weight[1:][same], life.world.parameters.feeding)
    key = (rows["id"] * 10_000_000 + rows["day"])[order][1:][same]
    eaten = totals(meals["assignment"] * 10_000_000 + meals["day"], meals["units"])
    kilos = sum(eaten.get(int(one), 0) for one in key) / UNITS_PER_KG
    assert kilos == pytest.approx((gain * conversion).sum(), rel=0.01)
    published = {1: (0.7, 0.9), 2: (0.8, 1.0), 3: (0.8, 1.0), 4: (0.9, 1.05), 5: (1.0, 1.3)}
    low, high = published[stage]
    assert low < kilos / gain.sum() < high


def test_the_daily_ration_is_near_the_published_table(life: Life) -> None:
    meals = life.log("meals")
    key = meals["assignment"] * 10_000_000 + meals["day"]
    share = 100 * meals["units"] / UNITS_PER_KG / meals["biomass_kg"]
    _, position = np.unique(key, return_inverse=True)
    a_day = np.bincount(position, weights=share)
    assert 0.1 < a_day.min() < a_day.max() < 8.0


def test_deaths_are_whole_fish_with_a_cause_of_their_stage(life: Life) -> None:
    deaths, mortality = life.log("deaths"), life.world.parameters.mortality
    assert (deaths["count"] > 0).all()
    unnamed = deaths["reason"] < 0
    for stage in (Stage.ADULT, Stage.EGG_ALEVIN):
        rows = unnamed & (deaths["stage"] == stage)
        found = np.bincount(deaths["cause"][rows], minlength=6) / rows.sum()
        usual = usual_shares(mortality)[stage]
        assert found == pytest.approx(usual / usual.sum(), abs=0.03)


def test_normal_days_in_a_cage_cost_a_few_fish_in_ten_thousand(life: Life) -> None:
    deaths, rows = life.log("deaths"), life.every_evening()
    at_sea = rows["stage"] == Stage.ADULT
    daily = deaths["count"][deaths["stage"] == Stage.ADULT].sum() / rows["count"][at_sea].sum()
    assert 0.0001 < daily < 0.0004


def test_the_season_is_in_the_growth_of_the_sea(life: Life) -> None:
    rows = life.every_evening()
    order = np.lexsort((rows["day"], rows["id"]))
    same = (np.diff(rows["id"][order]) == 0) & (rows["stage"][order][1:] == Stage.ADULT)
    steps = np.diff(np.cbrt(rows["weight_g"][order]))[same]
    months = [date.fromordinal(int(day)).month for day in rows["day"][order][1:][same]]
    summer = steps[np.isin(months, (7, 8))].mean()
    winter = steps[np.isin(months, (1, 2))].mean()
    assert 1.3 < summer / winter < 3
