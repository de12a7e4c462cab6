"""Histories, sessions and chunks: which days they have."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.data_generation.config.history import years_later
from scripts.data_generation.orchestrator.errors import GenerationError
from scripts.data_generation.orchestrator.history_days import (
    Span,
    chunks,
    history_span,
    session_span,
    sessions_of,
    years_of,
)

pytestmark = pytest.mark.no_database

TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)


def test_the_default_is_ten_years_that_end_yesterday() -> None:
    assert history_span(None, None, None, TODAY) == Span(date(2016, 11, 21), date(2026, 11, 20))


def test_days_shorten_the_history_from_its_start() -> None:
    assert history_span(None, None, 200, TODAY).last == TODAY - DAY
    assert len(history_span(None, None, 200, TODAY)) == 200
    start = date(2020, 1, 1)
    assert history_span(start, None, 31, TODAY) == Span(start, date(2020, 1, 31))


@pytest.mark.parametrize(
    ("start", "end", "days", "says"),
    [
        (date(2020, 1, 1), date(2020, 1, 31), 30, "are 31 days, not --days 30"),
        (date(2021, 1, 1), date(2020, 1, 1), None, "lies after the last day"),
        (None, TODAY, None, "is not over yet"),
        (TODAY, None, 10, "is not over yet"),
        (None, None, 0, "at least 1 day"),
    ],
)
def test_dates_that_cannot_be_are_refused_in_one_line(start, end, days, says) -> None:
    with pytest.raises(GenerationError, match=says) as caught:
        history_span(start, end, days, TODAY)
    assert "\n" not in str(caught.value)


@given(st.dates(date(1950, 1, 1), date(2015, 12, 31)))
def test_the_sessions_cover_the_history_once(start) -> None:
    history = history_span(start, None, None, TODAY)
    sessions = [session_span(history, number) for number in sessions_of(history)]
    assert sessions[0].first == history.first
    assert sessions[-1].last == history.last
    for before, after in itertools.pairwise(sessions):
        assert after.first == before.last + DAY
    assert sum(map(len, sessions)) == len(history)


def test_a_session_beyond_the_history_is_refused() -> None:
    history = history_span(None, None, 400, TODAY)
    assert sessions_of(history) == (1,)
    with pytest.raises(GenerationError, match="the history ends on"):
        session_span(history, 2)


@given(st.integers(1, 1200), st.integers(1, 400), st.integers(0, 1199))
def test_chunks_cover_what_is_left_of_a_session(length, chunk_days, done) -> None:
    span = Span(TODAY, TODAY + (length - 1) * DAY)
    begin = TODAY + min(done, length - 1) * DAY
    cut = list(chunks(span, chunk_days, begin))
    assert cut[0].first == begin
    assert cut[-1].last == span.last
    assert all(len(chunk) <= chunk_days for chunk in cut)
    for before, after in itertools.pairwise(cut):
        assert after.first == before.last + DAY


def test_leap_days_have_anniversaries() -> None:
    assert years_later(date(2016, 2, 29), 1) == date(2017, 2, 28)
    assert years_later(date(2016, 2, 29), 4) == date(2020, 2, 29)


@given(st.dates(date(1950, 1, 1), date(2015, 12, 31)))
def test_years_are_counted_from_the_first_day(start) -> None:
    history = history_span(start, None, None, TODAY)
    years = [years_of(history.first, session_span(history, n)) for n in sessions_of(history)]
    assert years == [(1, 3), (4, 6), (7, 9), (10, 10)]
