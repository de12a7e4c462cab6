"""Where the company farms: geographies, sea areas, freshwater stations and their halls."""

from django.db import models
from django.db.models import UniqueConstraint

from aquamind.tables.constraints import not_negative, within
from aquamind.tables.history import BookHistory
from aquamind.tables.measures import FLOOR_M2, LATITUDE, LONGITUDE, SITE_CAPACITY_KG
from aquamind.tables.records import StampedRecord


class Geography(StampedRecord):
    """A region in which the company farms, such as the Faroe Islands."""

    name = models.CharField(max_length=100, unique=True)
    description = models.TextField(blank=True)
    history = BookHistory()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "geographies"

    def __str__(self) -> str:
        return self.name


class Area(StampedRecord):
    """A licensed sea area that holds cages."""

    geography = models.ForeignKey(Geography, models.PROTECT, related_name="areas")
    name = models.CharField(max_length=100)
    latitude = models.DecimalField(**LATITUDE)
    longitude = models.DecimalField(**LONGITUDE)
    max_biomass = models.DecimalField(**SITE_CAPACITY_KG)
    active = models.BooleanField(default=True)
    history = BookHistory()

    class Meta:
        ordering = ["name"]
        constraints = [
            UniqueConstraint(fields=["geography", "name"], name="area_name_in_geography"),
            within("area", "latitude", -90, 90),
            within("area", "longitude", -180, 180),
            *not_negative("area", "max_biomass"),
        ]

    def __str__(self) -> str:
        return self.name


class FreshwaterStation(StampedRecord):
    """A station on land in which salmon live from egg to smolt."""

    class StationType(models.TextChoices):
        """What a station is for."""

        FRESHWATER = "FRESHWATER", "Freshwater"
        BROODSTOCK = "BROODSTOCK", "Broodstock"

    geography = models.ForeignKey(Geography, models.PROTECT, related_name="freshwater_stations")
    name = models.CharField(max_length=100)
    station_type = models.CharField(max_length=20, choices=StationType)
    latitude = models.DecimalField(**LATITUDE)
    longitude = models.DecimalField(**LONGITUDE)
    description = models.TextField(blank=True)
    active = models.BooleanField(default=True)
    history = BookHistory()

    class Meta:
        ordering = ["name"]
        constraints = [
            UniqueConstraint(fields=["geography", "name"], name="station_name_in_geography"),
            within("station", "latitude", -90, 90),
            within("station", "longitude", -180, 180),
        ]

    def __str__(self) -> str:
        return self.name


class Hall(StampedRecord):
    """A building of a freshwater station, with its containers on one water system."""

    freshwater_station = models.ForeignKey(FreshwaterStation, models.PROTECT, related_name="halls")
    name = models.CharField(max_length=100)
    description = models.TextField(blank=True)
    area_sqm = models.DecimalField("floor area", **FLOOR_M2, null=True, blank=True)
    active = models.BooleanField(default=True)
    history = BookHistory()

    class Meta:
        ordering = ["name"]
        constraints = [
            UniqueConstraint(fields=["freshwater_station", "name"], name="hall_name_in_station"),
            *not_negative("hall", "area_sqm"),
        ]

    def __str__(self) -> str:
        return self.name
