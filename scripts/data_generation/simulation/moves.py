"""Moves: ready batches go to the next stage's containers, or wait where there is no room."""

import numpy as np
from numpy.typing import NDArray

from scripts.data_generation.config.equipment import ContainerKind
from scripts.data_generation.config.life_cycle import STAGES, Stage
from scripts.data_generation.simulation.batches import batch_rows, note_batch_change
from scripts.data_generation.simulation.events import ChunkEvents
from scripts.data_generation.simulation.farm_state import FarmState
from scripts.data_generation.simulation.growth import condition_factor, length_cm, weight_cv
from scripts.data_generation.simulation.mortality import deaths
from scripts.data_generation.simulation.oxygen import solubility_mg_per_l
from scripts.data_generation.simulation.stocking import (
    Flow,
    carried_along,
    close_assignments,
    even_split,
    free_containers,
    open_assignments,
    pour,
)
from scripts.data_generation.simulation.world import Today, World

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

WORK_DAY_STARTS_MINUTE = 7 * 60
WORK_DAY_MINUTES = 11 * 60


def move_batches(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Move every batch that has finished its stage, and stage those that go to sea soon."""
    for row in np.flatnonzero(_ready_to_move(world, state, today)):
        if not _move_to_next_stage(world, state, today, events, int(row)):
            _wait(state, today, events, int(row))
    for row in np.flatnonzero(_ready_to_stage(world, state, today)):
        if not _move_to_pre_transfer(world, state, today, events, int(row)):
            _wait(state, today, events, int(row))


def stage_days(world: World, batch: Integers, stage: Integers) -> Integers:
    """Days of each batch in a stage, fry to post-smolt: drawn once a batch and stage."""
    cycle = world.parameters.life_cycle
    return np.asarray(
        world.streams["stage duration"].integers(
            cycle.stage_days_min, cycle.stage_days_max, batch * len(STAGES) + stage
        ),
        dtype=np.int64,
    )


def _ready_to_move(world: World, state: FarmState, today: Today) -> NDArray[np.bool_]:
    """Batches at the end of a freshwater stage: eggs by degree-days, the others by days."""
    cycle, batches = world.parameters.life_cycle, state.batches
    age = today.number - batches["stage_day"]
    fed = (batches["degree_days"] >= cycle.egg_degree_days) & (age >= cycle.egg_days_min)
    hatched = (batches["stage"] == Stage.EGG_ALEVIN) & (fed | (age >= cycle.egg_days_max))
    in_tanks = (batches["stage"] > Stage.EGG_ALEVIN) & (batches["stage"] < Stage.ADULT)
    grown = in_tanks & (age >= stage_days(world, batches["id"], batches["stage"]))
    return np.asarray(hatched | grown)


def _ready_to_stage(world: World, state: FarmState, today: Today) -> NDArray[np.bool_]:
    """Post-smolt batches so near to the sea that pre-transfer tanks take a share of them."""
    batches = state.batches
    left = stage_days(world, batches["id"], batches["stage"]) - (
        today.number - batches["stage_day"]
    )
    near = left <= world.parameters.life_cycle.pre_transfer_days
    return np.asarray((batches["stage"] == Stage.POST_SMOLT) & ~batches["staged"] & near)


def _wait(state: FarmState, today: Today, events: ChunkEvents, row: int) -> None:
    events.waits.append(
        day=today.number, batch=state.batches["id"][row], stage=state.batches["stage"][row]
    )


def _move_to_next_stage(
    world: World, state: FarmState, today: Today, events: ChunkEvents, row: int
) -> bool:
    """Move a whole batch; False, and nothing changed, when the next stage has no room for it."""
    batches = state.batches
    stage = Stage(int(batches["stage"][row]) + 1)
    to_sea = stage is Stage.ADULT
    site = int(batches["area" if to_sea else "station"][row])
    sources = np.flatnonzero(batch_rows(state) == row)
    counts = state.assignments["count"][sources]
    planned_kg = counts.sum() * world.parameters.life_cycle.planned_weight_g[stage] / 1000.0
    containers = free_containers(
        world, state, site, world.kind_of(stage), today.number, float(planned_kg)
    )
    if containers is None:
        return False
    _transfer(world, state, today, events, row, sources, counts, containers, stage)
    close_assignments(world, state, events, sources, today.number)
    batches["stage"][row] = stage
    batches["stage_day"][row] = today.number
    note_batch_change(state, events, np.asarray([row]), today.number)
    return True


def _move_to_pre_transfer(
    world: World, state: FarmState, today: Today, events: ChunkEvents, row: int
) -> bool:
    """Move a share of every post-smolt tank to pre-transfer tanks; the tanks keep the rest."""
    cycle = world.parameters.life_cycle
    sources = np.flatnonzero(batch_rows(state) == row)
    standing = state.assignments["count"][sources]
    counts = np.rint(standing * cycle.pre_transfer_share).astype(np.int64)
    planned_kg = counts.sum() * cycle.planned_weight_g[Stage.POST_SMOLT] / 1000.0
    containers = free_containers(
        world,
        state,
        int(state.batches["station"][row]),
        ContainerKind.PRE_TRANSFER_TANK,
        today.number,
        float(planned_kg),
    )
    if containers is None:
        return False
    _transfer(world, state, today, events, row, sources, counts, containers, Stage.POST_SMOLT)
    state.assignments["count"][sources] -= counts
    state.batches["staged"][row] = True
    return True


def _transfer(
    world: World,
    state: FarmState,
    today: Today,
    events: ChunkEvents,
    row: int,
    sources: Integers,
    counts: Integers,
    containers: Integers,
    stage: Stage,
) -> None:
    """Pour `counts` fish of the source rows into `containers`, with workflow and actions."""
    batches, assignments = state.batches, state.assignments
    flow = pour(counts, even_split(int(counts.sum()), np.ones(len(containers))))
    kept = assignments["count"][sources] - counts
    flow = flow._replace(before=flow.before + kept[flow.source])
    to_sea = stage is Stage.ADULT
    action_ids = state.numbers("action", len(flow.fish))
    died = _died_on_the_way(world, today, action_ids, flow.fish, to_sea)
    arrived = flow.fish - died
    weights = assignments["weight_g"][sources][flow.source]
    landed = np.bincount(flow.dest, weights=arrived, minlength=len(containers))
    mass = np.bincount(flow.dest, weights=arrived * weights, minlength=len(containers))
    source_ids = assignments["id"][sources]
    source_stage = int(batches["stage"][row])
    body = int(assignments["body"][sources[0]])
    same_stage = stage == source_stage
    dest_ids = open_assignments(
        world, state, events, batch=int(batches["id"][row]), containers=containers, stage=stage,
        stage_day=int(batches["stage_day"][row]) if same_stage else today.number,
        day=today.number, counts=landed.astype(np.int64), weights_g=mass / landed,
        carried=carried_along(assignments.columns, sources, flow, len(containers)),
    )  # fmt: skip
    workflow = int(state.numbers("workflow", 1)[0])
    events.workflows.append(
        id=workflow, batch=batches["id"][row], day=today.number, source_stage=source_stage,
        dest_stage=int(stage), to_sea=to_sea, source_count=counts.sum(), transferred=arrived.sum(),
        died=died.sum(), biomass_kg=mass.sum() / 1000.0, actions=len(action_ids), body=body,
    )  # fmt: skip
    _log_actions(
        world, today, events, action_ids, workflow, source_ids, dest_ids, containers,
        flow, died, weights, body, to_sea,
    )  # fmt: skip


def _died_on_the_way(
    world: World, today: Today, action_ids: Integers, counts: Integers, to_sea: bool
) -> Integers:
    mortality = world.parameters.mortality
    chance = mortality.transfer_sea if to_sea else mortality.transfer_freshwater
    luck = world.streams["transfer deaths"].uniform(action_ids, today.number)
    return deaths(luck, counts, np.full(len(counts), chance))


def _log_actions(
    world: World,
    today: Today,
    events: ChunkEvents,
    ids: Integers,
    workflow: int,
    source_ids: Integers,
    dest_ids: Integers,
    containers: Integers,
    flow: Flow,
    died: Integers,
    weights_g: Floats,
    body: int,
    to_sea: bool,
) -> None:
    """One action a pipe, one after the other through the working day, with what was measured."""
    growth = world.parameters.growth
    pace = WORK_DAY_MINUTES / len(ids)
    numbers = np.arange(len(ids))
    cv = weight_cv(weights_g, growth)
    luck = world.streams["transfer weighing"].normal(ids, today.number)
    measured = weights_g * (1.0 + cv * luck / np.sqrt(growth.sample_size))
    condition = condition_factor(weights_g, growth)
    temperature = today.temperature_c[body]
    saturation = today.saturation_percent[body] / 100.0
    events.actions.append(
        id=ids, workflow=workflow, number=numbers + 1, day=today.number,
        start_minute=np.floor(WORK_DAY_STARTS_MINUTE + numbers * pace),
        minutes=np.maximum(5, np.floor(pace)),
        source=source_ids[flow.source], dest=dest_ids[flow.dest],
        dest_container=containers[flow.dest], before=flow.before,
        transferred=flow.fish - died, died=died, weight_g=weights_g, measured_g=measured,
        measured_sd_g=cv * measured, measured_cm=length_cm(measured, condition),
        temperature_c=temperature,
        oxygen_mg_per_l=solubility_mg_per_l(temperature, today.salinity_psu[body]) * saturation,
        to_sea=to_sea,
    )  # fmt: skip
