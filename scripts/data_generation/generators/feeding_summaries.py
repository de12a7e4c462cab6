"""The inventory domain: feed against growth, week by week, of containers and batches."""

import numpy as np

from apps.batch.models import Batch, BatchContainerAssignment
from apps.inventory.models import BatchFeedingSummary, ContainerFeedingSummary
from apps.inventory.models.summaries import ConfidenceLevel
from scripts.data_generation.array_types import Floats
from scripts.data_generation.config.units import FEED_UNITS_A_KG
from scripts.data_generation.generators.calendar import dates
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.ledger.events import ChunkEvents

LARGEST_RATIO = 99.999
CONFIDENCE = np.asarray(ConfidenceLevel.values, dtype=object)
# In the order of the simulation's methods.
METHODS = np.asarray(
    [
        BatchFeedingSummary.EstimationMethod.INTERPOLATED.value,
        BatchFeedingSummary.EstimationMethod.MIXED.value,
        BatchFeedingSummary.EstimationMethod.MEASURED.value,
    ],
    dtype=object,
)


def write_feeding_summaries(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add the weeks that ended in the chunk."""
    _write_containers(books, events, ledger)
    _write_batches(books, events, ledger)


Ratios = np.ma.MaskedArray[tuple[int], np.dtype[np.float64]]


def conversion_ratio(feed_kg: Floats, growth_kg: Floats) -> Ratios:
    """Feed over growth; null where nothing grew or where the column cannot hold it."""
    ratio = np.divide(feed_kg, growth_kg, out=np.full(len(feed_kg), np.inf), where=growth_kg > 0)
    return np.ma.masked_array(ratio, mask=ratio > LARGEST_RATIO)


def _write_containers(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    weeks = events.container_weeks
    feed_kg = weeks.units / FEED_UNITS_A_KG
    ledger.insert(
        ContainerFeedingSummary,
        batch_id=books.keys(Batch, weeks.batch),
        container_assignment_id=books.keys(BatchContainerAssignment, weeks.assignment),
        period_start=dates(weeks.since),
        period_end=dates(weeks.end_day),
        total_feed_kg=feed_kg,
        starting_biomass_kg=weeks.start_kg,
        ending_biomass_kg=weeks.end_kg,
        growth_kg=weeks.gain_kg,
        fcr=conversion_ratio(feed_kg, weeks.gain_kg),
        confidence_level=CONFIDENCE[weeks.confidence],
        estimation_method=METHODS[weeks.method],
        data_points=weeks.weighings,
    )


def _write_batches(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    weeks = events.batch_weeks
    feed_kg = weeks.units / FEED_UNITS_A_KG
    days = weeks.end_day - weeks.since + 1
    ratio = conversion_ratio(feed_kg, weeks.gain_kg)
    fed = np.maximum(weeks.biomass_days, 1e-9)
    ledger.insert(
        BatchFeedingSummary,
        batch_id=books.keys(Batch, weeks.batch),
        period_start=dates(weeks.since),
        period_end=dates(weeks.end_day),
        total_feed_kg=feed_kg,
        total_feed_consumed_kg=feed_kg,
        average_feeding_percentage=100.0 * feed_kg / fed,
        average_biomass_kg=weeks.biomass_days / days,
        total_starting_biomass_kg=weeks.start_kg,
        total_ending_biomass_kg=weeks.end_kg,
        total_biomass_gain_kg=weeks.end_kg - weeks.start_kg,
        total_growth_kg=weeks.gain_kg,
        fcr=ratio,
        weighted_avg_fcr=ratio,
        container_count=weeks.containers,
        overall_confidence_level=CONFIDENCE[weeks.confidence],
        estimation_method=METHODS[weeks.method],
    )
