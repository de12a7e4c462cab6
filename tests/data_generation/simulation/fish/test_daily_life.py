"""A day of the fish: they grow with the one water, eat for their growth, and some of them die."""

from datetime import date

import numpy as np
import pytest

from scripts.data_generation.config.feed.feeding import FEEDS
from scripts.data_generation.config.fish.life_cycle import STAGES, Stage
from scripts.data_generation.config.units import FEED_UNITS_A_KG
from scripts.data_generation.simulation.biology.feeding import feed_conversion
from scripts.data_generation.simulation.biology.growth import (
    season_factor,
    temperature_response,
    transfer_dip,
)
from scripts.data_generation.simulation.biology.mortality import usual_shares
from scripts.data_generation.simulation.ledger.table import Values
from tests.data_generation.simulation.farms import FIRST_DAY, Life, live, make_world, totals
from tests.data_generation.simulation.fasts import keys, water_appetite

pytestmark = pytest.mark.no_database


def _nights(life: Life) -> dict[str, Values]:
    """Two evenings in a row of one assignment, one row a pair: before and after a day."""
    rows = life.every_evening()
    order = np.lexsort((rows["day"], rows["id"]))
    same = np.diff(rows["id"][order]) == 0
    before, after = order[:-1][same], order[1:][same]
    columns = {name: rows[name][after] for name in ("id", "day", "body", "stage", "growth")}
    columns["since"] = columns["day"] - rows["stage_day"][after]
    columns |= {"before_g": rows["weight_g"][before], "after_g": rows["weight_g"][after]}
    # The day's feed is for the fish alive that morning; the dead fall out in the evening.
    deaths = life.log("deaths")
    dead = totals(keys(deaths["assignment"], deaths["day"]), deaths["count"])
    lost = [dead.get(key, 0) for key in keys(columns["id"], columns["day"]).tolist()]
    return {**columns, "fish": rows["count"][after] + np.asarray(lost)}


def _eaten_kg(life: Life, nights: dict[str, Values]) -> Values:
    meals = life.log("meals")
    eaten = totals(keys(meals["assignment"], meals["day"]), meals["units"])
    found = [eaten.get(key, 0) for key in keys(nights["id"], nights["day"]).tolist()]
    return np.asarray(found) / FEED_UNITS_A_KG


def test_weights_follow_what_was_eaten_over_the_conversion(life: Life) -> None:
    nights = _nights(life)
    nights = {name: column[nights["stage"] > 0] for name, column in nights.items()}
    conversion = feed_conversion(nights["before_g"], life.world.parameters.feeding)
    gained = 1000 * _eaten_kg(life, nights) / conversion / nights["fish"]
    assert nights["after_g"] == pytest.approx(nights["before_g"] + gained, rel=1e-12)


def test_growth_stays_below_what_the_one_water_allows_and_near_it(life: Life) -> None:
    nights, growth = _nights(life), life.world.parameters.growth
    meals = life.log("meals")
    fed = np.isin(keys(nights["id"], nights["day"]), keys(meals["assignment"], meals["day"]))
    nights = {name: column[fed] for name, column in nights.items()}
    water = life.world.climate.days(FIRST_DAY, life.farm.state.today)
    celsius = water.temperature_c[nights["body"], nights["day"] - FIRST_DAY]
    season = np.asarray([season_factor(int(day), growth) for day in nights["day"]])
    sea = np.where(
        nights["stage"] == Stage.ADULT, season * transfer_dip(nights["since"], growth), 1
    )
    tgc = life.world.body_tgc[nights["body"]] * sea * nights["growth"] / 1000
    step = tgc * celsius * temperature_response(celsius, growth)
    possible = (np.cbrt(nights["before_g"]) + step) ** 3 - nights["before_g"]
    share = (nights["after_g"] - nights["before_g"]) / possible
    assert share.max() <= 1 + 1e-9
    appetite = water_appetite(life, nights["body"], nights["day"])
    assert (share <= appetite + 1e-9).all()
    # Fry: no vaccine, no delousing, and no other handling takes their appetite.
    share = share[(appetite == 1.0) & (nights["stage"] == Stage.FRY)]
    assert share.mean() == pytest.approx(1 - life.world.parameters.feeding.appetite_loss, abs=0.01)


def test_weights_never_fall_and_stand_still_only_where_fish_fast(life: Life) -> None:
    rows = life.every_evening()
    order = np.lexsort((rows["day"], rows["id"]))
    same = np.diff(rows["id"][order]) == 0
    step = np.diff(rows["weight_g"][order])[same]
    fed = (rows["stage"][order] > Stage.EGG_ALEVIN)[1:][same]
    meals = life.log("meals")
    eats = keys(meals["assignment"], meals["day"])
    fed &= np.isin(keys(rows["id"], rows["day"])[order][1:][same], eats)
    assert (step >= 0).all()
    assert (step[fed] > 0).all()


# Grams at the end of each stage; docs/realism.md, stage weights.
@pytest.mark.parametrize(
    ("stage", "low", "high"),
    [
        (Stage.EGG_ALEVIN, 0.15, 0.20),
        (Stage.FRY, 1.5, 5),
        (Stage.PARR, 12, 40),
        (Stage.SMOLT, 55, 125),
        (Stage.POST_SMOLT, 180, 400),
        (Stage.ADULT, 4000, 6200),
    ],
)
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


def test_meals_are_as_many_as_the_water_says(life: Life) -> None:
    meals, evenings = life.log("meals"), life.every_evening()
    key = keys(meals["assignment"], meals["day"])
    order = np.argsort(keys(evenings["id"], evenings["day"]))
    expected = keys(evenings["id"], evenings["day"])[order]
    found, counts = np.unique(np.unique(key * 1440 + meals["minute"]) // 1440, return_counts=True)
    row = order[np.searchsorted(expected, found)]
    water = life.world.climate.days(FIRST_DAY, life.farm.state.today).temperature_c
    celsius = water[evenings["body"][row], evenings["day"][row] - FIRST_DAY]
    planned = np.asarray([2, 3, 4, 3])[np.searchsorted([6, 10, 16], celsius, side="right")]
    assert (counts <= planned).all()
    assert (evenings["stage"][row] > Stage.EGG_ALEVIN).all()
    assert (counts == planned).mean() > 0.999
    assert (meals["units"] > 0).all()
    hours = meals["minute"] / 60
    assert (np.abs(hours[:, None] - np.asarray([7, 11, 15, 19])).min(axis=1) <= 25.6 / 60).all()


def test_the_pellet_fits_the_weight(life: Life) -> None:
    meals, nights = life.log("meals"), _nights(life)
    order = np.argsort(keys(nights["id"], nights["day"]))
    ordered = keys(nights["id"], nights["day"])[order]
    key = keys(meals["assignment"], meals["day"])
    # A container's first day has no evening before it.
    known = np.isin(key, ordered)
    weight = nights["before_g"][order[np.searchsorted(ordered, key[known])]]
    starts = np.asarray([*(feed.from_weight_g for feed in FEEDS), np.inf])
    assert known.mean() > 0.98
    fits = np.searchsorted(starts, weight, side="right") - 1
    # A pellet just outgrown is used up first, and a neighbour is better than none.
    assert set((meals["feed"][known] - fits).tolist()) <= {-1, 0, 1}
    assert (meals["feed"][known] == fits).mean() > 0.8


@pytest.mark.parametrize("stage", STAGES[1:])
def test_a_stage_s_conversion_is_the_published_one(life: Life, stage: Stage) -> None:
    nights = _nights(life)
    nights = {name: column[nights["stage"] == stage] for name, column in nights.items()}
    gain_kg = (nights["after_g"] - nights["before_g"]) * nights["fish"] / 1000
    # The plan: fry 0.8, parr 0.9, smolt 1.0, post-smolt 1.1, grow-out 1.1 to 1.25.
    published = {1: (0.78, 0.84), 2: (0.86, 0.94), 3: (0.96, 1.04), 4: (1.05, 1.1), 5: (1.1, 1.25)}
    low, high = published[stage]
    assert low < _eaten_kg(life, nights).sum() / gain_kg.sum() < high


def test_the_daily_ration_is_near_the_published_table(life: Life) -> None:
    meals = life.log("meals")
    key = meals["assignment"] * 10_000_000 + meals["day"]
    share = 100 * meals["units"] / FEED_UNITS_A_KG / meals["biomass_kg"]
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
