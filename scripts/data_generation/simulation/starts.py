"""New batches: when the company lays down eggs, where, and how many."""

import numpy as np

from scripts.data_generation.config.life_cycle import STAGES, Stage
from scripts.data_generation.simulation.batches import note_batch_change
from scripts.data_generation.simulation.events import ChunkEvents
from scripts.data_generation.simulation.farm_state import FarmState
from scripts.data_generation.simulation.stocking import (
    even_split,
    free_containers,
    open_assignments,
)
from scripts.data_generation.simulation.world import Today, World


def start_pressure_a_day(world: World, today: Today) -> float:
    """Expected batch starts on this day of the year, from the target and the monthly pattern."""
    cycle = world.parameters.life_cycle
    pattern = np.asarray(cycle.start_pattern)
    rate = world.parameters.scale.active_batches / cycle.life_days
    return float(rate * pattern[today.date.month - 1] / pattern.mean())


def receive_eggs(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Start a batch when one is due and a whole path from trays to a sea area is open for it."""
    state.start_pressure += start_pressure_a_day(world, today)
    started = state.counters["batch"]
    if state.start_pressure < _threshold(world, started):
        return
    place = _choose_place(world, state, today, started + 1)
    if place is None:
        # Room decides, not the calendar: what could not start is not made up for later.
        state.start_pressure = _threshold(world, started)
        return
    _start_batch(world, state, today, events, *place)


def _threshold(world: World, started: int) -> float:
    """Accumulated pressure at which the next batch starts; the first one starts at once."""
    if started == 0:
        return 0.0
    jitter = world.parameters.life_cycle.start_jitter
    return started + jitter * (2.0 * float(world.streams["batch start"].uniform(started)) - 1.0)


def _choose_place(
    world: World, state: FarmState, today: Today, batch: int
) -> tuple[int, int] | None:
    """A station with free halls and a sea area that will be rested when the fish get there."""
    cycle, sites = world.parameters.life_cycle, world.layout.sites
    earliest_sea = today.number + cycle.egg_days_min + 4 * cycle.stage_days_min
    areas = world.areas[state.site_free_from[world.areas] <= earliest_sea]
    luck = world.streams["batch station"].uniform(areas, batch)
    for area in areas[np.argsort(luck)]:
        same = world.stations[sites.geography[world.stations] == sites.geography[area]]
        free = same[state.site_free_from[same] <= today.number]
        if len(free):
            longest_idle = np.argmin(state.site_free_from[free])
            return int(free[longest_idle]), int(area)
    return None


def _start_batch(
    world: World, state: FarmState, today: Today, events: ChunkEvents, station: int, area: int
) -> None:
    parameters, streams = world.parameters, world.streams
    cycle, scale = parameters.life_cycle, parameters.scale
    batch = state.counters["batch"] + 1
    eggs = int(streams["eggs received"].integers(scale.eggs_min, scale.eggs_max, batch))
    # Trays are laid out for the alevins' weight at first feeding, some growth included.
    kept_kg = eggs * cycle.planned_weight_g[Stage.EGG_ALEVIN] / 1000.0
    trays = free_containers(
        world, state, station, world.kind_of(Stage.EGG_ALEVIN), today.number, kept_kg
    )
    if trays is None:
        return
    state.numbers("batch", 1)
    low, high = cycle.harvest_weight_min_g, cycle.harvest_weight_max_g
    target = low + (high - low) * float(streams["batch harvest weight"].uniform(batch))
    state.batches.append(
        id=batch,
        number=_batch_number(state, today),
        station=station,
        area=area,
        start_day=today.number,
        expected_end_day=today.number + round(cycle.life_days),
        eggs=eggs,
        stage=int(Stage.EGG_ALEVIN),
        stage_day=today.number,
        degree_days=0.0,
        staged=False,
        harvest_weight_g=target,
        harvest_from=0,
        vaccinated_day=0,
        vaccine=0,
    )
    spread = 1.0 + 0.03 * streams["egg distribution"].normal(trays, batch)
    open_assignments(
        world, state, events, batch=batch, containers=trays, stage=Stage.EGG_ALEVIN,
        stage_day=today.number, day=today.number, counts=even_split(eggs, spread),
        weights_g=np.full(len(trays), parameters.growth.egg_weight_g),
    )  # fmt: skip
    note_batch_change(state, events, np.asarray([len(state.batches) - 1]), today.number)
    _reserve(world, state, today, station, area)


def _reserve(world: World, state: FarmState, today: Today, station: int, area: int) -> None:
    """Keep the station for its pipeline's spacing, the area for the longest possible life."""
    cycle = world.parameters.life_cycle
    state.site_free_from[station] = today.number + cycle.station_start_spacing_days
    longest = cycle.egg_days_max + (len(STAGES) - 2) * cycle.stage_days_max
    state.site_free_from[area] = (
        today.number + longest + cycle.grow_out_days_max + cycle.area_fallow_days
    )


def _batch_number(state: FarmState, today: Today) -> str:
    """BAK, ISO year, ISO week and the batch's place among the starts of that week."""
    year, week = today.iso_week
    nth = int((state.batches["start_day"] >= today.monday).sum()) + 1
    return f"BAK{year}{week:02d}{nth:02d}"
