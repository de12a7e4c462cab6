"""Admin pages of health: journal, treatments, lice, deaths, examinations, laboratory."""

from django.contrib import admin

from apps.health import models
from aquamind.admin import BookAdmin, EventAdmin, HistoryAdmin


@admin.register(models.JournalEntry)
class JournalEntryAdmin(BookAdmin):
    """The journal."""

    list_display = ["entry_date", "batch", "container", "category", "severity", "resolution_status"]
    list_filter = ["category", "severity", "resolution_status"]
    list_select_related = ["batch", "container"]
    search_fields = ["batch__batch_number", "container__name", "description"]
    date_hierarchy = "entry_date"
    raw_id_fields = ["batch", "container", "user"]


@admin.register(models.VaccinationType)
class VaccinationTypeAdmin(BookAdmin):
    """Vaccines."""

    list_display = ["name", "manufacturer", "dosage"]
    search_fields = ["name", "manufacturer"]


@admin.register(models.Treatment)
class TreatmentAdmin(HistoryAdmin):
    """Treatments."""

    list_display = ["treatment_date", "batch", "container", "treatment_type", "outcome", "cost"]
    list_filter = ["treatment_type", "outcome", "vaccination_type", "includes_weighing"]
    list_select_related = ["batch", "container"]
    search_fields = ["batch__batch_number", "container__name", "description"]
    date_hierarchy = "treatment_date"
    raw_id_fields = [
        "batch",
        "batch_assignment",
        "container",
        "user",
        "sampling_event",
        "journal_entry",
    ]


@admin.register(models.LiceType)
class LiceTypeAdmin(BookAdmin):
    """Kinds of lice."""

    list_display = ["species", "development_stage", "gender", "is_active"]
    list_filter = ["species", "gender", "is_active"]
    search_fields = ["species", "development_stage"]


@admin.register(models.LiceCount)
class LiceCountAdmin(EventAdmin):
    """Lice counts."""

    list_display = [
        "count_date",
        "batch",
        "container",
        "fish_sampled",
        "adult_female_count",
        "adult_male_count",
        "juvenile_count",
        "lice_type",
        "count_value",
    ]
    list_filter = ["lice_type", "detection_method"]
    list_select_related = ["batch", "container", "lice_type"]
    search_fields = ["batch__batch_number", "container__name"]
    date_hierarchy = "count_date"
    raw_id_fields = ["batch", "assignment", "container", "user"]


@admin.register(models.MortalityReason)
class MortalityReasonAdmin(BookAdmin):
    """Reasons of death."""

    list_display = ["name", "parent", "description"]
    list_select_related = ["parent"]
    search_fields = ["name"]
    autocomplete_fields = ["parent"]


@admin.register(models.MortalityRecord)
class MortalityRecordAdmin(EventAdmin):
    """Deaths by reason."""

    list_display = ["event_date", "batch", "container", "reason", "count"]
    list_filter = ["reason"]
    list_select_related = ["batch", "container", "reason"]
    search_fields = ["batch__batch_number", "container__name"]
    date_hierarchy = "event_date"
    raw_id_fields = ["batch", "assignment", "container"]


@admin.register(models.HealthParameter)
class HealthParameterAdmin(BookAdmin):
    """What is scored."""

    list_display = ["name", "min_score", "max_score", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["name"]


@admin.register(models.ParameterScoreDefinition)
class ParameterScoreDefinitionAdmin(BookAdmin):
    """What scores mean."""

    list_display = ["parameter", "score_value", "label", "display_order"]
    list_display_links = ["label"]
    list_filter = ["parameter"]
    list_select_related = ["parameter"]
    search_fields = ["label", "parameter__name"]
    autocomplete_fields = ["parameter"]


@admin.register(models.HealthSamplingEvent)
class HealthSamplingEventAdmin(EventAdmin):
    """Examinations."""

    list_display = [
        "sampling_date",
        "assignment",
        "number_of_fish_sampled",
        "avg_weight_g",
        "avg_k_factor",
    ]
    list_filter = ["assignment__lifecycle_stage"]
    list_select_related = ["assignment"]
    search_fields = ["assignment__batch__batch_number", "assignment__container__name"]
    date_hierarchy = "sampling_date"
    raw_id_fields = ["assignment", "sampled_by"]


@admin.register(models.IndividualFishObservation)
class IndividualFishObservationAdmin(EventAdmin):
    """Examined fish."""

    list_display = ["fish_identifier", "sampling_event_id", "weight_g", "length_cm"]
    search_fields = ["fish_identifier"]
    raw_id_fields = ["sampling_event"]


@admin.register(models.FishParameterScore)
class FishParameterScoreAdmin(EventAdmin):
    """Scores of examined fish."""

    list_display = ["individual_fish_observation_id", "parameter", "score"]
    list_filter = ["parameter"]
    list_select_related = ["parameter"]
    search_fields = ["individual_fish_observation__fish_identifier"]
    raw_id_fields = ["individual_fish_observation"]


@admin.register(models.SampleType)
class SampleTypeAdmin(BookAdmin):
    """What is sampled."""

    list_display = ["name", "description"]
    search_fields = ["name"]


@admin.register(models.HealthLabSample)
class HealthLabSampleAdmin(BookAdmin):
    """Laboratory samples."""

    list_display = [
        "sample_date",
        "batch_container_assignment",
        "sample_type",
        "lab_reference_id",
        "date_results_received",
    ]
    list_filter = ["sample_type"]
    list_select_related = ["batch_container_assignment", "sample_type"]
    search_fields = ["lab_reference_id", "batch_container_assignment__batch__batch_number"]
    date_hierarchy = "sample_date"
    raw_id_fields = ["batch_container_assignment", "recorded_by"]
