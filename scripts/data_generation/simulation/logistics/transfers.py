"""Transfers as they are carried out: the pipes of a workflow, day by day, with what was measured.

A pipe is an action: fish of one assignment into one container. Each day of a workflow empties some
sources into containers of its own, so that a container gets all its fish on one day.
"""

from enum import IntEnum
from typing import NamedTuple

import numpy as np

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.company.planning import PLANNING
from scripts.data_generation.config.company.working_day import WORKING_DAY
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.units import GRAMS_A_KG, TINY
from scripts.data_generation.config.water.instruments import Parameter
from scripts.data_generation.simulation.biology.growth import condition_factor, length_cm, weight_cv
from scripts.data_generation.simulation.biology.whole_numbers import deaths
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.move_tables import (
    Actions,
    Pipes,
    PlannedActions,
    Transitions,
    WorkflowChanges,
)
from scripts.data_generation.simulation.logistics.stocking import (
    Stocking,
    carried_along,
    close_assignments,
    even_split,
    open_assignments,
    pour,
)
from scripts.data_generation.simulation.sensors.readings import Moments, core_truth


class Status(IntEnum):
    """How far a transfer has come."""

    PLANNED = 0
    IN_PROGRESS = 1
    COMPLETED = 2
    CANCELLED = 3


PLANNED, IN_PROGRESS, COMPLETED, CANCELLED = Status

# What is measured in the water that fish leave, and in the one that the first of them come to.
AT_EVERY_ACTION = (Parameter.TEMPERATURE, Parameter.OXYGEN)
AT_ARRIVAL = (*AT_EVERY_ACTION, Parameter.SALINITY, Parameter.ACIDITY)


class Departure(NamedTuple):
    """Fish that are to leave: rows of the assignments, and how many fish of each."""

    sources: Integers
    counts: Integers


class _Leg(NamedTuple):
    """One day of a workflow, which stands at `position`.

    By pipe: its row, the row of its source, the fish that it takes, and those that die on the way.
    """

    position: int
    pipes: Integers
    sources: Integers
    fish: Integers
    died: Integers


def note_workflow(state: FarmState, events: ChunkEvents, position: int, day: int) -> None:
    """Log an open workflow, this row of the table, as it stands on this day."""
    workflow = state.workflows.where([position])
    events.workflows.append(WorkflowChanges(**workflow.columns, day=day))


def lay_pipes(
    world: World,
    state: FarmState,
    today: Today,
    events: ChunkEvents,
    position: int,
    departure: Departure,
    containers: Integers,
) -> None:
    """Plan who pours into whom, and on which day, for the workflow at this position.

    The days are those that were planned for it, from today on; `containers` (indices into the
    layout) are free, and have room for all fish at the mean weight, g, that is planned for the
    stage that they enter.
    """
    sources, counts = departure
    workflows, assignments = state.workflows, state.assignments
    days = int(workflows.planned_end[position] - workflows.planned_start[position]) + 1
    weight = world.parameters.life_cycle.planned_weight_g[workflows.dest_stage[position]]
    room = world.layout.containers.max_biomass_kg[containers] * GRAMS_A_KG / weight
    source_day, dest_day = _divide(counts, room, days)
    number = 0
    for day in range(int(source_day.max()) + 1):
        mine, theirs = np.flatnonzero(source_day == day), np.flatnonzero(dest_day == day)
        flow = pour(counts[mine], even_split(int(counts[mine].sum()), np.ones(len(theirs))))
        ids = state.numbers("action", len(flow.fish))
        pipes = Pipes(
            id=ids,
            workflow=workflows.id[position],
            number=number + 1 + np.arange(len(ids)),
            source=assignments.id[sources[mine]][flow.source],
            dest_container=containers[theirs][flow.dest],
            planned_day=today.number + day,
            fish=flow.fish,
            before=flow.before + (assignments.count[sources] - counts)[mine][flow.source],
            body=assignments.body[sources[mine]][flow.source],
            source_stage=workflows.source_stage[position],
        )
        state.pipes.append(pipes)
        weight_g = assignments.weight_g[sources[mine]][flow.source]
        events.planned_actions.append(
            PlannedActions(**pipes.columns, day=today.number, weight_g=weight_g)
        )
        number += len(ids)
    workflows.actions[position] = number


def _divide(counts: Integers, room: Floats, days: int) -> tuple[Integers, Integers]:
    """The day of each source and of each container: as many days as keep all of them even.

    `counts` are the sources' fish, `room` the fish that each container has room for.
    """
    total = counts.sum()
    limit = max(PLANNING.uneven_fill, float(total / room.sum()) + TINY)
    for legs in range(min(days, len(counts), len(room)), 1, -1):
        middle = np.cumsum(counts) - counts / 2
        source_day = np.floor(middle / total * legs).astype(np.int64)
        fish = np.bincount(source_day, weights=counts, minlength=legs)
        edges = np.rint(np.cumsum(fish) / total * len(room)).astype(np.int64)
        sizes = np.diff(edges, prepend=0)
        if (fish == 0).any() or (sizes == 0).any():
            continue
        dest_day = np.repeat(np.arange(legs), sizes)
        fill = fish / np.bincount(dest_day, weights=room, minlength=legs)
        if (fill <= limit).all():
            return source_day, dest_day
    return np.zeros(len(counts), dtype=np.int64), np.zeros(len(room), dtype=np.int64)


def carry_out(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Do today's part of every transfer that has begun, one day's pipes of each at the most.

    Transfers to the sea wait in a storm, and go on the day after with what was planned first.
    """
    if len(state.pipes) == 0:
        return
    for number in np.unique(state.pipes.workflow):
        position = int(np.searchsorted(state.workflows.id, number))
        pipes = np.flatnonzero(state.pipes.workflow == number)
        planned = state.pipes.planned_day[pipes]
        to_sea = state.workflows.dest_stage[position] == Stage.ADULT
        if planned.min() > today.number or (to_sea and _storm(world, state, today, pipes[0])):
            continue
        _do_leg(world, state, today, events, position, pipes[planned == planned.min()])
    finished = state.workflows.status == COMPLETED
    if finished.any():
        done = np.isin(state.batches.workflow, state.workflows.id[finished])
        state.batches.workflow[done] = 0
        state.workflows.keep(~finished)


def _storm(world: World, state: FarmState, today: Today, pipe: int) -> bool:
    body = world.container_body[state.pipes.dest_container[pipe]]
    return bool(today.storm[body])


def _do_leg(
    world: World,
    state: FarmState,
    today: Today,
    events: ChunkEvents,
    position: int,
    pipes: Integers,
) -> None:
    """Pour a day's pipes, open what they fill, close what they empty."""
    workflows, assignments = state.workflows, state.assignments
    staging = workflows.source_stage[position] == workflows.dest_stage[position]
    sources = np.searchsorted(assignments.id, state.pipes.source[pipes])
    fish = state.pipes.fish[pipes]
    if not staging:
        fish = _all_that_stand(assignments.count, sources, fish)
    died = _died_on_the_way(world, state, today, position, pipes, fish)
    leg = _Leg(position, pipes, sources, fish, died)
    dest_ids = _land(world, state, today, events, leg)
    _log_actions(world, state, today, events, leg, dest_ids)
    arrived = fish - died
    workflows.status[position] = IN_PROGRESS
    if workflows.actual_start[position] == 0:
        workflows.actual_start[position] = today.number
    workflows.source_count[position] += fish.sum()
    workflows.transferred[position] += arrived.sum()
    workflows.died[position] += died.sum()
    workflows.biomass_kg[position] += (arrived * assignments.weight_g[sources]).sum() / GRAMS_A_KG
    workflows.actions_done[position] += len(pipes)
    if workflows.actions_done[position] == workflows.actions[position]:
        workflows.status[position] = COMPLETED
        workflows.actual_end[position] = today.number
    note_workflow(state, events, position, today.number)
    emptied = np.unique(sources)
    np.subtract.at(assignments.count, sources, fish)
    if not staging:
        # An assignment closes with the fish that left it on its last day.
        np.add.at(assignments.count, sources, fish)
        close_assignments(world, state, events, emptied, today.number)
    left = np.ones(len(state.pipes), dtype=bool)
    left[pipes] = False
    state.pipes.keep(left)


def _all_that_stand(counts: Integers, sources: Integers, planned: Integers) -> Integers:
    """Each source's living fish, divided over its pipes as they were planned; pipes by source."""
    _, first, group = np.unique(sources, return_index=True, return_inverse=True)
    running = np.cumsum(planned)
    before = (running[first] - planned[first])[group]
    total = np.bincount(group, weights=planned)[group]
    reached = np.rint((running - before) / total * counts[sources]).astype(np.int64)
    previous = np.rint((running - planned - before) / total * counts[sources]).astype(np.int64)
    return np.asarray(reached - previous)


def _died_on_the_way(
    world: World, state: FarmState, today: Today, position: int, pipes: Integers, fish: Integers
) -> Integers:
    """Fish of each of these pipes that do not survive it."""
    mortality = world.parameters.mortality
    to_sea = state.workflows.dest_stage[position] == Stage.ADULT
    chance = mortality.transfer_sea if to_sea else mortality.transfer_freshwater
    luck = world.streams["transfer deaths"].uniform(state.pipes.id[pipes], today.number)
    return deaths(luck, fish, np.full(len(fish), chance))


def _land(world: World, state: FarmState, today: Today, events: ChunkEvents, leg: _Leg) -> Integers:
    """Open the day's containers with the fish that reached them; the assignment of each pipe."""
    workflows, assignments = state.workflows, state.assignments
    containers, into = np.unique(state.pipes.dest_container[leg.pipes], return_inverse=True)
    arrived = leg.fish - leg.died
    landed = np.bincount(into, weights=arrived).astype(np.int64)
    mass = np.bincount(into, weights=arrived * assignments.weight_g[leg.sources])
    stage = workflows.dest_stage[leg.position]
    same_stage = workflows.source_stage[leg.position] == stage
    stocking = Stocking(
        batch=int(workflows.batch[leg.position]),
        day=today.number,
        stage=Stage(int(stage)),
        stage_day=int(assignments.stage_day[leg.sources[0]]) if same_stage else today.number,
        containers=containers,
        counts=landed,
        weights_g=mass / landed,
        carried=carried_along(assignments, leg.sources, into, arrived, len(containers)),
    )
    ids = open_assignments(world, state, events, stocking)
    return np.asarray(ids[into])


def _log_actions(
    world: World, state: FarmState, today: Today, events: ChunkEvents, leg: _Leg, dest_ids: Integers
) -> None:
    """One action a pipe, one after the other through the working day, with what was measured.

    The first action of a transfer logs the change of water, too.
    """
    growth, assignments = world.parameters.growth, state.assignments
    pipes = state.pipes.where(leg.pipes)
    weights = assignments.weight_g[leg.sources]
    cv = weight_cv(weights, growth)
    luck = world.streams["transfer weighing"].normal(pipes.id, today.number)
    measured = weights * (1.0 + cv * luck / np.sqrt(growth.sample_size))
    pace = WORKING_DAY.transfer_minutes / len(leg.pipes)
    start = np.floor(WORKING_DAY.transfers_start + np.arange(len(leg.pipes)) * pace)
    container = assignments.container[leg.sources]
    left_c, left_oxygen = _water(world, today, container, start, AT_EVERY_ACTION)
    pipes.before = assignments.count[leg.sources] - _taken_before(leg)
    events.actions.append(
        Actions(
            **pipes.columns,
            day=today.number,
            start_minute=start,
            minutes=np.maximum(WORKING_DAY.shortest_transfer_minutes, np.floor(pace)),
            dest=dest_ids,
            transferred=leg.fish - leg.died,
            died=leg.died,
            weight_g=weights,
            measured_g=measured,
            measured_sd_g=cv * measured,
            measured_cm=length_cm(measured, condition_factor(weights, growth)),
            temperature_c=left_c,
            oxygen_mg_per_l=left_oxygen,
        )
    )
    if state.workflows.actual_start[leg.position] == 0:
        met_c, met_oxygen, met_salinity, met_acidity = _water(
            world, today, pipes.dest_container[:1], start[:1], AT_ARRIVAL
        )
        events.transitions.append(
            Transitions(
                workflow=pipes.workflow[:1],
                temperature_c=met_c,
                oxygen_mg_per_l=met_oxygen,
                salinity_psu=met_salinity,
                acidity_ph=met_acidity,
                left_temperature_c=left_c[:1],
                left_oxygen_mg_per_l=left_oxygen[:1],
            )
        )


def _water(
    world: World,
    today: Today,
    containers: Integers,
    minutes: Floats,
    parameters: tuple[Parameter, ...],
) -> list[Floats]:
    """What the water of these containers has at these minutes of the day, by parameter."""
    moments = Moments(
        container=containers,
        body=world.container_body[containers],
        day=np.full(len(containers), today.number),
        minute=minutes,
    )
    return [core_truth(world, today.water, parameter, moments) for parameter in parameters]


def _taken_before(leg: _Leg) -> Integers:
    """Fish that earlier pipes of the day took from each pipe's source."""
    _, first, group = np.unique(leg.sources, return_index=True, return_inverse=True)
    running = np.cumsum(leg.fish)
    return np.asarray(running - leg.fish - (running[first] - leg.fish[first])[group])
