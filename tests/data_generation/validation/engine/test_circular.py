"""Months are points on a circle: December lies beside January."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.data_generation.validation.engine.circular import MONTHS, centre_month, unwrapped

pytestmark = pytest.mark.no_database


def test_the_centre_of_december_and_january_lies_between_them() -> None:
    centre = centre_month({month: 1.0 if month in (12, 1) else 0.0 for month in range(1, 13)})
    assert centre % MONTHS == pytest.approx(0.5)


@pytest.mark.parametrize("month", range(1, 13))
def test_the_centre_of_a_season_about_a_month_is_that_month(month: int) -> None:
    weights = {m: 3.0 if m == month else 1.0 for m in range(1, 13)}
    assert centre_month(weights) == pytest.approx(month)


def test_points_to_both_sides_of_new_year_have_their_mean_between_them() -> None:
    assert unwrapped([12.0, 1.0, 2.0], MONTHS, 1.0) == pytest.approx([0.0, 1.0, 2.0])
    assert unwrapped([], MONTHS, 1.0) == []


@given(st.lists(st.floats(0, 12), min_size=1, max_size=20), st.floats(0, 12))
def test_unwrapping_moves_points_by_whole_years(points: list[float], other: float) -> None:
    moved = unwrapped(points, MONTHS, other)
    for before, after in zip(points, moved, strict=True):
        years = (after - before) / MONTHS
        assert years == pytest.approx(round(years), abs=1e-9)
        assert abs(after - other) <= 1.5 * MONTHS


def test_seasons_half_a_year_late_are_told_from_seasons_in_time() -> None:
    late = unwrapped([182.0, -182.0, 180.0], 365.0, 0.0)
    assert abs(sum(late) / 3) > 170
