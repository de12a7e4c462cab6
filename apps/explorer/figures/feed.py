"""Feed: stock, deliveries, what was fed, and what it cost."""

from collections.abc import Iterable
from datetime import date
from itertools import accumulate
from typing import Any

from django.db.models import F, Sum
from django.db.models.functions import TruncMonth, TruncWeek

from apps.explorer.charts import Chart, Listing, Series
from apps.explorer.periods import Days, drawn
from apps.inventory.models import (
    BatchFeedingSummary,
    Feed,
    FeedContainerStock,
    FeedPurchase,
)

KG_A_TONNE = 1000.0

PURCHASE_COLUMNS = (
    "ordered",
    "feed",
    "supplier",
    "lot",
    "amount [kg]",
    "price [EUR a kg]",
    "expires",
)
NEWEST_PURCHASES = 50


def stock(days: Days) -> Chart:
    """What all stores hold at the end of each week, what came in it, and what was fed."""
    came = _by_week(
        FeedContainerStock.objects.values(week=TruncWeek("entry_date"))
        .annotate(kg=Sum("initial_quantity_kg"))
        .values_list("week", "kg")
    )
    gone = _by_week(
        FeedContainerStock.history.filter(written_off_kg__gt=0)
        .values(week=TruncWeek("history_date"))
        .annotate(kg=Sum("written_off_kg"))
        .values_list("week", "kg")
    )
    fed = _by_week(
        BatchFeedingSummary.objects.values(week=TruncWeek("period_start"))
        .annotate(kg=Sum("total_feed_kg"))
        .values_list("week", "kg")
    )
    weeks = sorted({*came, *fed, *gone})
    held = accumulate(came.get(w, 0.0) - fed.get(w, 0.0) - gone.get(w, 0.0) for w in weeks)
    shown = [w for w in weeks if days.first <= w <= days.last]
    level = dict(zip(weeks, held, strict=True))
    return Chart(
        key="stock",
        title="Stock, deliveries and feeding",
        says="What all stores hold at each week's end, what was delivered and what was fed.",
        series=(
            Series("in stock", [(w, round(level[w], 2)) for w in shown], "area"),
            Series("delivered a week", [(w, came.get(w, 0.0)) for w in shown], "line"),
            Series("fed a week", [(w, fed.get(w, 0.0)) for w in shown], "line"),
        ),
        y_names=("feed [t]",),
        days=drawn(days),
    )


def _by_week(rows: Iterable[tuple[Any, Any]]) -> dict[date, float]:
    """Tonnes of each week; moments become days."""
    tonnes: dict[date, float] = {}
    for week, kg in rows:
        day = week.date() if hasattr(week, "date") else week
        tonnes[day] = tonnes.get(day, 0.0) + float(kg or 0) / KG_A_TONNE
    return tonnes


def price(days: Days) -> Chart:
    """Mean price of what was bought in each month, by size of feed."""
    rows = (
        FeedPurchase.objects.filter(purchase_date__range=(days.first, days.last))
        .values("feed__size_category", month=TruncMonth("purchase_date"))
        .annotate(kg=Sum("quantity_kg"), cost=Sum(F("quantity_kg") * F("cost_per_kg")))
        .filter(kg__gt=0)
        .order_by("month")
    )
    prices: dict[str, list[tuple[date, float]]] = {}
    for row in rows:
        point = (row["month"], round(float(row["cost"] / row["kg"]), 3))
        prices.setdefault(row["feed__size_category"], []).append(point)
    labels = dict(Feed.SizeCategory.choices)
    return Chart(
        key="price",
        title="Price of feed",
        says="Mean price of the feed ordered in each month, weighted by amount, by size.",
        series=[
            Series(str(labels.get(size, size)), points) for size, points in sorted(prices.items())
        ],
        y_names=("price [EUR a kg]",),
        days=drawn(days),
    )


def by_feed(days: Days) -> Chart:
    """What was delivered of each feed."""
    rows = (
        FeedContainerStock.objects.filter(
            entry_date__date__range=(days.first, days.last),
            # Books that no generator made need not say it.
            initial_quantity_kg__isnull=False,
        )
        .values("feed_purchase__feed__name")
        .annotate(kg=Sum("initial_quantity_kg"))
        .order_by("-kg")
    )
    tonnes = [(r["feed_purchase__feed__name"], float(r["kg"]) / KG_A_TONNE) for r in rows]
    return Chart(
        key="feeds",
        title="Deliveries by feed",
        says="What was delivered of each feed in these days.",
        x="category",
        categories=[name for name, _ in tonnes],
        heading="feed",
        series=(Series("delivered", tonnes, "bar"),),
        y_names=("feed [t]",),
    )


def purchases(days: Days) -> Listing:
    """The newest purchases of these days."""
    rows = (
        FeedPurchase.objects.filter(purchase_date__range=(days.first, days.last))
        .select_related("feed")
        .order_by("-purchase_date", "-pk")[:NEWEST_PURCHASES]
    )
    return Listing(
        PURCHASE_COLUMNS,
        [
            [
                p.purchase_date.isoformat(),
                p.feed.name,
                p.supplier,
                p.batch_number,
                p.quantity_kg,
                p.cost_per_kg,
                p.expiry_date.isoformat() if p.expiry_date else "",
            ]
            for p in rows
        ],
        "purchases",
    )
