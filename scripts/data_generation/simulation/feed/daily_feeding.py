"""The step `feed`: what every container wants, gets from its store and gains."""

import numpy as np

from scripts.data_generation.array_types import Integers
from scripts.data_generation.config.feed.feeding import FEEDS
from scripts.data_generation.config.units import (
    FEED_UNITS_A_KG,
    GRAMS_A_KG,
    MINUTES_A_DAY,
    MINUTES_AN_HOUR,
)
from scripts.data_generation.simulation.biology import feeding
from scripts.data_generation.simulation.company.feed_places import stock_of
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.feed.ceiling import possible_gain_kg
from scripts.data_generation.simulation.feed.feed_stores import Drawn, close_lots, draw
from scripts.data_generation.simulation.feed.pellets import pellets_served
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.feed_tables import Meals, Shortages

LAST_MINUTE = MINUTES_A_DAY - 1


def feed(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Serve the day's meals: possible growth times FCR and appetite; what is eaten is gained."""
    parameters, assignments = world.parameters.feeding, state.assignments
    today.gain_kg = np.zeros(len(assignments))
    possible = possible_gain_kg(world, state, today)
    hungry = np.flatnonzero(possible > 0.0)
    if len(hungry) == 0:
        return
    ids, weight = assignments.id[hungry], assignments.weight_g[hungry]
    conversion = feeding.feed_conversion(weight, parameters)
    conversion = conversion * world.of_year(parameters.fcr_by_year, today.number)
    luck = world.streams["appetite"].daily_uniform(ids, today.number)
    appetite = feeding.appetite_of_the_day(luck, parameters) * today.appetite[hungry]
    wanted = feeding.ration_units(possible[hungry], conversion, appetite)
    store = world.feed_places.container_store[assignments.container[hungry]]
    kind = pellets_served(world, state, store, weight, wanted)
    stock = stock_of(store, kind)
    units, minutes = _meals(world, today, ids, wanted, assignments.body[hungry])
    who, part = _draw(state, stock, units, minutes)
    eaten = np.bincount(who, weights=part.units, minlength=len(hungry))
    today.fed_units[hungry] = eaten
    today.gain_kg[hungry] = eaten / FEED_UNITS_A_KG / conversion
    _note_shortages(today, events, stock, wanted - eaten)
    order = np.argsort(part.meal, kind="stable")
    who, lot, served = who[order], part.lot[order], part.units[order]
    events.meals.append(
        Meals(
            day=today.number,
            minute=minutes.ravel()[part.meal[order]],
            batch=assignments.batch[hungry][who],
            assignment=ids[who],
            container=assignments.container[hungry][who],
            feed=kind[who],
            lot=state.lots.id[lot],
            units=served,
            cost_cents=np.rint(served * state.lots.price_cents[lot] / FEED_UNITS_A_KG),
            biomass_kg=(assignments.count[hungry] * weight / GRAMS_A_KG)[who],
        )
    )
    state.lots.left_units -= np.bincount(lot, weights=served, minlength=len(state.lots)).astype(
        np.int64
    )
    empty = state.lots.left_units == 0
    if empty.any():
        close_lots(state, today, events, empty)


def _draw(
    state: FarmState, stock: Integers, units: Integers, minutes: Integers
) -> tuple[Integers, Drawn]:
    """From which lot each meal, numbered row by row, comes, and which row it feeds.

    The meals of one stock are served in order of time, those of one minute by container.
    """
    meals = units.shape[1]
    served = np.flatnonzero(units.ravel())
    of_meal = stock[served // meals]
    moment = of_meal * MINUTES_A_DAY + minutes.ravel()[served]
    in_time = served[np.argsort(moment, kind="stable")]
    lots = state.lots
    lot_stock = stock_of(lots.store, lots.feed)
    here = np.flatnonzero(lots.arrived)
    here = here[np.argsort(lot_stock[here], kind="stable")]
    drawn = draw(
        lot_stock[here], lots.left_units[here], stock[in_time // meals], units.ravel()[in_time]
    )
    meal = in_time[drawn.meal]
    return meal // meals, Drawn(meal, here[drawn.lot], drawn.units)


def _note_shortages(today: Today, events: ChunkEvents, stock: Integers, lacking: Integers) -> None:
    """Log what was wanted and was not there, by stock."""
    short = lacking > 0
    if not short.any():
        return
    stocks, row = np.unique(stock[short], return_inverse=True)
    events.shortages.append(
        Shortages(
            day=today.number,
            store=stocks // len(FEEDS),
            feed=stocks % len(FEEDS),
            units=np.bincount(row, weights=lacking[short]),
        )
    )


def _meals(
    world: World, today: Today, ids: Integers, ration: Integers, bodies: Integers
) -> tuple[Integers, Integers]:
    """Units and minute of each meal of the day, both (n, meals); 0 units where none is served."""
    parameters, streams = world.parameters.feeding, world.streams
    draw = range(len(parameters.meal_hours))
    spread = streams["meal split"].daily_normal(ids, today.number, draw)
    shares = feeding.meal_shares(today.temperature_c[bodies], parameters)
    units = feeding.meal_units(ration, shares * np.exp(parameters.meal_share_sd * spread))
    jitter = 2.0 * streams["meal time"].daily_uniform(ids, today.number, draw) - 1.0
    hours = np.asarray(parameters.meal_hours)
    minutes = hours * MINUTES_AN_HOUR + parameters.meal_jitter_minutes * jitter
    return units, np.clip(np.rint(minutes), 0, LAST_MINUTE).astype(np.int64)
