"""Growth against published examples: TGC, the response to temperature, condition and length."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.data_generation.config.fish.growth import Growth
from scripts.data_generation.simulation.biology import growth

pytestmark = pytest.mark.no_database

GROWTH = Growth()
WEIGHTS = st.floats(0.1, 7000)


def _array(*values: float) -> np.ndarray:
    return np.asarray(values, dtype=np.float64)


@pytest.mark.parametrize(
    ("start", "end", "days", "celsius", "tgc"),
    [
        (10, 350, 200, 11.0, 2.22),  # Aquasearch's example
        (120, 6250, 547, 8.4, 2.93),  # Bakkafrost 2017, 18 months
        (100, 6000, 578, 8.4, 2.78),
        (750, 6000, 304, 8.4, 3.55),  # Hiddenfjord 2025, 10 months
    ],
)
def test_tgc_of_published_examples(
    start: float, end: float, days: int, celsius: float, tgc: float
) -> None:
    # Published with two decimals, from weights and temperatures that are rounded, too.
    low, high = growth.grown_weight(
        _array(start), _array(tgc - 0.015, tgc + 0.015), _array(days * celsius)
    )
    assert low <= end <= high


@given(start=WEIGHTS, tgc=st.floats(0, 4), degree_days=st.floats(10, 6000))
def test_the_coefficient_is_the_slope_of_the_cube_root_of_weight(
    start: float, tgc: float, degree_days: float
) -> None:
    end = growth.grown_weight(_array(start), _array(tgc), _array(degree_days))
    slope = 1000 * (np.cbrt(end[0]) - np.cbrt(start)) / degree_days
    assert slope == pytest.approx(tgc, abs=1e-6)


@given(start=WEIGHTS, tgc=st.floats(0, 4), first=st.floats(0, 20), second=st.floats(0, 20))
def test_two_days_are_one_step_of_their_degree_days(
    start: float, tgc: float, first: float, second: float
) -> None:
    coefficient = _array(tgc)
    middle = growth.grown_weight(_array(start), coefficient, _array(first))
    stepwise = growth.grown_weight(middle, coefficient, _array(second))
    at_once = growth.grown_weight(_array(start), coefficient, _array(first + second))
    assert stepwise[0] == pytest.approx(at_once[0], rel=1e-9)


@given(start=WEIGHTS, tgc=st.floats(0, 4), degree_days=st.floats(0, 500), more=st.floats(0, 50))
def test_more_of_anything_never_makes_a_lighter_fish(
    start: float, tgc: float, degree_days: float, more: float
) -> None:
    weight = growth.grown_weight(_array(start), _array(tgc), _array(degree_days))[0]
    slack = weight * 1e-12
    assert weight >= start - slack
    for other in (
        growth.grown_weight(_array(start + more), _array(tgc), _array(degree_days)),
        growth.grown_weight(_array(start), _array(tgc + more / 50), _array(degree_days)),
        growth.grown_weight(_array(start), _array(tgc), _array(degree_days + more)),
    ):
        assert other[0] >= weight - slack


def test_fry_grow_by_a_hundredth_of_a_gram_a_day() -> None:
    # A weight kept with two decimals would lose half of the growth here, or all of it.
    after = growth.grown_weight(_array(0.17), _array(0.9), _array(12.5))[0]
    assert 0.17 < after < 0.185


# SGR 0.78, 1.35, 1.53, 1.29 %/d at 6, 10, 14, 18 degrees, 150 g; Handeland et al. 2008.
@pytest.mark.parametrize(("celsius", "sgr"), [(6, 0.78), (10, 1.35), (14, 1.53), (18, 1.29)])
def test_response_to_temperature_is_handelands(celsius: float, sgr: float) -> None:
    weight = 150.0
    tgc_10 = 1000 * np.cbrt(weight) * np.expm1(0.0135 / 3) / 10
    response = growth.temperature_response(_array(celsius), GROWTH)
    grown = growth.grown_weight(_array(weight), tgc_10 * response, _array(celsius))[0]
    assert 100 * np.log(grown / weight) == pytest.approx(sgr, abs=0.012)


def test_growth_a_day_rises_to_about_13_degrees_and_falls_beyond() -> None:
    celsius = np.arange(4.0, 18.0, 0.1)
    speed = celsius * growth.temperature_response(celsius, GROWTH)
    assert 10.0 <= celsius[speed.argmax()] <= 14.2
    assert speed[-1] < speed.max()


def test_season_factor_averages_to_one_and_is_lowest_in_december() -> None:
    first = date(2019, 1, 1).toordinal()
    factors = np.asarray([growth.season_factor(first + day, GROWTH) for day in range(365)])
    assert factors.mean() == pytest.approx(1.0, abs=0.001)
    assert date.fromordinal(first + int(factors.argmin())).month == 12
    months = np.asarray([date.fromordinal(first + day).month for day in range(365)])
    assert 0.85 <= factors[np.isin(months, (10, 11, 12, 1, 2))].mean() <= 0.97
    assert 1.03 <= factors[np.isin(months, (4, 5, 6, 7))].mean() <= 1.1


def test_transfer_dip_rises_in_a_line_to_one() -> None:
    dip = growth.transfer_dip(np.arange(0, 100), GROWTH)
    assert dip[0] == pytest.approx(GROWTH.transfer_dip)
    assert (dip[GROWTH.transfer_dip_days :] == 1.0).all()
    assert np.diff(dip[: GROWTH.transfer_dip_days + 1]) == pytest.approx(
        (1 - GROWTH.transfer_dip) / GROWTH.transfer_dip_days
    )


def test_growth_factors_end_at_the_limit_and_never_pile_up_there() -> None:
    edge = 0.06 * GROWTH.factor_limit_sd
    factors = growth.truncated_factor(_array(-7, -2, 0, 1, 7), 0.06, GROWTH)
    assert factors[[0, 4]] == pytest.approx([1 - edge, 1 + edge])
    assert factors[2] == pytest.approx(1.0)
    assert (np.diff(factors) > 0).all()


def test_yolk_takes_an_egg_to_first_feeding_and_no_further() -> None:
    weights = growth.yolk_weight(_array(0, 0.5, 1, 1.4), GROWTH)
    assert weights == pytest.approx([0.12, 0.145, 0.17, 0.17])


@pytest.mark.parametrize(
    ("weight", "low", "high"),
    [(1, 0.10, 0.18), (30, 0.10, 0.18), (90, 0.12, 0.20), (400, 0.16, 0.28), (5000, 0.18, 0.28)],
)
def test_spread_of_weight_is_as_published(weight: float, low: float, high: float) -> None:
    assert low <= growth.weight_cv(_array(weight), GROWTH)[0] <= high


# K by weight: fry, parr, smolts, the first weeks in the sea, then to harvest.
@pytest.mark.parametrize(
    ("weight", "low", "high"),
    [
        (1, 0.9, 1.1),
        (18, 1.15, 1.30),
        (90, 0.95, 1.10),
        (150, 1.0, 1.2),
        (270, 0.9, 1.15),
        (800, 1.15, 1.30),
        (3000, 1.25, 1.45),
        (5000, 1.3, 1.5),
    ],
)
def test_condition_is_as_published(weight: float, low: float, high: float) -> None:
    assert low <= growth.condition_factor(_array(weight), GROWTH)[0] <= high


def test_a_growing_fish_never_shrinks() -> None:
    weights = np.geomspace(0.17, 7000, 2000)
    lengths = growth.length_cm(weights, growth.condition_factor(weights, GROWTH))
    assert (np.diff(lengths) > 0).all()


@given(weight=WEIGHTS, condition=st.floats(0.6, 1.8))
def test_length_and_condition_give_the_weight_back(weight: float, condition: float) -> None:
    length = growth.length_cm(_array(weight), _array(condition))
    assert condition * length[0] ** 3 / 100 == pytest.approx(weight)


def test_a_harvest_fish_of_five_kilos_is_about_70_cm_long() -> None:
    condition = growth.condition_factor(_array(5000), GROWTH)
    assert growth.length_cm(_array(5000), condition)[0] == pytest.approx(71, abs=2)


def test_tgc_of_the_stages_rises_and_eggs_have_none() -> None:
    assert GROWTH.freshwater_tgc[0] == 0
    assert all(a < b for a, b in pairwise(GROWTH.freshwater_tgc))
    fastest = GROWTH.freshwater_tgc[-1]
    assert all(GROWTH.sea_tgc(c) > fastest for c in ("faroe", "west_coast", "orkney", "shetland"))
