"""Primary keys of a run's rows: numbers of its own plus a base reserved at its start.

Each table that a run writes gives it a block of keys; whoever else adds rows gets keys above it.
Number n of the run's batches is the row `base + n`, so rows point to each other without asking the
database, in any order; and a row lies in the block exactly when the run made it.
"""

from collections.abc import Mapping

from django.db import connection, models

from apps.batch.models import (
    Batch,
    BatchContainerAssignment,
    BatchTransferWorkflow,
    GrowthSample,
    IndividualGrowthObservation,
    MortalityEvent,
    TransferAction,
)
from apps.broodstock.models import BatchParentage, EggProduction, ExternalEggBatch
from apps.environmental.models import (
    EnvironmentalReading,
    PhotoperiodData,
    StageTransitionEnvironmental,
    WeatherData,
)
from apps.harvest.models import HarvestEvent, HarvestLot, HarvestWaste
from apps.health.models import (
    FishParameterScore,
    HealthLabSample,
    HealthSamplingEvent,
    IndividualFishObservation,
    JournalEntry,
    LiceCount,
    MortalityRecord,
    Treatment,
)
from apps.infrastructure.models import (
    Area,
    Container,
    FeedContainer,
    FreshwaterStation,
    Hall,
    Sensor,
)
from apps.inventory.models import (
    BatchFeedingSummary,
    ContainerFeedingSummary,
    FeedContainerStock,
    FeedingEvent,
    FeedPurchase,
)
from aquamind.tables.key_sequences import reserve_keys as reserve

# Rows that others point to: numbered by the simulation.
KEYED_MODELS: tuple[type[models.Model], ...] = (
    FreshwaterStation,
    Area,
    Hall,
    Container,
    Sensor,
    FeedContainer,
    Batch,
    BatchContainerAssignment,
    BatchTransferWorkflow,
    TransferAction,
    GrowthSample,
    HarvestEvent,
    HarvestLot,
    HarvestWaste,
    EggProduction,
    Treatment,
    JournalEntry,
    FeedPurchase,
    FeedContainerStock,
    HealthLabSample,
    HealthSamplingEvent,
    IndividualFishObservation,
)

# Rows that nobody points to: numbered in the order in which they are written.
COUNTED_MODELS: tuple[type[models.Model], ...] = (
    MortalityEvent,
    IndividualGrowthObservation,
    PhotoperiodData,
    StageTransitionEnvironmental,
    FeedingEvent,
    ContainerFeedingSummary,
    BatchFeedingSummary,
    LiceCount,
    MortalityRecord,
    FishParameterScore,
    ExternalEggBatch,
    BatchParentage,
)

# Rows of hypertables, where keys have no index and workers write: numbered by day and place.
DATED_MODELS: tuple[type[models.Model], ...] = (EnvironmentalReading, WeatherData)

RESERVED_MODELS = (*KEYED_MODELS, *COUNTED_MODELS, *DATED_MODELS)

# Ten years at production scale take 3 million of the largest of these tables. Keys are 64 bits.
BLOCK = 100_000_000
# A century of a reading a minute from each of 100,000 sensors, and still exact in JSON.
DATED_BLOCK = 6 * 10**12


def block_of(model: type[models.Model]) -> int:
    """How many keys a run reserves in this table."""
    return DATED_BLOCK if model in DATED_MODELS else BLOCK


def reserve_keys() -> dict[str, int]:
    """Reserve a block in every table; table name to the key just below the block's first."""
    return {
        model._meta.db_table: reserve(connection, model, block_of(model))
        for model in RESERVED_MODELS
    }


def next_number(model: type[models.Model], bases: Mapping[str, int]) -> int:
    """The number of the run's next row in a table of COUNTED_MODELS."""
    base = bases[model._meta.db_table]
    block = model._default_manager.filter(pk__gt=base, pk__lte=base + block_of(model))
    last = block.aggregate(last=models.Max("pk"))["last"]
    return int(last or base) - base + 1
