"""Runs and sessions: founding a company, living its sessions chunk by chunk, carrying on."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TextIO

from django.db import transaction
from django.utils import timezone

from scripts.data_generation.config.history import OUTPUT_VERSION
from scripts.data_generation.config.parameters import Parameters, from_json, to_json
from scripts.data_generation.generators.books import Books
from scripts.data_generation.generators.infrastructure import write_infrastructure
from scripts.data_generation.generators.keys import reserve_keys
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.master_data import ensure_master_data
from scripts.data_generation.models import GenerationRun, GenerationSession, Progress
from scripts.data_generation.orchestrator.checkpoint_manager import CheckpointManager
from scripts.data_generation.orchestrator.chunk_writer import write_chunk
from scripts.data_generation.orchestrator.errors import GenerationError
from scripts.data_generation.orchestrator.memory_manager import MemoryManager
from scripts.data_generation.orchestrator.progress_tracker import ProgressTracker
from scripts.data_generation.orchestrator.run_plan import Span, chunks, session_span, sessions_of
from scripts.data_generation.simulation.events import ChunkEvents
from scripts.data_generation.simulation.farm import Farm
from scripts.data_generation.simulation.layout import build_layout
from scripts.data_generation.simulation.world import World


@dataclass
class SessionResult:
    """What one session wrote."""

    number: int
    span: Span
    rows: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    peak_memory_mb: float = 0.0
    waits: int = 0


def found_run(parameters: Parameters, seed: int, history: Span) -> GenerationRun:
    """Store a new run with its reserved keys, and write what the company owns, all or nothing."""
    if GenerationRun.objects.exists():
        raise GenerationError(
            "this database already holds a generated company; carry it on with --resume, or empty "
            "the database first with 'python manage.py flush'"
        )
    ledger = Ledger()
    with transaction.atomic():
        run = GenerationRun.objects.create(
            seed=seed,
            scale=parameters.scale.name,
            start_date=history.first,
            end_date=history.last,
            parameters=to_json(parameters),
            output_version=OUTPUT_VERSION,
            key_bases=reserve_keys(),
        )
        write_infrastructure(open_books(run, ledger), history.first, ledger)
        run.founding_rows = dict(ledger.rows)
        run.save(update_fields=["founding_rows"])
    return run


def open_books(run: GenerationRun, ledger: Ledger) -> Books:
    """The run's world and the keys that its rows point to."""
    if run.output_version != OUTPUT_VERSION:
        raise GenerationError(
            f"this run was begun by output version {run.output_version} of the generator, this is "
            f"version {OUTPUT_VERSION} and would write other rows; resume with that version"
        )
    parameters = from_json(run.parameters)
    layout = build_layout(parameters.scale, parameters.equipment)
    world = World(parameters, layout, run.seed)
    master = ensure_master_data(parameters, run.start_date, ledger)
    return Books(world, master, run.key_bases)


def sessions_to_run(run: GenerationRun, number: int | None) -> list[int]:
    """The sessions that a request for `number` (None: all that are left) means for this run."""
    history = Span(run.start_date, run.end_date)
    done = set(run.sessions.filter(status=Progress.COMPLETED).values_list("number", flat=True))
    left = [n for n in sessions_of(history) if n not in done]
    if number is None:
        return left
    if number in done:
        raise GenerationError(f"session {number} of this run is complete already")
    session_span(history, number)
    if number - 1 not in done and number > 1:
        raise GenerationError(
            f"session {number} goes on where session {number - 1} ends, which is not complete; "
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
        checkpoints: CheckpointManager | None = None,
        on_commit: Callable[[Span], None] | None = None,
    ) -> None:
        self.run = run
        self.checkpoints = checkpoints or CheckpointManager(run)
        self._stream = stream
        self._on_commit = on_commit
        self._memory = MemoryManager()
        self._books = open_books(run, Ledger())

    def run_session(self, number: int, chunk_days: int) -> SessionResult:
        """Write the session's remaining chunks, each in one transaction."""
        session = self._session(number, chunk_days)
        span = Span(session.first_day, session.last_day)
        begin = self.checkpoints.next_day(session)
        farm = self._farm(begin)
        result = SessionResult(number, span)
        days = (span.last - begin).days + 1
        with ProgressTracker(f"Session {number}", days, self._stream) as tracker:
            for chunk in chunks(span, session.chunk_days, begin):
                self._write(session, chunk, farm, tracker, result)
            result.seconds = tracker.seconds
        result.peak_memory_mb = self._memory.peak_mb()
        return result

    def _session(self, number: int, chunk_days: int) -> GenerationSession:
        """The session's row, made when it begins; going on, its chunks may get another length."""
        span = session_span(Span(self.run.start_date, self.run.end_date), number)
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

    def _write(
        self,
        session: GenerationSession,
        chunk: Span,
        farm: Farm,
        tracker: ProgressTracker,
        result: SessionResult,
    ) -> None:
        """Simulate a chunk and commit it with its checkpoint."""
        started = time.monotonic()
        events: ChunkEvents = farm.advance(chunk.first.toordinal(), chunk.last.toordinal())
        ledger = Ledger()
        with transaction.atomic():
            for rows in write_chunk(self._books, events, ledger):
                tracker.wrote(rows, chunk.last, self._memory.watch())
            self.checkpoints.commit_chunk(
                session, chunk, farm.state,
                rows=dict(ledger.rows),
                waits=len(events.waits),
                seconds=time.monotonic() - started,
                peak_memory_mb=self._memory.peak_mb(),
            )  # fmt: skip
            if chunk.last == session.last_day:
                self._complete(session)
        self.checkpoints.mirror(session)
        tracker.finished_chunk(chunk, self._memory.watch())
        result.rows += ledger.rows
        result.waits += len(events.waits)
        if self._on_commit:
            self._on_commit(chunk)

    def _complete(self, session: GenerationSession) -> None:
        """Mark the session complete, and with the last one the run."""
        now = timezone.now()
        session.status, session.completed_at = Progress.COMPLETED, now
        session.save(update_fields=["status", "completed_at"])
        if session.last_day == self.run.end_date:
            self.run.status, self.run.completed_at = Progress.COMPLETED, now
            self.run.save(update_fields=["status", "completed_at"])
