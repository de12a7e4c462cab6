"""The broodstock domain: the eggs that each batch grew from, own or bought."""

import numpy as np

from apps.batch.models import Batch
from apps.broodstock.models import BatchParentage, EggProduction, ExternalEggBatch
from apps.infrastructure.models import FreshwaterStation
from scripts.data_generation.config.company.egg_supply import EGG_SUPPLIERS
from scripts.data_generation.generators.calendar import moments
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.logistics.egg_sources import OWN_BROODSTOCK

STRIPPED_MINUTE = 10 * 60
RECEIVED_MINUTE = 8 * 60
OWN_CODE = "OWN"


def write_eggs(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add one egg lot for each batch that started in the chunk, and whose eggs they were."""
    changes = events.batch_changes
    rows = changes.where((changes.day == changes.start_day) & ~changes.completed)
    bought = rows.egg_source != OWN_BROODSTOCK
    codes = [OWN_CODE, *(supplier.code for supplier in EGG_SUPPLIERS)]
    stripped = moments(
        rows.start_day - books.world.parameters.egg_supply.eyed_days, STRIPPED_MINUTE
    )
    years = stripped.astype("datetime64[Y]").astype(np.int64) + 1970
    names = np.asarray(
        [
            f"{codes[source]}-{year}-{batch:05d}"
            for source, year, batch in zip(rows.egg_source, years, rows.id, strict=True)
        ],
        dtype=object,
    )
    sources = EggProduction.SourceType
    lots = books.keys(EggProduction, rows.id)
    ledger.insert(
        EggProduction,
        id=lots,
        egg_batch_id=names,
        egg_count=rows.eggs,
        production_date=stripped,
        source_type=np.where(bought, sources.EXTERNAL, sources.INTERNAL).astype(object),
        destination_station_id=books.keys_of_index(FreshwaterStation, rows.station),
    )
    suppliers = np.asarray((0, *books.master.egg_suppliers), dtype=np.int64)
    strains = np.asarray(["", *(supplier.strain for supplier in EGG_SUPPLIERS)], dtype=object)
    ledger.insert(
        ExternalEggBatch,
        egg_production_id=lots[bought],
        supplier_id=suppliers[rows.egg_source[bought]],
        batch_number=names[bought],
        provenance_data=strains[rows.egg_source[bought]],
    )
    ledger.insert(
        BatchParentage,
        batch_id=books.keys(Batch, rows.id),
        egg_production_id=lots,
        assignment_date=moments(rows.start_day, RECEIVED_MINUTE),
    )
