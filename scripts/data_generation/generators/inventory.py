"""The inventory domain: what feed was bought, where it lies, and what became of it; meals."""

from typing import Any

import numpy as np

from apps.batch.models import Batch, BatchContainerAssignment
from apps.infrastructure.models import Container, FeedContainer
from apps.inventory.models import FeedContainerStock, FeedingEvent, FeedPurchase
from scripts.data_generation.config.company.working_day import WORKING_DAY
from scripts.data_generation.config.feed.feed_supply import SUPPLIERS_BY_NAME
from scripts.data_generation.config.units import FEED_UNITS_A_KG
from scripts.data_generation.generators.calendar import clock, dates, moments
from scripts.data_generation.generators.ledger import CHANGED, CREATED, Ledger, rows_of
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.feed_tables import Lots

CENTS = 100
# Orders go out when the day's work is done.
ORDER_MINUTE = 16 * 60


def write_feed(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add orders and deliveries, bring older stock up to the chunk's last evening, log changes."""
    _write_purchases(books, events, ledger)
    closed = _stock_columns(books, events.lots_closed, closed=True)
    standing = _stock_columns(books, events.lots_today, closed=False)
    for columns, log in ((closed, events.lots_closed), (standing, events.lots_today)):
        new = log.arrival_day >= events.first_day
        ledger.insert(FeedContainerStock, **rows_of(columns, new))
        ledger.update(
            FeedContainerStock, ("quantity_kg", "written_off_kg"), **rows_of(columns, ~new)
        )
    _write_stock_history(books, events, closed, ledger)


def write_meals(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add every meal: amount in whole units of 0.01 kg, its lot and cost, percent of biomass."""
    meals = events.meals
    feeds = np.asarray(books.master.feeds, dtype=np.int64)
    amount_kg = meals.units / FEED_UNITS_A_KG
    ledger.insert(
        FeedingEvent,
        batch_id=books.keys(Batch, meals.batch),
        batch_assignment_id=books.keys(BatchContainerAssignment, meals.assignment),
        container_id=books.keys_of_index(Container, meals.container),
        feed_id=feeds[meals.feed],
        feed_stock_id=books.keys(FeedContainerStock, meals.lot),
        feeding_date=dates(meals.day),
        feeding_time=clock(meals.minute),
        amount_kg=amount_kg,
        batch_biomass_kg=meals.biomass_kg,
        feeding_percentage=100.0 * amount_kg / meals.biomass_kg,
        feed_cost=meals.cost_cents / CENTS,
        method=FeedingEvent.Method.AUTOMATIC,
        recorded_by_id=books.staff("feeder", books.layout.containers.site[meals.container]),
    )


def _write_purchases(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    purchases = events.purchases
    feeds = np.asarray(books.master.feeds, dtype=np.int64)
    suppliers = np.asarray(SUPPLIERS_BY_NAME, dtype=object)
    columns: dict[str, Any] = {
        "id": books.keys(FeedPurchase, purchases.id),
        "feed_id": feeds[purchases.feed],
        "purchase_date": dates(purchases.ordered_day),
        "quantity_kg": purchases.ordered_units / FEED_UNITS_A_KG,
        "cost_per_kg": purchases.price_cents / CENTS,
        "supplier": suppliers[purchases.supplier],
        "batch_number": np.asarray([f"L{number:07d}" for number in purchases.id], dtype=object),
        "expiry_date": dates(purchases.expiry_day),
        "notes": np.full(len(purchases), "", dtype=object),
    }
    ledger.insert(FeedPurchase, **columns)
    when = moments(purchases.ordered_day, ORDER_MINUTE)
    ledger.insert_history(FeedPurchase, CREATED, when, **columns)


def _write_stock_history(
    books: Books, events: ChunkEvents, closed: dict[str, Any], ledger: Ledger
) -> None:
    """A lot's history: it came, and it was used up or thrown away."""
    came = _stock_columns(books, events.deliveries, closed=False)
    when = moments(events.deliveries.arrival_day, WORKING_DAY.feed_delivered)
    ledger.insert_history(FeedContainerStock, CREATED, when, **came)
    when = moments(events.lots_closed.day, events.lots_closed.minute)
    ledger.insert_history(FeedContainerStock, CHANGED, when, **closed)


def _stock_columns(books: Books, lots: Lots, *, closed: bool) -> dict[str, Any]:
    """The columns of inventory_feedcontainerstock; what is left of a closed lot is written off."""
    left_kg, nothing = lots.left_units / FEED_UNITS_A_KG, np.zeros(len(lots))
    return {
        "id": books.keys(FeedContainerStock, lots.id),
        "feed_container_id": books.keys_of_index(FeedContainer, lots.store),
        "feed_purchase_id": books.keys(FeedPurchase, lots.id),
        "initial_quantity_kg": lots.ordered_units / FEED_UNITS_A_KG,
        "quantity_kg": nothing if closed else left_kg,
        "written_off_kg": left_kg if closed else nothing,
        "entry_date": moments(lots.arrival_day, WORKING_DAY.feed_delivered),
    }
