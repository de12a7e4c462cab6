"""Feed by month: what was delivered, eaten and written off, and the price of what was ordered."""

import numpy as np
from django.db.models import DecimalField, ExpressionWrapper, F, Sum

from apps.inventory.models import Feed, FeedContainerStock, FeedingEvent, FeedPurchase
from scripts.data_generation.array_types import Floats
from scripts.data_generation.reporting.history_months import HistoryMonths
from scripts.data_generation.reporting.key_figures.thrown_feed import thrown_lots

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
    thrown = months.columns(thrown_lots(), "cleared", kg=Sum("written_off_kg"))
    return thrown.get((), np.zeros(len(months)))


def prices(months: HistoryMonths) -> dict[str, list[float | None]]:
    """Mean price of what was ordered in each month by size of pellet, EUR/kg, and of all feed."""
    found: dict[str, tuple[Floats, Floats]] = {}
    labels = {"": "all feed"}
    labels |= {str(key): f"{label} pellets" for key, label in Feed.SizeCategory.choices}
    orders = months.grouped(
        FeedPurchase.objects.all(),
        "purchase_date",
        "feed__size_category",
        kg=Sum("quantity_kg"),
        paid=Sum(PAID),
    )
    for row in orders:
        for key in ("", row["feed__size_category"]):
            paid, kg = found.setdefault(labels[key], (np.zeros(len(months)), np.zeros(len(months))))
            paid[row["month"]] += float(row["paid"])
            kg[row["month"]] += float(row["kg"])
    return {
        label: [float(a / b) if b else None for a, b in zip(*found[label], strict=True)]
        for label in labels.values()
        if label in found
    }
