"""Weekly samples: ten fish with the published spread and condition, read off a real scale."""

import numpy as np
import pytest
from scipy import stats

from scripts.data_generation.config.fish.growth import Growth
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.simulation.biology.growth import condition_factor, weight_cv
from scripts.data_generation.simulation.fish.weighing import sampled_fish
from scripts.data_generation.simulation.ledger.randomness import Streams
from tests.data_generation.simulation.farms import Life

pytestmark = pytest.mark.no_database

GROWTH, DAY, SAMPLES = Growth(), 735_000, 4000
MEANS_G = (1.0, 3.0, 18.0, 80.0, 200.0, 300.0, 1500.0, 5000.0)


def _sample(mean_g: float) -> tuple[np.ndarray, np.ndarray]:
    return sampled_fish(Streams(7), np.arange(SAMPLES), DAY, np.full(SAMPLES, mean_g), GROWTH)


@pytest.mark.parametrize("mean_g", MEANS_G)
def test_mean_and_spread_of_weight_are_the_containers(mean_g: float) -> None:
    weights, lengths = _sample(mean_g)
    assert weights.shape == lengths.shape == (SAMPLES, 10)
    cv = float(weight_cv(np.asarray([mean_g]), GROWTH)[0])
    assert weights.mean() == pytest.approx(mean_g, rel=4 * cv / np.sqrt(weights.size))
    assert weights.std() / weights.mean() == pytest.approx(cv, rel=0.03)


@pytest.mark.parametrize("mean_g", MEANS_G)
def test_weights_lean_a_little_to_the_right_and_none_is_out_of_reach(mean_g: float) -> None:
    weights = _sample(mean_g)[0].ravel()
    cv = float(weight_cv(np.asarray([mean_g]), GROWTH)[0])
    # z + 0.1 (z^2 - 1) has a skew of 0.6, less what is cut off beyond three sd.
    assert stats.skew(weights) == pytest.approx(0.55, abs=0.1)
    assert weights.max() <= mean_g * (1 + 3.9 * cv)
    assert weights.min() >= mean_g * (1 - 2.3 * cv)


@pytest.mark.parametrize("mean_g", MEANS_G)
def test_condition_is_the_published_with_its_spread(mean_g: float) -> None:
    weights, lengths = _sample(mean_g)
    condition = 100 * weights / lengths**3
    expected = condition_factor(np.asarray([mean_g]), GROWTH)[0]
    assert condition.mean() == pytest.approx(expected, abs=0.01)
    assert 0.07 <= condition.std() <= 0.12
    # Three sd on both sides, and what rounding to 0.01 g and 0.01 cm makes of small fish.
    assert expected - 0.28 < condition.min() < condition.max() < expected + 0.28


@pytest.mark.parametrize("mean_g", MEANS_G)
def test_weights_and_lengths_are_what_scale_and_board_show(mean_g: float) -> None:
    weights, lengths = (values.ravel() for values in _sample(mean_g))
    step = np.where(weights < 20, 0.01, np.where(weights < 500, 0.1, 1.0))
    assert weights / step == pytest.approx(np.rint(weights / step), abs=1e-6)
    step = np.where(lengths < 15, 0.01, 0.1)
    assert lengths / step == pytest.approx(np.rint(lengths / step), abs=1e-6)
    assert weights.min() >= 0.01


def test_feeding_containers_are_sampled_once_a_week(life: Life) -> None:
    fish, stays = life.log("sampled_fish"), life.stays()
    days = np.unique(fish["assignment"] * 10_000_000 + fish["day"])
    per_stay = np.bincount(days // 10_000_000, minlength=int(stays["assignment"].max()) + 1)
    for stage, stay, length in zip(
        stays["stage"], per_stay[stays["assignment"]], stays["days"], strict=True
    ):
        if stage == Stage.EGG_ALEVIN:
            assert stay == 0
        else:
            assert (length - 1) // 7 <= stay <= length // 7 + 1
    steps = np.diff(days)[np.diff(days // 10_000_000) == 0]
    assert set(steps.tolist()) == {7}


def test_a_sample_is_ten_fish_of_one_container_on_one_day(life: Life) -> None:
    fish = life.log("sampled_fish")
    for name in ("sample", "day", "assignment"):
        groups = fish[name].reshape(-1, 10)
        assert (groups == groups[:, :1]).all()
    assert (fish["fish"].reshape(-1, 10) == np.arange(1, 11)).all()


def test_samples_show_the_weight_that_the_fish_have(life: Life) -> None:
    fish, rows = life.log("sampled_fish"), life.every_evening()
    order = np.argsort(rows["id"] * 10_000_000 + rows["day"])
    keys = (rows["id"] * 10_000_000 + rows["day"])[order]
    mine = order[np.searchsorted(keys, (fish["assignment"] * 10_000_000 + fish["day"])[::10])]
    ratio = fish["weight_g"].reshape(-1, 10).mean(axis=1) / rows["weight_g"][mine]
    assert ratio.mean() == pytest.approx(1.0, abs=0.01)
    assert 0.03 < ratio.std() < 0.09


# K by stage, from the first week to the last; docs/realism.md, K-factor by stage. The post-smolt
# of the tanks has no band of its own: between the smolt's and the larger fish's.
@pytest.mark.parametrize(
    ("stage", "low", "high"),
    [
        (Stage.FRY, 0.9, 1.1),
        (Stage.PARR, 1.1, 1.3),
        (Stage.SMOLT, 0.95, 1.1),
        (Stage.POST_SMOLT, 0.95, 1.15),
        (Stage.ADULT, 1.05, 1.5),
    ],
)
def test_samples_have_the_condition_of_their_stage(
    life: Life, stage: Stage, low: float, high: float
) -> None:
    fish, opened = life.log("sampled_fish"), life.log("opened")
    mine = np.isin(fish["assignment"], opened["id"][opened["stage"] == stage])
    condition = 100 * fish["weight_g"][mine] / fish["length_cm"][mine] ** 3
    assert low <= condition.mean() <= high
    assert condition.reshape(-1, 10).std(axis=1, ddof=1).mean() == pytest.approx(0.08, abs=0.01)


def test_heavier_fish_are_longer() -> None:
    weights, lengths = (values.ravel() for values in _sample(3000.0))
    assert np.corrcoef(weights, lengths)[0, 1] > 0.85


def test_ten_different_fish_are_taken_each_time() -> None:
    weights, _ = _sample(3000.0)
    assert np.corrcoef(weights[:, 0], weights[:, 1])[0, 1] == pytest.approx(0, abs=0.06)
    again, _ = sampled_fish(Streams(7), np.arange(3), DAY + 7, np.full(3, 3000.0), GROWTH)
    assert not (again == weights[:3]).all()


def test_a_sample_does_not_depend_on_who_else_is_weighed() -> None:
    weights, lengths = _sample(18.0)
    alone = sampled_fish(Streams(7), np.asarray([17]), DAY, np.asarray([18.0]), GROWTH)
    assert np.array_equal(alone[0][0], weights[17])
    assert np.array_equal(alone[1][0], lengths[17])
