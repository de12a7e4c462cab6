"""Treatments and vaccinations."""

from django.conf import settings
from django.db import models

from apps.batch.models import Batch, BatchContainerAssignment
from apps.health.models.journal import JournalEntry
from apps.health.models.sampling import HealthSamplingEvent
from apps.infrastructure.models import Container
from aquamind.tables.history import BookHistory
from aquamind.tables.measures import TREATMENT_COST
from aquamind.tables.records import Record


class VaccinationType(Record):
    """A vaccine as its maker sells it."""

    name = models.CharField(max_length=100, unique=True)
    manufacturer = models.CharField(max_length=100, blank=True)
    dosage = models.CharField(max_length=100, blank=True)
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Treatment(Record):
    """A treatment of a batch, in one container or in all of them."""

    class TreatmentType(models.TextChoices):
        """The kind of a treatment."""

        MEDICATION = "medication", "Medication"
        VACCINATION = "vaccination", "Vaccination"
        PHYSICAL = "physical", "Physical"
        OTHER = "other", "Other"

    class Outcome(models.TextChoices):
        """The outcome of a treatment."""

        PENDING = "pending", "Pending"
        SUCCESSFUL = "successful", "Successful"
        PARTIAL = "partial", "Partial"
        UNSUCCESSFUL = "unsuccessful", "Unsuccessful"

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="treatments")
    batch_assignment = models.ForeignKey(
        BatchContainerAssignment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="treatments",
    )
    container = models.ForeignKey(
        Container, models.PROTECT, null=True, blank=True, related_name="treatments"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    treatment_date = models.DateTimeField(help_text="[UTC]")
    treatment_type = models.CharField(max_length=20, choices=TreatmentType)
    vaccination_type = models.ForeignKey(
        VaccinationType, models.PROTECT, null=True, blank=True, related_name="treatments"
    )
    description = models.TextField()
    dosage = models.CharField(max_length=100, blank=True)
    duration_days = models.PositiveIntegerField(default=0, help_text="[days]")
    withholding_period_days = models.PositiveIntegerField(
        default=0, help_text="[days] after it in which fish may not be harvested"
    )
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.PENDING)
    # AquaMind has no such column; without it nobody knows what prevention and delousing cost.
    cost = models.DecimalField(**TREATMENT_COST, null=True, blank=True)
    includes_weighing = models.BooleanField(default=False)
    sampling_event = models.ForeignKey(
        HealthSamplingEvent, models.PROTECT, null=True, blank=True, related_name="treatments"
    )
    journal_entry = models.ForeignKey(
        JournalEntry, models.PROTECT, null=True, blank=True, related_name="treatments"
    )
    history = BookHistory()

    def __str__(self) -> str:
        return f"{self.get_treatment_type_display()}, {self.treatment_date:%Y-%m-%d}"
