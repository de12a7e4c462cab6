"""The generator's own rows about a chunk, for readers of the data: events, faults, outbreaks."""

import numpy as np

from apps.infrastructure.models import Sensor
from aquamind.columnar.columns import Columns
from scripts.data_generation.config.company.records import FaultKind
from scripts.data_generation.config.fish.mortality import CAUSE_CODES
from scripts.data_generation.config.water.water_events import EventKind
from scripts.data_generation.generators.calendar import dates, moments
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.models import (
    GenerationRun,
    MonthlyDeaths,
    SensorFault,
    WaterEvent,
)
from scripts.data_generation.orchestrator.writing.outbreak_rows import write_outbreaks
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.sensors.sensor_faults import faults_beginning

_KINDS = np.asarray([kind.name for kind in EventKind], dtype=object)
_FAULTS = np.asarray([kind.name for kind in FaultKind], dtype=object)


def write_generator_tables(
    run: GenerationRun, books: Books, events: ChunkEvents, ledger: Ledger
) -> None:
    """Add what began in the chunk, and bring outbreaks up to its last evening."""
    write_counted_rows(run, books, events, ledger)
    write_outbreaks(run, books, events)
    write_monthly_deaths(run, events)


def write_counted_rows(
    run: GenerationRun, books: Books, events: ChunkEvents, ledger: Ledger
) -> None:
    """Add those that pass through the ledger, which is all that a dry run needs to count them."""
    write_water_events(run, books, events, ledger)
    write_sensor_faults(run, books, events, ledger)


def write_water_events(
    run: GenerationRun, books: Books, events: ChunkEvents, ledger: Ledger
) -> None:
    """Add the water events that begin in the chunk."""
    water_events = events.water_events
    ledger.insert(
        WaterEvent,
        run_id=run.pk,
        area_id=books.areas(water_events.area),
        kind=_KINDS[water_events.kind],
        first_day=dates(water_events.start_day),
        last_day=dates(water_events.end_day),
        strength=water_events.strength,
    )


def write_monthly_deaths(run: GenerationRun, events: ChunkEvents) -> None:
    """Add up the chunk's deaths by month and cause; no rows to count, they stand in the books."""
    days = np.arange(events.first_day, events.last_day + 1)
    months = dates(days).astype("datetime64[M]")
    begins = np.flatnonzero(np.r_[True, months[1:] != months[:-1]])
    deaths = events.deaths
    month = np.searchsorted(begins, deaths.day - events.first_day, side="right") - 1
    fish = np.zeros((len(begins), len(CAUSE_CODES)), dtype=np.int64)
    np.add.at(fish, (month, deaths.cause), deaths.count)
    of_month, cause = np.nonzero(fish)
    MonthlyDeaths.objects.bulk_create(
        Columns(
            run_id=run.pk,
            first_day=dates(days[begins[of_month]]),
            cause=np.asarray(CAUSE_CODES, dtype=object)[cause],
            fish=fish[of_month, cause],
        )
    )


def write_sensor_faults(
    run: GenerationRun, books: Books, events: ChunkEvents, ledger: Ledger
) -> None:
    """Add the sensor faults that begin in the chunk; none without dirty data."""
    faults = faults_beginning(books.world, events.first_day, events.last_day)
    no_day = np.zeros(len(faults), dtype=np.int64)
    ledger.insert(
        SensorFault,
        run_id=run.pk,
        sensor_id=books.keys_of_index(Sensor, faults.sensor),
        kind=_FAULTS[faults.kind],
        first_moment=moments(no_day, faults.start),
        last_moment=moments(no_day, faults.end - 1),
        size=faults.size,
    )
