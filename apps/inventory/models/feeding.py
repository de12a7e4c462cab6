"""Meals."""

from django.conf import settings
from django.db import models
from django.db.models import Index

from apps.batch.models import Batch, BatchContainerAssignment
from apps.infrastructure.models import Container
from apps.inventory.models.feed import Feed, FeedContainerStock
from aquamind.tables.constraints import not_negative
from aquamind.tables.measures import BIOMASS_KG, FEEDING_PERCENTAGE, MEAL_KG, MONEY
from aquamind.tables.records import StampedRecord


class FeedingEvent(StampedRecord):
    """One meal of one container, from one lot of feed: `feed_stock`, unknown if entered by hand.

    A meal that uses up a lot and begins the next one is two rows of the same minute.

    A table of millions: indexed by what people ask for, a batch's days and an assignment's meals,
    and not by feed, lot, container or person.
    """

    class Method(models.TextChoices):
        """How feed reaches the fish."""

        MANUAL = "MANUAL", "By hand"
        AUTOMATIC = "AUTOMATIC", "Automatic"
        BROADCAST = "BROADCAST", "Broadcast"

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="feeding_events", db_index=False)
    batch_assignment = models.ForeignKey(
        BatchContainerAssignment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="feeding_events",
    )
    container = models.ForeignKey(
        Container, models.PROTECT, related_name="feeding_events", db_index=False
    )
    feed = models.ForeignKey(Feed, models.PROTECT, related_name="feeding_events", db_index=False)
    feed_stock = models.ForeignKey(
        FeedContainerStock,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="feeding_events",
        db_index=False,
    )
    feeding_date = models.DateField()
    feeding_time = models.TimeField(help_text="[UTC]")
    amount_kg = models.DecimalField("amount", **MEAL_KG)
    batch_biomass_kg = models.DecimalField("biomass fed", **BIOMASS_KG)
    feeding_percentage = models.DecimalField(**FEEDING_PERCENTAGE, null=True, blank=True)
    feed_cost = models.DecimalField(**MONEY, null=True, blank=True)
    method = models.CharField(max_length=20, choices=Method, default=Method.MANUAL)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    notes = models.TextField(blank=True)

    class Meta:
        indexes = [Index(fields=["batch", "feeding_date"], name="feeding_batch_date")]
        constraints = not_negative("feeding", "amount_kg", "batch_biomass_kg", "feed_cost")

    def __str__(self) -> str:
        return f"{self.amount_kg} kg on {self.feeding_date} at {self.feeding_time:%H:%M}"
