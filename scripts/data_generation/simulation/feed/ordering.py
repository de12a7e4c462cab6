"""The step `order_feed`: what is bought for each store, from whom, and when it will come.

Stocks are reviewed on fixed weekdays. What lies in a store or is on its way must last until an
order of the next review has come, late at worst; else as much is ordered as lasts some days longer.
"""

from enum import IntEnum

import numpy as np

from scripts.data_generation.array_types import Booleans, Floats, Integers
from scripts.data_generation.config.feed.feed_supply import FeedSupply
from scripts.data_generation.config.feed.feeding import FEEDS
from scripts.data_generation.config.units import DAYS_A_WEEK, FEED_UNITS_A_KG, MONTHS_A_QUARTER
from scripts.data_generation.simulation.company.feed_places import stock_of
from scripts.data_generation.simulation.company.feed_prices import months_between, price_cents
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.feed.feed_forecast import forecast_need
from scripts.data_generation.simulation.feed.feed_stores import close_lots
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.feed_tables import Lots

_CLASS = np.asarray([feed.price_class for feed in FEEDS])


class DeliveryDraw(IntEnum):
    """The draws of "feed delivery", by order."""

    IS_LATE = 0
    DAYS_LATE = 1


def order_feed(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Order what the forecast lacks, no more than fits into the store with all that is due."""
    supply = world.parameters.feed_supply
    if today.date.weekday() not in supply.order_weekdays or len(state.assignments) == 0:
        return
    quick, slow, full = _horizons(supply)
    need = np.cumsum(forecast_need(world, state, today, full), axis=0) * (1.0 + supply.safety)
    position = _position(world, state, today.number + slow * supply.forecast_step_days)
    low = np.flatnonzero(position < need[slow - 1])
    if len(low) == 0:
        return
    _clear(world, state, today, events, need[full - 1], need[slow - 1] - position)
    units = _fitting(world, state, low, need[:, low] - position[low])
    ordered = units > 0
    if ordered.any():
        urgent = (position < need[quick - 1])[low][ordered]
        _order(world, state, today, events, low[ordered], units[ordered], urgent)


def _horizons(supply: FeedSupply) -> tuple[int, int, int]:
    """Steps of the forecast that stocks must last: urgently, ordinarily, and once refilled.

    Until the quickest, and the slowest, order of the next review has come, late at worst.
    """
    worst = np.asarray(supply.supplier_lead_days) + np.asarray(supply.supplier_late_days)
    days = sorted(set(supply.order_weekdays))
    gap = max(np.diff([*days, days[0] + DAYS_A_WEEK]))
    horizons = (worst.min() + gap, worst.max() + gap, worst.max() + gap + supply.cover_days)
    quick, slow, target = (-(-int(days) // supply.forecast_step_days) for days in horizons)
    return quick, slow, target


def _position(world: World, state: FarmState, until: int) -> Floats:
    """Units in each store or on their way to it that keep beyond this day, by stock."""
    lots = state.lots
    stocks = stock_of(lots.store, lots.feed)
    keeps = lots.left_units * (lots.expiry_day > until)
    held = np.bincount(stocks, weights=keeps, minlength=world.feed_places.stocks)
    return np.asarray(held, dtype=np.float64)


def _clear(
    world: World,
    state: FarmState,
    today: Today,
    events: ChunkEvents,
    need: Floats,
    lacking: Floats,
) -> None:
    """Give away what nobody will want from a store that has no room for what is lacking.

    A generation that is harvested early may leave weeks of feed behind on its barges.
    """
    capacity, lots = world.feed_places.capacity_units, state.lots
    by_store = np.maximum(lacking, 0.0).reshape(len(capacity), len(FEEDS)).sum(axis=1)
    due = np.bincount(lots.store, weights=lots.left_units, minlength=len(capacity))
    cramped = by_store > np.maximum(capacity - due, 0.0)
    if not cramped.any():
        return
    unwanted = lots.arrived & cramped[lots.store]
    unwanted &= need[stock_of(lots.store, lots.feed)] == 0.0
    if unwanted.any():
        close_lots(state, today, events, unwanted)


def _fitting(world: World, state: FarmState, stocks: Integers, lacking: Floats) -> Integers:
    """Units of each order, in whole bags or tonnes; `lacking` by each step, (steps, stocks).

    A store without room for all orders what will be wanted soonest.
    """
    capacity, lots = world.feed_places.capacity_units, state.lots
    bag = np.asarray(world.parameters.feed_supply.order_step_kg)[_CLASS[stocks % len(FEEDS)]]
    bag = bag * FEED_UNITS_A_KG
    wanted = np.ceil(np.maximum(lacking, 0.0) / bag) * bag
    stores, row = np.unique(stocks // len(FEEDS), return_inverse=True)
    due = np.bincount(lots.store, weights=lots.left_units, minlength=len(capacity))
    room = (capacity - due)[stores]
    asked = np.asarray([np.bincount(row, weights=step) for step in wanted])
    steps = (asked <= room).sum(axis=0)[row]
    units = np.where(steps > 0, wanted[steps - 1, np.arange(len(stocks))], 0.0)
    return np.asarray(units, dtype=np.int64)


def _order(
    world: World,
    state: FarmState,
    today: Today,
    events: ChunkEvents,
    stocks: Integers,
    units: Integers,
    urgent: Booleans,
) -> None:
    """Place one order a stock; no order overtakes an older one of the same stock."""
    supply, lots = world.parameters.feed_supply, state.lots
    ids = state.numbers("lot", len(stocks))
    store, feed = stocks // len(FEEDS), stocks % len(FEEDS)
    supplier = _suppliers(world, today, ids, urgent)
    latest = np.zeros(world.feed_places.stocks, dtype=np.int64)
    np.maximum.at(latest, stock_of(lots.store, lots.feed), lots.arrival_day)
    arrival = np.maximum(today.number + _days_to_come(world, ids, supplier), latest[stocks])
    market = world.feed_market[months_between(world.first_day, today.number)]
    quarter, year = (today.date.month - 1) // MONTHS_A_QUARTER, world.year_of(today.number)
    ordered = Lots(
        id=ids,
        store=store,
        feed=feed,
        supplier=supplier,
        ordered_day=today.number,
        arrival_day=arrival,
        expiry_day=today.number + np.asarray(supply.shelf_life_days)[_CLASS[feed]],
        price_cents=price_cents(feed, supplier, quarter, float(market), year, supply),
        ordered_units=units,
        left_units=units,
        arrived=False,
    )
    lots.append(ordered)
    events.purchases.append(ordered)


def _suppliers(world: World, today: Today, ids: Integers, urgent: Booleans) -> Integers:
    """By their shares of the orders; what is urgent comes from the quickest."""
    supply = world.parameters.feed_supply
    luck = world.streams["feed supplier"].uniform(ids, today.number)
    edges = np.cumsum(supply.supplier_share)[:-1]
    usual = np.searchsorted(edges, luck, side="right")
    worst = np.asarray(supply.supplier_lead_days) + np.asarray(supply.supplier_late_days)
    return np.where(urgent, np.argmin(worst), usual)


def _days_to_come(world: World, ids: Integers, supplier: Integers) -> Integers:
    """Days from order to delivery: the supplier's lead, and for some orders a delay."""
    supply, delivery = world.parameters.feed_supply, world.streams["feed delivery"]
    is_late = (
        delivery.uniform(ids, draw=DeliveryDraw.IS_LATE)
        < np.asarray(supply.supplier_late_chance)[supplier]
    )
    late = 1 + np.floor(
        delivery.uniform(ids, draw=DeliveryDraw.DAYS_LATE)
        * np.asarray(supply.supplier_late_days)[supplier]
    )
    lead = np.asarray(supply.supplier_lead_days)[supplier]
    return np.asarray(lead + is_late * late, dtype=np.int64)
