"""New batches: when the company lays down eggs, where, how many, and where they come from."""

from typing import NamedTuple

import numpy as np

from scripts.data_generation.config.company.planning import PLANNING
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.units import GRAMS_A_KG
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.fish_tables import Batches
from scripts.data_generation.simulation.logistics.area_planning import (
    NO_AREA,
    country_with_room,
    stage_days,
)
from scripts.data_generation.simulation.logistics.batches import note_batch_change
from scripts.data_generation.simulation.logistics.egg_sources import source_of
from scripts.data_generation.simulation.logistics.scenario import (
    NOT_PLACED,
    Placement,
    keeps_stations_free,
    placement_today,
)
from scripts.data_generation.simulation.logistics.stocking import (
    Stocking,
    even_split,
    free_containers,
    open_assignments,
)


class Place(NamedTuple):
    """Where a batch starts, and what a scenario wants of it."""

    station: int
    placement: Placement = NOT_PLACED


def start_pressure_a_day(world: World, today: Today) -> float:
    """Expected batch starts on this day of the year, from the target and the monthly pattern."""
    cycle = world.parameters.life_cycle
    pattern = np.asarray(cycle.start_pattern)
    wanted = world.of_year(world.parameters.scale.active_batches, today.number)
    return float(wanted / cycle.life_days * pattern[today.date.month - 1] / pattern.mean())


def receive_eggs(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Start a batch when one is due and a whole path from trays to a sea area is open for it."""
    backlog = world.parameters.life_cycle.start_backlog
    started = state.counters["batch"]
    state.start_pressure = min(
        state.start_pressure + start_pressure_a_day(world, today), started + backlog
    )
    placement = placement_today(world, today)
    if placement is not NOT_PLACED:
        station = _station_of(world, state, today, placement.country)
        if station is not None:
            _start_batch(world, state, today, events, Place(station, placement))
        return
    if state.start_pressure < _threshold(world, started) or today.number < state.start_retry_day:
        return
    place = _choose_place(world, state, today)
    if place is None:
        state.start_retry_day = today.number + world.parameters.life_cycle.start_retry_days
        return
    _start_batch(world, state, today, events, place)


def _threshold(world: World, started: int) -> float:
    """Accumulated pressure at which the next batch starts; the first one starts at once."""
    if started == 0:
        return 0.0
    jitter = world.parameters.life_cycle.start_jitter
    return started + jitter * (2.0 * float(world.streams["batch start"].uniform(started)) - 1.0)


def _choose_place(world: World, state: FarmState, today: Today) -> Place | None:
    """A station with free halls whose country will have a rested sea area when its fish get there.

    The day of the sea is reckoned for the number that the new batch would get.
    """
    batch = state.counters["batch"] + 1
    stages = np.arange(int(Stage.FRY), int(Stage.ADULT))
    in_tanks = int(stage_days(world, np.full(len(stages), batch), stages).sum())
    cycle = world.parameters.life_cycle
    sea_day = today.number + cycle.egg_days_min + in_tanks
    stations = {
        country: station
        for country in sorted(set(world.layout.sites.geography.tolist()))
        if (station := _station_of(world, state, today, country)) is not None
        and not keeps_stations_free(world, state, today, country)
    }
    country = country_with_room(world, state, today, dict.fromkeys(stations, sea_day))
    return None if country is None else Place(stations[country])


def _station_of(world: World, state: FarmState, today: Today, country: int) -> int | None:
    """The country's station whose halls have been free for longest; None where none is free."""
    ours = world.stations[world.layout.sites.geography[world.stations] == country]
    free = ours[state.site_free_from[ours] <= today.number]
    return int(free[np.argmin(state.site_free_from[free])]) if len(free) else None


def _start_batch(
    world: World, state: FarmState, today: Today, events: ChunkEvents, place: Place
) -> None:
    """Lay a new batch's eggs into the station's trays, if there is room for the alevins."""
    parameters, streams = world.parameters, world.streams
    cycle, scale = parameters.life_cycle, parameters.scale
    batch = state.counters["batch"] + 1
    eggs = int(streams["eggs received"].integers(scale.eggs_min, scale.eggs_max, batch))
    # Trays are laid out for the alevins' weight at first feeding, some growth included.
    kept_kg = eggs * cycle.planned_weight_g[Stage.EGG_ALEVIN] / GRAMS_A_KG
    trays = free_containers(
        world, state, place.station, world.kind_of(Stage.EGG_ALEVIN), today.number, kept_kg
    )
    if trays is None:
        return
    state.numbers("batch", 1)
    _enter_batch(world, state, today, place, eggs)
    spread = 1.0 + PLANNING.tray_sd * streams["egg distribution"].normal(trays, batch)
    stocking = Stocking(
        batch=batch,
        day=today.number,
        stage=Stage.EGG_ALEVIN,
        stage_day=today.number,
        containers=trays,
        counts=even_split(eggs, spread),
        weights_g=np.full(len(trays), parameters.growth.egg_weight_g),
    )
    open_assignments(world, state, events, stocking)
    note_batch_change(state, events, np.asarray([len(state.batches) - 1]), today.number)
    state.site_free_from[place.station] = today.number + cycle.station_start_spacing_days


def _enter_batch(world: World, state: FarmState, today: Today, place: Place, eggs: int) -> None:
    """Add the batch that was numbered last, with the harvest weight that it is meant for."""
    cycle, batch = world.parameters.life_cycle, state.counters["batch"]
    low, high = cycle.harvest_weight_min_g, cycle.harvest_weight_max_g
    target = low + (high - low) * float(world.streams["batch harvest weight"].uniform(batch))
    state.batches.append(
        Batches(
            id=batch,
            number=_batch_number(state, today),
            station=place.station,
            area=NO_AREA,
            start_day=today.number,
            expected_end_day=today.number + round(cycle.life_days),
            eggs=eggs,
            stage=int(Stage.EGG_ALEVIN),
            stage_day=today.number,
            stage_days=_egg_days(world, today, place.placement),
            degree_days=0.0,
            staged=False,
            harvest_weight_g=target,
            harvest_from=0,
            vaccinated_day=0,
            vaccine=0,
            workflow=0,
            egg_source=source_of(world, batch),
            placed_stage=place.placement.stage,
            placed_day=place.placement.day,
        )
    )


def _egg_days(world: World, today: Today, placement: Placement) -> int:
    """Days of a start's first stage where a scenario ends it on a day; 0: by degree-days."""
    if placement is NOT_PLACED or placement.stage != Stage.EGG_ALEVIN:
        return 0
    cycle = world.parameters.life_cycle
    return int(np.clip(placement.day - today.number, cycle.egg_days_min, cycle.egg_days_max))


def _batch_number(state: FarmState, today: Today) -> str:
    """BAK, ISO year, ISO week and the batch's place among the starts of that week."""
    year, week = today.iso_week
    nth = int((state.batches.start_day >= today.monday).sum()) + 1
    return f"BAK{year}{week:02d}{nth:02d}"
