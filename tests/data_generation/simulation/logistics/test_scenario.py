"""The scenario of the last day: where the last batches stand, and that nothing is placed else."""

import numpy as np
import pytest

from scripts.data_generation.config.fish.life_cycle import STAGES, Stage
from scripts.data_generation.config.parameters import resolve
from scripts.data_generation.simulation.company.layout import build_layout
from scripts.data_generation.simulation.company.world import World
from scripts.data_generation.simulation.logistics.area_planning import days_left
from scripts.data_generation.simulation.logistics.moves import days_to_transfer
from tests.data_generation.simulation.farms import FIRST_DAY, YEAR, Life, live, today_of
from tests.data_generation.simulation.laws import every_assignment_accounts_for_its_fish

pytestmark = pytest.mark.no_database

UAT = '[scenario]\nname = "uat"'
YEARS = 4


@pytest.fixture(scope="module")
def uat() -> Life:
    """The laptop's farm on the last day of a history that was placed for it."""
    parameters = resolve("dev", UAT)
    layout = build_layout(parameters.scale, parameters.equipment)
    world = World(parameters, layout, 42, FIRST_DAY, FIRST_DAY + YEARS * YEAR)
    return live(world, YEARS * YEAR + 1)


def test_the_last_day_is_reached_without_a_wait_or_a_lost_fish(uat: Life) -> None:
    assert uat.farm.state.today == uat.world.last_day
    assert len(uat.log("waits")["day"]) == 0
    every_assignment_accounts_for_its_fish(uat)


@pytest.mark.parametrize("stage", STAGES[: Stage.ADULT], ids=lambda stage: stage.label)
def test_each_freshwater_stage_has_a_batch_in_its_middle_and_one_about_to_leave(
    uat: Life, stage: Stage
) -> None:
    world, state = uat.world, uat.farm.state
    mine = state.batches.stage == stage
    left = days_left(world, state, today_of(world, state.today))
    through = (state.today - state.batches.stage_day) / 90.0
    assert (mine & (through > 1 / 3) & (through < 2 / 3)).any()
    ahead = days_to_transfer(world, state, left)
    begun = np.isin(state.batches.workflow, state.workflows.id[state.workflows.actual_start > 0])
    assert (mine & ((ahead <= 3) | begun)).any()


def test_a_batch_is_in_the_middle_of_the_sea_and_others_close_to_harvest(uat: Life) -> None:
    world, state, cycle = uat.world, uat.farm.state, uat.world.parameters.life_cycle
    batches = state.batches
    at_sea = batches.stage == Stage.ADULT
    age = state.today - batches.stage_day
    assert (at_sea & (age > cycle.grow_out_days_min / 2) & (age < 300)).any()
    # All but the area in the middle and the one that is rested for those about to go.
    near = at_sea & (age > cycle.grow_out_days_max - 50) & (batches.harvest_from == 0)
    wanted = min(world.parameters.scenario.near_harvest, len(world.areas) - 2)
    assert near.sum() == wanted == 2


def test_who_is_about_to_go_to_sea_has_a_rested_area(uat: Life) -> None:
    state = uat.farm.state
    due = state.batches.stage == Stage.POST_SMOLT
    due &= state.batches.workflow > 0
    areas = state.batches.area[due]
    assert len(areas) == 1
    assert (state.site_free_from[areas] <= uat.world.last_day + 3).all()


def test_the_default_scenario_places_nothing(dev_decade: Life) -> None:
    for chunk in dev_decade.chunks:
        assert not chunk.batch_changes.placed_day.any()
        assert not chunk.batch_changes.placed_stage.any()
    arrived = dev_decade.log("batch_changes")
    eggs = arrived["stage"] == Stage.EGG_ALEVIN
    assert not arrived["stage_days"][eggs].any()
