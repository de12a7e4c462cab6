"""What fish do every day: grow with the water, eat for their growth, and some of them die."""

import numpy as np

from scripts.data_generation.config.life_cycle import Stage
from scripts.data_generation.simulation import feeding as feeds
from scripts.data_generation.simulation import growth as growing
from scripts.data_generation.simulation import mortality as dying
from scripts.data_generation.simulation.batches import batch_rows
from scripts.data_generation.simulation.events import ChunkEvents
from scripts.data_generation.simulation.farm_state import FarmState
from scripts.data_generation.simulation.fasting import fasting
from scripts.data_generation.simulation.layout import HALLS_PER_STATION
from scripts.data_generation.simulation.world import Today, World


def grow(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Add the day's growth: yolk for eggs and alevins, TGC times degree-days for those fed."""
    parameters = world.parameters.growth
    rows, batches = state.assignments, state.batches
    eggs = batches["stage"] == Stage.EGG_ALEVIN
    egg_body = batches["station"] * HALLS_PER_STATION + Stage.EGG_ALEVIN
    batches["degree_days"][eggs] += today.temperature_c[egg_body[eggs]]

    stage, before = rows["stage"], rows["weight_g"].copy()
    temperature = today.temperature_c[rows["body"]]
    at_sea = stage == Stage.ADULT
    fresh_tgc = np.append(np.asarray(parameters.freshwater_tgc), 0.0)[stage]
    sea_tgc = (
        world.body_sea_tgc[rows["body"]]
        * growing.season_factor(today.number, parameters)
        * growing.transfer_dip(today.number - rows["stage_day"], parameters)
    )
    tgc = np.where(at_sea, sea_tgc, fresh_tgc) * rows["growth"]
    effective = temperature * growing.temperature_response(temperature, parameters)
    yolk_used = batches["degree_days"] / world.parameters.life_cycle.egg_degree_days
    grown = np.select(
        [stage == Stage.EGG_ALEVIN, fasting(world, state, today)],
        [growing.yolk_weight(yolk_used[batch_rows(state)], parameters), before],
        growing.grown_weight(before, tgc, effective),
    )
    # A container at its limit gets no more feed than keeps it there.
    limit = world.layout.containers.max_biomass_kg[rows["container"]]
    full_g = limit * 1000.0 / np.maximum(rows["count"], 1)
    rows["weight_g"] = np.minimum(grown, np.maximum(before, full_g))
    today.gain_kg = (rows["weight_g"] - before) * rows["count"] / 1000.0


def feed(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Serve the day's meals to every feeding container: FCR times the day's growth, in four."""
    parameters = world.parameters.feeding
    fed = np.flatnonzero(state.assignments["stage"] > Stage.EGG_ALEVIN)
    if len(fed) == 0:
        return
    rows = {name: column[fed] for name, column in state.assignments.columns.items()}
    ids, streams, meals = rows["id"], world.streams, len(parameters.meal_hours)
    sd = parameters.appetite_sd
    appetite = np.exp(sd * streams["appetite"].normal(ids, today.number) - sd**2 / 2)
    ration = feeds.ration_units(today.gain_kg[fed], rows["weight_g"], appetite, parameters)
    draw = np.arange(meals)[None, :]
    spread = streams["meal split"].normal(ids[:, None], today.number, draw)
    shares = np.asarray(parameters.meal_shares) * np.exp(parameters.meal_share_sd * spread)
    units = feeds.meal_units(ration, shares)
    jitter = 2.0 * streams["meal time"].uniform(ids[:, None], today.number, draw) - 1.0
    minutes = np.asarray(parameters.meal_hours) * 60 + parameters.meal_jitter_minutes * jitter
    today.fed_units[fed] = units.sum(axis=1)
    served = units > 0
    which = np.broadcast_to(np.arange(len(fed))[:, None], units.shape)[served]
    events.meals.append(
        day=today.number,
        minute=np.clip(np.rint(minutes), 0, 24 * 60 - 1)[served],
        batch=rows["batch"][which],
        assignment=ids[which],
        container=rows["container"][which],
        feed=feeds.feed_for(rows["weight_g"])[which],
        units=units[served],
        biomass_kg=(rows["count"] * rows["weight_g"] / 1000.0)[which],
    )


def die(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Take the day's dead out of every container: whole fish, with the cause of the day."""
    parameters, streams = world.parameters.mortality, world.streams
    rows = state.assignments
    ids, stage = rows["id"], rows["stage"]
    day_luck = dying.frailty(
        streams["deaths"].daily_normal(ids, today.number, 1), parameters.day_sd
    )
    season = np.where(stage == Stage.ADULT, dying.sea_season(today.day_of_year, parameters), 1.0)
    hazard = (
        dying.base_hazard(stage, world.body_sea_survival[rows["body"]], parameters)
        * dying.course(stage, today.number - rows["stage_day"], parameters)
        * season * rows["frailty"] * day_luck
        * world.of_year(parameters.year_factor, today.number)
    )  # fmt: skip
    by_cause = dying.usual_shares(parameters)[stage] * hazard[:, None] + today.extra_hazard.T
    total = by_cause.sum(axis=1)
    dead = dying.deaths(streams["deaths"].daily_uniform(ids, today.number), rows["count"], total)
    cause = dying.chosen(streams["death cause"].daily_uniform(ids, today.number), by_cause)
    hit = dead > 0
    events.deaths.append(
        day=today.number,
        batch=rows["batch"][hit],
        assignment=ids[hit],
        container=rows["container"][hit],
        stage=stage[hit],
        count=dead[hit],
        weight_g=rows["weight_g"][hit],
        cause=cause[hit],
        reason=today.reason[cause[hit], hit],
    )
    today.dead, today.cause = dead, cause
    rows["count"] -= dead
