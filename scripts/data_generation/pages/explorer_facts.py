"""What the generator tells the explorer: from the tables that the generator keeps for itself."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Max, Sum
from django.db.models.functions import TruncMonth

from apps.explorer.generation import (
    Fault,
    FaultCount,
    GenerationFacts,
    Outbreak,
    Page,
    Validation,
    WaterEvent,
)
from apps.explorer.periods import Days
from scripts.data_generation import models


class GeneratorFacts(GenerationFacts):
    """What the generator's own tables hold; each question is one query, two for the deaths."""

    pages = (Page("Generation", "generation:runs", staff=True),)

    def last_written_day(self) -> date | None:
        """The last evening of the last chunk."""
        day: date | None = models.GenerationChunk.objects.aggregate(day=Max("last_day"))["day"]
        return day

    def last_validation(self) -> Validation | None:
        """The newest row that a validation left."""
        row = models.GenerationValidation.objects.order_by("-at", "-pk").first()
        if row is None:
            return None
        return Validation(row.at, row.seconds, row.outcome["totals"], row.outcome["checks"])

    def sensor_faults(self) -> Sequence[FaultCount]:
        """The faults of dirty data, counted."""
        labels = dict(models.SensorFault.KINDS)
        rows = (
            models.SensorFault.objects.values("kind", "sensor__sensor_type")
            .annotate(n=Count("pk"))
            .values_list("kind", "sensor__sensor_type", "n")
        )
        return [FaultCount(kind, labels.get(kind, kind), of, n) for kind, of, n in rows]

    def faults_of(self, sensor: int) -> Sequence[Fault]:
        """The faults of one sensor."""
        rows = models.SensorFault.objects.filter(sensor=sensor).order_by("first_moment")
        return [Fault(row.get_kind_display(), row.first_moment, row.last_moment) for row in rows]

    def last_failed_sensor(self) -> int | None:
        """Of the newest fault."""
        return models.SensorFault.objects.order_by("-pk").values_list("sensor", flat=True).first()

    def outbreaks(self, days: Days) -> Sequence[Outbreak]:
        """The outbreaks of all runs."""
        rows = models.DiseaseOutbreak.objects.filter(
            first_day__lte=days.last, last_day__gte=days.first
        ).order_by("disease", "first_day")
        return [
            Outbreak(
                row.disease, row.batch_number, row.site, row.first_day, row.last_day, row.deaths
            )
            for row in rows
        ]

    def water_events(self, area: int, days: Days) -> Sequence[WaterEvent]:
        """The events of one sea area."""
        rows = models.WaterEvent.objects.filter(
            area=area, first_day__lte=days.last, last_day__gte=days.first
        ).order_by("first_day")
        return [
            WaterEvent(row.kind, row.get_kind_display(), row.first_day, row.last_day)
            for row in rows
        ]

    def monthly_deaths(self, days: Days) -> Sequence[tuple[str, date, int]] | None:
        """The sums that each chunk left; None for books that hold none."""
        if not models.MonthlyDeaths.objects.exists():
            return None
        return list(
            models.MonthlyDeaths.objects.filter(
                first_day__range=(days.first.replace(day=1), days.last)
            )
            .values("cause", month=TruncMonth("first_day"))
            .annotate(dead=Sum("fish"))
            .values_list("cause", "month", "dead")
        )
