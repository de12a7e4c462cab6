"""Dead fish by cause, of whatever holds them."""

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncWeek

from apps.batch.models import MortalityEvent
from apps.explorer.charts import Chart
from apps.explorer.figures.stacks import stacked
from apps.explorer.palette import CAUSES
from apps.explorer.periods import Days, drawn


def deaths_by_cause(events: QuerySet[MortalityEvent], days: Days | None) -> Chart:
    """Dead fish of each week of these events, by cause."""
    rows = (
        events.values("cause", week=TruncWeek("event_date"))
        .annotate(fish=Sum("count"))
        .values_list("cause", "week", "fish")
    )
    return Chart(
        key="deaths",
        title="Deaths by cause",
        says="Dead fish of each week.",
        series=stacked(rows, dict(MortalityEvent.Cause.choices), CAUSES),
        y_names=("fish a week",),
        days=drawn(days),
    )
