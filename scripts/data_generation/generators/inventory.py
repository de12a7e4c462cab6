"""The inventory domain: meals."""

import numpy as np

from apps.batch.models import Batch, BatchContainerAssignment
from apps.infrastructure.models import Container
from apps.inventory.models import FeedingEvent
from scripts.data_generation.generators.books import Books
from scripts.data_generation.generators.calendar import clock, dates
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.simulation.events import ChunkEvents
from scripts.data_generation.simulation.feeding import UNITS_PER_KG


def write_meals(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add every meal: amount in whole units of 0.01 kg, and as percent of the biomass."""
    rows = events.meals
    feeds = np.asarray(books.master.feeds, dtype=np.int64)
    amount_kg = rows["units"] / UNITS_PER_KG
    ledger.insert(
        FeedingEvent,
        batch_id=books.keys(Batch, rows["batch"]),
        batch_assignment_id=books.keys(BatchContainerAssignment, rows["assignment"]),
        container_id=books.keys_of_index(Container, rows["container"]),
        feed_id=feeds[rows["feed"]],
        feeding_date=dates(rows["day"]),
        feeding_time=clock(rows["minute"]),
        amount_kg=amount_kg,
        batch_biomass_kg=rows["biomass_kg"],
        feeding_percentage=100.0 * amount_kg / rows["biomass_kg"],
        method=FeedingEvent.Method.AUTOMATIC,
        recorded_by_id=books.staff("feeder", books.layout.containers.site[rows["container"]]),
    )
