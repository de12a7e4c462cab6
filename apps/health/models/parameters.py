"""What is scored when a fish is examined, and what each score means."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from aquamind.tables.records import StampedRecord


class HealthParameter(StampedRecord):
    """A scored sign of health, such as gill condition; the best score is `min_score`."""

    name = models.CharField(max_length=100, unique=True)
    description = models.TextField(null=True, blank=True)
    min_score = models.IntegerField(default=0)
    max_score = models.IntegerField(default=3)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            CheckConstraint(
                name="health_parameter_scores", condition=Q(max_score__gt=F("min_score"))
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ParameterScoreDefinition(StampedRecord):
    """What one score of one parameter looks like."""

    parameter = models.ForeignKey(
        HealthParameter, models.CASCADE, related_name="score_definitions", db_index=False
    )
    score_value = models.IntegerField()
    label = models.CharField(max_length=50)
    description = models.TextField(blank=True)
    display_order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["parameter_id", "display_order"]
        constraints = [
            UniqueConstraint(fields=["parameter", "score_value"], name="score_of_parameter"),
        ]

    def __str__(self) -> str:
        return f"{self.score_value}: {self.label}"
