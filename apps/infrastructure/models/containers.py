"""What stands on a site: containers for fish and for feed, and the sensors in the water."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from apps.infrastructure.models.sites import Area, Hall
from aquamind.tables.constraints import hall_or_area, in_order, not_negative
from aquamind.tables.history import BookHistory
from aquamind.tables.measures import CAPACITY_KG, VOLUME_M3
from aquamind.tables.records import StampedRecord


class ContainerType(StampedRecord):
    """A make of container: trays, tanks, pens."""

    class Category(models.TextChoices):
        """The kind of a container."""

        TANK = "TANK", "Tank"
        PEN = "PEN", "Pen"
        TRAY = "TRAY", "Tray"
        OTHER = "OTHER", "Other"

    name = models.CharField(max_length=100, unique=True)
    category = models.CharField(max_length=20, choices=Category)
    max_volume_m3 = models.DecimalField("largest volume", **VOLUME_M3)
    description = models.TextField(blank=True)
    history = BookHistory()

    class Meta:
        ordering = ["name"]
        constraints = not_negative("container_type", "max_volume_m3")

    def __str__(self) -> str:
        return self.name


class Container(StampedRecord):
    """A tray, tank or cage. It lies in exactly one place: a hall or a sea area."""

    class HierarchyRole(models.TextChoices):
        """Whether a container holds fish itself or other containers."""

        HOLDING = "HOLDING", "Holds fish"
        STRUCTURAL = "STRUCTURAL", "Holds containers"

    name = models.CharField(max_length=100)
    container_type = models.ForeignKey(ContainerType, models.PROTECT, related_name="containers")
    hall = models.ForeignKey(Hall, models.PROTECT, null=True, blank=True, related_name="containers")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="containers")
    parent_container = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts"
    )
    hierarchy_role = models.CharField(
        max_length=20, choices=HierarchyRole, default=HierarchyRole.HOLDING
    )
    volume_m3 = models.DecimalField("volume", **VOLUME_M3)
    max_biomass_kg = models.DecimalField("largest biomass", **CAPACITY_KG)
    active = models.BooleanField(default=True)
    feed_recommendations_enabled = models.BooleanField(default=True)
    history = BookHistory()

    class Meta:
        constraints = [
            hall_or_area("container"),
            UniqueConstraint(fields=["hall", "name"], name="container_name_in_hall"),
            UniqueConstraint(fields=["area", "name"], name="container_name_in_area"),
            CheckConstraint(
                name="container_not_its_own_parent",
                condition=Q(parent_container__isnull=True) | ~Q(parent_container=F("id")),
            ),
            *not_negative("container", "volume_m3", "max_biomass_kg"),
        ]

    def __str__(self) -> str:
        return self.name


class Sensor(StampedRecord):
    """A probe in a container."""

    class SensorType(models.TextChoices):
        """What a sensor measures."""

        TEMPERATURE = "TEMPERATURE", "Temperature"
        OXYGEN = "OXYGEN", "Dissolved oxygen"
        PH = "PH", "pH"
        SALINITY = "SALINITY", "Salinity"
        CO2 = "CO2", "Carbon dioxide"
        OTHER = "OTHER", "Other"

    container = models.ForeignKey(Container, models.PROTECT, related_name="sensors")
    name = models.CharField(max_length=100)
    sensor_type = models.CharField(max_length=20, choices=SensorType)
    serial_number = models.CharField(max_length=100, unique=True)
    manufacturer = models.CharField(max_length=100, blank=True)
    installation_date = models.DateField(null=True, blank=True)
    last_calibration_date = models.DateField(null=True, blank=True)
    active = models.BooleanField(default=True)
    history = BookHistory()

    class Meta:
        constraints = [in_order("sensor", "installation_date", "last_calibration_date")]

    def __str__(self) -> str:
        return f"{self.name} ({self.serial_number})"


class FeedContainer(StampedRecord):
    """A feed store: a silo of a hall or a barge of a sea area."""

    class StoreType(models.TextChoices):
        """The kind of a feed store."""

        SILO = "SILO", "Silo"
        BARGE = "BARGE", "Barge"
        TANK = "TANK", "Tank"
        OTHER = "OTHER", "Other"

    name = models.CharField(max_length=100)
    container_type = models.CharField(max_length=20, choices=StoreType)
    hall = models.ForeignKey(
        Hall, models.PROTECT, null=True, blank=True, related_name="feed_containers"
    )
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="feed_containers"
    )
    capacity_kg = models.DecimalField("capacity", **CAPACITY_KG)
    active = models.BooleanField(default=True)
    history = BookHistory()

    class Meta:
        constraints = [
            hall_or_area("feed_container"),
            UniqueConstraint(fields=["hall", "name"], name="feed_container_name_in_hall"),
            UniqueConstraint(fields=["area", "name"], name="feed_container_name_in_area"),
            *not_negative("feed_container", "capacity_kg"),
        ]

    def __str__(self) -> str:
        return self.name
