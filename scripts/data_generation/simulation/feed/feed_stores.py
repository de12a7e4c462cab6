"""Feed in the stores: what comes in, what spoils, and from which lot each meal is drawn."""

from typing import NamedTuple

import numpy as np

from scripts.data_generation.array_types import Booleans, Integers
from scripts.data_generation.config.company.working_day import WORKING_DAY
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.feed_tables import LotsClosed


class Drawn(NamedTuple):
    """Feed taken from one lot for one meal, one element a part; positions, not ids."""

    meal: Integers
    lot: Integers
    units: Integers


def receive_feed(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Clear barges of emptied areas, take in the day's orders, throw away what is past its date."""
    _clear_barges(world, state, today, events)
    lots = state.lots
    due = ~lots.arrived & (lots.arrival_day <= today.number)
    if due.any():
        lots.arrived[due] = True
        events.deliveries.append(lots.where(due))
    spoiled = lots.arrived & (lots.expiry_day <= today.number)
    if spoiled.any():
        close_lots(state, today, events, spoiled)


def close_lots(state: FarmState, today: Today, events: ChunkEvents, closed: Booleans) -> None:
    """Write off what is left of these lots, if anything is, and drop them."""
    lots = state.lots
    events.lots_closed.append(
        LotsClosed(
            **lots.where(closed).columns, day=today.number, minute=WORKING_DAY.barges_cleared
        )
    )
    lots.keep(~closed)


def _clear_barges(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Write off what is left in the barges of areas emptied today: it would not keep for the next.

    An area emptied today is one whose fallow period begins today.
    """
    fallow_begins = state.site_free_from - world.site_fallow == today.number
    emptied = world.areas[fallow_begins[world.areas]]
    if len(emptied) == 0:
        return
    lots = state.lots
    left = lots.arrived & np.isin(world.layout.feed_stores.site[lots.store], emptied)
    if left.any():
        close_lots(state, today, events, left)


def draw(
    lot_stock: Integers, lot_units: Integers, meal_stock: Integers, meal_units: Integers
) -> Drawn:
    """Take each meal from the oldest lots of its stock; a meal beyond the last lot gets less.

    Lots, none of them empty, and meals stand in order of their stock; within it, lots from the
    oldest on, meals in order of time. All feed lies on one line, stock after stock and lot after
    lot, so that lots and meals are stretches of it.
    """
    stocks = np.arange(meal_stock[-1] + 2 if len(meal_stock) else 1)
    line = np.concatenate([[0], np.cumsum(lot_units)])
    # Where the lots of each stock begin on the line, and with them those of the stock before end.
    starts = line[np.searchsorted(lot_stock, stocks)]
    begin, end = starts[meal_stock], starts[meal_stock + 1]
    asked = np.concatenate([[0], np.cumsum(meal_units)])
    before = asked[np.searchsorted(meal_stock, stocks)][meal_stock]
    start = np.minimum(begin + asked[:-1] - before, end)
    stop = np.minimum(begin + asked[1:] - before, end)
    fed = np.flatnonzero(stop > start)
    first = np.searchsorted(line, start[fed], side="right") - 1
    parts = np.searchsorted(line, stop[fed], side="left") - first
    meal = np.repeat(fed, parts)
    nth = np.arange(len(meal)) - np.repeat(np.cumsum(parts) - parts, parts)
    lot = np.repeat(first, parts) + nth
    units = np.minimum(stop[meal], line[lot + 1]) - np.maximum(start[meal], line[lot])
    return Drawn(meal, lot, units)
