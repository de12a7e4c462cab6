"""Feed, its purchases, and the stock of each feed store."""

from django.db import models
from django.db.models import Index, UniqueConstraint

from apps.infrastructure.models import FeedContainer
from aquamind.tables.constraints import in_order, not_negative, within
from aquamind.tables.history import BookHistory
from aquamind.tables.measures import FEED_KG, MONEY, PELLET_MM, PERCENTAGE
from aquamind.tables.records import StampedRecord


class Feed(StampedRecord):
    """A feed as its maker sells it."""

    class SizeCategory(models.TextChoices):
        """The pellet size of a feed, in broad terms."""

        MICRO = "MICRO", "Micro"
        SMALL = "SMALL", "Small"
        MEDIUM = "MEDIUM", "Medium"
        LARGE = "LARGE", "Large"

    name = models.CharField(max_length=100)
    brand = models.CharField(max_length=100)
    size_category = models.CharField(max_length=20, choices=SizeCategory)
    pellet_size_mm = models.DecimalField("pellet size", **PELLET_MM, null=True, blank=True)
    protein_percentage = models.DecimalField("protein", **PERCENTAGE, null=True, blank=True)
    fat_percentage = models.DecimalField("fat", **PERCENTAGE, null=True, blank=True)
    carbohydrate_percentage = models.DecimalField(
        "carbohydrate", **PERCENTAGE, null=True, blank=True
    )
    description = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            UniqueConstraint(fields=["brand", "name"], name="feed_name_of_brand"),
            within("feed", "protein_percentage", 0, 100),
            within("feed", "fat_percentage", 0, 100),
            within("feed", "carbohydrate_percentage", 0, 100),
        ]

    def __str__(self) -> str:
        return f"{self.brand} {self.name}"


class FeedPurchase(StampedRecord):
    """A delivery of one feed, as it was bought."""

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="purchases")
    purchase_date = models.DateField()
    quantity_kg = models.DecimalField("quantity", **FEED_KG)
    cost_per_kg = models.DecimalField(**MONEY)
    supplier = models.CharField(max_length=100)
    batch_number = models.CharField("feed batch number", max_length=100, blank=True)
    expiry_date = models.DateField(null=True, blank=True)
    notes = models.TextField(blank=True)
    history = BookHistory()

    class Meta:
        constraints = [
            in_order("feed_purchase", "purchase_date", "expiry_date"),
            *not_negative("feed_purchase", "quantity_kg", "cost_per_kg"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity_kg} kg from {self.supplier} on {self.purchase_date}"


class FeedContainerStock(StampedRecord):
    """What is left of one purchase in one feed store; the oldest entry is fed first.

    `initial_quantity_kg` is what came in and `written_off_kg` what was thrown away past its date.
    So at any time initial - fed from it - written off = `quantity_kg`.
    """

    feed_container = models.ForeignKey(
        FeedContainer, models.PROTECT, related_name="stock", db_index=False
    )
    feed_purchase = models.ForeignKey(FeedPurchase, models.PROTECT, related_name="stock")
    initial_quantity_kg = models.DecimalField("initial quantity", **FEED_KG, null=True, blank=True)
    quantity_kg = models.DecimalField("quantity", **FEED_KG)
    written_off_kg = models.DecimalField("written off", **FEED_KG, default=0)
    entry_date = models.DateTimeField(help_text="[UTC]")
    history = BookHistory()

    class Meta:
        verbose_name_plural = "feed container stock"
        indexes = [Index(fields=["feed_container", "entry_date"], name="stock_first_in")]
        constraints = not_negative(
            "feed_stock", "initial_quantity_kg", "quantity_kg", "written_off_kg"
        )

    def __str__(self) -> str:
        return f"{self.quantity_kg} kg in store {self.feed_container_id}"
