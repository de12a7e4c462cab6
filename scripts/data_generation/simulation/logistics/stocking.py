"""Putting fish into containers: which ones are free, who pours into whom, and the new rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.company.equipment import ContainerKind
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.simulation.biology.growth import truncated_factor
from scripts.data_generation.simulation.biology.mortality import frailty
from scripts.data_generation.simulation.company.world import World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import NEVER, FarmState
from scripts.data_generation.simulation.ledger.fish_tables import (
    AssignmentChanges,
    Assignments,
    Occupancy,
)
from scripts.data_generation.simulation.ledger.table import (
    Column,
    FloatColumn,
    IntegerColumn,
    Values,
)

# What fish carry along from container to container: the latest of these days among those that
# come together.
CARRIED_DAYS: tuple[IntegerColumn, ...] = (
    Assignments.withhold_until,
    Assignments.feed_course_until,
    Assignments.cleaner_until,
    Assignments.skirt_until,
    Assignments.counted_day,
    Assignments.treated_day,
    Assignments.medicated_until,
)
# The mean of these over the fish that come together.
CARRIED_MEANS: tuple[FloatColumn, ...] = (
    Assignments.lice_copepodid,
    Assignments.lice_chalimus_1,
    Assignments.lice_chalimus_2,
    Assignments.lice_preadult_1,
    Assignments.lice_preadult_2,
    Assignments.lice_male,
    Assignments.lice_female,
    Assignments.lice_counted,
    Assignments.delousing_hazard,
    Assignments.medicated_kill,
)
# What was planned for a container stays behind.
PLANNED: tuple[IntegerColumn, ...] = (
    Assignments.treat_day,
    Assignments.treat_method,
    Assignments.control_day,
)


class Flow(NamedTuple):
    """Fish that go from one source to one destination, one element a pipe.

    `source` and `dest` are positions in what was poured, not ids; `fish` are whole fish, `before`
    those that the source held just before this part of it left.
    """

    source: Integers
    dest: Integers
    fish: Integers
    before: Integers


def free_containers(
    world: World, state: FarmState, site: int, kind: ContainerKind, day: int, biomass_kg: float
) -> Integers | None:
    """Free, rested containers of a site that together hold this biomass; None without room.

    Indices into the layout, in the order of their numbers, filled up to `planned_fill` where there
    are enough of them. `biomass_kg` is what the fish will weigh at the end of their stay.
    """
    candidates = world.layout.containers_of(site, kind)
    free = candidates[state.container_free_from[candidates] <= day]
    room = np.cumsum(world.layout.containers.max_biomass_kg[free])
    if len(free) == 0 or room[-1] < biomass_kg:
        return None
    wanted = biomass_kg / world.parameters.life_cycle.planned_fill
    return free[: int(np.searchsorted(room, wanted)) + 1]


def even_split(total: int, weights: Floats) -> Integers:
    """Whole fish for each of the relative weights (n,), adding up to `total` exactly."""
    edges = np.rint(np.cumsum(weights) / np.sum(weights) * total).astype(np.int64)
    edges[-1] = total
    return np.diff(edges, prepend=0)


def pour(source_counts: Integers, dest_counts: Integers) -> Flow:
    """Fill the destinations in order from the sources in order, both whole fish of one total.

    A source and a destination have one pipe at the most, so (sources,) and (destinations,) counts
    make less than sources + destinations pipes, in order of both.
    """
    source_edges, dest_edges = np.cumsum(source_counts), np.cumsum(dest_counts)
    edges = np.unique(np.concatenate([[0], source_edges, dest_edges]))
    starts, counts = edges[:-1], np.diff(edges)
    source = np.searchsorted(source_edges, starts, side="right")
    dest = np.searchsorted(dest_edges, starts, side="right")
    return Flow(source, dest, counts, source_edges[source] - starts)


def carried_along(
    assignments: Assignments,
    sources: Integers,
    into: Integers,
    fish: Integers,
    containers: int,
) -> dict[str, Values]:
    """What fish bring to each of so many containers: columns of Assignments, each (containers,).

    By pipe: the row that its fish come from, the position of the container that they come `into`,
    and how many they are. Lice, of which a container has a mean, are weighted by the fish.
    """
    carried: dict[str, Values] = {}
    for day in CARRIED_DAYS:
        carried[day.name] = np.zeros(containers, dtype=np.int64)
        np.maximum.at(carried[day.name], into, assignments[day][sources])
    come = np.maximum(np.bincount(into, fish, containers), 1)
    for mean in CARRIED_MEANS:
        brought = np.bincount(into, fish * assignments[mean][sources], containers)
        carried[mean.name] = brought / come
    return carried


@dataclass(frozen=True, kw_only=True)
class Stocking:
    """Fish of a batch that are put into empty containers on a day, which is a day number.

    `containers` (indices into the layout), `counts` (whole fish) and `weights_g` (their means) are
    one for each container. The fish have been in their stage since `stage_day`, and bring along
    what `carried_along` found where they were; eggs bring nothing.
    """

    batch: int
    day: int
    stage: Stage
    stage_day: int
    containers: Integers
    counts: Integers
    weights_g: Floats
    carried: Mapping[str, Values] = field(default_factory=dict)


def open_assignments(
    world: World, state: FarmState, events: ChunkEvents, stocking: Stocking
) -> Integers:
    """Open one assignment a container and mark it occupied; returns the new assignments' ids."""
    containers, batch = stocking.containers, stocking.batch
    ids = state.numbers("assignment", len(containers))
    streams, parameters = world.streams, world.parameters
    growth, mortality = parameters.growth, parameters.mortality
    # A batch's luck is drawn anew for each stage: a slow fry group may be a fast parr group.
    batch_stage = batch * len(Stage) + stocking.stage
    not_brought: tuple[Column[Any], ...] = (*CARRIED_DAYS, *CARRIED_MEANS, *PLANNED)
    nothing: dict[str, ArrayLike] = {column.name: 0 for column in not_brought}
    opened = Assignments(
        id=ids,
        batch=batch,
        container=containers,
        body=world.container_body[containers],
        stage=int(stocking.stage),
        arrival_day=stocking.day,
        stage_day=stocking.stage_day,
        initial_count=stocking.counts,
        count=stocking.counts,
        weight_g=stocking.weights_g,
        growth=truncated_factor(
            streams["batch growth"].normal(batch_stage), growth.batch_cv, growth
        )
        * truncated_factor(streams["container growth"].normal(ids), growth.container_cv, growth),
        frailty=frailty(streams["batch frailty"].normal(batch), mortality.batch_sd)
        * frailty(streams["container frailty"].normal(ids), mortality.container_sd),
        weighed_day=0,
        **nothing | dict(stocking.carried),
    )
    state.assignments.append(opened)
    events.opened.append(AssignmentChanges(**opened.columns, day=stocking.day))
    state.container_free_from[containers] = NEVER
    return ids


def close_assignments(
    world: World, state: FarmState, events: ChunkEvents, rows: Integers, day: int
) -> None:
    """Close these rows of the assignments: their fish left on `day`; their containers rest."""
    assignments = state.assignments
    closing = assignments.where(rows)
    events.closed.append(AssignmentChanges(**closing.columns, day=day))
    record_occupancy(events, closing, day)
    containers = closing.container
    state.container_free_from[containers] = day + world.container_rest[containers]
    kept = np.ones(len(assignments), dtype=bool)
    kept[rows] = False
    assignments.keep(kept)


def record_occupancy(events: ChunkEvents, assignments: Assignments, end_day: int) -> None:
    """Note the days of the chunk on which these assignments held their containers.

    They held them up to the day before `end_day`.
    """
    events.occupancy.append(
        Occupancy(
            assignment=assignments.id,
            batch=assignments.batch,
            container=assignments.container,
            body=assignments.body,
            stage=assignments.stage,
            first_day=np.maximum(assignments.arrival_day, events.first_day),
            end_day=end_day,
        )
    )
