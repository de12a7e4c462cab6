"""Water events: published rates, every kind in the water, appetite, deaths and readings, purity."""

from datetime import date

import numpy as np
import pytest

from scripts.data_generation.config.units import MINUTES_A_DAY
from scripts.data_generation.config.water.instruments import Parameter
from scripts.data_generation.config.water.water_events import EventKind, WaterEvents
from scripts.data_generation.simulation.biology.water_stress import (
    hazard,
    oxygen_appetite,
    share_of_day_below,
)
from scripts.data_generation.simulation.company.world import World
from scripts.data_generation.simulation.fish.stress import ENVIRONMENTAL, feel_water
from scripts.data_generation.simulation.ledger.fish_tables import Occupancy
from scripts.data_generation.simulation.water.climate import Climate, DailyWater
from scripts.data_generation.simulation.water.water_events import Events
from tests.data_generation.simulation.farms import (
    FIRST_DAY,
    Life,
    make_world,
    reading_blocks,
    today_of,
)

pytestmark = pytest.mark.no_database

FIRST, LAST = date(2010, 1, 1).toordinal(), date(2019, 12, 31).toordinal()
YEARS = 10
FIGURES = WaterEvents()
MONTHS = {
    EventKind.STORM: {9, 10, 11, 12, 1, 2, 3, 4, 5},
    EventKind.ALGAE_BLOOM: {4, 5, 6, 7, 8},
    EventKind.HEAT_WAVE: {6, 7, 8, 9},
    EventKind.COLD_SNAP: {1, 2, 3},
    EventKind.OXYGEN_DEPLETION: {8, 9, 10},
}
FIELD = {
    EventKind.STORM: "storm",
    EventKind.ALGAE_BLOOM: "bloom",
    EventKind.HEAT_WAVE: "heat",
    EventKind.COLD_SNAP: "cold",
    EventKind.OXYGEN_DEPLETION: "slack",
}


@pytest.fixture(scope="module")
def world() -> World:
    return make_world("production")


@pytest.fixture(scope="module")
def climate(world: World) -> Climate:
    return world.climate


@pytest.fixture(scope="module")
def events(climate: Climate) -> Events:
    return climate.events.beginning(FIRST, LAST)


@pytest.fixture(scope="module")
def water(climate: Climate) -> DailyWater:
    return climate.days(FIRST, LAST)


def _faroe(world: World) -> np.ndarray:
    return np.asarray([coast == "faroe" for coast in world.area_coasts])


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_occurs_in_its_season(events: Events, kind: EventKind) -> None:
    mine = events.at(events.kind == kind)
    assert len(set(mine.area.tolist())) > 20
    months = np.asarray([date.fromordinal(int(day)).month for day in mine.first_day])
    assert np.isin(months, list(MONTHS[kind])).mean() > 0.97
    days = mine.last_day - mine.first_day + 1
    assert 1 <= days.min() <= days.max() <= 25
    assert 0.3 <= mine.strength.min() < mine.strength.max() <= 1.0


def test_harmful_blooms_are_as_rare_as_published(world: World, events: Events) -> None:
    faroe = _faroe(world)
    harmful = events.at((events.kind == EventKind.ALGAE_BLOOM) & (events.strength > 0.7))
    a_year = np.bincount(harmful.area, minlength=len(faroe)) / YEARS
    assert 0.01 <= a_year[faroe].mean() <= 0.08
    assert 0.1 <= a_year[~faroe].mean() <= 0.35


@pytest.mark.parametrize("kind", EventKind)
def test_a_day_is_struck_exactly_when_an_event_lasts(
    climate: Climate, events: Events, water: DailyWater, kind: EventKind
) -> None:
    strength = getattr(water, FIELD[kind])
    assert not strength[: climate.halls].any()
    expected = np.zeros((climate.bodies - climate.halls, len(water)), dtype=bool)
    mine = climate.events.touching(FIRST, LAST)
    for row in np.flatnonzero(mine.kind == kind):
        begin, end = mine.first_day[row] - FIRST, mine.last_day[row] - FIRST + 1
        expected[mine.area[row], max(begin, 0) : end] = True
    assert np.array_equal(strength[climate.halls :] > 0, expected)
    assert strength.max() <= 1.0


def test_storms_are_the_weathers(climate: Climate, water: DailyWater) -> None:
    gusts = climate.weather.strongest_gusts(FIRST, LAST)
    storm = water.storm[climate.halls :]
    assert np.array_equal(storm, climate.events.storm_strength(gusts))
    assert np.array_equal(storm > 0, gusts >= 28.0)


def test_autumn_minima_are_the_published_ones(
    world: World, climate: Climate, water: DailyWater
) -> None:
    lowest = (water.saturation_percent - water.saturation_swing_percent)[climate.halls :]
    autumns = (
        slice(date(year, 8, 1).toordinal() - FIRST, date(year, 11, 1).toordinal() - FIRST)
        for year in range(2010, 2020)
    )
    years = np.asarray([lowest[:, autumn].min(axis=1) for autumn in autumns])
    scotland = years[:, ~_faroe(world)]
    assert 60 <= np.median(scotland) <= 80
    assert (scotland >= 55).mean() > 0.9
    assert ((scotland >= 60) & (scotland <= 80)).mean() > 0.6


@pytest.mark.parametrize(
    ("kind", "parameter", "least"),
    [
        (EventKind.STORM, Parameter.WAVE_HEIGHT, 0.3),
        (EventKind.ALGAE_BLOOM, Parameter.ACIDITY, 0.05),
        (EventKind.ALGAE_BLOOM, Parameter.CHLOROPHYLL, 1.0),
        (EventKind.HEAT_WAVE, Parameter.TEMPERATURE, 0.3),
        (EventKind.COLD_SNAP, Parameter.TEMPERATURE, -0.3),
        (EventKind.OXYGEN_DEPLETION, Parameter.OXYGEN, -0.5),
        (EventKind.OXYGEN_DEPLETION, Parameter.CURRENT_SPEED, -0.01),
    ],
)
def test_events_show_in_the_cages(
    events: Events, kind: EventKind, parameter: Parameter, least: float
) -> None:
    """Strong events of a kind: what sensors read in the middle and 30 days off."""
    full = make_world("production", overrides="[scale]\nevery_sensor_reads = true")
    strong = events.at((events.kind == kind) & (events.strength > 0.6))
    strong = strong.at(np.arange(min(len(strong), 12)))
    around = [_read_at(full, strong, parameter, away) for away in (-30, 30)]
    shift = _read_at(full, strong, parameter, 0) - float(np.mean(around))
    assert shift / least > 1.0


def _read_at(world: World, events: Events, parameter: Parameter, away: int) -> float:
    """Mean reading of one cage of each event's area, so many days from the event's middle."""
    values = []
    for row in range(len(events)):
        day = int(events.first_day[row] + events.last_day[row]) // 2 + away
        body = world.climate.halls + int(events.area[row])
        cage = int(np.flatnonzero(world.container_body == body)[0])
        stay = Occupancy(
            assignment=1,
            batch=1,
            container=cage,
            body=body,
            stage=5,
            first_day=day,
            end_day=day + 1,
        )
        for block in reading_blocks(world, stay, day):
            assert (block.minute // MINUTES_A_DAY == day).all()
            values.append(block.value[block.parameter == parameter].mean())
    return float(np.mean(values))


def test_a_bloom_swings_oxygen_over_the_day(climate: Climate, water: DailyWater) -> None:
    at = np.unravel_index(int(water.bloom.argmax()), water.bloom.shape)
    swing = float(water.saturation_swing_percent[at])
    mean = float(water.saturation_percent[at])
    # Published: 110-130 % by day, 50-75 % by night.
    assert 100 < mean + swing < 130
    assert 45 < mean - swing < 78


def test_nobody_eats_in_a_storm(climate: Climate, water: DailyWater) -> None:
    assert (water.appetite[water.storm > 0] == 0).all()
    assert ((water.appetite >= 0) & (water.appetite <= 1)).all()
    undisturbed = (water.storm == 0) & (water.bloom == 0) & (water.slack == 0)
    undisturbed &= (water.heat == 0) & (water.cold == 0)
    assert water.appetite[undisturbed].mean() > 0.998


def test_appetite_by_oxygen_is_the_published_line() -> None:
    warmth = np.asarray([7.0, 11.0, 15.0, 19.0])
    full = np.asarray([42.0, 53.0, 66.0, 76.0])
    assert oxygen_appetite(warmth, full, FIGURES) == pytest.approx(1.0)
    assert (oxygen_appetite(warmth, full - 5, FIGURES) < 1).all()
    assert oxygen_appetite(warmth, np.asarray([24.0, 29.0, 35.0, 40.0]), FIGURES).max() < 1e-9
    assert oxygen_appetite(np.asarray(19.0), np.asarray(58.0), FIGURES) == pytest.approx(0.5)


def test_the_share_of_a_day_below_a_limit() -> None:
    found = share_of_day_below(np.asarray([70.0, 80.0, 60.0]), np.asarray([5.0, 5.0, 5.0]), 70.0)
    assert found == pytest.approx([0.5, 0.0, 1.0])


def test_deaths_of_bad_water_stay_within_the_bands(
    world: World, climate: Climate, water: DailyWater
) -> None:
    a_year = 365.25 * water.hazard[climate.halls :].mean(axis=1)
    faroe = _faroe(world)
    assert 0.001 < a_year[faroe].mean() < 0.01
    assert 0.005 < a_year[~faroe].mean() < 0.03
    none = np.zeros(1)
    assert hazard(np.asarray([95.0]), none, none, FIGURES)[0] == 0
    strong = hazard(np.asarray([60.0]), none, np.ones(1), FIGURES)[0]
    assert 0.01 < strong < 0.1


def test_oxygenation_helps_from_year_7_on() -> None:
    never = f"[water]\noxygenation = {[0.0] * 10}\n"
    with_it, without = make_world("dev"), make_world("dev", overrides=never)
    first = FIRST_DAY
    for year, helped in ((5, False), (8, True)):
        day = first + int(365.25 * year) + 30
        ours, theirs = (w.climate.days(day, day + 300) for w in (with_it, without))
        lowest = theirs.saturation_percent - theirs.saturation_swing_percent
        gain = ours.saturation_percent - theirs.saturation_percent
        assert (gain.max() > 1.0) == helped
        assert (gain[lowest >= 80] == 0).all()
        assert (gain >= 0).all()
        assert (ours.appetite >= theirs.appetite - 1e-12).all()


def test_any_window_gives_the_same_events(events: Events) -> None:
    calendar = make_world("production").climate.events
    for first, last in ((FIRST + 100, FIRST + 130), (FIRST + 360, FIRST + 800)):
        window = calendar.beginning(first, last)
        inside = (events.first_day >= first) & (events.first_day <= last)
        for name, column in vars(events.at(inside)).items():
            assert np.array_equal(getattr(window, name), column), name


def test_a_storm_over_new_year_is_one(events: Events, climate: Climate) -> None:
    over = [
        row
        for row in np.flatnonzero(events.kind == EventKind.STORM)
        if date.fromordinal(int(events.first_day[row])).year
        < date.fromordinal(int(events.last_day[row])).year
    ]
    assert over
    for row in over:
        first_day, last_day = int(events.first_day[row]), int(events.last_day[row])
        next_year = climate.events.beginning(first_day + 1, last_day)
        mine = (next_year.area == events.area[row]) & (next_year.kind == EventKind.STORM)
        assert not mine.any()


def test_the_day_hands_on_storm_appetite_and_hazard(
    world: World, water: DailyWater, ci_decade: Life
) -> None:
    body, day = (int(x) for x in np.unravel_index(int(water.storm.argmax()), water.storm.shape))
    today = today_of(world, FIRST + day)
    assert today.storm[body]
    assert not today.storm[: world.climate.halls].any()
    farm = ci_decade.farm
    evening = today_of(farm.world, farm.state.today)
    feel_water(farm.world, farm.state, evening, ci_decade.chunks[-1])
    rows = farm.state.assignments.body
    assert np.array_equal(evening.appetite, evening.water.appetite[rows, 0])
    assert np.array_equal(evening.extra_hazard[ENVIRONMENTAL], evening.water.hazard[rows, 0])


def test_a_life_logs_every_event_once(ci_decade: Life) -> None:
    log, farm = ci_decade.log("water_events"), ci_decade.farm
    key = log["area"] * 10**8 + log["kind"] * 10**7 + log["start_day"]
    assert len(set(key.tolist())) == len(key)
    assert len(set(log["kind"].tolist())) >= 4
    expected = farm.world.climate.events.touching(FIRST_DAY, farm.state.today)
    assert len(log["kind"]) == len(expected)
