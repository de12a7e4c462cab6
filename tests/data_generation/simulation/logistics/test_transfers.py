"""Transfers over several days: pipes by day, sources closed that day, and sums that agree."""

import numpy as np
import pytest

from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.simulation.ledger.table import Values
from scripts.data_generation.simulation.logistics.transfers import (
    CANCELLED,
    COMPLETED,
    IN_PROGRESS,
    PLANNED,
)
from tests.data_generation.simulation.farms import LOGS, Life, live, make_world, sorted_rows

pytestmark = pytest.mark.no_database

ADDED_UP = ("source_count", "transferred", "died", "biomass_kg", "actions_done")


def _storm(life: Life, bodies: Values, days: Values) -> Values:
    """Whether a storm stands over each body on its day."""
    first = int(days.min())
    water = life.world.climate.days(first, int(days.max()))
    return np.asarray(water.storm[bodies, days - first] > 0.0)


def test_moves_take_several_days_as_planned_but_for_storms(decade: Life) -> None:
    flows, cycle = decade.workflows(), decade.world.parameters.life_cycle
    done = flows["status"] == COMPLETED
    planned = flows["planned_end"] - flows["planned_start"] + 1
    took = flows["actual_end"] - flows["actual_start"] + 1
    staging = flows["source_stage"] == flows["dest_stage"]
    usual = np.where(staging, 1, np.asarray(cycle.move_days)[flows["source_stage"]])
    assert np.array_equal(planned, usual)
    assert (took[done & ~flows["to_sea"]] <= planned[done & ~flows["to_sea"]]).all()
    assert (took[done] > 1).mean() > 0.3


def test_a_container_gets_all_its_fish_on_one_day(decade: Life) -> None:
    actions, opened = decade.log("actions"), decade.log("opened")
    for end in ("dest", "dest_container"):
        place = actions["workflow"] * 1_000_000 + actions[end]
        days = np.unique(np.stack([place, actions["day"]]), axis=1)
        assert len(days[0]) == len(np.unique(place))
    row = np.searchsorted(opened["id"], actions["dest"])
    assert np.array_equal(opened["day"][row], actions["day"])
    assert np.array_equal(opened["container"][row], actions["dest_container"])


def test_sources_of_a_day_are_closed_that_day_and_stay_empty(decade: Life) -> None:
    actions, flows, closed = decade.log("actions"), decade.workflows(), decade.log("closed")
    flow = np.searchsorted(flows["id"], actions["workflow"])
    whole = (flows["source_stage"] != flows["dest_stage"])[flow]
    order = np.argsort(closed["id"])
    row = order[np.searchsorted(closed["id"][order], actions["source"][whole])]
    assert np.array_equal(closed["id"][row], actions["source"][whole])
    assert np.array_equal(closed["day"][row], actions["day"][whole])
    harvested = decade.log("harvests")["assignment"]
    gone = np.union1d(actions["source"][whole], harvested)
    assert np.array_equal(np.sort(closed["id"]), gone)


def test_a_workflow_is_the_sum_of_its_actions_on_every_day(decade: Life) -> None:
    log, actions = decade.log("workflows"), decade.log("actions")
    mass = (actions["transferred"] * actions["weight_g"]) / 1000.0
    parts = {
        "source_count": actions["transferred"] + actions["died"],
        "transferred": actions["transferred"],
        "died": actions["died"],
        "biomass_kg": mass,
        "actions_done": np.ones(len(mass)),
    }
    assert tuple(parts) == ADDED_UP
    for row in range(0, len(log["id"]), 3):
        mine = (actions["workflow"] == log["id"][row]) & (actions["day"] <= log["day"][row])
        for name, values in parts.items():
            assert log[name][row] == pytest.approx(values[mine].sum()), name


def test_a_transfer_is_planned_then_done_and_its_dates_are_in_order(decade: Life) -> None:
    log, cycle = decade.log("workflows"), decade.world.parameters.life_cycle
    for flow in np.unique(log["id"]):
        mine = {name: column[log["id"] == flow] for name, column in log.items()}
        status = mine["status"].tolist()
        assert status[0] == PLANNED
        assert (np.diff(mine["status"]) >= 0).all()
        assert status.count(COMPLETED) + status.count(CANCELLED) <= 1
        assert set(status[1:-1]) <= {IN_PROGRESS}
        assert (np.diff(mine["day"]) >= 0).all()
        assert 0 <= mine["planned_start"][0] - mine["day"][0] <= cycle.move_notice_days
        for name in ("planned_start", "planned_end", "estimated_count", "batch"):
            assert len(set(mine[name].tolist())) == 1
        start, end = mine["actual_start"][-1], mine["actual_end"][-1]
        assert (start > 0) == (status[-1] in (IN_PROGRESS, COMPLETED))
        assert (end > 0) == (status[-1] == COMPLETED)
        assert end == 0 or start <= end == mine["day"][-1]
        # Eggs go by degree-days, which come sooner in water that warms.
        sooner = 5 if mine["source_stage"][0] == Stage.EGG_ALEVIN else 0
        assert start == 0 or mine["planned_start"][0] - sooner <= start


def test_what_was_planned_is_done_in_the_same_pipes_not_before_its_day(decade: Life) -> None:
    planned, actions = decade.log("planned_actions"), decade.log("actions")
    row = np.searchsorted(planned["id"], actions["id"])
    for name in ("id", "workflow", "number", "source", "dest_container", "planned_day", "fish"):
        assert np.array_equal(planned[name][row], actions[name]), name
    assert (actions["planned_day"] <= actions["day"]).all()
    open_flows = decade.farm.state.workflows.id
    left = ~np.isin(planned["id"], actions["id"])
    assert np.isin(planned["workflow"][left], open_flows).all()


def test_a_fish_more_or_less_than_planned_goes_by_who_died_meanwhile(decade: Life) -> None:
    actions = decade.log("actions")
    left = actions["transferred"] + actions["died"]
    assert (left <= actions["fish"] + 1).all()
    assert left.sum() / actions["fish"].sum() > 0.99


def test_nothing_goes_to_sea_and_nothing_is_harvested_in_a_storm(dev_decade: Life) -> None:
    world, actions = dev_decade.world, dev_decade.log("actions")
    flows, harvests = dev_decade.workflows(), dev_decade.log("harvests")
    to_sea = flows["to_sea"][np.searchsorted(flows["id"], actions["workflow"])]
    bodies = world.container_body[actions["dest_container"][to_sea]]
    assert len(bodies) > 50
    assert not _storm(dev_decade, bodies, actions["day"][to_sea]).any()
    bodies = np.asarray([world.body_of_area(int(area)) for area in harvests["area"]])
    assert not _storm(dev_decade, bodies, harvests["day"]).any()
    # And there are storms to be put off for.
    days = np.arange(world.first_day, world.last_day)
    assert _storm(dev_decade, np.full(len(days), bodies[0]), days).mean() > 0.01


def test_no_fish_are_harvested_within_a_withholding_period(decade: Life) -> None:
    harvests, closed = decade.log("harvests"), decade.log("closed")
    caged = np.isin(closed["id"], harvests["assignment"])
    assert caged.sum() == len(harvests["id"])
    assert (closed["withhold_until"][caged] < closed["day"][caged]).all()


def test_a_withheld_batch_waits_for_its_harvest() -> None:
    life = live(make_world("ci"), 820, chunk_days=30)
    state = life.farm.state
    assert state.batches.harvest_from.max() == 0
    at_sea = state.assignments.stage == Stage.ADULT
    assert at_sea.any()
    until = int(state.batches.stage_day[state.batches.stage == Stage.ADULT][0]) + 520
    state.assignments.withhold_until[at_sea] = until
    life.advance(until + 12 - state.today, 30)
    days = life.log("harvests")["day"]
    assert len(days) > 0
    assert days.min() > until


@pytest.mark.parametrize("chunk_days", [1, 7, 30])
def test_a_chunk_may_end_in_the_middle_of_a_move(chunk_days: int) -> None:
    world = make_world("ci", seed=3)
    whole = live(world, 480, chunk_days=480)
    flows = whole.workflows()
    middle = flows["actual_start"][(flows["actual_end"] > flows["actual_start"])][-1]
    first = live(make_world("ci", seed=3), int(middle - whole.chunks[0].first_day) + 1, 30)
    assert (first.farm.state.workflows.status == IN_PROGRESS).any()
    assert len(first.farm.state.pipes) > 0
    left = 480 - (first.farm.state.today - whole.chunks[0].first_day + 1)
    second = live(world, left, chunk_days, state=first.farm.state.to_bytes())
    for name in ("workflows", "planned_actions", "actions", "transitions", "opened", "closed"):
        assert name in LOGS
        parts = [life.log(name) for life in (first, second)]
        both = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
        for column, values in sorted_rows(whole.log(name)).items():
            assert np.array_equal(values, sorted_rows(both)[column]), f"{name}.{column}"
    assert second.farm.state.to_bytes() == whole.farm.state.to_bytes()
