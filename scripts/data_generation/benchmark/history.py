"""Arms d and e: whole sessions, and what each simulated year costs."""

from collections.abc import Callable, Iterator
from statistics import median

from apps.environmental.models import EnvironmentalReading
from scripts.data_generation.benchmark.figures import (
    ALL_YEARS,
    FLATNESS,
    LAST_YEAR,
    PEAK_MEMORY,
    SESSION_1,
    SESSION_1_SECONDS,
    Figure,
)
from scripts.data_generation.benchmark.plan import Plan
from scripts.data_generation.benchmark.scratch import Scratch
from scripts.data_generation.benchmark.sessions import Chunk, Session, run_history, share_of
from scripts.data_generation.config.history import years_later
from scripts.data_generation.orchestrator.history_days import DAY, Span

READINGS = EnvironmentalReading._meta.db_table
# By then the company has as many batches as it ever will.
FULL_FROM_YEAR = 5
# Tables with a smaller share of the rows are shown as one.
LARGE_SHARE = 0.001

History = list[Session]


def history_arms(scratch: Scratch, plan: Plan, say: Callable[[str], None]) -> Iterator[Figure]:
    """Run the whole history as often as the plan says, then tell what it cost."""
    histories = [run_history(scratch, plan, say) for _ in range(plan.runs)]
    if "d" in plan.arms:
        yield from _session_figures(histories, makes_tables=scratch.vendor == "sqlite")
        yield from _table_figures([sessions[0] for sessions in histories])
    if "e" in plan.arms:
        yield from _year_figures(plan, histories)


def _over(histories: list[History], value: Callable[[History], float]) -> tuple[float, ...]:
    return tuple(value(sessions) for sessions in histories)


def _session_figures(histories: list[History], *, makes_tables: bool) -> Iterator[Figure]:
    rows = histories[0][0].rows.total()
    note = f"{rows:,} rows{', the tables made first' if makes_tables else ''}"
    yield Figure("d", SESSION_1_SECONDS, "s", _over(histories, lambda h: h[0].seconds), note)
    rates = _over(histories, lambda h: rows / h[0].seconds)
    yield Figure("d", SESSION_1, "rows/s", rates)
    inside = _over(
        histories, lambda h: sum(c.rows.total() for c in h[0].chunks) / h[0].chunk_seconds
    )
    yield Figure("d", "session 1, its chunks alone, all tables", "rows/s", inside)
    total = sum(session.rows.total() for session in histories[0])
    seconds = _over(histories, lambda h: sum(session.seconds for session in h))
    note = f"{total:,} rows in {len(histories[0])} sessions"
    yield Figure("d", ALL_YEARS, "s", seconds, note)
    peaks = _over(histories, lambda h: max(session.peak_memory_mb for session in h))
    yield Figure("d", PEAK_MEMORY, "MB", peaks)


def _table_figures(first_sessions: list[Session]) -> Iterator[Figure]:
    """Rows of each large table, and of all small ones, a second of the whole command."""
    rows = first_sessions[0].rows
    large = {name: n for name, n in rows.most_common() if n >= LARGE_SHARE * rows.total()}
    rest = rows.total() - sum(large.values())
    others = {f"the {len(rows) - len(large)} other tables": rest} if rest else {}
    for table, count in {**large, **others}.items():
        rates = tuple(count / session.seconds for session in first_sessions)
        yield Figure("d", table, "rows/s", rates, f"{count:,} rows")


def years_of(history: Span) -> list[Span]:
    """The simulated years of a history; the last one may be shorter."""
    years: list[Span] = []
    while not years or years[-1].last < history.last:
        begin = years_later(history.first, len(years))
        end = years_later(history.first, len(years) + 1) - DAY
        years.append(Span(begin, min(end, history.last)))
    return years


def _year_figures(plan: Plan, histories: list[History]) -> Iterator[Figure]:
    """Seconds and peak memory year by year; a chunk in two years counts to both by days."""
    years = years_of(plan.history)
    seconds = [tuple(_seconds(history, year) for history in histories) for year in years]
    for number, (year, taken) in enumerate(zip(years, seconds, strict=True), start=1):
        note = f"{_rows(histories[0], year):,.0f} rows"
        yield Figure("e", f"year {number}", "s", taken, note)
    for number, year in enumerate(years, start=1):
        peaks = tuple(max(c.peak_memory_mb for c, _ in _in(h, year)) for h in histories)
        yield Figure("e", f"peak memory to the end of year {number}", "MB", peaks)
    late = list(zip(*seconds[FULL_FROM_YEAR - 1 :], strict=True))
    if len(years) > FULL_FROM_YEAR:
        yield Figure("e", FLATNESS, "%", tuple(_departure(taken) for taken in late))
    readings = tuple(
        _rows(h, years[-1], READINGS) / taken
        for h, taken in zip(histories, seconds[-1], strict=True)
    )
    yield Figure("e", LAST_YEAR, "rows/s", readings)


def _in(history: History, year: Span) -> list[tuple[Chunk, float]]:
    """The chunks that have days in a year, each with the part of it that lies there."""
    parts = [(c, share_of(c, year)) for session in history for c in session.chunks]
    return [(chunk, share) for chunk, share in parts if share > 0]


def _seconds(history: History, year: Span) -> float:
    return sum(share * chunk.seconds for chunk, share in _in(history, year))


def _rows(history: History, year: Span, table: str | None = None) -> float:
    return sum(
        share * (chunk.rows[table] if table else chunk.rows.total())
        for chunk, share in _in(history, year)
    )


def _departure(seconds: tuple[float, ...]) -> float:
    """How far the farthest year is from the median year [%]."""
    middle = median(seconds)
    return 100.0 * max(abs(s - middle) for s in seconds) / middle
