"""Lice on fish: at sea only, as fast as published, more in warmth, fewer behind protection."""

from dataclasses import replace

import numpy as np
import pytest

from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.simulation.biology.lice import moult_rate
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.fish_tables import Assignments
from scripts.data_generation.simulation.ledger.table import IntegerColumn
from scripts.data_generation.simulation.lice.infestation import ALL_STAGES, infest
from tests.data_generation.simulation.farms import Life, live, make_world

pytestmark = pytest.mark.no_database

NO_CHANCE = """
[lice]
attached_loss = 0.0
mobile_loss = 0.0
adult_loss = 0.0
breeding = 0.0
wild_pressure_faroe = 0.0
wild_pressure_scotland = 0.0
"""


def constant_water(world: World, day: int, temperature_c: float) -> Today:
    water = world.climate.days(day, day)
    same = np.full_like(water.temperature_c, temperature_c)
    return Today(day, replace(water, temperature_c=same))


def at_sea(world: World) -> Life:
    """A farm whose first batch has been at sea for some weeks."""
    return live(world, 510)


def exposed(life: Life, temperature_c: float, days: int) -> float:
    """Adult females a fish after so many more days in water of one temperature."""
    state = life.farm.state
    for day in range(state.today + 1, state.today + 1 + days):
        today = constant_water(life.world, day, temperature_c)
        infest(life.world, state, today, ChunkEvents(day, day))
    adults = state.assignments.stage == Stage.ADULT
    return float(state.assignments.lice_female[adults].mean())


@pytest.mark.parametrize("temperature", [6.0, 9.0, 12.0])
def test_a_brood_grows_up_in_the_published_time(temperature: float) -> None:
    life = at_sea(make_world("ci", overrides=NO_CHANCE))
    rows, state = life.farm.state.assignments, life.farm.state
    for stage in ALL_STAGES:
        rows[stage][:] = 0.0
    rows.lice_copepodid = 1.0 * (rows.stage == Stage.ADULT)
    grown = [0.0]
    for day in range(state.today + 1, state.today + 400):
        infest(life.world, state, constant_water(life.world, day, temperature), ChunkEvents(1, 1))
        grown.append(float((rows.lice_female + rows.lice_male).max()))
    arrivals = np.diff(grown)
    assert grown[-1] == pytest.approx(1.0, abs=1e-3)
    mean_days = (arrivals * np.arange(1, len(arrivals) + 1)).sum() / arrivals.sum()
    moults_a_day = moult_rate(np.asarray(temperature), life.world.parameters.lice)
    assert mean_days == pytest.approx(5 / float(moults_a_day), rel=0.01)
    assert rows.lice_male.max() == pytest.approx(rows.lice_female.max())


def test_warm_water_brings_more_lice() -> None:
    females = [exposed(at_sea(make_world("ci")), warmth, 120) for warmth in (6.0, 9.0, 12.0)]
    assert females[1] > 1.3 * females[0]
    assert females[2] > 1.3 * females[1]


@pytest.mark.parametrize(
    "until", [Assignments.skirt_until, Assignments.cleaner_until, Assignments.feed_course_until]
)
def test_each_preventive_measure_keeps_lice_down(until: IntegerColumn) -> None:
    bare, kept = at_sea(make_world("ci")), at_sea(make_world("ci"))
    kept.farm.state.assignments[until][:] = 2**31
    assert exposed(kept, 10.0, 90) < 0.9 * exposed(bare, 10.0, 90)


def test_lice_of_one_area_reach_its_neighbours() -> None:
    drifting = NO_CHANCE.replace("breeding = 0.0", "breeding = 1.0\nneighbour_km = 200.0")
    world = make_world("dev", overrides=drifting)
    life = live(world, 700)
    rows, waters = life.farm.state.assignments, world.lice_waters
    source, other = np.unique(rows.body[rows.stage == Stage.ADULT])[:2]
    rows.lice_female = 1.0 * (rows.body == source)
    exposed(life, 10.0, 20)
    here, there = (
        (rows.lice_copepodid / waters.exposure[rows.container])[rows.body == body].mean()
        for body in (source, other)
    )
    reach = waters.reach[other - waters.halls, source - waters.halls]
    assert there / here == pytest.approx(reach, rel=0.1)
    assert 0 < there < here


def test_lice_live_at_sea_only_and_are_never_negative(dev_life: Life) -> None:
    evenings = dev_life.every_evening()
    fresh = evenings["stage"] < Stage.ADULT
    for lice in (*ALL_STAGES, Assignments.lice_counted):
        assert (evenings[lice.name][fresh] == 0).all(), lice.name
        assert (evenings[lice.name] >= 0).all(), lice.name
    assert evenings["lice_female"][~fresh].max() > 0
