"""Where the runs of a database stand, asked of the generator's own books; nothing is written."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db import DatabaseError, connection
from django.db.models import Count, Sum

from aquamind.tables.database_owner import Owner, owner_of
from scripts.data_generation.config.history import OUTPUT_VERSION
from scripts.data_generation.models import (
    GenerationBlock,
    GenerationChunk,
    GenerationRun,
    GenerationSession,
    Progress,
)
from scripts.data_generation.orchestrator.history_days import Span, years_of
from scripts.data_generation.orchestrator.run_lock import is_held
from scripts.data_generation.orchestrator.runs.extension import planned_sessions
from scripts.data_generation.orchestrator.tables_present import has_books, is_there, lacks_tables

State = Literal["planned", "running", "unfinished", "completed", "half cleared"]
COMMAND = "python manage.py generate_data"


@dataclass(frozen=True)
class ChunkStatus:
    """One chunk in the books; `lacking` blocks of its readings are still to be written."""

    first_day: date
    last_day: date
    rows: int
    seconds: float
    peak_memory_mb: float
    lacking: int


@dataclass(frozen=True)
class SessionStatus:
    """One session of a run, begun or still planned; `years` are its first and last, from 1."""

    number: int
    years: tuple[int, int]
    first_day: date
    last_day: date
    state: State
    started_at: datetime | None
    completed_at: datetime | None
    chunks: tuple[ChunkStatus, ...]

    @property
    def rows(self) -> int:
        """Rows of its chunks."""
        return sum(chunk.rows for chunk in self.chunks)

    @property
    def seconds(self) -> float:
        """Wall-clock seconds spent on its chunks, over all interruptions."""
        return sum(chunk.seconds for chunk in self.chunks)

    @property
    def peak_memory_mb(self) -> float:
        """Largest resident memory of a process that worked on it."""
        return max((chunk.peak_memory_mb for chunk in self.chunks), default=0.0)

    @property
    def committed_to(self) -> date | None:
        """The last day in the books."""
        return self.chunks[-1].last_day if self.chunks else None

    @property
    def lacking_blocks(self) -> int:
        """Blocks of readings still to be written."""
        return sum(chunk.lacking for chunk in self.chunks)


@dataclass(frozen=True)
class RunStatus:
    """One run; `founding_rows` are what the company owns."""

    number: int
    scale: str
    seed: int
    first_day: date
    last_day: date
    output_version: int
    state: State
    founding_rows: int
    sessions: tuple[SessionStatus, ...]


@dataclass(frozen=True)
class DatabaseStatus:
    """All runs of a database, whether one is at work, and the command that comes next."""

    runs: tuple[RunStatus, ...]
    is_going: bool
    next: str


def database_status() -> DatabaseStatus:
    """Ask the database; one that is empty or has no tables has no runs."""
    if not has_books():
        return DatabaseStatus((), False, _first_step())
    is_going = is_held()
    try:
        runs = tuple(run_status(run, is_going) for run in GenerationRun.objects.order_by("pk"))
    except DatabaseError as error:
        if not lacks_tables(error):
            raise
        return DatabaseStatus((), is_going, _first_step())
    return DatabaseStatus(runs, is_going, _next(runs, is_going))


def run_status(run: GenerationRun, is_going: bool) -> RunStatus:
    """Where one run stands; `is_going` when a process is at work on it."""
    begun = {session.number: session for session in run.sessions.all()}
    chunks = _chunks(run)
    sessions = tuple(
        _session(run, number, span, begun.get(number), chunks, is_going)
        for number, span in planned_sessions(run).items()
    )
    return RunStatus(
        number=run.pk,
        scale=run.scale,
        seed=run.seed,
        first_day=run.start_date,
        last_day=run.end_date,
        output_version=run.output_version,
        state=_state(run.status, is_going),
        founding_rows=sum(run.founding_rows.values()),
        sessions=sessions,
    )


def _session(
    run: GenerationRun,
    number: int,
    span: Span,
    row: GenerationSession | None,
    chunks: dict[int, list[ChunkStatus]],
    is_going: bool,
) -> SessionStatus:
    return SessionStatus(
        number=number,
        years=years_of(run.start_date, span),
        first_day=span.first,
        last_day=span.last,
        state=_state(row.status, is_going) if row else "planned",
        started_at=row.started_at if row else None,
        completed_at=row.completed_at if row else None,
        chunks=tuple(chunks[number]),
    )


def _chunks(run: GenerationRun) -> dict[int, list[ChunkStatus]]:
    """The chunks of each session, in order, with the blocks that workers have written so far."""
    unfinished = GenerationChunk.objects.filter(session__run=run, occupancy__isnull=False)
    lacking = set(unfinished.values_list("pk", flat=True))
    marks = GenerationBlock.objects.filter(chunk__in=lacking).order_by().values_list("chunk")
    marked = {pk: (blocks, rows) for pk, blocks, rows in marks.annotate(Count("pk"), Sum("rows"))}
    found: dict[int, list[ChunkStatus]] = defaultdict(list)
    chunks = GenerationChunk.objects.filter(session__run=run).order_by("first_day")
    for chunk in chunks.select_related("session").defer("state", "occupancy"):
        blocks, rows = marked.get(chunk.pk, (0, 0))
        found[chunk.session.number].append(
            ChunkStatus(
                first_day=chunk.first_day,
                last_day=chunk.last_day,
                rows=sum(chunk.rows.values()) + rows,
                seconds=chunk.seconds,
                peak_memory_mb=chunk.peak_memory_mb,
                lacking=chunk.blocks - blocks if chunk.pk in lacking else 0,
            )
        )
    return found


def _state(status: str, is_going: bool) -> State:
    if status == Progress.COMPLETED:
        return "completed"
    if status == Progress.CLEARING:
        return "half cleared"
    return "running" if is_going else "unfinished"


def _first_step() -> str:
    """What a database without tables needs first; SQLite's are made by the generator itself."""
    if is_there(connection) and owner_of(connection) is Owner.AQUAMIND:
        if connection.vendor == "postgresql":
            return "python manage.py prepare_target; AquaMind's own migrations made this database"
        return "give an empty database in DATABASE_URL; AquaMind's own migrations made this one"
    return "python manage.py migrate" if connection.vendor != "sqlite" else f"{COMMAND} --session=1"


def _next(runs: Sequence[RunStatus], is_going: bool) -> str:
    """The exact command that carries on, or why none is to be given now."""
    if is_going:
        return "wait: a run is writing to this database right now"
    if not runs:
        return f"{COMMAND} --session=1"
    last = runs[-1]
    if last.state == "half cleared":
        return f"{COMMAND} --clear"
    if last.output_version != OUTPUT_VERSION:
        return (
            f"go on with the generator that began it: output version {last.output_version}, "
            f"this is {OUTPUT_VERSION}"
        )
    if last.state != "completed":
        return f"{COMMAND} --resume"
    return f"{COMMAND} --extend-years 1"
