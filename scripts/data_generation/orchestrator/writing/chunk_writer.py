"""One chunk into the books: every generator in the order that their rows point to each other."""

from collections.abc import Callable, Iterator

from django.db import models

from apps.batch.models import GrowthSample, IndividualGrowthObservation, MortalityEvent
from apps.health.models import MortalityRecord
from apps.inventory.models import FeedingEvent
from scripts.data_generation.generators.batches import write_assignments, write_batches
from scripts.data_generation.generators.broodstock import write_eggs
from scripts.data_generation.generators.environmental import write_readings
from scripts.data_generation.generators.feeding_summaries import write_feeding_summaries
from scripts.data_generation.generators.fish_records import write_deaths, write_growth_samples
from scripts.data_generation.generators.harvest import write_harvests
from scripts.data_generation.generators.health.examinations import write_examinations
from scripts.data_generation.generators.health.laboratory import write_laboratory
from scripts.data_generation.generators.health.lice_counts import write_lice_counts
from scripts.data_generation.generators.health.mortality_records import write_mortality_records
from scripts.data_generation.generators.health.treatments import write_treatments
from scripts.data_generation.generators.inventory import write_feed, write_meals
from scripts.data_generation.generators.journal.outbreaks import write_outbreak_journal
from scripts.data_generation.generators.journal.rounds_and_moves import write_journal
from scripts.data_generation.generators.journal.treatments import write_treatment_journal
from scripts.data_generation.generators.journal.water import write_water_journal
from scripts.data_generation.generators.keys import RESERVED_MODELS
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.generators.transfers import write_transfers
from scripts.data_generation.generators.weather import write_daylight, write_weather
from scripts.data_generation.simulation.ledger.events import ChunkEvents

# The tables of most rows besides readings and weather, which have no foreign keys in the database.
EVENT_TABLES: tuple[type[models.Model], ...] = (
    FeedingEvent,
    MortalityEvent,
    MortalityRecord,
    GrowthSample,
    IndividualGrowthObservation,
)

# What is written while no key is asked for: the readings, too, where they have any.
KEYED_TABLES: tuple[type[models.Model], ...] = (*EVENT_TABLES, *RESERVED_MODELS)

Writer = Callable[[Books, ChunkEvents, Ledger], None]

WRITERS: tuple[Writer, ...] = (
    write_weather,
    write_daylight,
    write_batches,
    write_eggs,
    write_assignments,
    write_transfers,
    write_deaths,
    write_mortality_records,
    write_feed,
    write_meals,
    write_feeding_summaries,
    write_growth_samples,
    write_harvests,
    write_lice_counts,
    write_treatments,
    write_journal,
    write_outbreak_journal,
    write_water_journal,
    write_treatment_journal,
    write_examinations,
    write_laboratory,
)


def write_chunk(books: Books, events: ChunkEvents, ledger: Ledger) -> Iterator[int]:
    """Write the chunk's rows inside the caller's transaction; yields rows as they go in."""
    with ledger.foreign_keys_unasked():
        # Events last: their tables are locked from the first of them to the commit.
        yield from write_readings(books, events, ledger)
        yield from write_events(books, events, ledger)


def write_events(books: Books, events: ChunkEvents, ledger: Ledger) -> Iterator[int]:
    """The same without the readings, which workers write."""
    with ledger.foreign_keys_aside(EVENT_TABLES):
        for writer in WRITERS:
            before = ledger.rows.total()
            writer(books, events, ledger)
            yield ledger.rows.total() - before
