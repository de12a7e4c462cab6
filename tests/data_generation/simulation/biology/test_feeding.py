"""Rations and meals: exact in units of 0.01 kg, and by the published conversion and pellets."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.data_generation.config.feed.feeding import FEEDS, Feeding
from scripts.data_generation.config.units import FEED_UNITS_A_KG
from scripts.data_generation.simulation.biology.feeding import (
    appetite_of_the_day,
    feed_conversion,
    feed_for,
    meal_shares,
    meal_units,
    ration_units,
)

pytestmark = pytest.mark.no_database

FEEDING = Feeding()
PELLETS = [(feed.from_weight_g, feed.pellet_mm) for feed in FEEDS]


@given(
    rations=st.lists(st.integers(0, 10_000_000), min_size=1, max_size=20),
    weights=st.lists(st.floats(0.01, 10), min_size=4, max_size=4),
)
def test_meals_add_up_to_the_ration(rations: list[int], weights: list[float]) -> None:
    ration = np.asarray(rations)
    meals = meal_units(ration, np.tile(weights, (len(rations), 1)))
    assert meals.shape == (len(rations), 4)
    assert meals.dtype == np.int64
    assert (meals >= 0).all()
    assert meals.sum(axis=1).tolist() == rations


@given(
    ration=st.integers(0, 10_000_000), shares=st.lists(st.floats(0.01, 10), min_size=4, max_size=4)
)
def test_a_meal_is_its_share_within_a_unit(ration: int, shares: list[float]) -> None:
    meals = meal_units(np.asarray([ration]), np.asarray([shares]))[0]
    exact = ration * np.asarray(shares) / np.sum(shares)
    assert np.abs(meals - exact).max() <= 1.001


@given(gain=st.floats(0, 20_000), conversion=st.floats(0.5, 2), appetite=st.floats(0, 1))
def test_the_ration_is_growth_times_conversion_and_appetite_and_never_more(
    gain: float, conversion: float, appetite: float
) -> None:
    units = ration_units(np.asarray([gain]), np.asarray([conversion]), np.asarray([appetite]))[0]
    expected = gain * conversion * appetite * FEED_UNITS_A_KG
    assert expected - 1 - 1e-6 <= units <= expected + 1e-6


def test_appetite_stays_below_the_ceiling_by_its_mean_loss() -> None:
    luck = (np.arange(100_000) + 0.5) / 100_000
    appetite = appetite_of_the_day(luck, FEEDING)
    assert appetite.min() == FEEDING.appetite_least
    assert appetite.max() < 1
    assert appetite.mean() == pytest.approx(1 - FEEDING.appetite_loss, abs=0.001)


# Fewer meals below 6 degrees, at 6 to 10 and above 16.
@pytest.mark.parametrize(
    ("celsius", "hours"),
    [
        (2.0, [11, 15]),
        (5.99, [11, 15]),
        (6.0, [7, 11, 15]),
        (9.99, [7, 11, 15]),
        (10.0, [7, 11, 15, 19]),
        (15.99, [7, 11, 15, 19]),
        (16.0, [7, 11, 15]),
    ],
)
def test_meals_go_by_the_water(celsius: float, hours: list[int]) -> None:
    shares = meal_shares(np.asarray([celsius]), FEEDING)[0]
    assert np.asarray(FEEDING.meal_hours)[shares > 0].tolist() == hours


# Biological FCR, docs/realism.md; post-smolts by the model company's plan.
@pytest.mark.parametrize(
    ("weight", "low", "high"),
    [
        (0.2, 0.7, 0.9),
        (2, 0.7, 0.9),
        (20, 0.8, 1.0),
        (70, 0.8, 1.0),
        (200, 1.05, 1.1),
        (500, 1.0, 1.1),
        (2000, 1.05, 1.15),
        (5000, 1.15, 1.3),
    ],
)
def test_conversion_is_as_published(weight: float, low: float, high: float) -> None:
    assert low <= feed_conversion(np.asarray([weight]), FEEDING)[0] <= high


def test_conversion_worsens_with_weight() -> None:
    weights = np.geomspace(0.2, 6000, 200)
    assert (np.diff(feed_conversion(weights, FEEDING)) > 0).all()


@pytest.mark.parametrize("index", range(len(FEEDS)))
def test_a_pellet_is_fed_from_its_weight_to_the_next(index: int) -> None:
    start = PELLETS[index][0]
    end = PELLETS[index + 1][0] if index + 1 < len(PELLETS) else 20_000.0
    fed = feed_for(np.asarray([start, np.nextafter(end, 0)]))
    assert fed.tolist() == [index, index]


def test_pellets_grow_with_the_fish() -> None:
    fed = feed_for(np.geomspace(0.05, 9000, 500))
    assert (np.diff(fed) >= 0).all()
    assert set(fed.tolist()) == set(range(len(FEEDS)))
    sizes = [pellet for _, pellet in PELLETS]
    assert sizes == sorted(sizes)


# FAO AFFRIS table 9, Lall 2009.
@pytest.mark.parametrize(
    ("weight", "pellet"),
    [
        (0.2, 0.3),
        (0.5, 0.5),
        (1.0, 0.8),
        (150, 4.0),
        (400, 5.0),
        (700, 6.0),
        (2500, 9.0),
        (5000, 11.0),
    ],
)
def test_pellets_are_the_published_ones(weight: float, pellet: float) -> None:
    assert FEEDS[int(feed_for(np.asarray([weight]))[0])].pellet_mm == pellet
