"""Deaths as the fish health service sees them: by reason."""

from django.db import models
from django.db.models import Index, UniqueConstraint

from apps.batch.models import Batch, BatchContainerAssignment
from apps.infrastructure.models import Container
from aquamind.tables.records import Record


class MortalityReason(Record):
    """Why fish die; a reason may be part of a wider one."""

    name = models.CharField(max_length=100)
    description = models.TextField(blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")

    class Meta:
        ordering = ["name"]
        constraints = [
            UniqueConstraint(fields=["parent", "name"], name="mortality_reason_in_parent"),
            UniqueConstraint(
                fields=["name"],
                condition=models.Q(parent__isnull=True),
                name="mortality_reason_at_top",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MortalityRecord(Record):
    """Deaths of one batch by one reason."""

    batch = models.ForeignKey(
        Batch, models.PROTECT, related_name="mortality_records", db_index=False
    )
    assignment = models.ForeignKey(
        BatchContainerAssignment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mortality_records",
        db_index=False,
    )
    container = models.ForeignKey(
        Container, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reason = models.ForeignKey(
        MortalityReason, models.PROTECT, related_name="records", db_index=False
    )
    event_date = models.DateTimeField(help_text="[UTC]")
    count = models.PositiveIntegerField(help_text="[fish]")
    notes = models.TextField(blank=True)

    class Meta:
        indexes = [Index(fields=["batch", "event_date"], name="mortality_record_batch_date")]

    def __str__(self) -> str:
        return f"{self.count} dead, {self.event_date:%Y-%m-%d}"
