"""Sessions: living them chunk by chunk, and carrying on where they stand."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TextIO

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from apps.environmental.models import EnvironmentalReading
from aquamind.tables.foreign_keys import prove_foreign_keys
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.models import (
    GenerationChunk,
    GenerationRun,
    GenerationSession,
    Progress,
)
from scripts.data_generation.orchestrator.checkpoint_manager import (
    AwaitedReadings,
    CheckpointManager,
    ChunkFigures,
)
from scripts.data_generation.orchestrator.errors import GenerationError, RequestError
from scripts.data_generation.orchestrator.history_days import Span, chunks
from scripts.data_generation.orchestrator.memory_manager import MemoryManager
from scripts.data_generation.orchestrator.progress_tracker import ProgressTracker
from scripts.data_generation.orchestrator.run_log import RunLog
from scripts.data_generation.orchestrator.runs.extension import planned_sessions
from scripts.data_generation.orchestrator.runs.founding import open_books
from scripts.data_generation.orchestrator.workers.block_dispatch import (
    BlockDispatch,
    HandedOut,
    InThisProcess,
)
from scripts.data_generation.orchestrator.writing.chunk_writer import (
    KEYED_TABLES,
    write_chunk,
    write_events,
)
from scripts.data_generation.orchestrator.writing.compression import Compression
from scripts.data_generation.orchestrator.writing.generator_tables import write_generator_tables
from scripts.data_generation.orchestrator.writing.report_files import (
    write_progress,
    write_session_report,
)
from scripts.data_generation.simulation.farm import Farm
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.sensors.readings import ReadingPlan


@dataclass
class SessionResult:
    """What one session wrote."""

    number: int
    span: Span
    rows: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    peak_memory_mb: float = 0.0
    waits: int = 0
    shortages: int = 0


@dataclass
class _Work:
    """A session under way, and the blocks of readings that are with workers."""

    session: GenerationSession
    tracker: ProgressTracker
    result: SessionResult
    handed_out: HandedOut | None = None
    _lap_began: float = field(default_factory=time.monotonic)

    def lap(self) -> float:
        """Seconds since it was asked last, or since the work began: they add up to all of it."""
        began, self._lap_began = self._lap_began, time.monotonic()
        return self._lap_began - began


def sessions_to_run(run: GenerationRun, number: int | None) -> list[int]:
    """The sessions that a request for `number` (None: all that are left) means for this run."""
    done = set(run.sessions.filter(status=Progress.COMPLETED).values_list("number", flat=True))
    plan = planned_sessions(run)
    left = [n for n in plan if n not in done]
    if number is None:
        return left
    if number in done:
        raise GenerationError(f"session {number} of this run is complete already")
    if number not in plan:
        raise RequestError(
            f"there is no session {number}: this run ends on {run.end_date} and has sessions "
            f"{', '.join(map(str, plan))}"
        )
    if number != left[0]:
        before = max(other for other in plan if other < number)
        raise GenerationError(
            f"session {number} goes on where session {before} ends, which is not complete; "
            f"run --session={left[0]} first"
        )
    return [number]


class SessionManager:
    """Runs one session of a run from its first uncommitted day to its end."""

    def __init__(
        self,
        run: GenerationRun,
        *,
        stream: TextIO | None = None,
        dispatch: BlockDispatch | None = None,
        log: RunLog | None = None,
        stop_points: Sequence[Callable[[], None]] = (),
    ) -> None:
        """`stop_points` are called between two chunks; one raises when the run is to stop there."""
        self.run = run
        self._log = log or RunLog()
        self.checkpoints = CheckpointManager(run)
        self._stream = stream
        self._dispatch = dispatch
        self._stop_points = stop_points
        self._memory = MemoryManager()
        self._compression = Compression(connection)
        self._books = open_books(run, Ledger())

    def run_sessions(self, numbers: Sequence[int], chunk_days: int) -> list[SessionResult]:
        """Write what is left of these sessions, one after the other."""
        with self._compression.policies_paused():
            results = [self.run_session(number, chunk_days) for number in numbers]
            self._compression.leave_policies()
        return results

    def run_session(self, number: int, chunk_days: int) -> SessionResult:
        """Write what is left of the session: first what a chunk lacks, then the chunks to come."""
        session = self._session(number, chunk_days)
        span = Span(session.first_day, session.last_day)
        begin = self.checkpoints.next_day(session)
        farm = self._farm(begin)
        result = SessionResult(number, span)
        lacking = self.checkpoints.unfinished(session)
        days = (span.last - (lacking[0].first_day if lacking else begin)).days + 1
        with ProgressTracker(f"Session {number}", days, self._stream) as tracker:
            work = _Work(session, tracker, result)
            self._log.say(f"session {number}, {span}: begins with {begin}")
            for chunk_row in lacking:
                self._settle(work)
                work.handed_out = self._hand_out(chunk_row)
            for chunk in chunks(span, session.chunk_days, begin):
                self._write(chunk, farm, work)
            self._settle(work)
            self._log.doing(f"proving the keys of session {number}'s rows and completing it")
            self._complete(session)
            self.checkpoints.mirror(session)
            result.seconds = tracker.seconds
        self._log.doing(f"writing the reports of session {number}")
        write_session_report(self.run, session)
        result.peak_memory_mb = max(result.peak_memory_mb, self._memory.peak_mb())
        self._log.say(
            f"session {number} is complete: {result.rows.total():,} rows in {result.seconds:.1f} s"
        )
        return result

    def _session(self, number: int, chunk_days: int) -> GenerationSession:
        """The session's row, made when it begins; going on, its chunks may get another length."""
        span = planned_sessions(self.run)[number]
        session, _ = GenerationSession.objects.update_or_create(
            run=self.run,
            number=number,
            defaults={"chunk_days": chunk_days},
            create_defaults={
                "first_day": span.first,
                "last_day": span.last,
                "chunk_days": chunk_days,
            },
        )
        return session

    def _farm(self, begin: date) -> Farm:
        """The farm as it stood on the evening before `begin`."""
        state = self.checkpoints.last_state()
        if state is None:
            return Farm.founded(self._books.world, begin.toordinal())
        return Farm(self._books.world, state)

    def _write(self, chunk: Span, farm: Farm, work: _Work) -> None:
        """Simulate a chunk and commit it with its checkpoint."""
        for stop_point in self._stop_points:
            stop_point()
        named = f"session {work.session.number}, chunk {chunk}"
        self._log.doing(f"simulating {named}")
        events: ChunkEvents = farm.advance(chunk.first.toordinal(), chunk.last.toordinal())
        blocks = self._blocks_for_workers(events)
        # Meanwhile workers have been writing the readings of the chunk before, and go on while this
        # one's other rows are committed; on SQLite only one writes at a time.
        if not blocks or connection.vendor == "sqlite":
            self._settle(work)
        self._log.doing(f"writing the rows of {named}")
        row = self._commit(chunk, farm, events, work, blocks)
        if row.occupancy is None:
            self._finished(row, work)
            return
        handed_out = self._hand_out(row)
        self._settle(work)
        work.handed_out = handed_out

    def _commit(
        self, chunk: Span, farm: Farm, events: ChunkEvents, work: _Work, blocks: int
    ) -> GenerationChunk:
        """Commit a chunk in one transaction; with workers, all of it but the readings."""
        ledger = Ledger(self._books.key_bases)
        with transaction.atomic():
            write = write_events if blocks else write_chunk
            for rows in write(self._books, events, ledger):
                work.tracker.wrote(rows, chunk.last, self._memory.watch())
            write_generator_tables(self.run, self._books, events, ledger)
            if connection.vendor == "postgresql":
                # Foreign keys are checked now instead of at the commit, so that it is timed.
                connection.check_constraints()
            figures = ChunkFigures(
                rows=dict(ledger.rows),
                waits=len(events.waits),
                shortages=len(events.shortages),
                seconds=work.lap(),
                peak_memory_mb=self._memory.peak_mb(),
            )
            awaited = AwaitedReadings()
            if blocks:
                awaited = AwaitedReadings(
                    events.occupancy.to_bytes(), blocks, settings.READING_BLOCK_ROWS
                )
            row = self.checkpoints.commit_chunk(work.session, chunk, farm.state, figures, awaited)
        work.result.rows += ledger.rows
        work.result.waits += len(events.waits)
        work.result.shortages += len(events.shortages)
        return row

    def _blocks_for_workers(self, events: ChunkEvents) -> int:
        if self._dispatch is None:
            return 0
        block_rows = settings.READING_BLOCK_ROWS
        return len(ReadingPlan(self._books.world, events.occupancy, events.first_day, block_rows))

    def _hand_out(self, chunk: GenerationChunk) -> HandedOut:
        """Have workers write the readings that a chunk lacks; without workers, write them here."""
        dispatch = self._dispatch or BlockDispatch(InThisProcess())
        return dispatch.hand_out(chunk)

    def _settle(self, work: _Work) -> None:
        """Wait for the blocks that are handed out; their chunk is done when all are in."""
        handed, work.handed_out = work.handed_out, None
        if handed is None:
            return
        chunk, peak_memory_mb = handed.chunk, 0.0
        days = Span(chunk.first_day, chunk.last_day)
        self._log.doing(f"waiting for the readings of session {work.session.number}, chunk {days}")
        for report in handed.reports():
            work.tracker.wrote(report.rows, chunk.last_day, self._memory.watch())
            work.result.rows[EnvironmentalReading._meta.db_table] += report.rows
            peak_memory_mb = max(peak_memory_mb, report.peak_memory_mb)
        work.result.peak_memory_mb = max(work.result.peak_memory_mb, peak_memory_mb)
        with transaction.atomic():
            self.checkpoints.finish_chunk(chunk, seconds=work.lap(), peak_memory_mb=peak_memory_mb)
        self._finished(chunk, work)

    def _finished(self, chunk: GenerationChunk, work: _Work) -> None:
        """All rows of a chunk are in: compress what lies behind it, tell people."""
        days = Span(chunk.first_day, chunk.last_day)
        self._log.doing(f"closing session {work.session.number}, chunk {days}")
        self._compression.behind(chunk.last_day)
        self.checkpoints.mirror(work.session)
        write_progress(self.run)
        work.tracker.finished_chunk(days, self._memory.watch())
        self._log.say(_chunk_line(work.session, chunk))

    @transaction.atomic
    def _complete(self, session: GenerationSession) -> None:
        """Prove the keys of all rows; mark the session complete, and with the last one the run."""
        prove_foreign_keys(connection, KEYED_TABLES)
        now = timezone.now()
        session.status, session.completed_at = Progress.COMPLETED, now
        session.save(update_fields=["status", "completed_at"])
        if session.last_day == self.run.end_date:
            self.run.status, self.run.completed_at = Progress.COMPLETED, now
            self.run.save(update_fields=["status", "completed_at"])


def _chunk_line(session: GenerationSession, chunk: GenerationChunk) -> str:
    """A chunk for the log: where it is and what it took."""
    days, rows = Span(chunk.first_day, chunk.last_day), sum(chunk.rows.values())
    return (
        f"session {session.number}, chunk {days}: {len(days)} days, {rows:,} rows in "
        f"{chunk.seconds:.2f} s ({rows / max(chunk.seconds, 1e-6):,.0f} rows/s), "
        f"peak memory {chunk.peak_memory_mb:.0f} MB"
    )
