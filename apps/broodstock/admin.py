"""Admin pages of eggs and their suppliers."""

from django.contrib import admin

from apps.broodstock import models
from aquamind.admin import BookAdmin


@admin.register(models.EggSupplier)
class EggSupplierAdmin(BookAdmin):
    """Suppliers."""

    list_display = ["name", "contact_details"]
    search_fields = ["name"]


@admin.register(models.EggProduction)
class EggProductionAdmin(BookAdmin):
    """Lots of eggs."""

    list_display = [
        "egg_batch_id",
        "egg_count",
        "production_date",
        "source_type",
        "destination_station",
    ]
    list_filter = ["source_type", "destination_station"]
    list_select_related = ["destination_station"]
    search_fields = ["egg_batch_id"]
    date_hierarchy = "production_date"
    autocomplete_fields = ["destination_station"]


@admin.register(models.ExternalEggBatch)
class ExternalEggBatchAdmin(BookAdmin):
    """Eggs that were bought."""

    list_display = ["batch_number", "supplier", "egg_production"]
    list_filter = ["supplier"]
    list_select_related = ["supplier", "egg_production"]
    search_fields = ["batch_number", "egg_production__egg_batch_id"]
    date_hierarchy = "egg_production__production_date"
    autocomplete_fields = ["supplier", "egg_production"]


@admin.register(models.BatchParentage)
class BatchParentageAdmin(BookAdmin):
    """Batches and their eggs."""

    list_display = ["batch", "egg_production", "assignment_date"]
    list_select_related = ["batch", "egg_production"]
    search_fields = ["batch__batch_number", "egg_production__egg_batch_id"]
    date_hierarchy = "assignment_date"
    autocomplete_fields = ["batch", "egg_production"]
