"""Examinations: an event, its fish, and each fish's scores."""

from django.conf import settings
from django.db import models
from django.db.models import Index, UniqueConstraint

from apps.batch.models import BatchContainerAssignment
from apps.health.models.parameters import HealthParameter
from aquamind.tables.measures import CONDITION_FINE, LENGTH_CM, WEIGHT_G
from aquamind.tables.records import StampedRecord


class HealthSamplingEvent(StampedRecord):
    """Fish of one container examined on one day."""

    assignment = models.ForeignKey(
        BatchContainerAssignment,
        models.PROTECT,
        related_name="health_sampling_events",
        db_index=False,
    )
    sampling_date = models.DateField()
    number_of_fish_sampled = models.PositiveIntegerField(help_text="[fish]")
    calculated_sample_size = models.PositiveIntegerField(
        null=True, blank=True, help_text="[fish] with both weight and length"
    )
    avg_weight_g = models.DecimalField("average weight", **WEIGHT_G, null=True, blank=True)
    std_dev_weight_g = models.DecimalField(**WEIGHT_G, null=True, blank=True)
    min_weight_g = models.DecimalField("least weight", **WEIGHT_G, null=True, blank=True)
    max_weight_g = models.DecimalField("greatest weight", **WEIGHT_G, null=True, blank=True)
    avg_length_cm = models.DecimalField("average length", **LENGTH_CM, null=True, blank=True)
    std_dev_length_cm = models.DecimalField(**LENGTH_CM, null=True, blank=True)
    min_length_cm = models.DecimalField("least length", **LENGTH_CM, null=True, blank=True)
    max_length_cm = models.DecimalField("greatest length", **LENGTH_CM, null=True, blank=True)
    avg_k_factor = models.DecimalField("average condition", **CONDITION_FINE, null=True, blank=True)
    sampled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    notes = models.TextField(null=True, blank=True)

    class Meta:
        indexes = [Index(fields=["assignment", "sampling_date"], name="sampling_assignment_date")]

    def __str__(self) -> str:
        return f"{self.number_of_fish_sampled} fish on {self.sampling_date}"


class IndividualFishObservation(StampedRecord):
    """One examined fish."""

    sampling_event = models.ForeignKey(
        HealthSamplingEvent, models.CASCADE, related_name="fish", db_index=False
    )
    fish_identifier = models.CharField(max_length=50)
    weight_g = models.DecimalField("weight", **WEIGHT_G, null=True, blank=True)
    length_cm = models.DecimalField("length", **LENGTH_CM, null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["sampling_event", "fish_identifier"], name="fish_in_sampling_event"
            ),
        ]

    def __str__(self) -> str:
        return f"Fish {self.fish_identifier}"


class FishParameterScore(StampedRecord):
    """One score of one examined fish."""

    individual_fish_observation = models.ForeignKey(
        IndividualFishObservation, models.CASCADE, related_name="scores", db_index=False
    )
    parameter = models.ForeignKey(
        HealthParameter, models.PROTECT, related_name="scores", db_index=False
    )
    score = models.SmallIntegerField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["individual_fish_observation", "parameter"], name="score_of_fish"
            ),
        ]

    def __str__(self) -> str:
        return f"Score {self.score}"
