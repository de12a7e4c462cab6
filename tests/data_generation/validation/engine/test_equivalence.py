"""Equivalence tests decide by the band, and say when there is too little to decide."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.data_generation.config.published.band import Published, around
from scripts.data_generation.validation.engine.equivalence import (
    Agreement,
    cohens_h,
    mean_in,
    means_in,
    outcome_of,
    share_in,
)

pytestmark = pytest.mark.no_database

BAND = around(10.0, 1.0, "kg", "a source", "a reason")
SHARE = Published(0.2, 0.4, "share", "a source", "a reason")


def values(mean: float, sd: float, number: int) -> np.ndarray:
    """Numbers with exactly this mean and standard deviation."""
    drawn = np.linspace(-1.0, 1.0, number)
    return np.asarray(mean + sd * drawn / drawn.std(ddof=1))


@pytest.mark.parametrize(
    ("mean", "sd", "number", "agreement"),
    [
        (10.0, 1.0, 20, Agreement.AGREES),
        (10.0, 1.0, 4, Agreement.UNDECIDED),
        (10.9, 1.0, 10, Agreement.UNDECIDED),
        (12.0, 1.0, 20, Agreement.DISAGREES),
        (8.0, 1.0, 20, Agreement.DISAGREES),
        (11.1, 0.1, 20, Agreement.DISAGREES),
        (10.9, 0.1, 20, Agreement.AGREES),
    ],
)
def test_a_mean_is_judged_by_the_band(
    mean: float, sd: float, number: int, agreement: Agreement
) -> None:
    found = mean_in("weight", values(mean, sd, number), BAND)
    assert found.agreement is agreement
    assert found.figure.measured == pytest.approx(mean)
    assert found.figure.effect == pytest.approx((mean - 10.0) / sd)
    assert ("too few to tell" in found.figure.name) == (agreement is Agreement.UNDECIDED)


@pytest.mark.parametrize(
    ("value", "agreement"), [(10.5, Agreement.AGREES), (11.5, Agreement.DISAGREES)]
)
def test_values_that_are_all_alike_are_judged_too(value: float, agreement: Agreement) -> None:
    assert mean_in("weight", [value] * 6, BAND).agreement is agreement


def test_a_difference_that_is_significant_but_small_agrees() -> None:
    found = mean_in("weight", values(10.05, 0.5, 1_000_000), BAND)
    assert found.agreement is Agreement.AGREES


@pytest.mark.parametrize(
    ("count", "of", "agreement"),
    [
        (60, 200, Agreement.AGREES),
        (3, 10, Agreement.UNDECIDED),
        (120, 200, Agreement.DISAGREES),
        (5, 200, Agreement.DISAGREES),
    ],
)
def test_a_share_is_judged_by_the_band(count: int, of: int, agreement: Agreement) -> None:
    found = share_in("struck", count, of, SHARE)
    assert found.agreement is agreement
    assert found.figure.effect == pytest.approx(cohens_h(count / of, 0.3))


def test_bands_that_reach_to_all_or_none_have_one_side() -> None:
    none = SHARE._replace(low=0.0)
    most = SHARE._replace(low=0.6, high=1.0)
    assert share_in("struck", 0, 50, none).agreement is Agreement.AGREES
    assert share_in("struck", 50, 50, most).agreement is Agreement.AGREES
    assert share_in("struck", 5, 50, most).agreement is Agreement.DISAGREES


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_size_of_a_difference_of_shares_has_a_sign(first: float, second: float) -> None:
    assert cohens_h(first, second) == pytest.approx(-cohens_h(second, first))
    assert abs(cohens_h(first, second)) <= math.pi + 1e-9


def test_a_mean_on_the_bands_edge_is_seldom_called_wrong() -> None:
    drawn = np.random.default_rng(1).normal(11.0, 0.5, size=(200, 12))
    wrong = sum(mean_in("", sample, BAND).agreement is Agreement.DISAGREES for sample in drawn)
    assert 2 <= wrong <= 22  # 10 of 200 expected, by the level of the test


def test_groups_that_are_too_small_are_named() -> None:
    found = means_in({"a": [10.0, 10.1]}, {"a": BAND, "b": BAND}, least=3, units="batches")
    assert found.not_asked == "a: 2 batches, needs 3; b: 0 batches, needs 3"
    assert found.violations == 0


def test_what_is_decided_counts_and_the_rest_is_told_beside_it() -> None:
    groups = {"a": values(10, 1, 20), "b": values(10, 1, 4), "c": values(13, 1, 20)}
    found = means_in(groups, dict.fromkeys(groups, BAND), least=3, units="batches")
    assert found.violations == 1
    assert found.examples[0].startswith("c: 13 kg, published 9 to 11 (20 batches, effect 3.00, p ")
    assert [figure.name for figure in found.figures] == ["a", "b, too few to tell", "c"]


def test_nothing_decided_is_not_asked() -> None:
    found = outcome_of([mean_in("a", values(10, 1, 4), BAND, "batches")])
    assert found.not_asked.endswith("too few to tell")
    assert len(found.figures) == 1
