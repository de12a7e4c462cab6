"""Feed in the books, asked of the database alone: stores balance, oldest first, costs add up."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.models import Count, F, Max, Min, Q, Sum
from django.db.models.functions import TruncDate

from apps.inventory.models import (
    BatchFeedingSummary,
    ContainerFeedingSummary,
    FeedContainerStock,
    FeedingEvent,
    FeedPurchase,
)
from scripts.data_generation.models import GenerationChunk

pytestmark = pytest.mark.usefixtures("company")

CENT = Decimal("0.01")


def test_delivered_is_fed_in_stock_or_written_off() -> None:
    fed = {
        row["feed_stock"]: row["kg"]
        for row in FeedingEvent.objects.values("feed_stock").annotate(kg=Sum("amount_kg"))
    }
    assert None not in fed
    lots = FeedContainerStock.objects.all()
    assert lots.count() > 100
    for lot in lots:
        eaten = Decimal(fed.pop(lot.pk, 0)).quantize(CENT)  # SQLite sums decimals as floats
        parts = eaten + lot.quantity_kg + lot.written_off_kg
        assert lot.initial_quantity_kg == parts, lot
    assert not fed


def test_a_delivery_is_one_purchase_that_came_in_time() -> None:
    stock = FeedContainerStock.objects.select_related("feed_purchase")
    for lot in stock:
        purchase = lot.feed_purchase
        assert lot.initial_quantity_kg == purchase.quantity_kg
        wait = lot.entry_date.date() - purchase.purchase_date
        assert timedelta(days=3) <= wait <= timedelta(days=14)
    waiting = FeedPurchase.objects.annotate(lots=Count("stock")).exclude(lots=1)
    last_day = GenerationChunk.objects.aggregate(last=Max("last_day"))["last"]
    assert all(last_day - purchase.purchase_date <= timedelta(days=14) for purchase in waiting)


def test_meals_come_from_a_store_of_the_container_s_hall_or_area() -> None:
    meals, store = FeedingEvent.objects, "feed_stock__feed_container"
    elsewhere = ~Q(**{f"{store}__hall": F("container__hall")}) & ~Q(
        **{f"{store}__area": F("container__area")}
    )
    assert not meals.filter(elsewhere).exists()
    assert not meals.exclude(feed=F("feed_stock__feed_purchase__feed")).exists()
    expiry = F("feed_stock__feed_purchase__expiry_date")
    assert not meals.filter(feeding_date__gte=expiry).exists()


def test_the_oldest_lot_of_a_store_and_feed_is_fed_first() -> None:
    times = {
        row["feed_stock"]: (row["first"], row["last"])
        for row in FeedingEvent.objects.values("feed_stock").annotate(
            first=Min("feeding_date"), last=Max("feeding_date")
        )
    }
    ended: dict[tuple[int, int], object] = {}
    lots = FeedContainerStock.objects.annotate(day=TruncDate("entry_date"))
    for lot in lots.select_related("feed_purchase").order_by("feed_purchase__purchase_date", "pk"):
        if lot.pk not in times:
            continue
        key = (lot.feed_container_id, lot.feed_purchase.feed_id)
        first, last = times[lot.pk]
        assert lot.day <= first
        assert key not in ended or ended[key] <= first
        ended[key] = last


def test_a_meal_costs_what_its_feed_was_bought_for() -> None:
    meals = FeedingEvent.objects.select_related("feed_stock__feed_purchase")[:2000]
    for meal in meals:
        assert meal.feed_cost is not None
        exact = meal.amount_kg * meal.feed_stock.feed_purchase.cost_per_kg
        assert abs(meal.feed_cost - exact) <= CENT / 2


def test_history_tells_of_deliveries_and_of_lots_used_up() -> None:
    history = FeedContainerStock.history.model.objects
    assert history.filter(history_type="+").count() == FeedContainerStock.objects.count()
    assert (
        not history.filter(history_type="+")
        .exclude(quantity_kg=F("initial_quantity_kg"), written_off_kg=0)
        .exists()
    )
    empty = FeedContainerStock.objects.filter(quantity_kg=0)
    assert history.filter(history_type="~").count() == empty.count() > 0
    bought = FeedPurchase.history.model.objects.filter(history_type="+")
    assert bought.count() == FeedPurchase.objects.count()


def test_no_chunk_lacked_feed() -> None:
    assert GenerationChunk.objects.aggregate(total=Sum("shortages"))["total"] == 0


def test_summaries_repeat_the_meals_and_their_conversion() -> None:
    weeks = ContainerFeedingSummary.objects
    assert weeks.count() > 500
    for week in weeks.order_by("pk")[::25]:
        meals = FeedingEvent.objects.filter(
            batch_assignment=week.container_assignment_id,
            feeding_date__range=(week.period_start, week.period_end),
        )
        fed = Decimal(meals.aggregate(kg=Sum("amount_kg"))["kg"] or 0).quantize(CENT)
        assert week.total_feed_kg == fed
        if week.fcr is not None and week.growth_kg is not None and week.growth_kg > 100:
            assert abs(week.fcr - week.total_feed_kg / week.growth_kg) < Decimal("0.002")
    assert weeks.filter(fcr__isnull=False).exists()


def test_a_batch_s_summary_adds_up_its_containers() -> None:
    for batch in BatchFeedingSummary.objects.order_by("pk")[::10]:
        weeks = ContainerFeedingSummary.objects.filter(
            batch=batch.batch_id,
            period_start__gte=batch.period_start,
            period_end__lte=batch.period_end,
        )
        own = weeks.aggregate(feed=Sum("total_feed_kg"), count=Count("pk"))
        assert Decimal(own["feed"]).quantize(CENT) == batch.total_feed_kg
        assert own["count"] == batch.container_count
