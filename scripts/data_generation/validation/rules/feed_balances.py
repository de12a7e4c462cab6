"""No feed is lost: balances of lots, orders and stores, first in first out, the cost of meals."""

from datetime import timedelta

from django.db.models import DurationField, ExpressionWrapper, F, Q, Sum

from apps.infrastructure.models import FeedContainer
from apps.inventory.models import (
    BatchFeedingSummary,
    ContainerFeedingSummary,
    FeedContainerStock,
    FeedingEvent,
    FeedPurchase,
)
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.registry import (
    Group,
    Outcome,
    check,
    not_asked,
    offenders,
)
from scripts.data_generation.validation.engine.sql import (
    offending_rows,
    table_name,
    week,
    weeks_before,
)
from scripts.data_generation.validation.engine.sums import amount_of

ONE_DAY, WEEK = timedelta(days=1), timedelta(days=7)
LASTING = ExpressionWrapper(F("period_end") - F("period_start"), output_field=DurationField())
LAW = "docs/architecture.md: feed delivered = fed + in stock + written off; exact, in 0.01 kg"
FIFO = "docs/realism.md, feed suppliers and orders: the oldest lot is fed first"

MEALS = table_name(FeedingEvent)
LOTS = table_name(FeedContainerStock)
PURCHASES = table_name(FeedPurchase)
WEEKS = table_name(ContainerFeedingSummary)
BATCH_WEEKS = table_name(BatchFeedingSummary)

# What was fed from each lot, and on which first and last day; one pass over the meals.
FED = f"""
    SELECT feed_stock_id AS lot, SUM(amount_kg) AS fed,
           MIN(feeding_date) AS first_day, MAX(feeding_date) AS last_day
    FROM {MEALS} WHERE feed_stock_id IS NOT NULL GROUP BY feed_stock_id
"""

# The day on which the rest of a lot was written off: at its expiry, or when a barge was emptied.
CLEARED = f"""
    SELECT id, MIN(date(history_date)) AS day
    FROM {table_name(FeedContainerStock.history.model)} WHERE written_off_kg > 0 GROUP BY id
"""


@check(
    "feed lots",
    group=Group.RULES,
    proves="of every lot in a store, feed delivered = fed + in stock + written off",
    bounds=LAW,
)
def feed_lots(case: Case) -> Outcome:
    """Lots that do not add up, or that more was fed from than they held."""
    return offending_rows(
        f"""
        SELECT l.id, l.initial_quantity_kg, fed.fed, l.quantity_kg, l.written_off_kg
        FROM {LOTS} l LEFT JOIN ({FED}) fed ON fed.lot = l.id
        WHERE l.initial_quantity_kg IS NULL OR l.quantity_kg < 0 OR ROUND(100 *
            (l.initial_quantity_kg - COALESCE(fed.fed, 0) - l.quantity_kg - l.written_off_kg)) <> 0
        """,
        "lot {id}: {initial_quantity_kg} kg came, {fed} fed, {quantity_kg} there, "
        "{written_off_kg} written off",
    )


@check(
    "feed orders",
    group=Group.RULES,
    proves="of every order as much is delivered as was ordered, and in time",
    bounds="the run's own lead times and delays",
)
def feed_orders(case: Case) -> Outcome:
    """Orders delivered in another amount, or overdue and not delivered."""
    supply = case.parameters.feed_supply
    slowest = max(supply.supplier_lead_days) + max(supply.supplier_late_days)
    overdue = case.last_day - timedelta(days=slowest)
    came = FeedPurchase.objects.annotate(
        came=amount_of(FeedContainerStock.objects.all(), "feed_purchase", "initial_quantity_kg")
    )
    wrong = came.exclude(came=F("quantity_kg")).exclude(came=0, purchase_date__gte=overdue)
    return offenders(
        wrong.order_by("id").values("id", "purchase_date", "quantity_kg", "came"),
        "order {id} of {purchase_date}: {quantity_kg} kg ordered, {came} kg came",
    )


@check(
    "feed stores",
    group=Group.RULES,
    proves="no store holds more feed than it has room for",
    bounds="the store's own capacity: docs/realism.md, feed stores",
)
def feed_stores(case: Case) -> Outcome:
    """Stores above their capacity."""
    full = FeedContainer.objects.annotate(held=Sum("stock__quantity_kg"))
    return offenders(
        full.filter(held__gt=F("capacity_kg")).order_by("id").values("name", "held", "capacity_kg"),
        "{name}: {held} kg where {capacity_kg} kg have room",
    )


@check(
    "age of feed",
    group=Group.RULES,
    proves="no meal is taken from a lot before it was delivered or after its expiry date",
    bounds="the lot's own entry date and its order's expiry date",
)
def age_of_feed(case: Case) -> Outcome:
    """Lots that were fed from too early or too late."""
    return offending_rows(
        f"""
        SELECT l.id, fed.first_day, fed.last_day, l.entry_date, p.expiry_date
        FROM {LOTS} l JOIN ({FED}) fed ON fed.lot = l.id
        JOIN {PURCHASES} p ON p.id = l.feed_purchase_id
        WHERE fed.first_day < date(l.entry_date) OR fed.last_day > p.expiry_date
        """,
        "lot {id}: fed from {first_day} to {last_day}, came on {entry_date}, good until "
        "{expiry_date}",
    )


@check(
    "first in, first out",
    group=Group.RULES,
    proves="a lot is fed from only when older ones are used up",
    bounds=FIFO,
)
def first_in_first_out(case: Case) -> Outcome:
    """Lots begun while the store still had an older lot of the same feed."""
    dated = f"""
        SELECT l.id, l.feed_container_id AS store, p.feed_id AS feed, p.purchase_date,
               date(l.entry_date) AS came, p.expiry_date, fed.first_day, fed.last_day,
               l.quantity_kg + l.written_off_kg AS unused,
               COALESCE(cleared.day, p.expiry_date) AS gone
        FROM {LOTS} l JOIN {PURCHASES} p ON p.id = l.feed_purchase_id
        LEFT JOIN ({FED}) fed ON fed.lot = l.id
        LEFT JOIN ({CLEARED}) cleared ON cleared.id = l.id AND l.quantity_kg = 0
    """
    return offending_rows(
        f"""
        WITH lots AS ({dated})
        SELECT b.id, a.id AS older, b.first_day
        FROM lots b JOIN lots a ON a.store = b.store AND a.feed = b.feed AND a.id <> b.id
        WHERE a.purchase_date < b.purchase_date AND a.came < b.first_day
          AND (a.last_day > b.first_day OR (a.unused > 0 AND a.gone > b.first_day))
        """,
        "lot {id}: begun on {first_day} before lot {older}",
    )


@check(
    "cost of meals",
    group=Group.RULES,
    proves="a meal costs its amount x the price of its lot, to the cent",
    bounds="the order's own price",
)
def cost_of_meals(case: Case) -> Outcome:
    """Meals with a wrong cost, or with none."""
    return offending_rows(
        f"""
        SELECT m.id, m.amount_kg, p.cost_per_kg, m.feed_cost
        FROM {MEALS} m JOIN {LOTS} l ON l.id = m.feed_stock_id
        JOIN {PURCHASES} p ON p.id = l.feed_purchase_id
        WHERE m.feed_cost IS NULL OR ABS(m.feed_cost - m.amount_kg * p.cost_per_kg) > 0.00501
        """,
        "meal {id}: {amount_kg} kg at {cost_per_kg} cost {feed_cost}",
    )


@check(
    "feed of meals",
    group=Group.RULES,
    proves="a meal is of the feed of its lot, from a store of the fish's own hall or area",
    bounds="docs/architecture.md: a store serves the containers of its hall or area",
)
def feed_of_meals(case: Case) -> Outcome:
    """Meals without a lot, of another feed than the lot, or from a store elsewhere."""
    store = "feed_stock__feed_container"
    nearby = Q(container__hall=F(f"{store}__hall")) | Q(container__area=F(f"{store}__area"))
    wrong = FeedingEvent.objects.exclude(nearby & Q(feed=F("feed_stock__feed_purchase__feed")))
    return offenders(
        wrong.order_by("id").values("id", "feed", "feed_stock", "container__name"),
        "meal {id} in {container__name}: feed {feed} from lot {feed_stock}",
    )


@check(
    "meals within stock",
    group=Group.RULES,
    proves="on no day has a store fed more than was delivered by then and not written off",
    bounds=LAW,
)
def meals_within_stock(case: Case) -> Outcome:
    """Days on which a store had fed more than it had."""
    return offending_rows(
        f"""
        WITH fed AS (
            SELECT feed_stock_id AS lot, feeding_date AS day, SUM(amount_kg) AS kg
            FROM {MEALS} WHERE feed_stock_id IS NOT NULL GROUP BY feed_stock_id, feeding_date
        ), booked AS (
            SELECT feed_container_id AS store, date(entry_date) AS day,
                   COALESCE(initial_quantity_kg, 0) AS kg FROM {LOTS}
            UNION ALL
            SELECT l.feed_container_id, fed.day, -fed.kg FROM fed JOIN {LOTS} l ON l.id = fed.lot
            UNION ALL
            SELECT l.feed_container_id, cleared.day, -l.written_off_kg
            FROM {LOTS} l JOIN ({CLEARED}) cleared ON cleared.id = l.id
        ), days AS (SELECT store, day, SUM(kg) AS kg FROM booked GROUP BY store, day)
        SELECT store, day, balance FROM (
            SELECT store, day, SUM(kg) OVER (PARTITION BY store ORDER BY day) AS balance FROM days
        ) AS balances WHERE ROUND(100 * balance) < 0
        """,
        "store {store} on {day}: {balance} kg",
    )


@check(
    "feed of weeks",
    group=Group.RULES,
    proves="the weekly summaries of an assignment or batch hold the feed of its meals of the week",
    bounds="docs/realism.md, feeding summaries; exact, in 0.01 kg",
)
def feed_of_weeks(case: Case) -> Outcome:
    """Weeks that are over, and in which the meals and the summary do not add up to the same."""
    if ContainerFeedingSummary.objects.annotate(days=LASTING).filter(days__gte=WEEK).exists():
        return not_asked("its summaries are of other periods than weeks")
    of_assignments = ("assignment", "stay", WEEKS, "container_assignment_id")
    of_batches = ("batch", "batch", BATCH_WEEKS, "batch_id")
    both = " UNION ALL ".join(
        f"""
        SELECT '{whose}' AS whose, {owner} AS owner, week, since, kg FROM meals
        UNION ALL
        SELECT '{whose}', {summary_of}, {week("period_end")}, period_start, -total_feed_kg
        FROM {summaries}
        """
        for whose, owner, summaries, summary_of in (of_assignments, of_batches)
    )
    return offending_rows(
        f"""
        WITH meals AS (
            SELECT batch_id AS batch, batch_assignment_id AS stay, {week("feeding_date")} AS week,
                   MIN(feeding_date) AS since, SUM(amount_kg) AS kg
            FROM {MEALS} GROUP BY batch_id, batch_assignment_id, {week("feeding_date")}
        )
        SELECT whose, owner, MIN(since) AS since, SUM(kg) AS balance FROM ({both}) AS sides
        WHERE week < {weeks_before(case.last_day + ONE_DAY)}
        GROUP BY whose, owner, week HAVING ROUND(100 * SUM(kg)) <> 0
        """,
        "{whose} {owner}, week from {since}: {balance} kg more in meals",
    )


CHECKS = (
    feed_lots,
    feed_orders,
    feed_stores,
    age_of_feed,
    first_in_first_out,
    cost_of_meals,
    feed_of_meals,
    meals_within_stock,
    feed_of_weeks,
)
