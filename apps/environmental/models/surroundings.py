"""The surroundings of fish: the light of a sea area, and the water on the day of a transfer."""

from django.db import models
from django.db.models import UniqueConstraint

from apps.batch.models import BatchTransferWorkflow
from apps.infrastructure.models import Area
from aquamind.tables.constraints import within
from aquamind.tables.measures import (
    DAY_LENGTH,
    LIGHT,
    OXYGEN,
    PH_SHORT,
    SALINITY,
    WATER_TEMPERATURE_C,
)
from aquamind.tables.records import StampedRecord


class PhotoperiodData(StampedRecord):
    """The length of one day over one sea area."""

    # The unique (area, date) also serves as the index on area.
    area = models.ForeignKey(Area, models.PROTECT, related_name="photoperiods", db_index=False)
    date = models.DateField()
    day_length_hours = models.DecimalField("day length", **DAY_LENGTH)
    light_intensity = models.DecimalField(**LIGHT, null=True, blank=True)
    is_interpolated = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "photoperiod data"
        constraints = [
            UniqueConstraint(fields=["area", "date"], name="photoperiod_area_date"),
            within("photoperiod", "day_length_hours", 0, 24),
        ]

    def __str__(self) -> str:
        return f"{self.day_length_hours} h on {self.date}"


class StageTransitionEnvironmental(StampedRecord):
    """The water that fish moved into with the transfer to their next stage."""

    batch_transfer_workflow = models.ForeignKey(
        BatchTransferWorkflow, models.CASCADE, related_name="environmental_conditions"
    )
    temperature = models.DecimalField(**WATER_TEMPERATURE_C, null=True, blank=True)
    oxygen = models.DecimalField(**OXYGEN, null=True, blank=True)
    salinity = models.DecimalField(**SALINITY, null=True, blank=True)
    ph = models.DecimalField("pH", **PH_SHORT, null=True, blank=True)
    additional_parameters = models.JSONField(null=True, blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        verbose_name = "stage transition conditions"
        verbose_name_plural = "stage transition conditions"
        constraints = [within("stage_transition", "ph", 0, 14)]

    def __str__(self) -> str:
        return f"Conditions of workflow {self.batch_transfer_workflow_id}"
