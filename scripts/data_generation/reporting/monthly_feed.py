"""Feed by month: what came in, was eaten and written off, what lay in stock, what it cost."""

from datetime import date

import numpy as np
from django.db.models import DecimalField, ExpressionWrapper, F, Min, Sum
from django.db.models.functions import TruncDate

from apps.inventory.models import Feed, FeedContainerStock, FeedingEvent, FeedPurchase
from scripts.data_generation.reporting.history_months import Floats, HistoryMonths

PAID = ExpressionWrapper(
    F("quantity_kg") * F("cost_per_kg"), output_field=DecimalField(max_digits=20, decimal_places=4)
)


def delivered_kg(months: HistoryMonths) -> Floats:
    """Feed that came into the stores, kg, shape (months,)."""
    came = months.columns(
        FeedContainerStock.objects.all(), "entry_date", kg=Sum("initial_quantity_kg")
    )
    return came.get((), np.zeros(len(months)))


def eaten_kg(months: HistoryMonths) -> Floats:
    """Feed of all meals, kg, shape (months,)."""
    meals = months.columns(FeedingEvent.objects.all(), "feeding_date", kg=Sum("amount_kg"))
    return meals.get((), np.zeros(len(months)))


def written_off_kg(months: HistoryMonths) -> Floats:
    """Feed thrown away, kg, shape (months,), on the day on which its lot's history says so."""
    history = FeedContainerStock.history.filter(written_off_kg__gt=0).order_by()
    dated = history.values("id").annotate(day=Min(TruncDate("history_date")))
    days: dict[int, date] = {row["id"]: row["day"] for row in dated}
    lots = FeedContainerStock.objects.filter(written_off_kg__gt=0)
    thrown = np.zeros(len(months))
    for lot, kg, expiry in lots.values_list("pk", "written_off_kg", "feed_purchase__expiry_date"):
        month = months.row(days.get(lot) or expiry or months.end)
        thrown[min(max(month, 0), len(months) - 1)] += float(kg)
    return thrown


def prices(months: HistoryMonths) -> dict[str, list[float | None]]:
    """Mean price of what was ordered in each month by size of pellet, EUR/kg, and of all feed."""
    found: dict[str, tuple[Floats, Floats]] = {}
    labels = {"": "all feed"}
    labels |= {str(key): f"{label} pellets" for key, label in Feed.SizeCategory.choices}
    for row in months.grouped(
        FeedPurchase.objects.all(), "purchase_date", "feed__size_category",
        kg=Sum("quantity_kg"), paid=Sum(PAID),
    ):  # fmt: skip
        for key in ("", row["feed__size_category"]):
            paid, kg = found.setdefault(labels[key], (np.zeros(len(months)), np.zeros(len(months))))
            paid[row["month"]] += float(row["paid"])
            kg[row["month"]] += float(row["kg"])
    return {
        label: [float(a / b) if b else None for a, b in zip(*found[label], strict=True)]
        for label in labels.values()
        if label in found
    }
