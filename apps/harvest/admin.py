"""Admin pages of harvests."""

from django.contrib import admin

from apps.harvest import models
from aquamind.admin import BookAdmin, HistoryAdmin


@admin.register(models.ProductGrade)
class ProductGradeAdmin(BookAdmin):
    """Grades."""

    list_display = ["code", "name", "description"]
    search_fields = ["code", "name"]


@admin.register(models.HarvestEvent)
class HarvestEventAdmin(HistoryAdmin):
    """Harvests."""

    list_display = ["event_date", "batch", "assignment", "dest_geography", "document_ref"]
    list_filter = ["dest_subsidiary", "dest_geography"]
    list_select_related = ["batch", "assignment", "dest_geography"]
    search_fields = ["batch__batch_number", "document_ref"]
    date_hierarchy = "event_date"
    raw_id_fields = ["batch", "assignment"]


@admin.register(models.HarvestLot)
class HarvestLotAdmin(HistoryAdmin):
    """Graded fish."""

    list_display = ["event", "product_grade", "unit_count", "live_weight_kg", "gutted_weight_kg"]
    list_filter = ["product_grade"]
    list_select_related = ["event", "product_grade"]
    search_fields = ["event__batch__batch_number", "event__document_ref"]
    date_hierarchy = "event__event_date"
    raw_id_fields = ["event"]


@admin.register(models.HarvestWaste)
class HarvestWasteAdmin(HistoryAdmin):
    """Waste."""

    list_display = ["event", "category", "weight_kg"]
    list_filter = ["category"]
    list_select_related = ["event"]
    search_fields = ["category", "event__batch__batch_number"]
    date_hierarchy = "event__event_date"
    raw_id_fields = ["event"]
