"""What is farmed: species and the stages of their lives."""

from django.db import models
from django.db.models import UniqueConstraint

from aquamind.tables.constraints import in_order
from aquamind.tables.measures import LENGTH_CM, OXYGEN, PH, WATER_TEMPERATURE_C, WEIGHT_G
from aquamind.tables.records import StampedRecord


class Species(StampedRecord):
    """A farmed species, with the water in which it thrives."""

    name = models.CharField(max_length=100, unique=True)
    scientific_name = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    optimal_temperature_min = models.DecimalField(**WATER_TEMPERATURE_C, null=True, blank=True)
    optimal_temperature_max = models.DecimalField(**WATER_TEMPERATURE_C, null=True, blank=True)
    optimal_oxygen_min = models.DecimalField(**OXYGEN, null=True, blank=True)
    optimal_ph_min = models.DecimalField("optimal pH min", **PH, null=True, blank=True)
    optimal_ph_max = models.DecimalField("optimal pH max", **PH, null=True, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "species"
        constraints = [
            in_order("species", "optimal_temperature_min", "optimal_temperature_max"),
            in_order("species", "optimal_ph_min", "optimal_ph_max"),
        ]

    def __str__(self) -> str:
        return self.name


class LifecycleStage(StampedRecord):
    """A stage of a species' life; `order` counts from the egg, 1."""

    species = models.ForeignKey(Species, models.PROTECT, related_name="stages")
    name = models.CharField(max_length=100)
    order = models.PositiveSmallIntegerField(help_text="1 is the first stage of life")
    description = models.TextField(blank=True)
    expected_weight_min_g = models.DecimalField(**WEIGHT_G, null=True, blank=True)
    expected_weight_max_g = models.DecimalField(**WEIGHT_G, null=True, blank=True)
    expected_length_min_cm = models.DecimalField(**LENGTH_CM, null=True, blank=True)
    expected_length_max_cm = models.DecimalField(**LENGTH_CM, null=True, blank=True)
    typical_duration_days = models.PositiveIntegerField(null=True, blank=True, help_text="[days]")

    class Meta:
        ordering = ["species_id", "order"]
        constraints = [
            UniqueConstraint(fields=["species", "name"], name="stage_name_in_species"),
            UniqueConstraint(fields=["species", "order"], name="stage_order_in_species"),
            in_order("stage", "expected_weight_min_g", "expected_weight_max_g"),
            in_order("stage", "expected_length_min_cm", "expected_length_max_cm"),
        ]

    def __str__(self) -> str:
        return self.name
