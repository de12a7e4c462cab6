"""What lies ahead: when batches go to sea, when sea areas are rested, and whether the two meet.

The planner knows what a company knows: stages that are planned, weights, and normal water.
"""

from datetime import date
from heapq import heapify, heapreplace
from typing import NamedTuple

import numpy as np

from scripts.data_generation.array_types import Booleans, Floats, Integers
from scripts.data_generation.config.company.planning import PLANNING
from scripts.data_generation.config.fish.life_cycle import STAGES, Stage
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import NEVER, FarmState
from scripts.data_generation.simulation.logistics.batches import batch_rows, fish_in_batches
from scripts.data_generation.simulation.water.water_bodies import hall_body

NO_AREA = -1


class Arrival(NamedTuple):
    """A batch that will want a sea area: the day, and the country of its station."""

    day: int
    country: int


def allot_areas(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Once a week, match the batches that go to sea soon with the areas that are rested first.

    Areas are exchanged until some weeks before the sea. A batch whose area will be late stays
    longer where it is, as long as its stage may last.
    """
    batches, cycle = state.batches, world.parameters.life_cycle
    if today.number % PLANNING.area_plan_days or not (batches.stage < Stage.ADULT).any():
        return
    sea_day = expected_sea_days(world, state, today)
    left = sea_day - today.number
    in_tanks = batches.stage < Stage.ADULT
    open_to_change = in_tanks & (left > cycle.area_settled_days) & (left <= cycle.area_notice_days)
    open_to_change |= in_tanks & (left <= cycle.area_settled_days) & (batches.area == NO_AREA)
    free = expected_area_free(world, state, today)
    batches.area[open_to_change] = NO_AREA
    geography = world.layout.sites.geography
    rows = np.flatnonzero(open_to_change)
    for row in rows[np.argsort(sea_day[rows], kind="stable")]:
        promised = np.isin(world.areas, batches.area[in_tanks])
        ours = geography[world.areas] == geography[batches.station[row]]
        choice = np.where(ours & ~promised, free, NEVER)
        if choice.min() < NEVER:
            batches.area[row] = world.areas[np.argmin(choice)]
    _wait_in_tanks(world, state, sea_day, free)


def _wait_in_tanks(world: World, state: FarmState, sea_day: Integers, free: Integers) -> None:
    """Lengthen the stage of batches for whose turn no area will be rested, as far as it may last.

    Earliest arrival, earliest area, country by country.
    """
    batches, geography = state.batches, world.layout.sites.geography
    late = np.zeros(len(batches), dtype=np.int64)
    for country in np.unique(geography[world.areas]):
        ready = np.sort(free[geography[world.areas] == country])
        ours = (batches.stage < Stage.ADULT) & (geography[batches.station] == country)
        rows = np.flatnonzero(ours)
        rows = rows[np.argsort(sea_day[rows], kind="stable")][: len(ready)]
        late[rows] = ready[: len(rows)] - sea_day[rows]
    placed = (batches.placed_day > 0) & (batches.stage <= batches.placed_stage)
    may = (late > 0) & (batches.stage_days > 0) & ~placed
    room = world.parameters.life_cycle.stage_days_max - batches.stage_days
    batches.stage_days += np.where(may, np.clip(late, 0, np.maximum(room, 0)), 0)


def days_left(world: World, state: FarmState, today: Today) -> Integers:
    """Days until each batch should leave its freshwater stage, from this morning; 0 when it is due.

    Eggs by the degree-days still lacking in today's water, the others by their planned days.
    """
    cycle, batches = world.parameters.life_cycle, state.batches
    age = today.number - batches.stage_day
    planned = batches.stage_days - age
    eggs = (batches.stage == Stage.EGG_ALEVIN) & (batches.stage_days == 0)
    if eggs.any():
        water = today.temperature_c[hall_body(batches.station, Stage.EGG_ALEVIN)]
        lacking = np.maximum(cycle.egg_degree_days - batches.degree_days, 0.0)
        to_feeding = np.clip(
            np.ceil(lacking / water), cycle.egg_days_min - age, cycle.egg_days_max - age
        )
        planned = np.where(eggs, to_feeding, planned)
    return np.asarray(np.maximum(planned, 0), dtype=np.int64)


def expected_sea_days(world: World, state: FarmState, today: Today) -> Integers:
    """The day on which each batch is to go to sea; for those at sea the day they did."""
    batches = state.batches
    day = today.number + days_left(world, state, today)
    stages = np.arange(Stage.FRY, Stage.ADULT)[:, None]
    lengths = stage_days(world, batches.id, stages)
    day = day + (lengths * (batches.stage < stages)).sum(axis=0)
    return np.where(batches.stage == Stage.ADULT, batches.stage_day, day)


def stage_days(world: World, batch: Integers, stage: Integers) -> Integers:
    """Days of each batch in a stage, fry to post-smolt, shapes that fit each other.

    They are drawn once a batch and stage.
    """
    cycle = world.parameters.life_cycle
    return np.asarray(
        world.streams["stage duration"].integers(
            cycle.stage_days_min, cycle.stage_days_max, batch * len(STAGES) + stage
        ),
        dtype=np.int64,
    )


def expected_area_free(world: World, state: FarmState, today: Today) -> Integers:
    """The day from which each sea area may take fish again, shape (areas,), as things stand."""
    batches = state.batches
    free = state.site_free_from[world.areas].copy()
    at_sea = batches.stage == Stage.ADULT
    left = days_to_weight(world, state, today, at_sea, batches.harvest_weight_g)
    cages = np.bincount(batch_rows(state), minlength=len(batches))
    for row in np.flatnonzero(at_sea):
        area = int(batches.area[row])
        last = _last_harvest_day(world, state, today, int(row), int(left[row]), int(cages[row]))
        free[area - len(world.stations)] = last + 1 + world.site_fallow[area]
    return np.asarray(np.maximum(free, today.number))


def days_to_weight(
    world: World, state: FarmState, today: Today, which: Booleans, target_g: Floats
) -> Integers:
    """Days until the fish of these batches, at sea, should reach a mean weight, g; 0 for others.

    In normal water, by the growth that their weekly weighing has shown.
    """
    batches, of_batch = state.batches, batch_rows(state)
    _, weight = fish_in_batches(state)
    cages = np.bincount(of_batch, minlength=len(batches))
    growth = np.bincount(of_batch, state.assignments.growth, len(batches)) / np.maximum(cages, 1)
    days = np.zeros(len(batches), dtype=np.int64)
    for row in np.flatnonzero(which & (cages > 0)):
        area = int(batches.area[row]) - len(world.stations)
        days[row] = world.sea_outlook(
            area, today.day_of_year, float(weight[row]), float(target_g[row]), float(growth[row])
        )
    return days


def _last_harvest_day(
    world: World, state: FarmState, today: Today, row: int, days_left: int, cages: int
) -> int:
    """The day on which a batch at sea should have lost its last cage."""
    cycle, batches = world.parameters.life_cycle, state.batches
    trips = -(-cages // cycle.cages_harvested_per_day)
    if batches.harvest_from[row] > 0:
        return max(int(batches.harvest_from[row]), today.number) + trips
    stage_day = int(batches.stage_day[row])
    grown = today.number + max(days_left, cycle.harvest_notice_days)
    begin = max(grown + cycle.fast_before_harvest_days, stage_day + cycle.grow_out_days_min)
    return min(begin + trips, stage_day + cycle.grow_out_days_max)


def usual_stay(world: World, area: int, arrival_day: int) -> int:
    """Days from a batch's arrival in an area (site) until it is rested again, as planned."""
    cycle = world.parameters.life_cycle
    target = (cycle.harvest_weight_min_g + cycle.harvest_weight_max_g) / 2
    smolt = PLANNING.smolt_share_of_plan * cycle.planned_weight_g[Stage.POST_SMOLT]
    day_of_year = date.fromordinal(arrival_day).timetuple().tm_yday
    grown = world.sea_outlook(area - len(world.stations), day_of_year, smolt, target)
    fed = min(max(grown, cycle.grow_out_days_min), cycle.grow_out_days_max)
    trips = -(-world.parameters.scale.cages_per_area // cycle.cages_harvested_per_day)
    return fed + cycle.fast_before_harvest_days + trips + int(world.site_fallow[area])


def country_with_room(
    world: World, state: FarmState, today: Today, arrivals: dict[int, int]
) -> int | None:
    """The country where one more batch finds a rested area best; None where none is in time.

    `arrivals` gives the day the batch would go to sea from each country that can take its eggs.
    """
    if not arrivals:
        return None
    wanted = world.of_year(world.parameters.life_cycle.area_slack_days, today.number)
    free = expected_area_free(world, state, today)
    known = expected_arrivals(world, state, today)
    slack = {
        country: _slack(world, free, known, Arrival(day, country))
        for country, day in arrivals.items()
    }
    best = max(slack, key=lambda country: (slack[country], -country))
    return best if slack[best] >= wanted else None


def expected_arrivals(world: World, state: FarmState, today: Today) -> list[Arrival]:
    """Every batch that is on its way to the sea."""
    batches, geography = state.batches, world.layout.sites.geography
    in_tanks = batches.stage < Stage.ADULT
    days = expected_sea_days(world, state, today)[in_tanks]
    countries = geography[batches.station[in_tanks]]
    return [Arrival(int(day), int(c)) for day, c in zip(days, countries, strict=True)]


def _slack(world: World, free: Integers, known: list[Arrival], new: Arrival) -> int:
    """Least days that an area lies ready before its fish, for the new batch and all after it.

    Earliest arrival, earliest area: if this order fails, every order does.
    """
    ours = world.layout.sites.geography[world.areas] == new.country
    if not ours.any():
        return -NEVER
    ready = free[ours].tolist()
    heapify(ready)
    least = NEVER
    area = int(world.areas[ours][0])
    for arrival in sorted([*(one for one in known if one.country == new.country), new]):
        landed = max(ready[0], arrival.day)
        taken = heapreplace(ready, landed + usual_stay(world, area, landed))
        if arrival.day >= new.day:
            least = min(least, arrival.day - taken)
    return least
