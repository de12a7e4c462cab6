"""One block of readings into the books, exactly once: its mark and its rows commit together."""

from datetime import datetime
from functools import lru_cache

from django.db import connection, transaction

from scripts.data_generation.generators.environmental import write_block
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.models import GenerationBlock, GenerationChunk, GenerationRun
from scripts.data_generation.orchestrator.runs.founding import open_books
from scripts.data_generation.orchestrator.workers.block_report import BlockReport
from scripts.data_generation.simulation.ledger.fish_tables import Occupancy
from scripts.data_generation.simulation.sensors.readings import ReadingPlan


def make_and_write(chunk_key: int, number: int) -> BlockReport:
    """Make the block and write it, unless its mark says that it is there."""
    marks = GenerationBlock.objects.filter(chunk_id=chunk_key, number=number)
    if mark := marks.first():
        return BlockReport(mark.rows, was_there=True)
    chunk = GenerationChunk.objects.select_related("session__run").defer("state").get(pk=chunk_key)
    if chunk.occupancy is None:
        # Somebody else has written the block since, and it was the chunk's last.
        return BlockReport(marks.get().rows, was_there=True)
    run = chunk.session.run
    books = _books(_place(), run.pk, run.started_at)
    occupancy = Occupancy.from_bytes(bytes(chunk.occupancy))
    plan = ReadingPlan(books.world, occupancy, chunk.first_day.toordinal(), chunk.block_rows)
    block = plan.block(number)
    with transaction.atomic():
        # Who comes second waits here, on the unique key, until the first has committed or failed.
        mark, is_mine = GenerationBlock.objects.get_or_create(
            chunk=chunk, number=number, defaults={"rows": len(block)}
        )
        if is_mine:
            ledger = Ledger()
            with ledger.foreign_keys_unasked():
                write_block(books, block, plan.first_number(number), ledger)
    return BlockReport(mark.rows, was_there=not is_mine)


def _place() -> tuple[str, ...]:
    """Which database this is."""
    return tuple(str(connection.settings_dict[key]) for key in ("HOST", "PORT", "NAME"))


@lru_cache(maxsize=1)
def _books(place: tuple[str, ...], run_key: int, started_at: datetime) -> Books:
    """The books of a run, opened once a process; a flushed database may give its key again."""
    return open_books(GenerationRun.objects.get(pk=run_key), Ledger())
