"""Sea lice: their kinds, and how many were counted."""

from django.conf import settings
from django.db import models
from django.db.models import Index, UniqueConstraint

from apps.batch.models import Batch, BatchContainerAssignment
from apps.infrastructure.models import Container
from aquamind.tables.measures import CONFIDENCE
from aquamind.tables.records import Record, StampedRecord


class LiceType(StampedRecord):
    """A species of louse, its gender and its stage."""

    class Gender(models.TextChoices):
        """The gender of a louse, where it can be seen."""

        MALE = "male", "Male"
        FEMALE = "female", "Female"
        UNKNOWN = "unknown", "Unknown"

    species = models.CharField(max_length=100)
    gender = models.CharField(max_length=20, choices=Gender)
    development_stage = models.CharField(max_length=50)
    description = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["species", "development_stage", "gender"]
        constraints = [
            UniqueConstraint(
                fields=["species", "gender", "development_stage"], name="lice_type_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.species}, {self.development_stage}, {self.get_gender_display()}"


class LiceCount(Record):
    """Lice on sampled fish of one cage: by gender on all of them, or `count_value` of one type."""

    class DetectionMethod(models.TextChoices):
        """How lice are counted."""

        AUTOMATED = "automated", "Automated"
        MANUAL = "manual", "By hand"
        VISUAL = "visual", "By eye"
        CAMERA = "camera", "Camera"

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="lice_counts", db_index=False)
    assignment = models.ForeignKey(
        BatchContainerAssignment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lice_counts",
    )
    container = models.ForeignKey(
        Container, models.PROTECT, null=True, blank=True, related_name="lice_counts"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    count_date = models.DateTimeField(help_text="[UTC]")
    fish_sampled = models.PositiveIntegerField(help_text="[fish]")
    adult_female_count = models.PositiveIntegerField(default=0, help_text="[lice] on all fish")
    adult_male_count = models.PositiveIntegerField(default=0, help_text="[lice] on all fish")
    juvenile_count = models.PositiveIntegerField(default=0, help_text="[lice] on all fish")
    lice_type = models.ForeignKey(
        LiceType,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lice_counts",
        db_index=False,
    )
    count_value = models.PositiveIntegerField(
        null=True, blank=True, help_text="[lice] of the type on all fish"
    )
    detection_method = models.CharField(
        max_length=50, choices=DetectionMethod, null=True, blank=True
    )
    confidence_level = models.DecimalField(**CONFIDENCE, null=True, blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        indexes = [Index(fields=["batch", "count_date"], name="lice_batch_date")]

    def __str__(self) -> str:
        return f"Lice on {self.fish_sampled} fish, {self.count_date:%Y-%m-%d}"
