"""Admin pages of batches, their assignments, transfers, deaths and growth."""

from django.contrib import admin

from apps.batch import models
from aquamind.admin import BookAdmin, EventAdmin, HistoryAdmin


@admin.register(models.Species)
class SpeciesAdmin(BookAdmin):
    """Species."""

    list_display = ["name", "scientific_name"]
    search_fields = ["name", "scientific_name"]


@admin.register(models.LifecycleStage)
class LifecycleStageAdmin(BookAdmin):
    """Stages of life."""

    list_display = ["order", "name", "species", "expected_weight_min_g", "expected_weight_max_g"]
    list_display_links = ["name"]
    list_filter = ["species"]
    list_select_related = ["species"]
    search_fields = ["name"]


@admin.register(models.Batch)
class BatchAdmin(HistoryAdmin):
    """Batches."""

    list_display = ["batch_number", "lifecycle_stage", "status", "start_date", "actual_end_date"]
    list_filter = ["status", "batch_type", "lifecycle_stage"]
    list_select_related = ["lifecycle_stage"]
    search_fields = ["batch_number"]
    date_hierarchy = "start_date"
    autocomplete_fields = ["species", "lifecycle_stage"]


@admin.register(models.BatchContainerAssignment)
class BatchContainerAssignmentAdmin(HistoryAdmin):
    """Which fish were in which container, and when."""

    list_display = [
        "batch",
        "container",
        "lifecycle_stage",
        "initial_population_count",
        "population_count",
        "biomass_kg",
        "assignment_date",
        "departure_date",
    ]
    list_filter = ["is_active", "lifecycle_stage"]
    list_select_related = ["batch", "container", "lifecycle_stage"]
    search_fields = ["batch__batch_number", "container__name"]
    date_hierarchy = "assignment_date"
    raw_id_fields = ["batch", "container"]


@admin.register(models.BatchTransferWorkflow)
class BatchTransferWorkflowAdmin(HistoryAdmin):
    """Transfers."""

    list_display = [
        "workflow_number",
        "batch",
        "source_lifecycle_stage",
        "dest_lifecycle_stage",
        "status",
        "total_transferred_count",
        "total_mortality_count",
        "actual_start_date",
    ]
    list_filter = ["status", "workflow_type", "is_intercompany", "dest_lifecycle_stage"]
    list_select_related = ["batch", "source_lifecycle_stage", "dest_lifecycle_stage"]
    search_fields = ["workflow_number", "batch__batch_number"]
    date_hierarchy = "planned_start_date"
    raw_id_fields = ["batch", "initiated_by", "completed_by", "dynamic_completed_by"]


@admin.register(models.TransferAction)
class TransferActionAdmin(HistoryAdmin):
    """Fish moved from container to container."""

    list_display = [
        "workflow",
        "action_number",
        "status",
        "transferred_count",
        "mortality_during_transfer",
        "transferred_biomass_kg",
        "actual_execution_date",
    ]
    list_filter = ["status", "transfer_method", "leg_type", "created_via"]
    list_select_related = ["workflow"]
    search_fields = ["workflow__workflow_number", "workflow__batch__batch_number"]
    date_hierarchy = "actual_execution_date"
    raw_id_fields = [
        "workflow",
        "source_assignment",
        "dest_assignment",
        "dest_container",
        "executed_by",
    ]


@admin.register(models.MortalityEvent)
class MortalityEventAdmin(EventAdmin):
    """Deaths."""

    list_display = ["event_date", "batch", "assignment_id", "count", "biomass_kg", "cause"]
    list_filter = ["cause"]
    list_select_related = ["batch"]
    search_fields = ["batch__batch_number"]
    date_hierarchy = "event_date"
    raw_id_fields = ["batch", "assignment"]


@admin.register(models.GrowthSample)
class GrowthSampleAdmin(EventAdmin):
    """Growth samples."""

    list_display = [
        "sample_date",
        "assignment",
        "sample_size",
        "avg_weight_g",
        "avg_length_cm",
        "condition_factor",
    ]
    list_filter = ["assignment__lifecycle_stage"]
    list_select_related = ["assignment"]
    search_fields = ["assignment__batch__batch_number", "assignment__container__name"]
    date_hierarchy = "sample_date"
    raw_id_fields = ["assignment"]


@admin.register(models.IndividualGrowthObservation)
class IndividualGrowthObservationAdmin(EventAdmin):
    """Fish of growth samples."""

    list_display = ["fish_identifier", "growth_sample_id", "weight_g", "length_cm"]
    search_fields = ["fish_identifier"]
    raw_id_fields = ["growth_sample"]
