"""The dry run: live the days to come in memory, count every row they would be, write none.

The simulation is the run's own, so the rows are exact but for readings that dirty data leave out.
Readings are counted from who lives where, not made.
"""

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TextIO

from django.conf import settings
from django.db.models import Sum

from apps.environmental.models import EnvironmentalReading
from scripts.data_generation.generators.company.infrastructure import write_infrastructure
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.models import GenerationChunk, GenerationRun
from scripts.data_generation.orchestrator.checkpoint_manager import CheckpointManager
from scripts.data_generation.orchestrator.estimates.master_rows import master_rows
from scripts.data_generation.orchestrator.estimates.null_run import NullLedger, null_books
from scripts.data_generation.orchestrator.estimates.planned_work import PlannedSession, PlannedWork
from scripts.data_generation.orchestrator.history_days import Span, chunks
from scripts.data_generation.orchestrator.memory_manager import MemoryManager
from scripts.data_generation.orchestrator.progress_tracker import ProgressTracker
from scripts.data_generation.orchestrator.writing.chunk_writer import write_events
from scripts.data_generation.orchestrator.writing.generator_tables import write_counted_rows
from scripts.data_generation.simulation.company.world import World
from scripts.data_generation.simulation.farm import Farm
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.fish_tables import Occupancy
from scripts.data_generation.simulation.sensors.readings import ReadingPlan

READINGS = EnvironmentalReading._meta.db_table


@dataclass
class SessionPlan:
    """What a session will write in how many chunks."""

    session: PlannedSession
    chunks: int = 0
    rows: Counter[str] = field(default_factory=Counter)


@dataclass
class DryPlan:
    """What a run will write, and the seconds that simulating it took here, without any writing."""

    work: PlannedWork
    world: World
    founding_rows: Counter[str]
    lacking_readings: int
    sessions: list[SessionPlan]
    state_bytes: int
    simulation_seconds: float

    @property
    def rows(self) -> Counter[str]:
        """All rows by table; with a new company also what it owns."""
        rows = sum((session.rows for session in self.sessions), Counter(self.founding_rows))
        rows[READINGS] += self.lacking_readings
        return rows


def dry_run(work: PlannedWork, stream: TextIO | None = None) -> DryPlan:
    """Live the planned days; people see on `stream` how far it is."""
    books = null_books(work.parameters, work.seed, work.history)
    farm = _farm(work, books)
    started = time.monotonic()
    sessions = [_live(planned, work, books, farm, stream) for planned in work.sessions]
    return DryPlan(
        work=work,
        world=books.world,
        founding_rows=_founding_rows(books, work) if work.run is None else Counter(),
        lacking_readings=0 if work.run is None else _lacking(work.run, books.world),
        sessions=sessions,
        state_bytes=len(farm.state.to_bytes()),
        simulation_seconds=time.monotonic() - started,
    )


def _farm(work: PlannedWork, books: Books) -> Farm:
    """The farm on the evening before the first planned day."""
    state = None if work.run is None else CheckpointManager(work.run).last_state()
    if state is None:
        return Farm.founded(books.world, work.history.first.toordinal())
    return Farm(books.world, state)


def _founding_rows(books: Books, work: PlannedWork) -> Counter[str]:
    ledger = NullLedger()
    write_infrastructure(books, work.history.first, ledger)
    return ledger.rows + master_rows(books.layout.sites)


def _live(
    planned: PlannedSession, work: PlannedWork, books: Books, farm: Farm, stream: TextIO | None
) -> SessionPlan:
    """Live a session's days and count what they would write."""
    plan = SessionPlan(planned)
    memory = MemoryManager()
    title = f"Planning session {planned.number}"
    with ProgressTracker(title, max(planned.days, 1), stream) as tracker:
        for chunk in chunks(Span(planned.first, planned.last), work.chunk_days):
            events = farm.advance(chunk.first.toordinal(), chunk.last.toordinal())
            rows = _rows(books, events)
            plan.chunks += 1
            plan.rows += rows
            tracker.wrote(rows.total(), chunk.last, memory.watch())
            tracker.finished_chunk(chunk, memory.watch())
    return plan


def _rows(books: Books, events: ChunkEvents) -> Counter[str]:
    """The rows of a chunk by table."""
    ledger = NullLedger()
    for _ in write_events(books, events, ledger):
        pass
    write_counted_rows(GenerationRun(), books, events, ledger)
    block_rows = settings.READING_BLOCK_ROWS
    readings = ReadingPlan(books.world, events.occupancy, events.first_day, block_rows).rows
    if readings:
        ledger.rows[READINGS] += readings
    return ledger.rows


def _lacking(run: GenerationRun, world: World) -> int:
    """Readings of committed chunks that workers have not written yet."""
    lacking = 0
    for chunk in GenerationChunk.objects.filter(session__run=run, occupancy__isnull=False):
        occupancy = Occupancy.from_bytes(bytes(chunk.occupancy or b""))
        first_day = chunk.first_day.toordinal()
        there = chunk.reading_blocks.aggregate(rows=Sum("rows"))["rows"] or 0
        lacking += ReadingPlan(world, occupancy, first_day, chunk.block_rows).rows - there
    return lacking
