"""The end of a salmon's life: harvest events, their graded lots, and waste."""

from django.db import models
from django.db.models import UniqueConstraint

from apps.batch.models import Batch, BatchContainerAssignment
from apps.infrastructure.models import Geography
from aquamind.tables.constraints import not_negative
from aquamind.tables.history import BookHistory
from aquamind.tables.measures import LOT_KG
from aquamind.tables.records import StampedRecord


class ProductGrade(StampedRecord):
    """A grade under which salmon are sold."""

    code = models.CharField(max_length=50, unique=True)
    name = models.CharField(max_length=100)
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class HarvestEvent(StampedRecord):
    """One emptying of one container."""

    class Subsidiary(models.TextChoices):
        """The part of the company that takes the fish."""

        BROODSTOCK = "BS", "Broodstock"
        FRESHWATER = "FW", "Freshwater"
        FARMING = "FM", "Farming"
        LOGISTICS = "LG", "Logistics"
        ALL = "ALL", "All"

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="harvest_events")
    assignment = models.ForeignKey(
        BatchContainerAssignment, models.PROTECT, related_name="harvest_events"
    )
    event_date = models.DateTimeField(help_text="[UTC]")
    dest_geography = models.ForeignKey(
        Geography, models.PROTECT, null=True, blank=True, related_name="+"
    )
    dest_subsidiary = models.CharField(max_length=3, choices=Subsidiary, null=True, blank=True)
    document_ref = models.CharField(max_length=100, blank=True)
    history = BookHistory()

    def __str__(self) -> str:
        return f"Harvest of batch {self.batch_id}, {self.event_date:%Y-%m-%d}"


class HarvestLot(StampedRecord):
    """The fish of one grade from one harvest."""

    event = models.ForeignKey(HarvestEvent, models.CASCADE, related_name="lots", db_index=False)
    product_grade = models.ForeignKey(ProductGrade, models.PROTECT, related_name="lots")
    live_weight_kg = models.DecimalField("live weight", **LOT_KG)
    gutted_weight_kg = models.DecimalField("gutted weight", **LOT_KG, null=True, blank=True)
    fillet_weight_kg = models.DecimalField("fillet weight", **LOT_KG, null=True, blank=True)
    unit_count = models.PositiveIntegerField(help_text="[fish]")
    history = BookHistory()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["event", "product_grade"], name="lot_grade_of_event"),
            *not_negative("lot", "live_weight_kg", "gutted_weight_kg", "fillet_weight_kg"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_count} fish, {self.live_weight_kg} kg"


class HarvestWaste(StampedRecord):
    """The part of a harvest that cannot be sold."""

    event = models.ForeignKey(HarvestEvent, models.CASCADE, related_name="waste")
    category = models.CharField(max_length=50)
    weight_kg = models.DecimalField("weight", **LOT_KG)
    history = BookHistory()

    class Meta:
        verbose_name_plural = "harvest waste"
        constraints = not_negative("waste", "weight_kg")

    def __str__(self) -> str:
        return f"{self.category}, {self.weight_kg} kg"
