"""Feed against growth over a period: for a container, and for a batch over all its containers."""

from django.db import models
from django.db.models import UniqueConstraint

from apps.batch.models import Batch, BatchContainerAssignment
from aquamind.tables.constraints import in_order, not_negative
from aquamind.tables.measures import BIOMASS_KG, FEED_KG, FEED_RATIO, GROWTH_KG, PERCENTAGE
from aquamind.tables.records import StampedRecord


class ConfidenceLevel(models.TextChoices):
    """How well a summary is founded on weighings."""

    VERY_HIGH = "VERY_HIGH", "Very high"
    HIGH = "HIGH", "High"
    MEDIUM = "MEDIUM", "Medium"
    LOW = "LOW", "Low"


class ContainerFeedingSummary(StampedRecord):
    """Feed, growth and feed conversion of one assignment over a period, both days included."""

    class EstimationMethod(models.TextChoices):
        """Where the weights of a summary come from."""

        MEASURED = "MEASURED", "Measured"
        INTERPOLATED = "INTERPOLATED", "Interpolated"

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="container_feeding_summaries")
    container_assignment = models.ForeignKey(
        BatchContainerAssignment,
        models.PROTECT,
        related_name="feeding_summaries",
        db_index=False,
    )
    period_start = models.DateField()
    period_end = models.DateField()
    total_feed_kg = models.DecimalField(**FEED_KG)
    starting_biomass_kg = models.DecimalField(**BIOMASS_KG, null=True, blank=True)
    ending_biomass_kg = models.DecimalField(**BIOMASS_KG, null=True, blank=True)
    growth_kg = models.DecimalField("growth", **GROWTH_KG, null=True, blank=True)
    fcr = models.DecimalField("FCR", **FEED_RATIO, null=True, blank=True)
    confidence_level = models.CharField(
        max_length=20, choices=ConfidenceLevel, default=ConfidenceLevel.MEDIUM
    )
    estimation_method = models.CharField(
        max_length=20, choices=EstimationMethod, null=True, blank=True
    )
    data_points = models.PositiveIntegerField(default=0, help_text="weighings used")

    class Meta:
        verbose_name_plural = "container feeding summaries"
        constraints = [
            UniqueConstraint(
                fields=["container_assignment", "period_start", "period_end"],
                name="container_summary_period",
            ),
            in_order("container_summary", "period_start", "period_end"),
            *not_negative("container_summary", "total_feed_kg"),
        ]

    def __str__(self) -> str:
        return (
            f"Assignment {self.container_assignment_id}, {self.period_start} to {self.period_end}"
        )


class BatchFeedingSummary(StampedRecord):
    """Feed, growth and feed conversion of one batch over a period, both days included."""

    class EstimationMethod(models.TextChoices):
        """Where the weights of a summary come from."""

        MEASURED = "MEASURED", "Measured"
        MIXED = "MIXED", "Mixed"
        INTERPOLATED = "INTERPOLATED", "Interpolated"

    batch = models.ForeignKey(
        Batch, models.PROTECT, related_name="feeding_summaries", db_index=False
    )
    period_start = models.DateField()
    period_end = models.DateField()
    total_feed_kg = models.DecimalField(**FEED_KG)
    total_feed_consumed_kg = models.DecimalField(**FEED_KG, null=True, blank=True)
    average_feeding_percentage = models.DecimalField(**PERCENTAGE, null=True, blank=True)
    average_biomass_kg = models.DecimalField(**BIOMASS_KG, null=True, blank=True)
    total_starting_biomass_kg = models.DecimalField(**BIOMASS_KG, null=True, blank=True)
    total_ending_biomass_kg = models.DecimalField(**BIOMASS_KG, null=True, blank=True)
    total_biomass_gain_kg = models.DecimalField(**GROWTH_KG, null=True, blank=True)
    total_growth_kg = models.DecimalField(**GROWTH_KG, null=True, blank=True)
    fcr = models.DecimalField("FCR", **FEED_RATIO, null=True, blank=True)
    weighted_avg_fcr = models.DecimalField("weighted FCR", **FEED_RATIO, null=True, blank=True)
    container_count = models.PositiveIntegerField(default=0)
    overall_confidence_level = models.CharField(
        max_length=20, choices=ConfidenceLevel, default=ConfidenceLevel.MEDIUM
    )
    estimation_method = models.CharField(
        max_length=20, choices=EstimationMethod, null=True, blank=True
    )

    class Meta:
        verbose_name_plural = "batch feeding summaries"
        constraints = [
            UniqueConstraint(
                fields=["batch", "period_start", "period_end"], name="batch_summary_period"
            ),
            in_order("batch_summary", "period_start", "period_end"),
            *not_negative("batch_summary", "total_feed_kg"),
        ]

    def __str__(self) -> str:
        return f"Batch {self.batch_id}, {self.period_start} to {self.period_end}"
