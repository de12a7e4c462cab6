"""The company's health: outbreaks, treatments and their outcome, deaths by cause."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth
from django.urls import reverse

from apps.batch.models import Batch, MortalityEvent
from apps.explorer.charts import Bar, Chart, Gantt
from apps.explorer.figures.stacks import stacked
from apps.explorer.generation import Outbreak, facts
from apps.explorer.palette import CAUSES, OUTCOMES, nth
from apps.explorer.periods import Days, drawn
from apps.health.models import Treatment


def outbreaks(days: Days) -> Gantt:
    """Outbreaks that went on in these days, where a generator tells of them."""
    rows: Sequence[Outbreak] = facts().outbreaks(days)
    diseases = sorted({row.disease for row in rows})
    keys = dict(
        Batch.objects.filter(batch_number__in={row.batch_number for row in rows}).values_list(
            "batch_number", "pk"
        )
    )
    return Gantt(
        key="outbreaks",
        title="Outbreaks",
        says="What truly happened, noticed or not: each outbreak from its first to its last day.",
        rows=diseases,
        days=(days.first, days.last),
        bars=[
            Bar(
                row.disease,
                max(row.first_day, days.first),
                min(row.last_day, days.last),
                f"{row.batch_number} at {row.site}, {row.deaths:,} dead",
                nth(diseases.index(row.disease)),
                reverse("explorer:batch", args=[keys[row.batch_number]])
                if row.batch_number in keys
                else "",
            )
            for row in rows
        ],
    )


def treatments(days: Days) -> Chart:
    """Treatments of each month by outcome, vaccination left out."""
    rows = (
        Treatment.objects.exclude(treatment_type=Treatment.TreatmentType.VACCINATION)
        .filter(treatment_date__date__range=(days.first, days.last))
        .values("outcome", month=TruncMonth("treatment_date"))
        .annotate(n=Count("pk"))
        .values_list("outcome", "month", "n")
    )
    return Chart(
        key="treatments",
        title="Treatments and their outcome",
        says="Treatments of cages and tanks in each month; vaccination is left out.",
        series=stacked(
            ((outcome, month.date(), n) for outcome, month, n in rows),
            dict(Treatment.Outcome.choices),
            OUTCOMES,
        ),
        y_names=("treatments a month",),
        days=drawn(days),
    )


def _monthly_deaths(days: Days) -> Iterable[tuple[str, date, int]]:
    """(cause, month, dead fish), as the generator added them up, else from the events."""
    known = facts().monthly_deaths(days)
    if known is not None:
        return known
    return (
        MortalityEvent.objects.filter(event_date__range=(days.first.replace(day=1), days.last))
        .values("cause", month=TruncMonth("event_date"))
        .annotate(dead=Sum("count"))
        .values_list("cause", "month", "dead")
    )


def deaths(days: Days) -> Chart:
    """Dead fish of each month, by cause."""
    return Chart(
        key="deaths",
        title="Deaths by cause",
        says="Dead fish of each month, of all stages.",
        series=stacked(_monthly_deaths(days), dict(MortalityEvent.Cause.choices), CAUSES),
        y_names=("fish a month",),
        days=drawn(days),
    )
