"""Moves: what a batch's next transfer is, when it is planned, begun, put off or given up.

A transfer is planned a week ahead, begins when the batch is ready, there is room and, for the sea,
no storm, and takes some days; `transfers.py` carries out each day's part of it.
"""

from typing import NamedTuple

import numpy as np

from scripts.data_generation.array_types import Booleans, Integers
from scripts.data_generation.config.company.equipment import ContainerKind
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.units import GRAMS_A_KG
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import NEVER, FarmState
from scripts.data_generation.simulation.ledger.move_tables import Waits, Workflows
from scripts.data_generation.simulation.logistics.area_planning import (
    NO_AREA,
    days_left,
    stage_days,
)
from scripts.data_generation.simulation.logistics.batches import batch_rows, note_batch_change
from scripts.data_generation.simulation.logistics.scenario import planned_stage_days
from scripts.data_generation.simulation.logistics.stocking import free_containers
from scripts.data_generation.simulation.logistics.transfers import (
    CANCELLED,
    PLANNED,
    Departure,
    carry_out,
    lay_pipes,
    note_workflow,
)
from scripts.data_generation.simulation.water.water_bodies import hall_body


class _NextMove(NamedTuple):
    """A batch's next transfer as it is planned: its row, first day, days, and whether to stage."""

    row: int
    first_day: int
    days: int
    staging: bool


def move_batches(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Plan the transfers of the coming week, begin those that are due, do the day's part of all."""
    if not (state.batches.stage < Stage.ADULT).any() and len(state.workflows) == 0:
        return
    left = days_left(world, state, today)
    _plan(world, state, today, events, left)
    for row in np.flatnonzero(_due(world, state, left)):
        _begin(world, state, today, events, int(row), int(left[row]))
    carry_out(world, state, today, events)


def days_to_transfer(world: World, state: FarmState, left: Integers) -> Integers:
    """Days until each batch's next transfer, from the days `left` in its stage; both (batches,)."""
    ahead = world.parameters.life_cycle.pre_transfer_days
    return np.where(_staging_next(state, left), np.maximum(left - ahead, 0), left)


def _staging_next(state: FarmState, left: Integers) -> Booleans:
    """Batches whose next transfer takes a share of the fish to pre-transfer tanks.

    A staging that found no room until the sea is due gives way to the sea.
    """
    batches = state.batches
    in_last_tanks = batches.stage == Stage.POST_SMOLT
    return np.asarray(in_last_tanks & ~batches.staged & (left > 0))


def _plan(
    world: World, state: FarmState, today: Today, events: ChunkEvents, left: Integers
) -> None:
    """Open a workflow for every batch whose next transfer lies within the notice."""
    cycle, batches = world.parameters.life_cycle, state.batches
    ahead, stagings = days_to_transfer(world, state, left), _staging_next(state, left)
    near = (batches.stage < Stage.ADULT) & (batches.workflow == 0)
    for row in np.flatnonzero(near & (ahead <= cycle.move_notice_days)):
        staging = bool(stagings[row])
        stage = int(batches.stage[row])
        days = 1 if staging else cycle.move_days[stage]
        move = _NextMove(int(row), today.number + int(ahead[row]), days, staging)
        _open(world, state, today, events, move)


def _open(
    world: World, state: FarmState, today: Today, events: ChunkEvents, move: _NextMove
) -> None:
    """Open the workflow of a transfer, with the fish and the biomass that it is planned for."""
    batches, assignments, row = state.batches, state.assignments, move.row
    mine = np.flatnonzero(batch_rows(state) == row)
    share = world.parameters.life_cycle.pre_transfer_share if move.staging else 1.0
    biomass_g = float((assignments.count * assignments.weight_g)[mine].sum())
    stage = int(batches.stage[row])
    number = int(state.numbers("workflow", 1)[0])
    batches.workflow[row] = number
    state.workflows.append(
        Workflows(
            id=number,
            batch=batches.id[row],
            body=assignments.body[mine[0]],
            source_stage=stage,
            dest_stage=stage if move.staging else stage + 1,
            status=PLANNED,
            planned_start=move.first_day,
            planned_end=move.first_day + move.days - 1,
            actual_start=0,
            actual_end=0,
            estimated_count=round(float(assignments.count[mine].sum() * share)),
            estimated_kg=biomass_g * share / GRAMS_A_KG,
            source_count=0,
            transferred=0,
            died=0,
            biomass_kg=0.0,
            actions=0,
            actions_done=0,
        )
    )
    note_workflow(state, events, len(state.workflows) - 1, today.number)


def _due(world: World, state: FarmState, left: Integers) -> Booleans:
    """Batches whose planned transfer should begin today."""
    batches, workflows = state.batches, state.workflows
    waiting = np.isin(batches.workflow, workflows.id[workflows.status == PLANNED])
    return np.asarray(waiting & (days_to_transfer(world, state, left) == 0))


def _begin(
    world: World, state: FarmState, today: Today, events: ChunkEvents, row: int, left: int
) -> None:
    """Reserve containers and lay the pipes of a transfer; without room the batch waits.

    `left` are the batch's days left in its stage. A staging without room keeps nobody: it is tried
    again the next day, while the batch stays as long as planned and goes to sea when that is due.
    """
    position = _workflow_of(state, row)
    staging = _is_staging(state, position)
    if staging and left == 0:
        _give_up_staging(world, state, today, events, row)
        position, staging = _workflow_of(state, row), False
    stage = Stage(int(state.workflows.dest_stage[position]))
    if stage is Stage.ADULT and bool(today.storm[_sea_body(world, state, row)]):
        return
    sources = np.flatnonzero(batch_rows(state) == row)
    counts = state.assignments.count[sources]
    if staging:
        share = world.parameters.life_cycle.pre_transfer_share
        counts = np.rint(counts * share).astype(np.int64)
    containers = _containers_for(world, state, today, row, stage, staging, int(counts.sum()))
    if containers is None:
        if not staging:
            _hold(world, state, today, events, row, stage)
        return
    lay_pipes(world, state, today, events, position, Departure(sources, counts), containers)
    state.container_free_from[containers] = NEVER
    if staging:
        state.batches.staged[row] = True
    else:
        _enter_stage(world, state, today, events, row, stage)


def _is_staging(state: FarmState, position: int) -> bool:
    """Whether a workflow takes fish to pre-transfer tanks, within their stage."""
    flows = state.workflows
    return bool(flows.source_stage[position] == flows.dest_stage[position])


def _give_up_staging(
    world: World, state: FarmState, today: Today, events: ChunkEvents, row: int
) -> None:
    """Cancel the staging that a batch never found room for, and plan its way to sea for today."""
    position = _workflow_of(state, row)
    state.workflows.status[position] = CANCELLED
    note_workflow(state, events, position, today.number)
    state.workflows.keep(np.arange(len(state.workflows)) != position)
    days = world.parameters.life_cycle.move_days[Stage.POST_SMOLT]
    move = _NextMove(row, today.number, days, staging=False)
    _open(world, state, today, events, move)


def _hold(
    world: World, state: FarmState, today: Today, events: ChunkEvents, row: int, stage: Stage
) -> None:
    """Keep a batch that has no room where it is: as far as its stage may last, else it waits."""
    batches = state.batches
    age = int(today.number - batches.stage_day[row])
    longest = world.parameters.life_cycle.stage_days_max - age
    if batches.stage[row] == Stage.EGG_ALEVIN or longest <= 0:
        events.waits.append(
            Waits(
                day=today.number,
                batch=batches.id[row],
                stage=batches.stage[row],
            )
        )
        return
    lacking = 1
    if stage is Stage.ADULT and batches.area[row] != NO_AREA:
        lacking = int(state.site_free_from[batches.area[row]]) - today.number
    batches.stage_days[row] = age + min(max(lacking, 1), longest)


def _workflow_of(state: FarmState, row: int) -> int:
    """Position of the batch's open workflow."""
    return int(np.searchsorted(state.workflows.id, state.batches.workflow[row]))


def _sea_body(world: World, state: FarmState, row: int) -> int:
    """The water of the batch's area; of its own hall while it has no area."""
    area = int(state.batches.area[row])
    if area == NO_AREA:
        return int(hall_body(state.batches.station[row], Stage.POST_SMOLT))
    return world.body_of_area(area)


def _containers_for(
    world: World, state: FarmState, today: Today, row: int, stage: Stage, staging: bool, fish: int
) -> Integers | None:
    """Free containers for so many fish of the batch at the end of their stay; None without room."""
    batches = state.batches
    to_sea = stage is Stage.ADULT
    site = int((batches.area if to_sea else batches.station)[row])
    if site == NO_AREA or (to_sea and state.site_free_from[site] > today.number):
        return None
    kind = ContainerKind.PRE_TRANSFER_TANK if staging else world.kind_of(stage)
    planned_kg = fish * world.parameters.life_cycle.planned_weight_g[stage] / GRAMS_A_KG
    return free_containers(world, state, site, kind, today.number, planned_kg)


def _enter_stage(
    world: World, state: FarmState, today: Today, events: ChunkEvents, row: int, stage: Stage
) -> None:
    """The batch's first fish have reached the next stage: from today it counts as there."""
    batches = state.batches
    batches.stage[row] = stage
    batches.stage_day[row] = today.number
    batches.stage_days[row] = 0
    if stage is Stage.ADULT:
        state.site_free_from[batches.area[row]] = NEVER
    else:
        drawn = stage_days(world, batches.id[row : row + 1], np.asarray([int(stage)]))
        batches.stage_days[row] = planned_stage_days(world, state, today, row, int(drawn[0]))
    note_batch_change(state, events, np.asarray([row]), today.number)
