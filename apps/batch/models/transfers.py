"""How fish move: a workflow for a whole transfer, an action for each container emptied."""

from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint

from apps.batch.models.batches import Batch, BatchContainerAssignment
from apps.batch.models.species import LifecycleStage
from apps.infrastructure.models import Container
from aquamind.tables.constraints import in_order, not_negative, within
from aquamind.tables.history import BookHistory
from aquamind.tables.measures import (
    BIOMASS_KG,
    LENGTH_CM,
    OXYGEN,
    PERCENTAGE,
    TOTAL_BIOMASS_KG,
    WATER_TEMPERATURE_C,
    WEIGHT_G,
)
from aquamind.tables.records import StampedRecord


class BatchTransferWorkflow(StampedRecord):
    """A transfer of a batch as it was planned and carried out; totals are those of its actions."""

    class WorkflowType(models.TextChoices):
        """Why fish move."""

        LIFECYCLE_TRANSITION = "LIFECYCLE_TRANSITION", "Lifecycle transition"
        CONTAINER_REDISTRIBUTION = "CONTAINER_REDISTRIBUTION", "Container redistribution"
        EMERGENCY_CASCADE = "EMERGENCY_CASCADE", "Emergency cascade"

    class Status(models.TextChoices):
        """The state of a transfer."""

        DRAFT = "DRAFT", "Draft"
        PLANNED = "PLANNED", "Planned"
        IN_PROGRESS = "IN_PROGRESS", "In progress"
        COMPLETED = "COMPLETED", "Completed"
        CANCELLED = "CANCELLED", "Cancelled"

    class RouteMode(models.TextChoices):
        """How fish reach the well boat."""

        DIRECT_STATION_TO_VESSEL = "DIRECT_STATION_TO_VESSEL", "Station to vessel"
        VIA_TRUCK_TO_VESSEL = "VIA_TRUCK_TO_VESSEL", "By lorry to vessel"

    workflow_number = models.CharField(max_length=50, unique=True)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="transfer_workflows")
    workflow_type = models.CharField(
        max_length=30, choices=WorkflowType, default=WorkflowType.LIFECYCLE_TRANSITION
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    source_lifecycle_stage = models.ForeignKey(LifecycleStage, models.PROTECT, related_name="+")
    dest_lifecycle_stage = models.ForeignKey(
        LifecycleStage, models.PROTECT, null=True, blank=True, related_name="+"
    )
    planned_start_date = models.DateField()
    planned_completion_date = models.DateField(null=True, blank=True)
    actual_start_date = models.DateField(null=True, blank=True)
    actual_completion_date = models.DateField(null=True, blank=True)
    total_source_count = models.PositiveIntegerField(default=0, help_text="[fish]")
    total_transferred_count = models.PositiveIntegerField(default=0, help_text="[fish]")
    total_mortality_count = models.PositiveIntegerField(default=0, help_text="[fish]")
    total_biomass_kg = models.DecimalField(**TOTAL_BIOMASS_KG, default=0)
    total_actions_planned = models.PositiveIntegerField(default=0)
    actions_completed = models.PositiveIntegerField(default=0)
    completion_percentage = models.DecimalField(**PERCENTAGE, default=0)
    estimated_total_count = models.PositiveIntegerField(null=True, blank=True, help_text="[fish]")
    estimated_total_biomass_kg = models.DecimalField(**TOTAL_BIOMASS_KG, null=True, blank=True)
    is_intercompany = models.BooleanField(default=False)
    source_subsidiary = models.CharField(max_length=20, null=True, blank=True)
    dest_subsidiary = models.CharField(max_length=20, null=True, blank=True)
    is_dynamic_execution = models.BooleanField(default=False)
    dynamic_route_mode = models.CharField(max_length=32, choices=RouteMode, null=True, blank=True)
    dynamic_completed_at = models.DateTimeField(null=True, blank=True)
    dynamic_completed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    initiated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    completed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    notes = models.TextField(blank=True)
    cancellation_reason = models.TextField(blank=True)
    history = BookHistory()

    class Meta:
        constraints = [
            in_order("workflow", "planned_start_date", "planned_completion_date"),
            in_order("workflow", "actual_start_date", "actual_completion_date"),
            within("workflow", "completion_percentage", 0, 100),
            *not_negative("workflow", "total_biomass_kg", "estimated_total_biomass_kg"),
        ]

    def __str__(self) -> str:
        return self.workflow_number


class TransferAction(StampedRecord):
    """Fish moved from one assignment to another; moved and dead fish together left the source."""

    class Status(models.TextChoices):
        """The state of an action."""

        PENDING = "PENDING", "Pending"
        IN_PROGRESS = "IN_PROGRESS", "In progress"
        COMPLETED = "COMPLETED", "Completed"
        FAILED = "FAILED", "Failed"
        SKIPPED = "SKIPPED", "Skipped"

    class LegType(models.TextChoices):
        """The leg of the way to the sea that an action covers."""

        STATION_TO_VESSEL = "STATION_TO_VESSEL", "Station to vessel"
        STATION_TO_TRUCK = "STATION_TO_TRUCK", "Station to lorry"
        TRUCK_TO_VESSEL = "TRUCK_TO_VESSEL", "Lorry to vessel"
        VESSEL_TO_RING = "VESSEL_TO_RING", "Vessel to ring"

    class CreatedVia(models.TextChoices):
        """Whether an action was planned or decided on the day."""

        PLANNED = "PLANNED", "Planned"
        DYNAMIC_LIVE = "DYNAMIC_LIVE", "Dynamic, live"

    class TransferMethod(models.TextChoices):
        """How fish are moved."""

        NET = "NET", "Net"
        PUMP = "PUMP", "Pump"
        GRAVITY = "GRAVITY", "Gravity"
        MANUAL = "MANUAL", "By hand"

    class SelectionMethod(models.TextChoices):
        """Which fish of a container are moved."""

        AVERAGE = "AVERAGE", "Average"
        LARGEST = "LARGEST", "Largest"
        SMALLEST = "SMALLEST", "Smallest"

    # The unique (workflow, action_number) also serves as the index on workflow.
    workflow = models.ForeignKey(
        BatchTransferWorkflow, models.CASCADE, related_name="actions", db_index=False
    )
    action_number = models.PositiveIntegerField(help_text="counts from 1 in its workflow")
    status = models.CharField(max_length=20, choices=Status, default=Status.PENDING)
    source_assignment = models.ForeignKey(
        BatchContainerAssignment, models.PROTECT, related_name="transfers_out"
    )
    dest_assignment = models.ForeignKey(
        BatchContainerAssignment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="transfers_in",
    )
    dest_container = models.ForeignKey(
        Container, models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_population_before = models.PositiveIntegerField(help_text="[fish]")
    transferred_count = models.PositiveIntegerField(help_text="[fish] that arrived alive")
    mortality_during_transfer = models.PositiveIntegerField(default=0, help_text="[fish]")
    transferred_biomass_kg = models.DecimalField(**BIOMASS_KG)
    planned_date = models.DateField(null=True, blank=True)
    actual_execution_date = models.DateField(null=True, blank=True)
    executed_at = models.DateTimeField(null=True, blank=True)
    executed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    execution_duration_minutes = models.PositiveIntegerField(
        null=True, blank=True, help_text="[min]"
    )
    transfer_method = models.CharField(max_length=20, choices=TransferMethod, null=True, blank=True)
    selection_method = models.CharField(
        max_length=16, choices=SelectionMethod, default=SelectionMethod.AVERAGE
    )
    leg_type = models.CharField(max_length=32, choices=LegType, null=True, blank=True)
    created_via = models.CharField(max_length=20, choices=CreatedVia, default=CreatedVia.PLANNED)
    allow_mixed = models.BooleanField(default=False)
    water_temp_c = models.DecimalField(**WATER_TEMPERATURE_C, null=True, blank=True)
    oxygen_level = models.DecimalField(**OXYGEN, null=True, blank=True)
    measured_sample_size = models.PositiveIntegerField(null=True, blank=True, help_text="[fish]")
    measured_avg_weight_g = models.DecimalField(**WEIGHT_G, null=True, blank=True)
    measured_std_dev_weight_g = models.DecimalField(**WEIGHT_G, null=True, blank=True)
    measured_avg_length_cm = models.DecimalField(**LENGTH_CM, null=True, blank=True)
    measured_notes = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    history = BookHistory()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["workflow", "action_number"], name="action_number_in_workflow"
            ),
            *not_negative("action", "transferred_biomass_kg"),
        ]

    def __str__(self) -> str:
        return f"Action {self.action_number} of workflow {self.workflow_id}"
