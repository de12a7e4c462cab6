"""Dead fish and counted lice: whole numbers that follow their laws."""

import sys
from subprocess import run
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from scripts.data_generation.simulation.biology.whole_numbers import (
    LEAST_MEAN,
    counted,
    deaths,
)
from scripts.data_generation.simulation.ledger.randomness import Stream

pytestmark = pytest.mark.no_database

uniforms = st.integers(0, 2**53 - 2).map(lambda bits: (bits + 0.5) * 2.0**-53)


@pytest.mark.filterwarnings("error")
@given(
    # As a stream gives them: 53 bits and half a step.
    uniform=uniforms,
    count=st.integers(0, 4_000_000),
    hazard=st.just(0.0) | st.floats(1e-9, 20),
)
def test_the_dead_are_whole_fish_that_were_alive(uniform: float, count: int, hazard: float) -> None:
    dead = deaths(np.asarray([uniform]), np.asarray([count]), np.asarray([hazard]))
    assert dead.dtype == np.int64
    assert 0 <= dead[0] <= count
    chance = 1.0 - np.exp(-np.clip(hazard, 0.0, 10.0))
    assert_quantile(int(dead[0]), uniform, stats.binom(count, chance))


@pytest.mark.filterwarnings("error")
@given(
    uniform=uniforms,
    mean=st.just(0.0) | st.floats(1e-6, 60),
    k=st.floats(0.05, 5),
    fish=st.integers(1, 60),
)
def test_lice_are_the_quantile_of_their_law(
    uniform: float, mean: float, k: float, fish: int
) -> None:
    found = counted(np.asarray([uniform]), np.asarray([mean]), np.asarray([k]), np.asarray([fish]))
    assert found.dtype == np.int64
    law = stats.nbinom(fish * k, k / (k + max(mean, LEAST_MEAN)))
    assert_quantile(int(found[0]), uniform, law)


def assert_quantile(found: int, uniform: float, law: Any) -> None:
    """What scipy says; in the last trillionth, where shares have no digits left, about that."""
    if uniform < 1.0 - 1e-12:
        assert found == law.ppf(uniform)
    else:
        assert law.cdf(found) >= uniform - 1e-13
        assert found == 0 or law.cdf(found - 1) <= uniform + 1e-13


def test_quantiles_beside_each_other_are_those_of_each_alone() -> None:
    """From none to millions of dead, whichever way each is found."""
    luck = Stream(5, "deaths").uniform(np.arange(600))
    count = np.rint(np.exp(np.linspace(0.0, 15.0, 600))).astype(int)
    hazard = np.tile([0.0, 1e-6, 1e-4, 1e-3, 0.05, 2.0], 100)
    together = deaths(luck, count, hazard)
    assert np.array_equal(together, stats.binom.ppf(luck, count, 1.0 - np.exp(-hazard)))


@pytest.mark.parametrize(("count", "hazard"), [(50, 0.01), (60_000, 5e-4), (150_000, 2e-4)])
def test_deaths_follow_the_binomial_law(count: int, hazard: float) -> None:
    luck = Stream(3, "deaths").uniform(np.arange(40_000))
    dead = deaths(luck, np.full(40_000, count), np.full(40_000, hazard))
    law = stats.binom(count, -np.expm1(-hazard))
    assert dead.mean() == pytest.approx(law.mean(), abs=4 * law.std() / 200)
    assert dead.std() == pytest.approx(law.std(), rel=0.02)


@pytest.mark.parametrize(("hazard", "dead"), [(0.0, 0), (50.0, 500)])
def test_without_hazard_none_die_and_with_the_utmost_all(hazard: float, dead: int) -> None:
    found = deaths(np.asarray([0.3, 0.999]), np.asarray([500, 500]), np.full(2, hazard))
    assert (np.abs(found - dead) <= 1).all()


def test_nobody_dies_where_nobody_lives() -> None:
    assert len(deaths(np.zeros(0), np.zeros(0, dtype=np.int64), np.zeros(0))) == 0


@pytest.mark.parametrize(("mean", "k"), [(0.1, 0.6), (0.5, 0.6), (0.5, 1.0), (1.0, 2.0)])
def test_lice_on_single_fish_are_overdispersed_with_the_prevalence_of_theory(
    mean: float, k: float
) -> None:
    luck = Stream(1, "lice counts").uniform(np.arange(40_000))
    found = counted(luck, np.full(40_000, mean), np.full(40_000, k), np.ones(40_000, int))
    assert found.mean() == pytest.approx(mean, rel=0.05)
    assert found.var() / found.mean() > 1.0
    assert found.var() == pytest.approx(mean + mean**2 / k, rel=0.08)
    assert (found > 0).mean() == pytest.approx(1 - (1 + mean / k) ** -k, abs=0.01)


def test_a_cages_count_is_the_sum_over_its_fish() -> None:
    luck = Stream(2, "lice counts").uniform(np.arange(40_000))
    found = counted(luck, np.full(40_000, 0.8), np.full(40_000, 0.9), np.full(40_000, 20))
    fish = stats.nbinom(0.9, 0.9 / 1.7).rvs((40_000, 20), random_state=3).sum(axis=1)
    assert found.mean() == pytest.approx(fish.mean(), rel=0.02)
    assert np.percentile(found, [5, 50, 95]) == pytest.approx(np.percentile(fish, [5, 50, 95]))


@pytest.mark.filterwarnings("error")
def test_no_lice_are_found_where_there_are_none() -> None:
    luck = np.asarray([1e-16, 0.5, 1 - 1e-9])
    assert (counted(luck, np.zeros(3), np.full(3, 0.6), np.full(3, 20)) == 0).all()


@pytest.mark.parametrize(("mean", "k", "fish"), [(0.3, 0.6, 1), (1.5, 0.9, 20), (40.0, 2.0, 20)])
def test_counts_are_those_of_the_library(mean: float, k: float, fish: int) -> None:
    luck = Stream(4, "lice counts").uniform(np.arange(4_000))
    found = counted(luck, np.full(4_000, mean), np.full(4_000, k), np.full(4_000, fish))
    assert (found == stats.nbinom.ppf(luck, fish * k, k / (k + mean))).all()


WHAT_A_RUN_LOADS = """
import django, sys
django.setup()
import scripts.data_generation.management.generate
print(sorted({"scipy.stats", "scipy.special"} & sys.modules.keys()))
"""


def test_a_run_does_not_load_the_library_of_laws() -> None:
    order = [sys.executable, "-c", WHAT_A_RUN_LOADS]
    loaded = run(order, capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "['scipy.special']"
