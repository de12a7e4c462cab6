"""Batches of fish, and the containers they live in."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from apps.batch.models.species import LifecycleStage, Species
from apps.infrastructure.models import Container
from aquamind.tables.constraints import in_order, not_negative
from aquamind.tables.history import BookHistory
from aquamind.tables.measures import BIOMASS_KG, WEIGHT_G
from aquamind.tables.records import StampedRecord


class Batch(StampedRecord):
    """Fish that hatched together and are followed together until harvest."""

    class Status(models.TextChoices):
        """The state of a batch."""

        PLANNED = "PLANNED", "Planned"
        RECEIVING = "RECEIVING", "Receiving"
        ACTIVE = "ACTIVE", "Active"
        COMPLETED = "COMPLETED", "Completed"
        TERMINATED = "TERMINATED", "Terminated"
        CANCELLED = "CANCELLED", "Cancelled"

    class BatchType(models.TextChoices):
        """Whether all fish of a batch have one origin."""

        STANDARD = "STANDARD", "Standard"
        MIXED = "MIXED", "Mixed"

    batch_number = models.CharField(max_length=50, unique=True)
    species = models.ForeignKey(Species, models.PROTECT, related_name="batches")
    lifecycle_stage = models.ForeignKey(LifecycleStage, models.PROTECT, related_name="batches")
    status = models.CharField(max_length=20, choices=Status, default=Status.ACTIVE)
    batch_type = models.CharField(max_length=20, choices=BatchType, default=BatchType.STANDARD)
    start_date = models.DateField()
    expected_end_date = models.DateField(null=True, blank=True)
    actual_end_date = models.DateField(null=True, blank=True)
    notes = models.TextField(blank=True)
    history = BookHistory()

    class Meta:
        verbose_name_plural = "batches"
        constraints = [
            in_order("batch", "start_date", "expected_end_date"),
            in_order("batch", "start_date", "actual_end_date"),
        ]

    def __str__(self) -> str:
        return self.batch_number


class BatchContainerAssignment(StampedRecord):
    """A batch's fish in one container, from the day they came to the day they left.

    `initial_population_count` is the fish that came. `population_count` is the fish there now
    while the assignment is active, and the fish that left once it is closed. So at any time
    initial - deaths - moved out or harvested earlier = `population_count`.
    """

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="assignments")
    container = models.ForeignKey(Container, models.PROTECT, related_name="assignments")
    lifecycle_stage = models.ForeignKey(LifecycleStage, models.PROTECT, related_name="assignments")
    initial_population_count = models.PositiveIntegerField(
        default=0, help_text="[fish] that came on the assignment date"
    )
    population_count = models.PositiveIntegerField(
        help_text="[fish] there now, or that left when the assignment was closed"
    )
    avg_weight_g = models.DecimalField("average weight", **WEIGHT_G, null=True, blank=True)
    biomass_kg = models.DecimalField("biomass", **BIOMASS_KG)
    assignment_date = models.DateField()
    departure_date = models.DateField(null=True, blank=True)
    last_weighing_date = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    notes = models.TextField(blank=True)
    history = BookHistory()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["container"],
                condition=Q(is_active=True),
                name="assignment_one_active_per_container",
            ),
            CheckConstraint(
                name="assignment_active_has_not_departed",
                condition=Q(is_active=False) | Q(departure_date__isnull=True),
            ),
            in_order("assignment", "assignment_date", "departure_date"),
            *not_negative("assignment", "biomass_kg", "avg_weight_g"),
        ]

    def __str__(self) -> str:
        return f"Batch {self.batch_id} in container {self.container_id}, {self.assignment_date}"
