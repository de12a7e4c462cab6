"""Which days a run has, which of them are a session's, and how they are cut into chunks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from scripts.data_generation.config.history import HISTORY_YEARS, SESSION_YEARS, years_later
from scripts.data_generation.orchestrator.errors import RequestError

DAY = timedelta(days=1)
# Before anybody farmed salmon; the water's past, which a history begins with, is then in reach too.
EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True)
class Span:
    """Days from first to last, both included."""

    first: date
    last: date

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


def history_span(start: date | None, end: date | None, days: int | None, today: date) -> Span:
    """The whole history: ten years that end yesterday, or what was asked for instead.

    `today` is read from the clock once, by the command, and the result is stored with the run.
    """
    if days is not None and days < 1:
        raise RequestError(f"--days {days}: a history has at least 1 day")
    if start and end and days and len(Span(start, end)) != days:
        raise RequestError(
            f"--start-date {start} to --end-date {end} are {len(Span(start, end))} days, "
            f"not --days {days}; leave one of the three out"
        )
    try:
        first, last = _first_and_last(start, end, days, today)
    except (OverflowError, ValueError) as error:
        raise RequestError("no calendar has all days of that history; ask for fewer") from error
    if first > last:
        raise RequestError(f"--start-date {first} lies after the last day, {last}")
    if first < EARLIEST:
        raise RequestError(f"the history would begin on {first}; begin it on {EARLIEST} or later")
    if last >= today:
        raise RequestError(
            f"the history would end on {last}, which is not over yet; "
            f"end it with --end-date {today - DAY} or earlier"
        )
    return Span(first, last)


def _first_and_last(
    start: date | None, end: date | None, days: int | None, today: date
) -> tuple[date, date]:
    """The two days that follow from those that were asked for."""
    if start and not end:
        last = start + days * DAY - DAY if days else years_later(start, HISTORY_YEARS) - DAY
    else:
        last = end or today - DAY
    first = start or (last - (days - 1) * DAY if days else years_later(last + DAY, -HISTORY_YEARS))
    return first, last


def years_of(start: date, span: Span) -> tuple[int, int]:
    """First and last year of a history that began on `start` in which the span has days, from 1."""
    return _year_of(start, span.first), _year_of(start, span.last)


def _year_of(start: date, day: date) -> int:
    year = day.year - start.year
    return year + 1 if years_later(start, year) <= day else year


def session_span(history: Span, number: int) -> Span:
    """The days of one session within the history: three years, the last one what is left."""
    final = sessions_of(history)[-1]
    if not 1 <= number <= final:
        raise RequestError(
            f"there is no session {number}: the history ends on {history.last}, in session "
            f"{final}; ask for a longer history or an earlier session"
        )
    first = years_later(history.first, (number - 1) * SESSION_YEARS)
    if number == final:
        return Span(first, history.last)
    return Span(first, years_later(history.first, number * SESSION_YEARS) - DAY)


def sessions_of(history: Span) -> tuple[int, ...]:
    """The sessions that have days in this history."""
    _, last_year = years_of(history.first, history)
    return tuple(range(1, (last_year - 1) // SESSION_YEARS + 2))


def sessions_with(history: Span, begun: Mapping[int, Span]) -> dict[int, Span]:
    """Number and days of every session of a history of which these have begun, in order.

    What has begun keeps its days, also where they are not three years: sessions that were added to
    a finished history, and the tenth year, with which earlier versions ended. What is left follows.
    """
    plan = dict(sorted(begun.items()))
    for number in sessions_of(history):
        span = session_span(history, number)
        first = plan[max(plan)].last + DAY if plan else span.first
        if first <= span.last:
            plan[max(plan, default=0) + 1] = Span(first, span.last)
    return plan


def chunks(span: Span, chunk_days: int, first: date | None = None) -> Iterator[Span]:
    """The span's days from `first` (or its own first day) on, cut into chunks."""
    begin = first or span.first
    while begin <= span.last:
        end = min(begin + (chunk_days - 1) * DAY, span.last)
        yield Span(begin, end)
        begin = end + DAY
