"""Feed that was thrown away: which lots, and when."""

from django.db.models import Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from apps.inventory.models import FeedContainerStock


def thrown_lots() -> "QuerySet[FeedContainerStock]":
    """Lots of which feed was written off, each with `cleared`, the moment of it.

    It is the first such change in the history of the lot: at its expiry date, or sooner when a
    barge was emptied. A lot without such a change counts on the day it was delivered.
    """
    history = FeedContainerStock.history.filter(id=OuterRef("pk"), written_off_kg__gt=0)
    first = history.order_by().values("id").annotate(moment=Min("history_date"))
    return FeedContainerStock.objects.filter(written_off_kg__gt=0).annotate(
        cleared=Coalesce(Subquery(first.values("moment")), "entry_date")
    )
