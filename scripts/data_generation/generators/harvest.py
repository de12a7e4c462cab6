"""The harvest domain: one event for each cage emptied."""

import numpy as np

from apps.batch.models import Batch, BatchContainerAssignment
from apps.harvest.models import HarvestEvent
from scripts.data_generation.generators.books import Books
from scripts.data_generation.generators.calendar import moments
from scripts.data_generation.generators.ledger import CREATED, Ledger
from scripts.data_generation.simulation.events import ChunkEvents


def write_harvests(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add the chunk's harvest events; the fish harvested are those the assignment closed with."""
    rows = events.harvests
    when = moments(rows["day"], rows["minute"])
    years = when.astype("datetime64[Y]").astype(np.int64) + 1970
    references = [f"HARV-{y}-{n:05d}" for y, n in zip(years, rows["id"], strict=True)]
    columns = {
        "id": books.keys(HarvestEvent, rows["id"]),
        "batch_id": books.keys(Batch, rows["batch"]),
        "assignment_id": books.keys(BatchContainerAssignment, rows["assignment"]),
        "event_date": when,
        "dest_geography_id": books.geographies(rows["area"]),
        "dest_subsidiary": HarvestEvent.Subsidiary.LOGISTICS,
        "document_ref": np.asarray(references, dtype=object),
    }
    ledger.insert(HarvestEvent, **columns)
    ledger.insert_history(HarvestEvent, CREATED, when, **columns)
