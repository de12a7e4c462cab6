"""The generator's own rows about a chunk, for readers of the data: what happened to the water."""

import numpy as np

from apps.infrastructure.models import Area
from scripts.data_generation.config.water_events import EventKind
from scripts.data_generation.generators.books import Books
from scripts.data_generation.generators.calendar import dates
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.models import GenerationRun, WaterEvent
from scripts.data_generation.simulation.events import ChunkEvents

_KINDS = np.asarray([kind.name for kind in EventKind], dtype=object)


def write_water_events(
    run: GenerationRun, books: Books, events: ChunkEvents, ledger: Ledger
) -> None:
    """Add the water events that begin in the chunk."""
    rows = events.water_events
    ledger.insert(
        WaterEvent,
        run_id=run.pk,
        area_id=books.keys_of_index(Area, rows["area"] - len(books.layout.stations)),
        kind=_KINDS[rows["kind"]],
        first_day=dates(rows["start_day"]),
        last_day=dates(rows["end_day"]),
        strength=rows["strength"],
    )
