"""The environmental domain: sensor readings of occupied containers, streamed in blocks."""

from collections.abc import Iterator

import numpy as np

from apps.batch.models import Batch, BatchContainerAssignment
from apps.environmental.models import EnvironmentalReading
from apps.infrastructure.models import Container, Sensor
from scripts.data_generation.generators.books import Books
from scripts.data_generation.generators.calendar import moments
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.simulation.events import ChunkEvents
from scripts.data_generation.simulation.reading_block import ReadingBlock
from scripts.data_generation.simulation.readings import reading_blocks


def write_readings(books: Books, events: ChunkEvents, ledger: Ledger) -> Iterator[int]:
    """Add the chunk's readings block by block; yields the rows of each block when it is in."""
    for block in reading_blocks(books.world, events.occupancy, events.first_day):
        write_block(books, block, ledger)
        yield len(block)


def write_block(books: Books, block: ReadingBlock, ledger: Ledger) -> None:
    """Add one block of readings."""
    parameters = np.asarray(books.master.parameters, dtype=np.int64)
    ledger.insert(
        EnvironmentalReading,
        sensor_id=books.keys_of_index(Sensor, block.sensor),
        parameter_id=parameters[block.parameter],
        container_id=books.keys_of_index(Container, block.container),
        batch_id=books.keys(Batch, block.batch),
        batch_container_assignment_id=books.keys(BatchContainerAssignment, block.assignment),
        reading_time=moments(np.zeros_like(block.minute), block.minute),
        value=block.value,
    )
