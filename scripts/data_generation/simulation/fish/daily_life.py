"""What fish do every day beside eating: grow by what they ate, and some of them die."""

import numpy as np

from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.units import GRAMS_A_KG
from scripts.data_generation.simulation.biology import growth, mortality
from scripts.data_generation.simulation.biology.whole_numbers import deaths
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.fish_tables import Deaths
from scripts.data_generation.simulation.water.water_bodies import hall_body


def grow(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Add the day's growth: yolk for eggs and alevins, what was eaten over FCR for those fed."""
    assignments, batches = state.assignments, state.batches
    eggs = batches.stage == Stage.EGG_ALEVIN
    egg_body = hall_body(batches.station, Stage.EGG_ALEVIN)
    batches.degree_days[eggs] += today.temperature_c[egg_body[eggs]]
    assignments.weight_g += GRAMS_A_KG * today.gain_kg / np.maximum(assignments.count, 1)
    on_yolk = np.flatnonzero(assignments.stage == Stage.EGG_ALEVIN)
    if len(on_yolk):
        yolk_used = batches.degree_days / world.parameters.life_cycle.egg_degree_days
        of_batch = np.searchsorted(batches.id, assignments.batch[on_yolk])
        assignments.weight_g[on_yolk] = growth.yolk_weight(
            yolk_used[of_batch], world.parameters.growth
        )


def die(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Take the day's dead out of every container: whole fish, with the cause of the day."""
    parameters, streams = world.parameters.mortality, world.streams
    assignments = state.assignments
    ids, stage = assignments.id, assignments.stage
    day_luck = mortality.frailty(
        streams["deaths"].daily_normal(ids, today.number, 1), parameters.day_sd
    )
    season = np.where(
        stage == Stage.ADULT, mortality.sea_season(today.day_of_year, parameters), 1.0
    )
    hazard = (
        mortality.base_hazard(stage, world.body_sea_survival[assignments.body], parameters)
        * mortality.course(stage, today.number - assignments.stage_day, parameters)
        * season
        * assignments.frailty
        * day_luck
    )
    # A better company also nurses the ill and handles its fish better.
    better = world.of_year(parameters.year_factor, today.number)
    usual = mortality.usual_shares(parameters)[stage] * hazard[:, None]
    by_cause = better * (usual + today.extra_hazard.T)
    total = by_cause.sum(axis=1)
    dead = deaths(streams["deaths"].daily_uniform(ids, today.number), assignments.count, total)
    cause = mortality.chosen(streams["death cause"].daily_uniform(ids, today.number), by_cause)
    hit = dead > 0
    events.deaths.append(
        Deaths(
            day=today.number,
            batch=assignments.batch[hit],
            assignment=ids[hit],
            container=assignments.container[hit],
            stage=stage[hit],
            count=dead[hit],
            weight_g=assignments.weight_g[hit],
            cause=cause[hit],
            reason=today.reason[cause[hit], hit],
        )
    )
    today.dead, today.cause = dead, cause
    assignments.count -= dead
