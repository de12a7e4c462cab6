"""Lice counts: every cage at sea each fortnight, and once more to measure a treatment."""

import numpy as np

from scripts.data_generation.array_types import Integers
from scripts.data_generation.config.company.working_day import WORKING_DAY
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.health.lice import LICE_TYPES
from scripts.data_generation.config.health.practice import HEALTH_PRACTICE
from scripts.data_generation.simulation.biology import lice
from scripts.data_generation.simulation.biology.whole_numbers import counted
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.treatment_tables import LiceCounts
from scripts.data_generation.simulation.lice.infestation import ATTACHED, MOBILE
from scripts.data_generation.simulation.logistics.batches import batch_rows


def count_lice(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Count lice on some fish of every cage that is due today."""
    cages = _due(world, state, today)
    if len(cages) == 0:
        return
    waters, figures, assignments = world.lice_waters, world.parameters.lice, state.assignments
    means = np.stack(
        [
            figures.attached_seen * sum(assignments[stage][cages] for stage in ATTACHED),
            sum(assignments[stage][cages] for stage in MOBILE),
            assignments.lice_male[cages],
            assignments.lice_female[cages],
        ]
    )
    faroe = waters.faroe[assignments.body[cages] - waters.halls]
    fish = np.where(faroe, figures.fish_faroe, figures.fish_scotland)
    draws = np.arange(len(LICE_TYPES))[:, None]
    luck = world.streams["lice counts"].uniform(assignments.id[cages], today.number, draws)
    found = counted(luck, means, lice.dispersion(means, figures), fish)
    attached, mobile, males, females = found
    order = np.arange(len(cages))
    events.lice_counts.append(
        LiceCounts(
            day=today.number,
            minute=WORKING_DAY.counts_start + order * WORKING_DAY.count_minutes // len(cages),
            batch=assignments.batch[cages],
            assignment=assignments.id[cages],
            container=assignments.container[cages],
            fish=fish,
            attached=attached,
            mobile=mobile,
            males=males,
            females=females,
        )
    )
    assignments.lice_counted[cages] = females / fish
    assignments.counted_day[cages] = today.number


def _due(world: World, state: FarmState, today: Today) -> Integers:
    """Cages whose area counts today, whose treatment is to be measured, or that leave with one."""
    waters, assignments, number = world.lice_waters, state.assignments, today.number
    due = assignments.control_day == number
    place = number % world.parameters.lice.count_interval_days
    counting = np.equal(place, waters.count_offset)
    if counting.any():
        at_sea = assignments.stage == Stage.ADULT
        area = np.where(at_sea, assignments.body - waters.halls, 0)
        due |= (
            at_sea
            & counting[area]
            & (number - assignments.arrival_day >= HEALTH_PRACTICE.settled_days)
        )
    unmeasured = assignments.control_day > number
    if unmeasured.any():
        harvest = state.batches.harvest_from[batch_rows(state)]
        leaving = unmeasured & (harvest > 0) & (harvest - 1 <= number)
        assignments.control_day[leaving] = number
        due |= leaving
    return np.flatnonzero(due)
