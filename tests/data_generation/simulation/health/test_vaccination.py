"""Vaccination: each batch once, in parr or smolt, fasted for, long before the sea."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.fish.mortality import CAUSE_CODES
from scripts.data_generation.config.health.products import VACCINES, Product
from scripts.data_generation.simulation.fish.stress import feel_water
from scripts.data_generation.simulation.health.vaccination import vaccinate
from scripts.data_generation.simulation.logistics.batches import batch_rows
from tests.data_generation.simulation.farms import Life, live, make_world, today_of

pytestmark = pytest.mark.no_database


def vaccinations(life: Life) -> dict[str, np.ndarray]:
    log = life.log("treatments")
    rows = np.isin(log["product"], VACCINES)
    return {name: column[rows] for name, column in log.items()}


def check_every_batch_once_in_parr_or_smolt(life: Life) -> None:
    given_to, stays, opened = vaccinations(life), life.stays(), life.log("opened")
    weight = opened["weight_g"][np.searchsorted(opened["id"], given_to["assignment"])]
    assert (weight < 60).all()
    left_fresh_water = np.unique(stays["batch"][stays["stage"] > Stage.SMOLT])
    assert np.isin(left_fresh_water, given_to["batch"]).all()
    for batch in np.unique(given_to["batch"]):
        mine = given_to["batch"] == batch
        days = np.unique(given_to["day"][mine])
        assert len(days) == 1
        standing = (
            (stays["batch"] == batch)
            & (stays["first_day"] <= days[0])
            & (stays["end_day"] > days[0])
        )
        assert set(stays["stage"][standing]) <= {Stage.PARR, Stage.SMOLT}
        assert sorted(given_to["assignment"][mine]) == sorted(stays["assignment"][standing])


def test_every_batch_is_vaccinated_once(decade: Life) -> None:
    check_every_batch_once_in_parr_or_smolt(decade)


@settings(max_examples=3)
@given(seed=st.integers(0, 2**63))
def test_whatever_the_seed(seed: int) -> None:
    check_every_batch_once_in_parr_or_smolt(live(make_world("ci", seed), 700))


def test_immunity_stands_before_the_sea(decade: Life) -> None:
    given_to, stays, world = vaccinations(decade), decade.stays(), decade.world
    at_sea = stays["stage"] == Stage.ADULT
    for batch in np.unique(stays["batch"][at_sea]):
        day = int(given_to["day"][given_to["batch"] == batch][0])
        sea = int(stays["first_day"][at_sea & (stays["batch"] == batch)].min())
        body = stays["body"][(stays["batch"] == batch) & (stays["stage"] == Stage.POST_SMOLT)][0]
        water = world.climate.days(day, sea).temperature_c[body]
        assert water.sum() > 500


def test_from_year_seven_it_is_done_by_the_enhanced_protocol(decade: Life) -> None:
    rows = vaccinations(decade)
    years = (rows["day"] - decade.world.first_day) / 365.25
    assert (rows["product"][years < 6] == Product.VACCINE_STANDARD).all()
    assert (rows["product"][years > 8.1] == Product.VACCINE_ENHANCED).all()


def test_from_year_seven_it_is_done_earlier(dev_decade: Life) -> None:
    rows, opened = vaccinations(dev_decade), dev_decade.log("opened")
    years = (rows["day"] - dev_decade.world.first_day) / 365.25
    laid_down = np.full(rows["batch"].max() + 1, 2**31)
    of_these = opened["batch"] < len(laid_down)
    np.minimum.at(laid_down, opened["batch"][of_these], opened["day"][of_these])
    age = rows["day"] - laid_down[rows["batch"]]
    assert age[years > 8].mean() < age[years < 6].mean() - 10


def test_fish_fast_before_it_and_feel_it_afterwards() -> None:
    life = live(make_world("ci"), 200)
    while life.farm.state.batches.vaccine[0] == 0:
        life.advance(1, 1)
    state, day = life.farm.state, life.farm.state.today
    events, handling = life.chunks[-1], CAUSE_CODES.index("HANDLING")
    vaccination = life.world.parameters.vaccination
    assert state.batches.vaccinated_day[0] == day
    mine = batch_rows(state) == 0
    felt = {}
    for since in range(-vaccination.fast_days, 8):
        today = today_of(life.world, day + since)
        feel_water(life.world, state, today, events)
        vaccinate(life.world, state, today, events)
        felt[since] = (today.appetite[mine], today.extra_hazard[handling][mine])
    assert all((felt[since][0] == 0).all() for since in range(-vaccination.fast_days, 1))
    assert (felt[1][0] == vaccination.slow_appetite).all()
    assert (felt[vaccination.slow_days + 1][0] == 1).all()
    assert (felt[0][1] == vaccination.deaths_a_day).all()
    assert (felt[vaccination.death_days][1] == 0).all()
    assert (felt[-1][1] == 0).all()


def test_vaccination_costs_what_its_fish_cost(ci_life: Life) -> None:
    rows, deaths = vaccinations(ci_life), ci_life.log("deaths")
    opened = ci_life.log("opened")
    start = opened["initial_count"][np.searchsorted(opened["id"], rows["assignment"])]
    before = np.asarray(
        [
            deaths["count"][(deaths["assignment"] == one) & (deaths["day"] < day)].sum()
            for one, day in zip(rows["assignment"], rows["day"], strict=True)
        ]
    )
    euro = ci_life.world.parameters.vaccination.standard_cost_eur
    assert np.abs(rows["cost_cents"] - 100 * euro * (start - before)).max() <= 0.5
