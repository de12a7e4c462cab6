"""Which days the books are about."""

from django.db.models import Max, Min
from django.utils import timezone

from apps.batch.models import Batch
from apps.explorer.generation import facts
from apps.explorer.periods import Days
from apps.inventory.models import BatchFeedingSummary


def days_of_the_books() -> Days:
    """From the first batch's start to the last evening that the books tell of.

    Empty books tell of no day: then it is today.
    """
    first = Batch.objects.aggregate(day=Min("start_date"))["day"]
    ends = (
        BatchFeedingSummary.objects.aggregate(day=Max("period_end"))["day"],
        Batch.objects.aggregate(day=Max("actual_end_date"))["day"],
        Batch.objects.aggregate(day=Max("start_date"))["day"],
        facts().last_written_day(),
    )
    last = max((day for day in ends if day), default=None)
    if first is None or last is None:
        today = timezone.now().date()
        return Days(today, today)
    return Days.within_reach(first, last)
