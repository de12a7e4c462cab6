"""The planner's forecast: how much of which feed will be wanted from which store, and when.

From what a planner can know: fish and weights of today, TGC and FCR tables, the water's normal
course from today's temperature on, and the moves that are planned.
"""

from datetime import date

import numpy as np

from scripts.data_generation.array_types import Booleans, Floats, Integers
from scripts.data_generation.config.units import FEED_UNITS_A_KG, GRAMS_A_KG, TINY
from scripts.data_generation.simulation.biology import feeding, growth
from scripts.data_generation.simulation.company.feed_places import stock_of
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.logistics.batches import batch_rows
from scripts.data_generation.simulation.logistics.expected_moves import (
    UNKNOWN,
    Moves,
    expected_moves,
)


def forecast_need(world: World, state: FarmState, today: Today, steps: int) -> Floats:
    """Units of 0.01 kg that each stock will be asked for in each step, (steps, stocks)."""
    supply, assignments = world.parameters.feed_supply, state.assignments
    moves = expected_moves(world, state, today)
    weight = np.maximum(assignments.weight_g, world.parameters.growth.first_feeding_weight_g)
    anomaly = today.temperature_c - _usual(world, today.number)
    need = np.zeros((steps, world.feed_places.stocks))
    half = supply.forecast_step_days // 2
    booked = state.batches.harvest_from[batch_rows(state)]
    for step in range(steps):
        middle = today.number + 1 + step * supply.forecast_step_days + half
        grown = _grown(world, state, moves, weight, middle, _usual(world, middle) + anomaly)
        fed = _still_fed(world, booked, middle)
        gain_kg = (grown - weight) * fed * assignments.count / GRAMS_A_KG
        units = gain_kg * feeding.feed_conversion(weight, world.parameters.feeding)
        for pellet, share in _pellets(weight, grown, supply.forecast_step_days):
            wanted = share * units * FEED_UNITS_A_KG
            need[step] += _by_stock(world, state, moves, middle, wanted, pellet)
        weight = grown
    return need


def _pellets(
    weight_g: Floats, grown_g: Floats, step_days: int
) -> tuple[tuple[Integers, Floats], tuple[Integers, Floats]]:
    """The pellets of a step's begin and end, and the share of its feed wanted in each.

    Where they differ each is wanted for a day longer than the growth says: nobody knows to the day.
    """
    first, last = feeding.feed_for(weight_g), feeding.feed_for(grown_g)
    limit = feeding.from_weight_g(last)
    before = (limit - weight_g) / np.maximum(grown_g - weight_g, TINY)
    a_day = 1.0 / step_days
    changes = last > first
    until = np.where(changes, np.clip(before + a_day, 0.0, 1.0), 1.0)
    after = np.where(changes, np.clip(1.0 - before + a_day, 0.0, 1.0), 0.0)
    return (first, until), (last, after)


def _usual(world: World, day: int) -> Floats:
    """The usual temperature of every water body on this day, degrees C."""
    return world.usual_temperature_c[:, date.fromordinal(day).timetuple().tm_yday - 1]


def _there(world: World, moves: Moves, day: int) -> Booleans:
    """Whose feed must lie where they go on this day."""
    early = world.parameters.feed_supply.move_early_days
    return np.asarray((day >= moves.day - early) & (moves.body != UNKNOWN))


def _grown(
    world: World, state: FarmState, moves: Moves, weight_g: Floats, day: int, water_c: Floats
) -> Floats:
    """Weights a step later, wherever the fish are by then."""
    parameters, assignments = world.parameters.growth, state.assignments
    there = _there(world, moves, day)
    body = np.where(there, moves.body, assignments.body)
    in_sea = body >= world.climate.halls
    days_in_sea = np.maximum(day - np.where(there, moves.day, assignments.stage_day), 0)
    sea = growth.season_factor(day, parameters) * growth.transfer_dip(days_in_sea, parameters)
    tgc = (
        world.body_usual_tgc[body]
        * np.where(in_sea, sea, 1.0)
        * np.where(there, 1.0, assignments.growth)
    )
    warmth = water_c[body]
    effective = warmth * growth.temperature_response(warmth, parameters)
    step_days = world.parameters.feed_supply.forecast_step_days
    return growth.grown_weight(weight_g, tgc, effective * step_days)


def _still_fed(world: World, booked: Integers, day: int) -> Booleans:
    """Which assignments' fish are fed on this day: those booked for harvest to their last meal.

    `booked` is the first day of each one's harvest; 0: none is booked.
    """
    last_meal = booked - world.parameters.life_cycle.fast_before_harvest_days - 1
    # The day stands for a step of the forecast, whose begin may lie before the last meal.
    begin = day - world.parameters.feed_supply.forecast_step_days // 2
    return np.asarray((booked == 0) | (begin <= last_meal))


def _by_stock(
    world: World, state: FarmState, moves: Moves, day: int, units: Floats, feed: Integers
) -> Floats:
    """Feed that is wanted where the fish are now, and where they are expected; (stocks,)."""
    supply, places = world.parameters.feed_supply, world.feed_places
    home = day < moves.day + supply.move_late_days
    store = places.container_store[state.assignments.container]
    total = np.bincount(stock_of(store, feed), weights=units * home, minlength=places.stocks)
    coming = np.flatnonzero(_there(world, moves, day))
    if len(coming) == 0:
        return np.asarray(total)
    stores = places.body_stores[moves.body[coming]]
    there = stores >= 0
    share = np.minimum(1.0, supply.uneven_split / there.sum(axis=1))
    stocks = stock_of(stores, feed[coming][:, None])
    wanted = np.broadcast_to((units[coming] * share)[:, None], stores.shape)
    return np.asarray(
        total + np.bincount(stocks[there], weights=wanted[there], minlength=places.stocks)
    )
