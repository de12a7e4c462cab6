"""Histories, sessions and chunks: which days they have."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.data_generation.config.history import years_later
from scripts.data_generation.orchestrator.errors import GenerationError, RequestError
from scripts.data_generation.orchestrator.history_days import (
    Span,
    chunks,
    history_span,
    session_span,
    sessions_of,
    sessions_with,
    years_of,
)

pytestmark = pytest.mark.no_database

TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)
THIRTY_YEARS = 30 * 365 + 8


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


def spans(length: int) -> st.SearchStrategy[Span]:
    """Histories of up to so many days that begin on any day, 29 February more often than it is."""
    leap_days = st.integers(0, 30).map(lambda n: date(1900 + 4 * n + 4, 2, 29))
    begins = st.dates(date(1900, 1, 1), date(2025, 12, 31)) | leap_days
    days = st.integers(0, length) | st.sampled_from([0, 1, 364, 365, 366, 1094, 1095, 1096])
    return st.builds(lambda first, more: Span(first, first + more * DAY), begins, days)


def ends_on_a_leap_day(year: int, years: int) -> Span:
    last = date(year, 2, 29)
    return Span(years_later(last, -years) + DAY, last)


HISTORIES = spans(THIRTY_YEARS) | st.builds(
    ends_on_a_leap_day, st.integers(484, 506).map(lambda n: 4 * n), st.integers(1, 30)
)


def assert_joined(plan: dict[int, Span], history: Span) -> None:
    """Every day of the history lies in exactly one session, and the sessions are in order."""
    assert list(plan) == sorted(plan)
    sessions = list(plan.values())
    assert sessions[0].first == history.first
    assert sessions[-1].last == history.last
    for before, after in itertools.pairwise(sessions):
        assert after.first == before.last + DAY
    assert sum(map(len, sessions)) == len(history)
    assert all(len(session) >= 1 for session in sessions)


@given(HISTORIES)
def test_the_sessions_cover_any_history_once(history) -> None:
    plan = {number: session_span(history, number) for number in sessions_of(history)}
    assert list(plan) == list(range(1, len(plan) + 1))
    assert_joined(plan, history)
    for number, session in plan.items():
        first, last = years_of(history.first, session)
        assert first == 3 * number - 2
        assert last == 3 * number or session.last == history.last


@given(HISTORIES, st.integers(0, 11))
def test_what_has_begun_is_carried_on_where_it_ends(history, begun) -> None:
    whole = sessions_with(history, {})
    there = dict(list(whole.items())[:begun])
    assert sessions_with(history, there) == whole
    assert_joined(whole, history)


@given(HISTORIES, st.lists(st.integers(1, 30), max_size=3))
def test_added_years_join_without_a_gap(history, added) -> None:
    plan, last = sessions_with(history, {}), history.last
    for years in added:
        first, last = last + DAY, years_later(last + DAY, years) - DAY
        plan[max(max(plan), 4) + 1] = Span(first, last)
    # What was added is there already: it began when it was asked for.
    whole = Span(history.first, last)
    assert sessions_with(whole, plan) == plan
    assert_joined(plan, whole)


@given(HISTORIES, st.integers(1, 11))
def test_a_tenth_year_of_its_own_is_kept_and_the_rest_follows_it(history, begun) -> None:
    """Earlier versions ended with it; the years after it had no session then."""
    years = {1: (0, 3), 2: (3, 6), 3: (6, 9), 4: (9, 10)}
    there = {
        number: Span(years_later(history.first, first), years_later(history.first, last) - DAY)
        for number, (first, last) in years.items()
        if years_later(history.first, last) - DAY <= history.last and number <= begun
    }
    plan = sessions_with(history, there)
    assert there.items() <= plan.items()
    assert_joined(plan, history)


@pytest.mark.parametrize("number", [-1, 0, 2, 3, 999])
def test_a_session_that_the_history_has_not_is_refused(number) -> None:
    history = history_span(None, None, 400, TODAY)
    assert sessions_of(history) == (1,)
    with pytest.raises(RequestError, match=f"there is no session {number}: the history ends on"):
        session_span(history, number)


def test_sixteen_years_have_six_sessions() -> None:
    history = history_span(date(2010, 1, 1), date(2025, 12, 31), None, TODAY)
    assert sessions_of(history) == (1, 2, 3, 4, 5, 6)
    assert session_span(history, 4) == Span(date(2019, 1, 1), date(2021, 12, 31))
    assert session_span(history, 6) == Span(date(2025, 1, 1), date(2025, 12, 31))


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
