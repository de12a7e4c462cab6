"""The health journal: what people saw and did."""

from django.conf import settings
from django.db import models

from apps.batch.models import Batch
from apps.infrastructure.models import Container
from aquamind.tables.records import StampedRecord


class JournalEntry(StampedRecord):
    """One entry about a batch, in one container or in all of them."""

    class Category(models.TextChoices):
        """What an entry is about."""

        OBSERVATION = "observation", "Observation"
        ISSUE = "issue", "Issue"
        ACTION = "action", "Action"
        DIAGNOSIS = "diagnosis", "Diagnosis"
        TREATMENT = "treatment", "Treatment"
        VACCINATION = "vaccination", "Vaccination"
        SAMPLE = "sample", "Sample"

    class Severity(models.TextChoices):
        """How serious an entry is."""

        LOW = "low", "Low"
        MEDIUM = "medium", "Medium"
        HIGH = "high", "High"

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="journal_entries")
    container = models.ForeignKey(
        Container, models.PROTECT, null=True, blank=True, related_name="journal_entries"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entry_date = models.DateTimeField(help_text="[UTC]")
    category = models.CharField(max_length=20, choices=Category)
    severity = models.CharField(
        max_length=10, choices=Severity, default=Severity.LOW, null=True, blank=True
    )
    description = models.TextField()
    resolution_status = models.BooleanField("resolved", default=False)
    resolution_notes = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "journal entries"

    def __str__(self) -> str:
        return f"{self.get_category_display()}, {self.entry_date:%Y-%m-%d}"
