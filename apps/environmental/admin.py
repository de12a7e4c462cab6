"""Admin pages of readings, weather and light.

The two hypertables are listed along their one index and filtered without reading them.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from apps.environmental import models
from apps.infrastructure.models import Sensor
from aquamind.admin import BookAdmin, EventAdmin, ReadingAdmin

# A name may belong to many containers; their sensors go into one query as a list.
SENSORS_SEARCHED = 500


@admin.register(models.EnvironmentalParameter)
class EnvironmentalParameterAdmin(BookAdmin):
    """What is measured."""

    list_display = ["name", "unit", "min_value", "max_value", "optimal_min", "optimal_max"]
    search_fields = ["name"]


@admin.register(models.EnvironmentalReading)
class EnvironmentalReadingAdmin(ReadingAdmin):
    """Sensor readings, sensor by sensor in order of time."""

    list_display = [
        "reading_time",
        "value",
        "parameter",
        "sensor",
        "container",
        "batch",
        "is_manual",
    ]
    # The columns of the unique index, so that a page is read from it and nothing is sorted.
    ordering = ["sensor_id", "reading_time"]
    list_filter = ["parameter", "reading_time"]
    search_fields = ["sensor__serial_number"]
    search_help_text = "A sensor's serial number, or a container's name, in full."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Readings with what they refer to, fetched by key: a join could make the server sort."""
        return (
            super()
            .get_queryset(request)
            .prefetch_related("sensor", "parameter", "container", "batch")
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Readings of the sensors that `search_term` names; the index leads straight to them."""
        term = search_term.strip()
        if not term:
            return queryset, False
        named = Sensor.objects.filter(Q(serial_number=term) | Q(container__name=term))
        keys = list(named.values_list("pk", flat=True)[:SENSORS_SEARCHED])
        return queryset.filter(sensor_id__in=keys), False


@admin.register(models.WeatherData)
class WeatherDataAdmin(ReadingAdmin):
    """Weather, area by area in order of time."""

    list_display = [
        "area",
        "timestamp",
        "temperature",
        "wind_speed",
        "wind_direction",
        "precipitation",
        "wave_height",
        "cloud_cover",
    ]
    ordering = ["area_id", "timestamp"]
    list_filter = ["area", "timestamp"]
    search_fields = ["area__name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Weather with its area, fetched by key."""
        return super().get_queryset(request).prefetch_related("area")


@admin.register(models.PhotoperiodData)
class PhotoperiodDataAdmin(EventAdmin):
    """Day lengths."""

    list_display = ["date", "area", "day_length_hours", "light_intensity", "is_interpolated"]
    list_filter = ["area", "is_interpolated"]
    list_select_related = ["area"]
    search_fields = ["area__name"]
    date_hierarchy = "date"
    autocomplete_fields = ["area"]


@admin.register(models.StageTransitionEnvironmental)
class StageTransitionEnvironmentalAdmin(BookAdmin):
    """The water on days of transfer."""

    list_display = ["batch_transfer_workflow", "temperature", "oxygen", "salinity", "ph"]
    list_select_related = ["batch_transfer_workflow"]
    search_fields = ["batch_transfer_workflow__workflow_number"]
    date_hierarchy = "batch_transfer_workflow__actual_start_date"
    raw_id_fields = ["batch_transfer_workflow"]
