"""Deaths: the configured survivals, seasons and causes come out."""

import numpy as np
import pytest

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
