"""Admin pages of sites, containers, sensors and feed stores."""

from django.contrib import admin

from apps.infrastructure import models
from aquamind.admin import HistoryAdmin


@admin.register(models.Geography)
class GeographyAdmin(HistoryAdmin):
    """Geographies."""

    list_display = ["name", "description"]
    search_fields = ["name"]


@admin.register(models.Area)
class AreaAdmin(HistoryAdmin):
    """Sea areas."""

    list_display = ["name", "geography", "latitude", "longitude", "max_biomass", "active"]
    list_filter = ["geography", "active"]
    list_select_related = ["geography"]
    search_fields = ["name"]


@admin.register(models.FreshwaterStation)
class FreshwaterStationAdmin(HistoryAdmin):
    """Freshwater stations."""

    list_display = ["name", "station_type", "geography", "latitude", "longitude", "active"]
    list_filter = ["geography", "station_type", "active"]
    list_select_related = ["geography"]
    search_fields = ["name"]


@admin.register(models.Hall)
class HallAdmin(HistoryAdmin):
    """Halls."""

    list_display = ["name", "freshwater_station", "area_sqm", "active"]
    list_filter = ["active", "freshwater_station"]
    list_select_related = ["freshwater_station"]
    search_fields = ["name", "freshwater_station__name"]
    autocomplete_fields = ["freshwater_station"]


@admin.register(models.ContainerType)
class ContainerTypeAdmin(HistoryAdmin):
    """Makes of container."""

    list_display = ["name", "category", "max_volume_m3"]
    list_filter = ["category"]
    search_fields = ["name"]


@admin.register(models.Container)
class ContainerAdmin(HistoryAdmin):
    """Trays, tanks and cages."""

    list_display = ["name", "container_type", "hall", "area", "volume_m3", "max_biomass_kg"]
    list_filter = ["container_type", "hierarchy_role", "active", "area", "hall__freshwater_station"]
    list_select_related = ["container_type", "hall", "area"]
    search_fields = ["name", "hall__name", "area__name", "hall__freshwater_station__name"]
    autocomplete_fields = ["container_type", "hall", "area"]
    raw_id_fields = ["parent_container"]


@admin.register(models.Sensor)
class SensorAdmin(HistoryAdmin):
    """Sensors."""

    list_display = ["name", "sensor_type", "serial_number", "container", "installation_date"]
    list_filter = ["sensor_type", "active", "manufacturer"]
    list_select_related = ["container"]
    search_fields = ["name", "serial_number", "container__name"]
    date_hierarchy = "installation_date"
    raw_id_fields = ["container"]


@admin.register(models.FeedContainer)
class FeedContainerAdmin(HistoryAdmin):
    """Feed stores."""

    list_display = ["name", "container_type", "hall", "area", "capacity_kg", "active"]
    list_filter = ["container_type", "active", "area"]
    list_select_related = ["hall", "area"]
    search_fields = ["name", "hall__name", "area__name"]
    autocomplete_fields = ["hall", "area"]
