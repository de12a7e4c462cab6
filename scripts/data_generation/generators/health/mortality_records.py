"""Deaths as the fish health service keeps them: one record for each mortality event, by reason."""

import numpy as np

from apps.batch.models import Batch, BatchContainerAssignment
from apps.health.models import MortalityRecord
from apps.infrastructure.models import Container
from scripts.data_generation.generators.calendar import moments
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.biology.death_reasons import reasons_of
from scripts.data_generation.simulation.ledger.events import ChunkEvents

# Dead fish are collected in the morning, container by container.
FIRST_MINUTE = 8 * 60
MINUTES_BETWEEN = 3
CONTAINERS_A_MORNING = 60


def write_mortality_records(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add a record for every mortality event: its container, its day, its count."""
    deaths = events.deaths
    reasons = reasons_of(books.world.streams, deaths)
    collected = FIRST_MINUTE + MINUTES_BETWEEN * (deaths.container % CONTAINERS_A_MORNING)
    ledger.insert(
        MortalityRecord,
        batch_id=books.keys(Batch, deaths.batch),
        assignment_id=books.keys(BatchContainerAssignment, deaths.assignment),
        container_id=books.keys_of_index(Container, deaths.container),
        reason_id=np.asarray(books.master.reasons, dtype=np.int64)[reasons],
        event_date=moments(deaths.day, collected),
        count=deaths.count,
        notes="",
    )
