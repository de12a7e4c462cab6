"""Weekly growth samples: about ten fish of a container, weighed and measured one by one."""

import numpy as np

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.fish.growth import Growth
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.fish.weighing import WEIGHING
from scripts.data_generation.simulation.biology.growth import condition_factor, length_cm, weight_cv
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.fish_tables import SampledFish
from scripts.data_generation.simulation.ledger.randomness import Streams


def weigh(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Sample every feeding container once a week, on a weekday of its own."""
    growth, assignments = world.parameters.growth, state.assignments
    interval, size = growth.sample_interval_days, growth.sample_size
    due = np.flatnonzero(
        (assignments.stage > Stage.EGG_ALEVIN)
        & ((today.number + assignments.container) % interval == 0)
        & (assignments.arrival_day < today.number)
        & (assignments.count >= size)
    )
    if len(due) == 0:
        return
    ids = assignments.id[due]
    weights, lengths = sampled_fish(
        world.streams, ids, today.number, assignments.weight_g[due], growth
    )
    events.sampled_fish.append(
        SampledFish(
            sample=np.repeat(state.numbers("sample", len(due)), size),
            day=today.number,
            assignment=np.repeat(ids, size),
            fish=np.tile(np.arange(1, size + 1), len(due)),
            weight_g=weights.ravel(),
            length_cm=lengths.ravel(),
        )
    )
    assignments.weighed_day[due] = today.number


def sampled_fish(
    streams: Streams,
    ids: Integers,
    day: int,
    mean_g: Floats,
    growth: Growth,
    numbers: Integers | None = None,
) -> tuple[Floats, Floats]:
    """Weights, g, and lengths, cm, as read off scale and board; each shape (containers, fish).

    Weights lie around the container's mean with the published CV, a little skewed to the right;
    lengths follow from each fish's own K-factor. `numbers` tell the fish of a day apart, from 0 if
    they are not given.
    """
    fish = np.arange(growth.sample_size)[None, :] if numbers is None else numbers[None, :]
    limit = WEIGHING.limit_sd
    luck = np.clip(streams["sample weight"].normal(ids[:, None], day, fish), -limit, limit)
    skewed = luck + growth.weight_skew * (luck**2 - 1.0)
    weights = _as_read(mean_g[:, None] * (1.0 + weight_cv(mean_g, growth)[:, None] * skewed))
    spread = growth.condition_sd * streams["sample length"].normal(ids[:, None], day, fish)
    condition = condition_factor(mean_g, growth)[:, None] + np.clip(
        spread, -limit * growth.condition_sd, limit * growth.condition_sd
    )
    lengths = length_cm(weights, condition)
    fine = lengths < WEIGHING.fine_board_below_cm
    return weights, np.where(fine, np.round(lengths, 2), np.round(lengths, 1))


def _as_read(weight_g: Floats) -> Floats:
    """Weights rounded to what a scale for fish of this size shows; never 0."""
    fine = np.maximum(np.round(weight_g, 2), WEIGHING.least_g)
    light = weight_g < WEIGHING.bench_scale_below_g
    bench = np.where(light, np.round(weight_g, 1), np.round(weight_g))
    return np.where(weight_g < WEIGHING.fine_scale_below_g, fine, bench)
