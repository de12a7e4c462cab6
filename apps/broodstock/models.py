"""Where eggs come from: suppliers, egg lots, and the batches that grew from them."""

from django.db import models
from django.db.models import UniqueConstraint

from apps.batch.models import Batch
from apps.infrastructure.models import FreshwaterStation
from aquamind.tables.records import StampedRecord


class EggSupplier(StampedRecord):
    """A company that sells eggs."""

    name = models.CharField(max_length=100, unique=True)
    contact_details = models.TextField(blank=True)
    certifications = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class EggProduction(StampedRecord):
    """A lot of eggs, stripped here or bought."""

    class SourceType(models.TextChoices):
        """Whether the eggs are the company's own or bought."""

        INTERNAL = "internal", "Internal"
        EXTERNAL = "external", "External"

    egg_batch_id = models.CharField("egg batch", max_length=50, unique=True)
    egg_count = models.PositiveIntegerField(help_text="[eggs]")
    production_date = models.DateTimeField(help_text="[UTC]")
    source_type = models.CharField(max_length=20, choices=SourceType)
    destination_station = models.ForeignKey(
        FreshwaterStation, models.PROTECT, null=True, blank=True, related_name="egg_productions"
    )

    def __str__(self) -> str:
        return self.egg_batch_id


class ExternalEggBatch(StampedRecord):
    """The data that a supplier gives with the eggs it sold."""

    egg_production = models.ForeignKey(
        EggProduction, models.CASCADE, related_name="external_batches"
    )
    supplier = models.ForeignKey(
        EggSupplier, models.PROTECT, related_name="egg_batches", db_index=False
    )
    batch_number = models.CharField("supplier's batch number", max_length=50)
    provenance_data = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "external egg batches"
        constraints = [
            UniqueConstraint(
                fields=["supplier", "batch_number"], name="egg_batch_number_of_supplier"
            ),
        ]

    def __str__(self) -> str:
        return self.batch_number


class BatchParentage(StampedRecord):
    """Which eggs a batch grew from."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="parentage", db_index=False)
    egg_production = models.ForeignKey(
        EggProduction, models.PROTECT, related_name="batch_parentages"
    )
    assignment_date = models.DateTimeField(help_text="[UTC]")

    class Meta:
        verbose_name_plural = "batch parentage"
        constraints = [
            UniqueConstraint(fields=["batch", "egg_production"], name="parentage_of_batch"),
        ]

    def __str__(self) -> str:
        return f"Batch {self.batch_id} from eggs {self.egg_production_id}"
