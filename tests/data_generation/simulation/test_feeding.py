"""Rations and meals: exact in units of 0.01 kg, and by the published conversion and pellets."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.data_generation.config.feeding import FEEDS, Feeding
from scripts.data_generation.simulation.feeding import (
    UNITS_PER_KG,
    feed_conversion,
    feed_for,
    meal_units,
    ration_units,
)

pytestmark = pytest.mark.sqlite

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


@given(gain=st.floats(0, 20_000), weight=st.floats(0.1, 8000), appetite=st.floats(0.5, 1.5))
def test_the_ration_is_conversion_times_growth(gain: float, weight: float, appetite: float) -> None:
    grams = np.asarray([weight])
    units = ration_units(np.asarray([gain]), grams, np.asarray([appetite]), FEEDING)[0]
    expected = gain * float(feed_conversion(grams, FEEDING)[0]) * appetite
    assert abs(units / UNITS_PER_KG - expected) <= 0.5 / UNITS_PER_KG + 1e-9


# Biological FCR, docs/realism.md.
@pytest.mark.parametrize(
    ("weight", "low", "high"),
    [(0.2, 0.7, 0.9), (2, 0.7, 0.9), (20, 0.8, 1.0), (80, 0.8, 1.0), (200, 0.9, 1.05),
     (500, 1.0, 1.05), (2000, 1.05, 1.15), (5000, 1.15, 1.3)],
)  # fmt: skip
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
    [(0.2, 0.3), (0.5, 0.5), (1.0, 0.8), (150, 4.0), (400, 5.0), (700, 6.0), (2500, 9.0),
     (5000, 11.0)],
)  # fmt: skip
def test_pellets_are_the_published_ones(weight: float, pellet: float) -> None:
    assert FEEDS[int(feed_for(np.asarray([weight]))[0])].pellet_mm == pellet
