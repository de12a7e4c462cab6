"""The environmental domain: sensor readings of occupied containers, streamed in blocks."""

from collections.abc import Iterator

import numpy as np
from django.conf import settings

from apps.batch.models import Batch, BatchContainerAssignment
from apps.environmental.models import EnvironmentalReading
from apps.infrastructure.models import Container, Sensor
from scripts.data_generation.generators.calendar import moments
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.sensors.reading_block import ReadingBlock
from scripts.data_generation.simulation.sensors.readings import ReadingPlan


def write_readings(books: Books, events: ChunkEvents, ledger: Ledger) -> Iterator[int]:
    """Add the chunk's readings block by block; yields the rows of each block when it is in."""
    block_rows = settings.READING_BLOCK_ROWS
    plan = ReadingPlan(books.world, events.occupancy, events.first_day, block_rows)
    for number in range(len(plan)):
        block = plan.block(number)
        write_block(books, block, plan.first_number(number), ledger)
        yield len(block)


def write_block(books: Books, block: ReadingBlock, first_number: int, ledger: Ledger) -> None:
    """Add one block of readings, numbered from `first_number`."""
    numbers = first_number + np.arange(len(block))
    parameters = np.asarray(books.master.parameters, dtype=np.int64)
    ledger.insert(
        EnvironmentalReading,
        id=books.keys(EnvironmentalReading, numbers),
        sensor_id=books.keys_of_index(Sensor, block.sensor),
        parameter_id=parameters[block.parameter],
        container_id=books.keys_of_index(Container, block.container),
        batch_id=books.keys(Batch, block.batch),
        batch_container_assignment_id=books.keys(BatchContainerAssignment, block.assignment),
        reading_time=moments(np.zeros_like(block.minute), block.minute),
        value=block.value,
    )
