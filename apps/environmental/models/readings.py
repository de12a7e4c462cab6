"""The two hypertables: sensor readings and weather.

Both hold far more rows than all other tables together, so they carry one index each: the unique
constraint that guards against doubles is also the way in. Their foreign keys are not enforced by
the database (four of them make loading seven times slower) but proved set-wise by validation.
TimescaleDB has no primary key on them: `id` is a number, not a way to find a row.
"""

from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint
from timescale.db.models.fields import TimescaleDateTimeField

from apps.batch.models import Batch, BatchContainerAssignment
from apps.environmental.models.parameters import EnvironmentalParameter
from apps.infrastructure.models import Area, Container, Sensor
from aquamind.tables.constraints import not_negative
from aquamind.tables.measures import (
    PRECIPITATION,
    READING,
    TEMPERATURE_C,
    WAVE_HEIGHT,
    WAVE_PERIOD,
    WIND_SPEED,
    between,
)
from aquamind.tables.records import Record


class EnvironmentalReading(Record):
    """One value of one sensor at one time."""

    sensor = models.ForeignKey(
        Sensor, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    # 30 days are two to three million readings at full production. Their index (100 MB) stays in
    # memory while it is written, and ten years are 122 pieces, few enough to plan queries over.
    reading_time = TimescaleDateTimeField(interval="30 days", help_text="[UTC]")
    parameter = models.ForeignKey(
        EnvironmentalParameter,
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    value = models.DecimalField(**READING)
    container = models.ForeignKey(
        Container,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    batch = models.ForeignKey(
        Batch,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    batch_container_assignment = models.ForeignKey(
        BatchContainerAssignment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    is_manual = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    notes = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["sensor", "reading_time"], name="reading_sensor_time"),
        ]

    def __str__(self) -> str:
        return f"Sensor {self.sensor_id}: {self.value} at {self.reading_time:%Y-%m-%d %H:%M}"


class WeatherData(Record):
    """The weather over one sea area at one time."""

    area = models.ForeignKey(
        Area, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    # 90 days: hourly rows of 24 areas are 52,000 in that time; shorter pieces would be too small.
    timestamp = TimescaleDateTimeField(interval="90 days", help_text="[UTC]")
    temperature = models.DecimalField("air temperature", **TEMPERATURE_C, null=True, blank=True)
    wind_speed = models.DecimalField(**WIND_SPEED, null=True, blank=True)
    wind_direction = models.IntegerField(
        null=True, blank=True, validators=between(0, 360), help_text="[degrees] it blows from"
    )
    precipitation = models.DecimalField(**PRECIPITATION, null=True, blank=True)
    wave_height = models.DecimalField(**WAVE_HEIGHT, null=True, blank=True)
    wave_period = models.DecimalField(**WAVE_PERIOD, null=True, blank=True)
    wave_direction = models.IntegerField(
        null=True, blank=True, validators=between(0, 360), help_text="[degrees] they come from"
    )
    cloud_cover = models.IntegerField(
        null=True, blank=True, validators=between(0, 100), help_text="[%]"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "weather data"
        constraints = [
            UniqueConstraint(fields=["area", "timestamp"], name="weather_area_time"),
            *not_negative("weather", "wind_speed", "precipitation", "wave_height"),
        ]

    def __str__(self) -> str:
        return f"Area {self.area_id} at {self.timestamp:%Y-%m-%d %H:%M}"
