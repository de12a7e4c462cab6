"""What sensors measure."""

from django.db import models

from aquamind.tables.constraints import in_order
from aquamind.tables.measures import PARAMETER_BOUND
from aquamind.tables.records import StampedRecord


class EnvironmentalParameter(StampedRecord):
    """A measured quantity, its unit, its possible and its best range."""

    name = models.CharField(max_length=100, unique=True)
    unit = models.CharField(max_length=20)
    description = models.TextField(blank=True)
    min_value = models.DecimalField(**PARAMETER_BOUND, null=True, blank=True)
    max_value = models.DecimalField(**PARAMETER_BOUND, null=True, blank=True)
    optimal_min = models.DecimalField(**PARAMETER_BOUND, null=True, blank=True)
    optimal_max = models.DecimalField(**PARAMETER_BOUND, null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            in_order("parameter", "min_value", "max_value"),
            in_order("parameter", "optimal_min", "optimal_max"),
        ]

    def __str__(self) -> str:
        return f"{self.name} [{self.unit}]"
