"""Primary keys that the simulation can know beforehand: its own numbers plus a reserved base.

At the start of a run each keyed table gives it a block of keys; number n of the run's batches is
the row `base + n`, so rows point to each other without asking the database, in any order.
"""

from django.db import connection, models

from apps.batch.models import (
    Batch,
    BatchContainerAssignment,
    BatchTransferWorkflow,
    GrowthSample,
    TransferAction,
)
from apps.broodstock.models import EggProduction
from apps.harvest.models import HarvestEvent, HarvestLot, HarvestWaste
from apps.health.models import (
    HealthLabSample,
    HealthSamplingEvent,
    IndividualFishObservation,
    JournalEntry,
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
from apps.inventory.models import FeedContainerStock, FeedPurchase

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

# Ten years at production scale take 150,000 samples, the largest of these tables. Keys are 64 bits.
BLOCK = 100_000_000


def reserve_keys() -> dict[str, int]:
    """Reserve a block in every keyed table; table name to the key just below the block's first."""
    return {model._meta.db_table: _reserve(model) for model in KEYED_MODELS}


def _reserve(model: type[models.Model]) -> int:
    """The largest key in use; on PostgreSQL the sequence then goes on above the block."""
    highest = model._default_manager.aggregate(highest=models.Max("pk"))["highest"] or 0
    if connection.vendor != "postgresql":
        # SQLite's next key is one above the largest in the table: nothing to reserve.
        return int(highest)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
        base = max(int(cursor.fetchone()[0]), int(highest))
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, base + BLOCK])
    return base
