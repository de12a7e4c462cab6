"""Monthly examinations: fish of some containers weighed, measured and scored, as they are."""

import numpy as np

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.company.planning import PLANNING
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.health.examination import LABELS, SCORED, SIGNS, Examination
from scripts.data_generation.simulation.biology.illness import illness
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.fish.weighing import sampled_fish
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.health_tables import SCORE_COLUMNS, ExaminedFish

NAMES = tuple(name for name, *_ in SCORED)
FINS, WOUNDS, MUCUS = (
    NAMES.index(name) for name in ("Fin Condition", "Wounds/Lesions", "Mucous Membrane")
)
HIGHEST = len(LABELS) - 1
# Fish that are examined are others than those weighed on the same day.
EXAMINED_FROM = 1_000


def examine(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Visit the batches whose day it is, and score fish of some of their containers."""
    examination, assignments = world.parameters.examination, state.assignments
    turn = today.number + PLANNING.days_between_visits * state.batches.id
    visited = state.batches.id[turn % examination.interval_days == 0]
    if len(visited) == 0:
        return
    due = np.flatnonzero(
        np.isin(assignments.batch, visited)
        & (assignments.stage >= Stage.PARR)
        & (assignments.count >= examination.fish)
    )
    if len(due):
        chosen = _chosen(world, state, today, due)
        _examine(world, state, today, events, chosen)


def _chosen(world: World, state: FarmState, today: Today, due: Integers) -> Integers:
    """So many containers of each batch, by lot; rows in ascending order."""
    batch = state.assignments.batch[due]
    lot = world.streams["examined containers"].uniform(state.assignments.id[due], today.number)
    order = np.lexsort([lot, batch])
    first = np.searchsorted(batch[order], batch[order])
    place = np.arange(len(due)) - first
    return np.sort(due[order[place < world.parameters.examination.containers]])


def _examine(
    world: World, state: FarmState, today: Today, events: ChunkEvents, chosen: Integers
) -> None:
    examination, assignments = world.parameters.examination, state.assignments
    ids, size = assignments.id[chosen], examination.fish
    weights, lengths = sampled_fish(
        world.streams,
        ids,
        today.number,
        assignments.weight_g[chosen],
        world.parameters.growth,
        numbers=EXAMINED_FROM + np.arange(size),
    )
    means = mean_scores(
        illness(state, today.number)[:, chosen],
        today.number - assignments.arrival_day[chosen],
        assignments.lice_female[chosen],
        examination,
    )
    fish, parameter = np.arange(size)[:, None], np.arange(len(SCORED))
    luck = world.streams["fish scores"].normal(
        ids[:, None, None], today.number, fish * len(SCORED) + parameter
    )
    scores = scored(means[:, None, :], luck, examination).reshape(-1, len(SCORED))
    events.examined_fish.append(
        ExaminedFish(
            examination=np.repeat(state.numbers("examination", len(chosen)), size),
            day=today.number,
            assignment=np.repeat(ids, size),
            container=np.repeat(assignments.container[chosen], size),
            fish_number=np.tile(np.arange(1, size + 1), len(chosen)),
            weight_g=weights.ravel(),
            length_cm=lengths.ravel(),
            **{column.name: score for column, score in zip(SCORE_COLUMNS, scores.T, strict=True)},
        )
    )


def mean_scores(ill: Floats, days_here: Integers, lice: Floats, examination: Examination) -> Floats:
    """Mean score of each container's fish, shape (containers, scored).

    `ill` shape (diseases, containers), 0 to 1; `days_here` since the last move; `lice` adult
    females a fish.
    """
    means = np.asarray(examination.usual) + ill.T @ np.asarray(SIGNS)
    handled = np.clip(1.0 - days_here / examination.handled_days, 0.0, 1.0)
    means[:, MUCUS] += examination.handled_mucus * handled
    means[:, FINS] += examination.handled_fins * handled
    means[:, WOUNDS] += examination.lice_damage * lice
    return np.asarray(means)


def scored(means: Floats, luck: Floats, examination: Examination) -> Integers:
    """Whole scores, 0 to 3, of fish around these means; `luck` standard normal."""
    return np.clip(np.rint(means + examination.spread * luck), 0, HIGHEST).astype(np.int64)
