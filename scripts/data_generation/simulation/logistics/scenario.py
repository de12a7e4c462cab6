"""The scenario of the history's last day: batches started so that they then stand where wanted.

Under `uat` each freshwater stage has a batch in its middle and one within days of its transfer,
and some batches at sea are close to harvest. Without a scenario nothing here does anything.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from scripts.data_generation.array_types import Booleans
from scripts.data_generation.config.company.planning import PLANNING
from scripts.data_generation.config.fish.life_cycle import STAGES, LifeCycle, Stage
from scripts.data_generation.config.scenario import UAT_SCENARIO, Scenario
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.farm_state import FarmState


class Placement(NamedTuple):
    """A start that a scenario wants: its day, country, and the stage to end on which day."""

    start_day: int
    country: int
    stage: int
    day: int


NOT_PLACED = Placement(0, 0, 0, 0)


def placement_today(world: World, today: Today) -> Placement:
    """The start that the scenario wants on this day, or NOT_PLACED."""
    if world.parameters.scenario.name != UAT_SCENARIO:
        return NOT_PLACED
    for placement in placements(
        world.parameters.scenario,
        world.parameters.life_cycle,
        world.last_day,
        _countries(world),
        len(world.areas),
    ):
        if placement.start_day == today.number:
            return placement
    return NOT_PLACED


def keeps_stations_free(world: World, state: FarmState, today: Today, country: int) -> bool:
    """Whether this country's stations are kept for placed batches rather than started in."""
    scenario = world.parameters.scenario
    if scenario.name != UAT_SCENARIO or today.number < world.last_day - PLANNING.reach_days:
        return False
    ours = world.stations[world.layout.sites.geography[world.stations] == country]
    return int((state.site_free_from[ours] <= today.number).sum()) <= scenario.free_stations


def planned_stage_days(world: World, state: FarmState, today: Today, row: int, drawn: int) -> int:
    """Days of the stage that this row of the batches begins today.

    As drawn, or so that the stage that a scenario wants ends on the day that it wants.
    """
    cycle, batches = world.parameters.life_cycle, state.batches
    last_day = int(batches.placed_day[row])
    stages = int(batches.placed_stage[row] - batches.stage[row])
    if last_day == 0 or stages < 0:
        return drawn
    share = round((last_day - today.number) / (stages + 1))
    return int(np.clip(share, cycle.stage_days_min, cycle.stage_days_max))


def stands_for_show(world: World, state: FarmState, today: Today) -> Booleans:
    """Which batches `uat` keeps from harvest, so that the last day finds them close to it."""
    if world.parameters.scenario.name != UAT_SCENARIO:
        return np.zeros(len(state.batches), dtype=bool)
    longest = world.parameters.life_cycle.grow_out_days_max
    placed_for_now = state.batches.placed_day > world.last_day - longest
    return np.asarray(placed_for_now | (today.number > world.last_day - PLANNING.held_days))


@lru_cache(maxsize=4)
def placements(
    scenario: Scenario, cycle: LifeCycle, last_day: int, countries: tuple[int, ...], areas: int
) -> tuple[Placement, ...]:
    """All starts that `uat` wants, by day; countries take turns. No two are on one day.

    Of the sea areas one is left for the batch about to go to sea, and one for that in the middle.
    """
    stage_days = (cycle.stage_days_min + cycle.stage_days_max) // 2
    wanted = []
    for stage in STAGES[: Stage.ADULT]:
        for left in (scenario.days_to_transfer, stage_days // 2):
            due = last_day + left
            wanted.append((due - (stage + 1) * stage_days, int(stage), due))
    sea_days = (cycle.grow_out_days_min + cycle.grow_out_days_max) // 2
    lands = int(Stage.ADULT) * stage_days
    middle = last_day - sea_days // 2
    wanted.append((middle - lands, int(Stage.POST_SMOLT), middle))
    for number in range(min(scenario.near_harvest, areas - 2)):
        # Late enough that slow fish are nearly ready too; fast ones stand and wait.
        span = cycle.grow_out_days_max - cycle.grow_out_days_min
        grown = cycle.grow_out_days_max - int(span * PLANNING.early_share_of_grow_out)
        landed = last_day + scenario.near_harvest_days - grown
        landed += PLANNING.near_harvest_step_days * number
        wanted.append((landed - lands, int(Stage.POST_SMOLT), landed))
    rows = sorted(wanted)
    placed, taken = [], set()
    for number, (start, stage_number, due) in enumerate(rows):
        while start in taken:
            start -= 1
        taken.add(start)
        placed.append(Placement(start, countries[number % len(countries)], stage_number, due))
    return tuple(placed)


def _countries(world: World) -> tuple[int, ...]:
    sites = world.layout.sites
    return tuple(sorted(set(sites.geography[world.stations].tolist())))
