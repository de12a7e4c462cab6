"""The harvest domain: one event for each cage emptied, its lots by grade, and its waste."""

import numpy as np

from apps.batch.models import Batch, BatchContainerAssignment
from apps.harvest.models import HarvestEvent, HarvestLot, HarvestWaste
from scripts.data_generation.config.fish.harvest import WASTE
from scripts.data_generation.generators.calendar import moments
from scripts.data_generation.generators.ledger import CREATED, Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.ledger.events import ChunkEvents


def write_harvests(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add the chunk's harvest events; the fish harvested are those the assignment closed with."""
    harvests = events.harvests
    when = moments(harvests.day, harvests.minute)
    years = when.astype("datetime64[Y]").astype(np.int64) + 1970
    references = [f"HARV-{y}-{n:05d}" for y, n in zip(years, harvests.id, strict=True)]
    columns = {
        "id": books.keys(HarvestEvent, harvests.id),
        "batch_id": books.keys(Batch, harvests.batch),
        "assignment_id": books.keys(BatchContainerAssignment, harvests.assignment),
        "event_date": when,
        "dest_geography_id": books.geographies(harvests.area),
        "dest_subsidiary": HarvestEvent.Subsidiary.LOGISTICS,
        "document_ref": np.asarray(references, dtype=object),
    }
    ledger.insert(HarvestEvent, **columns)
    ledger.insert_history(HarvestEvent, CREATED, when, **columns)
    _write_lots(books, events, ledger)
    _write_waste(books, events, ledger)


def _write_lots(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    lots = events.harvest_lots
    grades = np.asarray(books.master.grades, dtype=np.int64)
    columns = {
        "id": books.keys(HarvestLot, lots.id),
        "event_id": books.keys(HarvestEvent, lots.harvest),
        "product_grade_id": grades[lots.grade],
        "live_weight_kg": lots.live_kg,
        "gutted_weight_kg": lots.gutted_kg,
        "fillet_weight_kg": lots.fillet_kg,
        "unit_count": lots.count,
    }
    ledger.insert(HarvestLot, **columns)
    of_harvest = np.searchsorted(events.harvests.id, lots.harvest)
    when = moments(events.harvests.day, events.harvests.minute)[of_harvest]
    ledger.insert_history(HarvestLot, CREATED, when, **columns)


def _write_waste(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add what gutting took of each harvest, by category: live weight less gutted weight."""
    harvests, lots = events.harvests, events.harvest_lots
    of_harvest = np.searchsorted(harvests.id, lots.harvest)
    lost = np.bincount(of_harvest, lots.live_kg - lots.gutted_kg, len(harvests))
    shares = np.asarray(books.world.parameters.harvest.waste_shares)
    numbers = (harvests.id[:, None] - 1) * len(WASTE) + np.arange(1, len(WASTE) + 1)
    columns = {
        "id": books.keys(HarvestWaste, numbers.ravel()),
        "event_id": np.repeat(books.keys(HarvestEvent, harvests.id), len(WASTE)),
        "category": np.tile(np.asarray(WASTE, dtype=object), len(harvests)),
        "weight_kg": (lost[:, None] * shares).ravel(),
    }
    ledger.insert(HarvestWaste, **columns)
    when = np.repeat(moments(harvests.day, harvests.minute), len(WASTE))
    ledger.insert_history(HarvestWaste, CREATED, when, **columns)
