"""The generator's own books in the admin, to be read only."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from aquamind.admin import BookAdmin
from scripts.data_generation.models import (
    DiseaseOutbreak,
    GenerationBlock,
    GenerationChunk,
    GenerationRun,
    GenerationSession,
    GenerationValidation,
    MonthlyDeaths,
    SensorFault,
    WaterEvent,
)


class ReadOnlyAdmin(BookAdmin):
    """A run is begun, carried on and cleared on the command line alone."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds rows here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes rows here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes rows here."""
        return False


@admin.register(GenerationRun)
class GenerationRunAdmin(ReadOnlyAdmin):
    """Runs."""

    list_display = ["id", "scale", "seed", "start_date", "end_date", "status", "started_at"]
    list_filter = ["status", "scale"]
    search_fields = ["scale", "seed"]
    date_hierarchy = "started_at"


@admin.register(GenerationSession)
class GenerationSessionAdmin(ReadOnlyAdmin):
    """Sessions."""

    list_display = ["run", "number", "first_day", "last_day", "status", "completed_at"]
    list_filter = ["status", "number"]
    list_select_related = ["run"]
    search_fields = ["run__scale"]
    date_hierarchy = "first_day"


@admin.register(GenerationChunk)
class GenerationChunkAdmin(ReadOnlyAdmin):
    """Chunks; the farm's state and occupancy are left where they are."""

    list_display = [
        "session",
        "first_day",
        "last_day",
        "waits",
        "shortages",
        "seconds",
        "peak_memory_mb",
    ]
    list_filter = ["session__number"]
    list_select_related = ["session"]
    search_fields = ["session__run__scale"]
    date_hierarchy = "first_day"
    exclude = ["state", "occupancy"]


@admin.register(GenerationBlock)
class GenerationBlockAdmin(ReadOnlyAdmin):
    """Blocks of readings that workers wrote."""

    list_display = ["chunk", "number", "rows", "committed_at"]
    list_select_related = ["chunk"]
    search_fields = ["chunk__session__run__scale"]
    date_hierarchy = "committed_at"


@admin.register(WaterEvent)
class WaterEventAdmin(ReadOnlyAdmin):
    """Storms, blooms and the like that explain what the books show."""

    list_display = ["kind", "area", "first_day", "last_day", "strength"]
    list_filter = ["kind"]
    list_select_related = ["area"]
    search_fields = ["area__name"]
    date_hierarchy = "first_day"


@admin.register(SensorFault)
class SensorFaultAdmin(ReadOnlyAdmin):
    """Sensors that failed, in runs with dirty data."""

    list_display = ["kind", "sensor", "first_moment", "last_moment", "size"]
    list_filter = ["kind"]
    list_select_related = ["sensor"]
    search_fields = ["sensor__serial_number"]
    date_hierarchy = "first_moment"


@admin.register(DiseaseOutbreak)
class DiseaseOutbreakAdmin(ReadOnlyAdmin):
    """Outbreaks as they truly were."""

    list_display = ["disease", "batch_number", "site", "first_day", "last_day", "deaths", "over"]
    list_filter = ["disease", "over"]
    search_fields = ["disease", "batch_number", "site"]
    date_hierarchy = "first_day"


@admin.register(MonthlyDeaths)
class MonthlyDeathsAdmin(ReadOnlyAdmin):
    """Deaths added up for pages."""

    list_display = ["first_day", "cause", "fish"]
    list_filter = ["cause"]
    date_hierarchy = "first_day"


@admin.register(GenerationValidation)
class GenerationValidationAdmin(ReadOnlyAdmin):
    """What the checks said, and when."""

    list_display = ["id", "run", "at", "seconds"]
