"""Weekly samples: ten fish with the published spread and condition, read off a real scale."""

import numpy as np
import pytest
from scipy import stats

from scripts.data_generation.config.growth import Growth
from scripts.data_generation.config.life_cycle import Stage
from scripts.data_generation.simulation.growth import condition_factor, weight_cv
from scripts.data_generation.simulation.randomness import Streams
from scripts.data_generation.simulation.weighing import sampled_fish

pytestmark = pytest.mark.sqlite

GROWTH, DAY, SAMPLES = Growth(), 735_000, 4000
CASES = [
    (Stage.FRY, 1.0), (Stage.FRY, 3.0), (Stage.PARR, 18.0), (Stage.SMOLT, 80.0),
    (Stage.POST_SMOLT, 200.0), (Stage.ADULT, 300.0), (Stage.ADULT, 1500.0), (Stage.ADULT, 5000.0),
]  # fmt: skip


def _sample(stage: Stage, mean_g: float) -> tuple[np.ndarray, np.ndarray]:
    return sampled_fish(
        Streams(7), np.arange(SAMPLES), DAY, np.full(SAMPLES, mean_g),
        np.full(SAMPLES, stage, dtype=np.int64), GROWTH,
    )  # fmt: skip


@pytest.mark.parametrize(("stage", "mean_g"), CASES)
def test_mean_and_spread_of_weight_are_the_containers(stage: Stage, mean_g: float) -> None:
    weights, lengths = _sample(stage, mean_g)
    assert weights.shape == lengths.shape == (SAMPLES, 10)
    cv = float(weight_cv(np.asarray([mean_g]), GROWTH)[0])
    assert weights.mean() == pytest.approx(mean_g, rel=4 * cv / np.sqrt(weights.size))
    assert weights.std() / weights.mean() == pytest.approx(cv, rel=0.03)
    assert 0 < stats.skew(weights.ravel()) < 1


@pytest.mark.parametrize(("stage", "mean_g"), CASES)
def test_condition_is_the_stages_with_its_spread(stage: Stage, mean_g: float) -> None:
    weights, lengths = _sample(stage, mean_g)
    condition = 100 * weights / lengths**3
    expected = condition_factor(np.asarray([stage]), np.asarray([mean_g]), GROWTH)[0]
    assert condition.mean() == pytest.approx(expected, abs=0.01)
    assert 0.07 <= condition.std() <= 0.12
    assert 0.6 < condition.min() < condition.max() < 1.9


@pytest.mark.parametrize(("stage", "mean_g"), CASES)
def test_weights_and_lengths_are_what_scale_and_board_show(stage: Stage, mean_g: float) -> None:
    weights, lengths = (values.ravel() for values in _sample(stage, mean_g))
    step = np.where(weights < 20, 0.01, np.where(weights < 500, 0.1, 1.0))
    assert weights / step == pytest.approx(np.rint(weights / step), abs=1e-6)
    step = np.where(lengths < 15, 0.01, 0.1)
    assert lengths / step == pytest.approx(np.rint(lengths / step), abs=1e-6)
    assert weights.min() >= 0.01


def test_heavier_fish_are_longer() -> None:
    weights, lengths = (values.ravel() for values in _sample(Stage.ADULT, 3000.0))
    assert np.corrcoef(weights, lengths)[0, 1] > 0.85


def test_ten_different_fish_are_taken_each_time() -> None:
    weights, _ = _sample(Stage.ADULT, 3000.0)
    assert np.corrcoef(weights[:, 0], weights[:, 1])[0, 1] == pytest.approx(0, abs=0.06)
    again, _ = sampled_fish(
        Streams(7), np.arange(3), DAY + 7, np.full(3, 3000.0), np.full(3, Stage.ADULT), GROWTH
    )
    assert not (again == weights[:3]).all()


def test_a_sample_does_not_depend_on_who_else_is_weighed() -> None:
    weights, lengths = _sample(Stage.PARR, 18.0)
    alone = sampled_fish(
        Streams(7), np.asarray([17]), DAY, np.asarray([18.0]), np.asarray([Stage.PARR]), GROWTH
    )
    assert np.array_equal(alone[0][0], weights[17])
    assert np.array_equal(alone[1][0], lengths[17])
