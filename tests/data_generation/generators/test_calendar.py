"""Day and minute numbers become the dates and times they stand for."""

from datetime import UTC, date, datetime, time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.data_generation.generators.calendar import clock, dates, dates_or_null, moments

pytestmark = pytest.mark.no_database


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 1439))
def test_days_and_minutes_come_back_as_python_knows_them(day: date, minute: int) -> None:
    number = np.asarray([day.toordinal()])
    assert dates(number).item() == day
    moment = datetime.fromisoformat(str(moments(number, minute)[0])).replace(tzinfo=UTC)
    assert moment == datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=UTC)
    assert clock(np.asarray([minute])).tolist() == [time(minute // 60, minute % 60)]


def test_day_0_is_null() -> None:
    found = dates_or_null(np.asarray([0, date(2020, 1, 1).toordinal()]))
    assert found.mask.tolist() == [True, False]
