"""Deaths: configured survivals come out, and the dead are whole fish that were alive."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from scripts.data_generation.config.fish.life_cycle import STAGES, Stage
from scripts.data_generation.config.fish.mortality import CAUSE_CODES, Mortality
from scripts.data_generation.simulation.biology import mortality
from scripts.data_generation.simulation.ledger.randomness import Stream

pytestmark = pytest.mark.no_database

MORTALITY = Mortality()
COASTS = ("faroe", "west_coast", "orkney", "shetland")


def _survival(stage: Stage, days: int, sea_survival: float = 1.0) -> float:
    stages, age = np.full(days, stage), np.arange(days)
    hazard = mortality.base_hazard(stages, np.full(days, sea_survival), MORTALITY)
    return float(np.exp(-(hazard * mortality.course(stages, age, MORTALITY)).sum()))


@pytest.mark.parametrize("stage", STAGES[: Stage.ADULT])
def test_a_freshwater_stage_of_90_days_survives_as_configured(stage: Stage) -> None:
    # 90 days are not eight equal steps, so the course weighs a step by a day more or less.
    expected = MORTALITY.freshwater_survival[stage]
    assert _survival(stage, MORTALITY.stage_reference_days) == pytest.approx(expected, abs=0.001)


@pytest.mark.parametrize("coast", COASTS)
def test_450_days_in_the_sea_survive_as_configured(coast: str) -> None:
    expected = MORTALITY.sea_survival(coast)
    found = _survival(Stage.ADULT, MORTALITY.sea_reference_days, expected)
    assert found == pytest.approx(expected, abs=0.001)


def test_about_eight_of_ten_eggs_reach_harvest() -> None:
    fresh = float(np.prod(MORTALITY.freshwater_survival))
    moves = (1 - MORTALITY.transfer_freshwater) ** 4 * (1 - MORTALITY.transfer_sea)
    whole = [fresh * moves * MORTALITY.sea_survival(coast) for coast in COASTS]
    # The usual deaths alone; what storms, lice and outbreaks take comes on top.
    assert min(whole) > 0.74
    assert max(whole) < 0.83
    # 14 Faroese and 10 Scottish areas at production scale.
    assert (14 * max(whole) + 10 * min(whole)) / 24 == pytest.approx(0.79, abs=0.01)


@pytest.mark.parametrize("stage", STAGES)
def test_the_course_of_a_stage_has_a_mean_of_one(stage: Stage) -> None:
    length = 450 if stage is Stage.ADULT else 90
    course = mortality.course(np.full(length, stage), np.arange(length), MORTALITY)
    assert course.mean() == pytest.approx(1.0, abs=0.02)
    assert (course > 0).all()


def test_the_last_step_of_the_course_goes_on_in_a_long_stage() -> None:
    stages = np.full(2, Stage.FRY)
    late = mortality.course(stages, np.asarray([89, 200]), MORTALITY)
    assert late[0] == late[1]


def test_losses_peak_where_the_sources_say() -> None:
    age = np.arange(90)
    hatching = mortality.course(np.full(90, Stage.EGG_ALEVIN), age, MORTALITY).argmax()
    feeding = mortality.course(np.full(90, Stage.FRY), age, MORTALITY).argmax()
    assert 20 <= hatching <= 45
    assert 7 <= feeding <= 21
    sea = mortality.course(np.full(450, Stage.ADULT), np.arange(450), MORTALITY)
    assert sea[:90].mean() > 1.5 * sea[120:].mean()


def test_the_sea_is_deadliest_in_september_and_neutral_over_the_year() -> None:
    year = np.asarray([mortality.sea_season(day, MORTALITY) for day in range(1, 366)])
    assert year.mean() == pytest.approx(1.0, abs=0.001)
    assert 245 <= int(year.argmax()) + 1 <= 273
    assert year.min() > 0


@pytest.mark.parametrize("sd", [0.0, 0.15, 0.35])
def test_frailty_spreads_the_hazard_and_keeps_its_mean(sd: float) -> None:
    factors = mortality.frailty(Stream(1, "container frailty").normal(np.arange(200_000)), sd)
    assert factors.mean() == pytest.approx(1.0, abs=0.004)
    assert np.log(factors).std() == pytest.approx(sd, abs=0.004)


@pytest.mark.filterwarnings("error")
@given(
    # As a stream gives them: 53 bits and half a step.
    uniform=st.integers(0, 2**53 - 2).map(lambda bits: (bits + 0.5) * 2.0**-53),
    count=st.integers(0, 4_000_000),
    hazard=st.just(0.0) | st.floats(1e-9, 20),
)
def test_the_dead_are_whole_fish_that_were_alive(uniform: float, count: int, hazard: float) -> None:
    dead = mortality.deaths(np.asarray([uniform]), np.asarray([count]), np.asarray([hazard]))
    assert dead.dtype == np.int64
    assert 0 <= dead[0] <= count
    chance = 1.0 - np.exp(-np.clip(hazard, 0.0, 10.0))
    assert dead[0] == stats.binom.ppf(uniform, count, chance)


@pytest.mark.parametrize(("count", "hazard"), [(50, 0.01), (60_000, 5e-4), (150_000, 2e-4)])
def test_deaths_follow_the_binomial_law(count: int, hazard: float) -> None:
    luck = Stream(3, "deaths").uniform(np.arange(40_000))
    dead = mortality.deaths(luck, np.full(40_000, count), np.full(40_000, hazard))
    law = stats.binom(count, -np.expm1(-hazard))
    assert dead.mean() == pytest.approx(law.mean(), abs=4 * law.std() / 200)
    assert dead.std() == pytest.approx(law.std(), rel=0.02)


@pytest.mark.parametrize(("hazard", "dead"), [(0.0, 0), (50.0, 500)])
def test_without_hazard_none_die_and_with_the_utmost_all(hazard: float, dead: int) -> None:
    found = mortality.deaths(np.asarray([0.3, 0.999]), np.asarray([500, 500]), np.full(2, hazard))
    assert (np.abs(found - dead) <= 1).all()


def test_nobody_dies_where_nobody_lives() -> None:
    assert len(mortality.deaths(np.zeros(0), np.zeros(0, dtype=np.int64), np.zeros(0))) == 0


def test_causes_are_picked_by_their_shares() -> None:
    shares = np.asarray([MORTALITY.causes_egg, MORTALITY.causes_sea])
    rows = np.repeat(np.arange(2), 50_000)
    luck = Stream(5, "death cause").uniform(np.arange(100_000))
    picked = mortality.chosen(luck, shares[rows])
    for row in range(2):
        found = np.bincount(picked[rows == row], minlength=len(CAUSE_CODES)) / 50_000
        assert found == pytest.approx(shares[row], abs=0.008)


def test_what_has_no_share_is_never_picked() -> None:
    shares = np.tile(np.asarray([0.0, 0.4, 0.0, 0.6, 0.0]), (1001, 1))
    picked = mortality.chosen(np.linspace(1e-16, 1 - 1e-16, 1001), shares)
    assert set(picked.tolist()) == {1, 3}
