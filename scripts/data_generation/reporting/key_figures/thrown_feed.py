"""Feed that was thrown away: which lots, and when."""

from django.db.models import Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from apps.inventory.models import FeedContainerStock


def thrown_lots() -> "QuerySet[FeedContainerStock]":
    """Lots of which something was written off, each with `cleared`, the moment of it.

    It is the first time that the lot's history tells of it: at its date, or sooner with an emptied
    barge. A lot without such a history counts from when it came.
    """
    history = FeedContainerStock.history.filter(id=OuterRef("pk"), written_off_kg__gt=0)
    first = history.order_by().values("id").annotate(moment=Min("history_date"))
    return FeedContainerStock.objects.filter(written_off_kg__gt=0).annotate(
        cleared=Coalesce(Subquery(first.values("moment")), "entry_date")
    )
