"""What happens to fish in a container: deaths and growth samples."""

from django.db import models
from django.db.models import Index, UniqueConstraint

from apps.batch.models.batches import Batch, BatchContainerAssignment
from aquamind.tables.constraints import not_negative
from aquamind.tables.measures import BIOMASS_KG, CONDITION, LENGTH_CM, WEIGHT_G
from aquamind.tables.records import StampedRecord


class MortalityEvent(StampedRecord):
    """Fish found dead in one container on one day."""

    class Cause(models.TextChoices):
        """What fish died of, in broad terms."""

        DISEASE = "DISEASE", "Disease"
        HANDLING = "HANDLING", "Handling"
        PREDATION = "PREDATION", "Predation"
        ENVIRONMENTAL = "ENVIRONMENTAL", "Environment"
        UNKNOWN = "UNKNOWN", "Unknown"
        OTHER = "OTHER", "Other"

    batch = models.ForeignKey(
        Batch, models.PROTECT, related_name="mortality_events", db_index=False
    )
    assignment = models.ForeignKey(
        BatchContainerAssignment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mortality_events",
    )
    event_date = models.DateField()
    count = models.PositiveIntegerField(help_text="[fish]")
    biomass_kg = models.DecimalField("biomass", **BIOMASS_KG)
    cause = models.CharField(max_length=20, choices=Cause, default=Cause.UNKNOWN)
    description = models.TextField(blank=True)

    class Meta:
        indexes = [Index(fields=["batch", "event_date"], name="mortality_batch_date")]
        constraints = not_negative("mortality_event", "biomass_kg")

    def __str__(self) -> str:
        return f"{self.count} dead on {self.event_date}, {self.get_cause_display()}"


class GrowthSample(StampedRecord):
    """Fish of one container weighed and measured on one day."""

    assignment = models.ForeignKey(
        BatchContainerAssignment, models.PROTECT, related_name="growth_samples", db_index=False
    )
    sample_date = models.DateField()
    sample_size = models.PositiveIntegerField(help_text="[fish]")
    avg_weight_g = models.DecimalField("average weight", **WEIGHT_G)
    avg_length_cm = models.DecimalField("average length", **LENGTH_CM, null=True, blank=True)
    std_deviation_weight = models.DecimalField(**WEIGHT_G, null=True, blank=True)
    std_deviation_length = models.DecimalField(**LENGTH_CM, null=True, blank=True)
    min_weight_g = models.DecimalField("least weight", **WEIGHT_G, null=True, blank=True)
    max_weight_g = models.DecimalField("greatest weight", **WEIGHT_G, null=True, blank=True)
    condition_factor = models.DecimalField(**CONDITION, null=True, blank=True)
    notes = models.TextField(null=True, blank=True)

    class Meta:
        indexes = [Index(fields=["assignment", "sample_date"], name="growth_assignment_date")]
        constraints = not_negative("growth_sample", "avg_weight_g", "avg_length_cm")

    def __str__(self) -> str:
        return f"{self.avg_weight_g} g on {self.sample_date}"


class IndividualGrowthObservation(StampedRecord):
    """One fish of a growth sample."""

    growth_sample = models.ForeignKey(
        GrowthSample, models.CASCADE, related_name="individual_observations", db_index=False
    )
    fish_identifier = models.CharField(max_length=50)
    weight_g = models.DecimalField("weight", **WEIGHT_G)
    length_cm = models.DecimalField("length", **LENGTH_CM)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["growth_sample", "fish_identifier"], name="growth_fish_in_sample"
            ),
            *not_negative("growth_observation", "weight_g", "length_cm"),
        ]

    def __str__(self) -> str:
        return f"Fish {self.fish_identifier}: {self.weight_g} g"
