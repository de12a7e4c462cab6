"""Months of a history: every day lies in one, and means weigh days alike."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.data_generation.reporting.courses.harvest_weights import Histogram
from scripts.data_generation.reporting.history_months import HistoryMonths

pytestmark = pytest.mark.no_database

BEGINS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@given(BEGINS, st.integers(1, 800))
def test_every_day_lies_in_its_month(begin: date, days: int) -> None:
    months = HistoryMonths.of(begin, begin + timedelta(days=days - 1))
    assert months.days == days
    for after in {0, days // 2, days - 1}:
        day = begin + timedelta(days=after)
        at = months.at(day)
        assert months.labels[at] == f"{day:%Y-%m}"
        assert months.first_days()[at] <= after <= months.last_days()[at]


@given(BEGINS, st.integers(1, 800))
def test_monthly_means_add_up_to_all_days(begin: date, days: int) -> None:
    months = HistoryMonths.of(begin, begin + timedelta(days=days - 1))
    daily = np.arange(days, dtype=np.float64)
    lengths = months.last_days() - months.first_days() + 1
    assert lengths.sum() == days
    assert (months.means(daily) * lengths).sum() == pytest.approx(daily.sum())


@given(st.lists(st.floats(0.1, 9000.0), max_size=50), st.sampled_from([100.0, 500.0]))
def test_a_histogram_loses_nobody(weights: list[float], step: float) -> None:
    values = np.array(weights)
    found = Histogram.of(values, np.ones(len(values)), step)
    assert found.counts.sum() == len(values)
    for weight in weights:
        place = int(np.searchsorted(found.begins, weight, "right")) - 1
        assert found.begins[place] <= weight < found.begins[place] + step + 1e-6
        assert found.counts[place] > 0
