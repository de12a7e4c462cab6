"""Putting fish into containers: splits and pours that lose nobody, and rooms that are free."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.data_generation.config.company.equipment import ContainerKind
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.simulation.ledger.farm_state import NEVER
from scripts.data_generation.simulation.logistics.stocking import (
    Stocking,
    close_assignments,
    even_split,
    free_containers,
    open_assignments,
    pour,
)
from tests.data_generation.simulation.farms import FIRST_DAY, live, make_world

pytestmark = pytest.mark.no_database

WORLD = make_world("ci")
STATION = int(WORLD.stations[0])
PARR = WORLD.layout.containers_of(STATION, ContainerKind.PARR_TANK)
LIMIT = float(WORLD.layout.containers.max_biomass_kg[PARR[0]])
COUNTS = st.lists(st.integers(1, 200_000), min_size=1, max_size=30)


@given(
    total=st.integers(0, 4_000_000), weights=st.lists(st.floats(0.5, 2), min_size=1, max_size=60)
)
def test_a_split_adds_up_and_is_in_proportion(total: int, weights: list[float]) -> None:
    parts = even_split(total, np.asarray(weights))
    assert parts.sum() == total
    assert (parts >= 0).all()
    assert np.abs(parts - total * np.asarray(weights) / np.sum(weights)).max() <= 1.001


@given(sources=COUNTS, weights=st.lists(st.floats(0.5, 2), min_size=1, max_size=30))
def test_a_pour_loses_nobody(sources: list[int], weights: list[float]) -> None:
    out = np.asarray(sources)
    into = even_split(int(out.sum()), np.asarray(weights))
    flow = pour(out, into)
    assert (flow.fish > 0).all()
    left = np.bincount(flow.source, weights=flow.fish, minlength=len(out))
    arrived = np.bincount(flow.dest, weights=flow.fish, minlength=len(into))
    assert left.tolist() == out.tolist()
    assert arrived.tolist() == into.tolist()


@given(sources=COUNTS, weights=st.lists(st.floats(0.5, 2), min_size=1, max_size=30))
def test_a_pour_empties_sources_and_fills_destinations_in_order(
    sources: list[int], weights: list[float]
) -> None:
    out = np.asarray(sources)
    flow = pour(out, even_split(int(out.sum()), np.asarray(weights)))
    assert (np.diff(flow.source) >= 0).all()
    assert (np.diff(flow.dest) >= 0).all()
    assert (flow.before >= flow.fish).all()
    for source, count in enumerate(sources):
        mine = flow.source == source
        assert flow.before[mine][0] == count
        assert flow.before[mine][-1] == flow.fish[mine][-1]
        assert np.diff(flow.before[mine]).tolist() == (-flow.fish[mine][:-1]).tolist()


def test_only_as_many_tanks_are_taken_as_the_plan_needs() -> None:
    state = live(WORLD, 0).farm.state
    fill = WORLD.parameters.life_cycle.planned_fill
    for tanks in range(1, len(PARR) + 1):
        biomass = (tanks - 0.01) * LIMIT * fill
        taken = free_containers(WORLD, state, STATION, ContainerKind.PARR_TANK, FIRST_DAY, biomass)
        assert taken is not None
        assert taken.tolist() == PARR[:tanks].tolist()


def test_a_tight_site_is_filled_to_its_limit_and_not_beyond() -> None:
    state = live(WORLD, 0).farm.state

    def taken(biomass_kg: float) -> np.ndarray | None:
        return free_containers(
            WORLD, state, STATION, ContainerKind.PARR_TANK, FIRST_DAY, biomass_kg
        )

    everything = taken(len(PARR) * LIMIT)
    assert everything is not None
    assert everything.tolist() == PARR.tolist()
    assert taken(len(PARR) * LIMIT * 1.001) is None


def test_resting_and_occupied_tanks_are_not_free() -> None:
    state = live(WORLD, 0).farm.state
    state.container_free_from[PARR[0]] = NEVER
    state.container_free_from[PARR[1]] = FIRST_DAY + 1
    today = free_containers(WORLD, state, STATION, ContainerKind.PARR_TANK, FIRST_DAY, LIMIT)
    assert today is not None
    assert today[0] == PARR[2]
    later = free_containers(WORLD, state, STATION, ContainerKind.PARR_TANK, FIRST_DAY + 1, LIMIT)
    assert later is not None
    assert later[0] == PARR[1]
    state.container_free_from[PARR] = NEVER
    assert free_containers(WORLD, state, STATION, ContainerKind.PARR_TANK, FIRST_DAY, 1.0) is None


def test_opened_containers_are_occupied_and_closed_ones_rest() -> None:
    life = live(WORLD, 1)
    world, state, events = life.world, life.farm.state, life.chunks[0]
    tanks, day = PARR[:2], state.today + 1
    stocking = Stocking(
        batch=1,
        day=day,
        stage=Stage.PARR,
        stage_day=day,
        containers=tanks,
        counts=np.asarray([10, 20]),
        weights_g=np.asarray([5.0, 6.0]),
    )
    ids = open_assignments(world, state, events, stocking)
    assert (state.container_free_from[tanks] == NEVER).all()
    rows = np.flatnonzero(np.isin(state.assignments.id, ids))
    assert state.assignments.count[rows].tolist() == [10, 20]
    assert state.assignments.initial_count[rows].tolist() == [10, 20]
    close_assignments(world, state, events, rows, day + 40)
    rest = world.parameters.life_cycle.rest_parr_days
    assert (state.container_free_from[tanks] == day + 40 + rest).all()
    assert not np.isin(state.assignments.id, ids).any()


def test_a_batch_has_one_frailty_and_a_luck_of_growth_for_each_stage() -> None:
    log = live(
        make_world("ci", overrides="growth.container_cv = 0\nmortality.container_sd = 0"), 400
    )
    opened = log.log("opened")
    assert len(set(opened["frailty"].round(12).tolist())) == len(set(opened["batch"].tolist()))
    pairs = set(zip(opened["batch"].tolist(), opened["stage"].tolist(), strict=True))
    assert len(set(opened["growth"].round(12).tolist())) == len(pairs)
