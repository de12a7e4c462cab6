"""Steps of time: the same on both databases, and never more than a screen shows."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import Count
from hypothesis import given
from hypothesis import strategies as st

from apps.environmental.models import WeatherData
from apps.explorer.buckets import MOST_POINTS, STEPS_HOURS, TimeBucket, step_for
from apps.infrastructure.models import Area, Geography

MONDAY = datetime(2000, 1, 3, tzinfo=UTC)
DAYS = st.dates(date(2010, 1, 1), date(2040, 1, 1))


@pytest.mark.sqlite
@given(first=DAYS, days=st.integers(0, 4000))
def test_a_range_has_as_many_points_as_a_screen_shows(first, days) -> None:
    step = step_for(first, first + timedelta(days=days))
    assert (days + 1) * timedelta(days=1) / step <= MOST_POINTS
    shorter = [h for h in STEPS_HOURS if timedelta(hours=h) < step]
    assert all((days + 1) * 24 / hours > MOST_POINTS for hours in shorter)


@pytest.mark.django_db
@pytest.mark.parametrize("hours", STEPS_HOURS)
def test_steps_begin_at_the_same_moments_on_every_database(hours) -> None:
    area = Area.objects.create(
        geography=Geography.objects.create(name="Faroe Islands"),
        name="A1",
        latitude=62,
        longitude=-7,
        max_biomass=1,
    )
    moments = [datetime(2016, 2, 28, 21, tzinfo=UTC) + timedelta(hours=5 * n) for n in range(200)]
    WeatherData.objects.bulk_create(
        [WeatherData(area=area, timestamp=moment, temperature=5) for moment in moments]
    )

    step = timedelta(hours=hours)
    found = (
        WeatherData.objects.values(begin=TimeBucket("timestamp", step))
        .annotate(n=Count("timestamp"))
        .order_by("begin")
        .values_list("begin", "n")
    )

    expected: dict[datetime, int] = {}
    for moment in moments:
        begin = MONDAY + (moment - MONDAY) // step * step
        expected[begin] = expected.get(begin, 0) + 1
    assert dict(found) == expected
