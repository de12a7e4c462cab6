"""Planning: what lies ahead of batches and areas, and that a start is only made where both meet."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.data_generation.config.fish.life_cycle import STAGES, Stage
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.logistics.area_planning import (
    NO_AREA,
    country_with_room,
    days_left,
    expected_area_free,
    expected_arrivals,
    expected_sea_days,
    stage_days,
    usual_stay,
)
from tests.data_generation.simulation.farms import FIRST_DAY, Life, live, make_world, today_of

pytestmark = pytest.mark.no_database

FAROE, SCOTLAND = 0, 1
WORLD = make_world("dev")


def _empty(world: World) -> tuple[FarmState, Today]:
    """A company without a batch, on its first day."""
    layout = world.layout
    return FarmState(len(layout.containers), len(layout.sites), FIRST_DAY), today_of(
        world, FIRST_DAY
    )


@pytest.fixture(scope="module")
def young() -> tuple[World, FarmState, Today]:
    """The smallest farm, one sea area, with its first batch in the trays for five days."""
    life = live(make_world("ci"), 5)
    return life.world, life.farm.state, today_of(life.world, life.farm.state.today)


def test_a_start_wants_an_area_ready_some_days_before_its_fish() -> None:
    world = make_world("dev")
    state, today = _empty(world)
    slack, geography = world.parameters.life_cycle.area_slack_days[0], world.layout.sites.geography
    sea = today.number + 450
    state.site_free_from[world.areas] = sea + 1
    mine = world.areas[geography[world.areas] == SCOTLAND]
    for ready, wanted in ((sea - slack, SCOTLAND), (sea - slack + 1, None), (sea, None)):
        state.site_free_from[mine[0]] = ready
        assert country_with_room(world, state, today, {FAROE: sea, SCOTLAND: sea}) == wanted
    assert country_with_room(world, state, today, {FAROE: sea}) is None
    assert country_with_room(world, state, today, {}) is None


def test_the_country_whose_area_lies_ready_longest_is_taken() -> None:
    world = make_world("dev")
    state, today = _empty(world)
    sea = today.number + 450
    geography = world.layout.sites.geography[world.areas]
    for first, second, best in ((100, 50, SCOTLAND), (50, 100, FAROE), (70, 70, FAROE)):
        state.site_free_from[world.areas] = today.number + np.where(
            geography == FAROE, first, second
        )
        assert country_with_room(world, state, today, {FAROE: sea, SCOTLAND: sea}) == best


def test_one_area_takes_one_batch_after_the_other(young: tuple[World, FarmState, Today]) -> None:
    world, state, today = young
    slack = world.parameters.life_cycle.area_slack_days[0]
    first = int(expected_sea_days(world, state, today)[0])
    rested = first + usual_stay(world, int(world.areas[0]), first)
    for day, wanted in ((rested + slack, FAROE), (rested + slack - 1, None), (first + 1, None)):
        assert country_with_room(world, state, today, {FAROE: day}) == wanted
    # Who would overtake takes the area from a batch that has been promised one: no start.
    assert country_with_room(world, state, today, {FAROE: first - 60}) is None


@settings(max_examples=20)
@given(late=st.integers(0, 400))
def test_a_later_arrival_never_has_less_room(late: int) -> None:
    world = WORLD
    state, today = _empty(world)
    state.site_free_from[world.areas] = today.number + 500
    soon, later = (
        country_with_room(world, state, today, {FAROE: today.number + day})
        for day in (300 + late, 301 + late)
    )
    assert soon in (None, later)


def test_a_usual_stay_is_growth_fast_trips_and_fallow() -> None:
    world = make_world("dev")
    cycle, areas = world.parameters.life_cycle, world.areas
    trips = 3  # six cages, two a day
    coast = {"faroe": 60, "scotland": 30}
    for area, name in zip(areas.tolist(), world.area_coasts, strict=True):
        fallow = coast["faroe" if name == "faroe" else "scotland"]
        rest = cycle.fast_before_harvest_days + trips + fallow
        for arrival in range(FIRST_DAY, FIRST_DAY + 365, 30):
            assert 400 <= usual_stay(world, area, arrival) - rest <= 500
    slow = make_world("ci", overrides="growth.tgc_sea_faroe = 1.5")
    assert usual_stay(slow, int(slow.areas[0]), FIRST_DAY) == 500 + 6 + 2 + 60


def test_the_outlook_grows_with_the_way_to_go_and_falls_with_growth() -> None:
    world = make_world("dev")
    for area in range(len(world.areas)):
        days = [world.sea_outlook(area, 120, 300.0, target) for target in (300, 1000, 3000, 5000)]
        assert days[0] == 0
        assert days == sorted(set(days))
        parts = world.sea_outlook(area, 1, 300.0, 1000.0)
        rest = world.sea_outlook(area, 1 + parts, 1000.0, 3000.0)
        assert parts + rest == pytest.approx(world.sea_outlook(area, 1, 300.0, 3000.0), abs=2)
        assert world.sea_outlook(area, 120, 300.0, 5000.0, 1.2) < days[-1]


def test_the_sea_day_is_what_is_left_and_the_stages_after_it(dev_life: Life) -> None:
    world, state = dev_life.world, dev_life.farm.state
    today = today_of(world, state.today)
    expected, left = expected_sea_days(world, state, today), days_left(world, state, today)
    batches = state.batches
    for row, stage in enumerate(batches.stage.tolist()):
        if stage == Stage.ADULT:
            assert expected[row] == batches.stage_day[row]
            continue
        later = np.arange(stage + 1, int(Stage.ADULT))
        drawn = stage_days(world, np.full(len(later), batches.id[row]), later)
        assert expected[row] == today.number + left[row] + drawn.sum()
    arrivals = expected_arrivals(world, state, today)
    assert sorted(one.day for one in arrivals) == sorted(expected[batches.stage < Stage.ADULT])


def test_batches_reach_the_sea_about_when_it_was_expected(dev_decade: Life) -> None:
    world, changes = dev_decade.world, dev_decade.log("batch_changes")
    to_sea = (changes["stage"] == Stage.ADULT) & ~changes["completed"]
    arrived = dict(zip(changes["id"][to_sea].tolist(), changes["day"][to_sea], strict=True))
    stages = np.arange(int(Stage.FRY), int(Stage.ADULT))
    for batch, day in arrived.items():
        start = changes["start_day"][changes["id"] == batch][0]
        planned = stage_days(world, np.full(len(stages), batch), stages).sum()
        assert start + planned + 85 <= day <= start + planned + 95 + 40


def test_an_area_whose_harvest_is_settled_is_free_when_it_was_said() -> None:
    life = live(make_world("ci"), 850)
    state, world = life.farm.state, life.world
    while not (state.batches.harvest_from > 0).any():
        life.advance(1, 1)
    said = expected_area_free(world, state, today_of(world, state.today))[0]
    life.advance(30, 30)
    trips = np.unique(life.log("harvests")["day"])
    stormy = int(trips[-1] - trips[0]) + 1 - len(trips)
    freed = state.site_free_from[world.areas[0]]
    # The plan keeps a day to spare at each end.
    assert freed <= said + stormy <= freed + 2


def test_an_area_is_never_said_to_be_free_in_the_past(dev_life: Life) -> None:
    world, state = dev_life.world, dev_life.farm.state
    today = today_of(world, state.today)
    free = expected_area_free(world, state, today)
    assert (free >= today.number).all()
    at_sea = state.batches.stage == Stage.ADULT
    held = np.isin(world.areas, state.batches.area[at_sea])
    fallow = world.site_fallow[world.areas]
    assert (free[held] > today.number + fallow[held]).all()


@pytest.mark.parametrize(("late", "longer"), [(-30, 0), (3, 3), (60, None)])
def test_fish_stay_longer_where_they_are_when_their_area_will_be_late(
    late: int, longer: int | None
) -> None:
    life = live(make_world("ci"), 120)
    world, state = life.world, life.farm.state
    assert state.batches.stage.tolist() == [Stage.FRY]
    drawn, longest = int(state.batches.stage_days[0]), world.parameters.life_cycle.stage_days_max
    assert drawn <= longest - 3
    sea = expected_sea_days(world, state, today_of(world, state.today))[0]
    state.site_free_from[world.areas] = sea + late
    life.advance(14, 14)
    wanted = longest if longer is None else drawn + longer
    assert state.batches.stage_days[0] == pytest.approx(wanted, abs=0 if late != 3 else 1)


def test_no_stage_is_stretched_beyond_its_longest(decade: Life) -> None:
    world, changes = decade.world, decade.log("batch_changes")
    longest = world.parameters.life_cycle.stage_days_max
    for chunk in decade.chunks:
        assert (chunk.batches_today.stage_days <= longest).all()
    for batch in np.unique(changes["id"]):
        mine = changes["id"] == batch
        stages, lengths = changes["stage"][mine][:-1], np.diff(changes["day"][mine])
        tanks = (stages >= Stage.FRY) & (stages <= Stage.SMOLT)
        drawn = stage_days(world, np.full(len(stages), batch), stages)
        assert (drawn[tanks] <= lengths[tanks]).all()
        assert (lengths[tanks] <= longest).all()


def test_areas_are_given_before_the_sea_and_stay_from_then_on(dev_life: Life) -> None:
    cycle, changes = dev_life.world.parameters.life_cycle, dev_life.log("batch_changes")
    to_sea = (changes["stage"] == Stage.ADULT) & ~changes["completed"]
    moved = (changes[name][to_sea].tolist() for name in ("id", "day", "area"))
    landed = {batch: (day, area) for batch, day, area in zip(*moved, strict=True)}
    assert len(landed) >= 2
    for chunk in dev_life.chunks:
        batches = chunk.batches_today
        for batch, area, stage in zip(
            batches.id.tolist(), batches.area.tolist(), batches.stage, strict=True
        ):
            if stage < STAGES[Stage.POST_SMOLT] - 1:
                assert area == NO_AREA
            day, last = landed.get(batch, (0, 0))
            if day - cycle.area_settled_days + 7 <= chunk.last_day < day:
                assert area == last
