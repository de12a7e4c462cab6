"""Moves: when batches go on, how the fish are divided, and what the people at the pump wrote."""

import numpy as np
import pytest

from scripts.data_generation.config.company.equipment import ContainerKind
from scripts.data_generation.config.fish.life_cycle import STAGES, Stage
from scripts.data_generation.config.water.instruments import Parameter
from scripts.data_generation.simulation.biology.growth import grown_weight
from scripts.data_generation.simulation.ledger.farm_state import NEVER
from scripts.data_generation.simulation.logistics.area_planning import stage_days
from scripts.data_generation.simulation.logistics.transfers import CANCELLED, COMPLETED
from scripts.data_generation.simulation.sensors.readings import Moments, core_truth
from scripts.data_generation.simulation.water.oxygen import solubility_mg_per_l
from tests.data_generation.simulation.farms import Life, live, make_world

pytestmark = pytest.mark.no_database


def test_stage_lengths_are_drawn_once_a_batch_and_stage() -> None:
    world = make_world("ci")
    batch, stage = np.arange(1, 401).repeat(4), np.tile(STAGES[1:5], 400)
    days = stage_days(world, batch, stage)
    assert days.min() == 85
    assert days.max() == 95
    assert np.array_equal(stage_days(world, batch[::-1], stage[::-1])[::-1], days)


def test_a_batch_passes_all_stages_with_one_move_each_and_one_staging(life: Life) -> None:
    flows, changes = life.workflows(), life.log("batch_changes")
    done = changes["id"][changes["completed"]]
    assert len(done) >= 1
    for batch in done:
        mine = flows["batch"] == batch
        steps = list(zip(flows["source_stage"][mine], flows["dest_stage"][mine], strict=True))
        assert steps == [(0, 1), (1, 2), (2, 3), (3, 4), (4, 4), (4, 5)]
        assert flows["to_sea"][mine].tolist() == [False] * 5 + [True]


def test_eggs_hatch_and_feed_by_degree_days(life: Life) -> None:
    changes, cycle = life.log("batch_changes"), life.world.parameters.life_cycle
    for row in np.flatnonzero(changes["stage"] == Stage.FRY):
        start, end = int(changes["start_day"][row]), int(changes["day"][row])
        water = life.world.climate.days(start, end - 1).temperature_c
        total = water[int(changes["station"][row]) * 5 + Stage.EGG_ALEVIN].sum()
        # Eyed egg to swim-up: 0.5 to 1.7 times the 500 degree-days to hatching, 540 to 610.
        assert 540 <= total <= 640
        assert total >= cycle.egg_degree_days or end - start == cycle.egg_days_max


def test_a_share_is_staged_in_pre_transfer_tanks_before_the_sea(life: Life) -> None:
    flows, cycle = life.workflows(), life.world.parameters.life_cycle
    opened, kind = life.log("opened"), life.world.layout.containers.kind
    staging = np.flatnonzero(flows["source_stage"] == flows["dest_stage"])
    assert len(staging) >= 2
    for row in staging:
        to_sea = flows["to_sea"] & (flows["batch"] == flows["batch"][row])
        if to_sea.any():
            ahead = flows["planned_start"][to_sea][0] - flows["planned_start"][row]
            assert ahead == cycle.pre_transfer_days
            share = flows["source_count"][row] / flows["source_count"][to_sea][0]
            assert share == pytest.approx(cycle.pre_transfer_share, abs=0.01)
    staged = opened["id"][kind[opened["container"]] == ContainerKind.PRE_TRANSFER_TANK]
    assert set(staged.tolist()) <= set(life.log("actions")["dest"].tolist())


def test_fish_keep_their_weight_on_the_way(life: Life) -> None:
    flows, actions, opened = life.workflows(), life.log("actions"), life.log("opened")
    for row in range(len(flows["id"])):
        mine = actions["workflow"] == flows["id"][row]
        landed = (actions["transferred"] * actions["weight_g"])[mine].sum() / 1000
        assert flows["biomass_kg"][row] == pytest.approx(landed)
        into = np.isin(opened["id"], actions["dest"][mine])
        arrived = (opened["initial_count"] * opened["weight_g"])[into].sum() / 1000
        assert arrived == pytest.approx(landed)


def test_no_more_than_a_few_in_a_thousand_die_on_the_way(life: Life) -> None:
    flows, mortality = life.workflows(), life.world.parameters.mortality
    for to_sea, chance in ((False, mortality.transfer_freshwater), (True, mortality.transfer_sea)):
        rows = flows["to_sea"] == to_sea
        share = flows["died"][rows].sum() / flows["source_count"][rows].sum()
        assert share == pytest.approx(chance, rel=0.1)


def test_actions_follow_each_other_through_a_working_day(life: Life) -> None:
    actions = life.log("actions")
    assert (actions["start_minute"] >= 7 * 60).all()
    assert (actions["start_minute"] < 18 * 60).all()
    assert (actions["minutes"] >= 5).all()
    for workflow in np.unique(actions["workflow"]):
        mine = actions["workflow"] == workflow
        assert actions["number"][mine].tolist() == list(range(1, mine.sum() + 1))
        assert (np.diff(actions["day"][mine] * 1440 + actions["start_minute"][mine]) >= 0).all()


def test_actions_measure_the_fish_and_the_one_water(life: Life) -> None:
    actions, opened = life.log("actions"), life.log("opened")
    ratio = actions["measured_g"] / actions["weight_g"]
    assert ratio.mean() == pytest.approx(1.0, abs=4 * ratio.std() / np.sqrt(len(ratio)))
    assert 0.02 < ratio.std() < 0.08
    measured = {"temperature_c": Parameter.TEMPERATURE, "oxygen_mg_per_l": Parameter.OXYGEN}
    for row in range(0, len(ratio), 37):
        container = opened["container"][opened["id"] == actions["source"][row]]
        body, day = life.world.container_body[container], int(actions["day"][row])
        water = life.world.climate.days(day, day)
        minute = actions["start_minute"][row : row + 1]
        # What a sensor in the source would have read at that minute, but for its noise.
        moments = Moments(container, body, np.asarray([day]), minute)
        for name, parameter in measured.items():
            truth = core_truth(life.world, water, parameter, moments)
            assert actions[name][row] == truth[0]
        celsius, salt = water.temperature_c[body, 0], water.salinity_psu[body, 0]
        assert actions["temperature_c"][row] == pytest.approx(celsius[0], abs=1.5)
        mean = solubility_mg_per_l(celsius, salt) * water.saturation_percent[body, 0] / 100
        assert actions["oxygen_mg_per_l"][row] == pytest.approx(mean[0], rel=0.2)


def test_a_batch_without_room_waits_and_moves_as_soon_as_there_is_some() -> None:
    life = live(make_world("ci"), 80)
    state, world = life.farm.state, life.world
    fry = world.layout.containers_of(int(world.stations[0]), ContainerKind.FRY_TANK)
    opens = state.today + 40
    state.container_free_from[fry] = opens
    life.advance(60, 60)
    waits, changes = life.log("waits"), life.log("batch_changes")
    moved = changes["day"][changes["stage"] == Stage.FRY]
    assert moved.tolist() == [opens]
    assert waits["day"].tolist() == list(range(int(waits["day"][0]), opens))
    assert set(waits["stage"].tolist()) == {Stage.EGG_ALEVIN}


def test_a_batch_that_never_finds_room_loses_nobody_but_its_dead() -> None:
    life = live(make_world("ci"), 80)
    life.farm.state.container_free_from[life.farm.state.container_free_from < NEVER] = NEVER
    life.advance(60, 60)
    alive = life.farm.state.assignments.count.sum()
    assert alive + life.log("deaths")["count"].sum() == life.farm.state.batches.eggs[0]


def _life_with_late_pre_transfer_tanks(days_before_sea: int) -> tuple[Life, int]:
    """A batch that went to sea, and the day that was planned for it.

    Its pre-transfer tanks came free so many days before that; 0 for never.
    """
    life = live(make_world("ci"), 1, chunk_days=1)
    world, state = life.world, life.farm.state
    tanks = world.layout.containers_of(int(world.stations[0]), ContainerKind.PRE_TRANSFER_TANK)
    state.container_free_from[tanks] = NEVER
    while state.batches.stage[0] < Stage.POST_SMOLT:
        life.advance(1, 1)
    planned = int(state.batches.stage_day[0] + state.batches.stage_days[0])
    if days_before_sea:
        state.container_free_from[tanks] = planned - days_before_sea
    return life.advance(110, 110), planned


@pytest.mark.parametrize("days_before_sea", [0, 5])
def test_a_staging_without_room_does_not_hurry_its_batch_to_sea(days_before_sea: int) -> None:
    life, planned = _life_with_late_pre_transfer_tanks(days_before_sea)
    flows, changes = life.workflows(), life.log("batch_changes")
    mine = (flows["batch"] == 1) & (flows["source_stage"] == Stage.POST_SMOLT)
    staging = mine & ~flows["to_sea"]
    assert staging.sum() == 1
    assert (
        flows["planned_start"][staging]
        == planned - life.world.parameters.life_cycle.pre_transfer_days
    )
    status, begun = (
        (CANCELLED, 0) if days_before_sea == 0 else (COMPLETED, planned - days_before_sea)
    )
    assert (flows["status"][staging], flows["actual_start"][staging]) == (status, begun)
    # The first batch of this seed meets no storm on its way to sea.
    assert changes["day"][(changes["id"] == 1) & (changes["stage"] == Stage.ADULT)] == planned
    assert flows["actual_start"][mine & flows["to_sea"]] == planned
    # The batch itself waited for nothing.
    assert len(life.log("waits")["day"]) == 0


def test_fish_reach_the_sea_as_large_smolts(life: Life) -> None:
    opened = life.log("opened")
    weights = opened["weight_g"][opened["stage"] == Stage.ADULT]
    # Faroe sector mean above 400 g lately, Bakkafrost Scotland 100 to 400 g; docs/realism.md.
    assert ((weights > 120) & (weights < 400)).all()
    # From the first meal to the sea in 360 days at 12 degrees C, by a TGC above 1.
    first_fed, tgc, degree_days = np.asarray([0.17]), np.asarray([1.0]), np.asarray([360 * 12.0])
    assert weights.mean() > grown_weight(first_fed, tgc, degree_days)
