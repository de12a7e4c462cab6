"""Sensor readings: only where fish are, in order, in any blocks, and true to the one water."""

from dataclasses import fields
from datetime import date

import numpy as np
import pytest

from scripts.data_generation.config.company.equipment import ContainerKind
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.units import MINUTES_A_DAY
from scripts.data_generation.config.water.instruments import INSTRUMENTS, Parameter
from scripts.data_generation.simulation.biology.growth import (
    grown_weight,
    season_factor,
    temperature_response,
    transfer_dip,
)
from scripts.data_generation.simulation.ledger.fish_tables import Occupancy
from scripts.data_generation.simulation.sensors.reading_block import ReadingBlock
from scripts.data_generation.simulation.sensors.surface import light_umol, wave_height_m
from scripts.data_generation.simulation.water.oxygen import solubility_mg_per_l
from tests.data_generation.simulation.farms import Life, live, make_world, reading_blocks

pytestmark = pytest.mark.no_database

FULL = "[scale]\nevery_sensor_reads = true\nreadings_per_day = 8"
DAYS_BEFORE, DAYS = 720, 90


def joined(blocks: list[ReadingBlock]) -> ReadingBlock:
    return ReadingBlock(
        **{
            f.name: np.concatenate([getattr(b, f.name) for b in blocks])
            for f in fields(ReadingBlock)
        }
    )


@pytest.fixture(scope="module")
def farm() -> Life:
    """A dev farm whose every sensor reads eight times a day; its last chunk holds all stages."""
    return live(make_world("dev", overrides=FULL), DAYS_BEFORE, 90).advance(DAYS, DAYS)


@pytest.fixture(scope="module")
def occupancy(farm: Life) -> Occupancy:
    return farm.chunks[-1].occupancy


@pytest.fixture(scope="module")
def blocks(farm: Life, occupancy: Occupancy) -> list[ReadingBlock]:
    return reading_blocks(farm.world, occupancy, farm.chunks[-1].first_day)


@pytest.fixture(scope="module")
def read(blocks: list[ReadingBlock]) -> ReadingBlock:
    return joined(blocks)


def _of(read: ReadingBlock, parameter: Parameter) -> np.ndarray:
    return np.asarray(read.parameter == parameter)


def _body(farm: Life, read: ReadingBlock) -> np.ndarray:
    return np.asarray(farm.world.container_body[read.container])


def test_readings_name_the_batch_and_assignment_that_lives_there(
    read: ReadingBlock, occupancy: Occupancy
) -> None:
    order = np.argsort(occupancy.assignment)
    row = order[np.searchsorted(occupancy.assignment[order], read.assignment)]
    for name in ("assignment", "batch", "container"):
        assert np.array_equal(occupancy.columns[name][row], getattr(read, name))
    day = read.minute // MINUTES_A_DAY
    assert (day >= occupancy.first_day[row]).all()
    assert (day < occupancy.end_day[row]).all()


def test_every_sensor_of_every_occupied_day_reads_as_often_as_the_scale_says(
    farm: Life, read: ReadingBlock, occupancy: Occupancy
) -> None:
    sensors = np.bincount(farm.world.layout.sensors.container)
    days = occupancy.end_day - occupancy.first_day
    expected = dict(zip(occupancy.assignment, days * 8 * sensors[occupancy.container], strict=True))
    found = dict(zip(*np.unique(read.assignment, return_counts=True), strict=True))
    assert found == {assignment: count for assignment, count in expected.items() if count}
    assert set(occupancy.stage.tolist()) == set(range(6))


def test_a_sensor_reads_in_its_own_container(farm: Life, read: ReadingBlock) -> None:
    sensors = farm.world.layout.sensors
    assert np.array_equal(sensors.container[read.sensor], read.container)
    assert np.array_equal(sensors.parameter[read.sensor], read.parameter)


def test_without_every_sensor_the_four_of_water_quality_read(
    farm: Life, occupancy: Occupancy
) -> None:
    world = make_world("dev")
    read = joined(reading_blocks(world, occupancy, farm.chunks[-1].first_day))
    assert world.layout.sensors.is_water_quality[read.sensor].all()
    fish_days = (occupancy.end_day - occupancy.first_day).sum()
    assert len(read) == fish_days * 4 * world.parameters.scale.readings_per_day


def test_readings_stand_in_order_and_none_is_double(blocks: list[ReadingBlock]) -> None:
    read = joined(blocks)
    key = read.sensor * 2**40 + read.minute
    assert (np.diff(key) > 0).all()
    assert len(blocks) > 1


def test_readings_of_a_sensor_are_evenly_spread_over_the_day(read: ReadingBlock) -> None:
    steps = np.diff(read.minute)[np.diff(read.sensor) == 0]
    assert np.median(steps) == MINUTES_A_DAY / 8
    assert steps.min() == MINUTES_A_DAY / 8


@pytest.mark.parametrize("rows", [997, 20_000, 10**9])
def test_the_size_of_a_block_changes_no_value(
    farm: Life, occupancy: Occupancy, read: ReadingBlock, rows: int
) -> None:
    again = reading_blocks(farm.world, occupancy, farm.chunks[-1].first_day, rows)
    longest_stay = DAYS * 8
    assert max(len(block) for block in again) <= rows + longest_stay
    for item in fields(ReadingBlock):
        assert np.array_equal(getattr(joined(again), item.name), getattr(read, item.name))


def test_the_length_of_a_chunk_changes_no_value(farm: Life, read: ReadingBlock) -> None:
    weekly = live(make_world("dev", overrides=FULL), DAYS_BEFORE, 90).advance(DAYS, 7)
    parts = [
        block
        for chunk in weekly.chunks
        if chunk.first_day >= farm.chunks[-1].first_day
        for block in reading_blocks(weekly.world, chunk.occupancy, chunk.first_day)
    ]
    again = joined(parts)
    order = np.lexsort((again.minute, again.sensor))
    assert np.array_equal(again.value[order], read.value)
    assert np.array_equal(again.assignment[order], read.assignment)


def test_an_empty_company_reads_nothing() -> None:
    assert reading_blocks(make_world("ci"), Occupancy.empty(), 735_000) == []


def test_a_stay_of_no_days_reads_nothing(farm: Life) -> None:
    stay = Occupancy(assignment=1, batch=1, container=0, body=0, stage=0, first_day=9, end_day=9)
    assert reading_blocks(farm.world, stay, 9) == []


def test_temperature_of_a_day_is_the_one_waters(farm: Life, read: ReadingBlock) -> None:
    rows = _of(read, Parameter.TEMPERATURE)
    days = (read.minute[rows] // MINUTES_A_DAY).reshape(-1, 8)
    assert (days == days[:, :1]).all()
    water = farm.world.climate.days(int(days.min()), int(days.max()))
    truth = water.temperature_c[_body(farm, read)[rows][::8], days[:, 0] - water.first_day]
    difference = read.value[rows].reshape(-1, 8).mean(axis=1) - truth
    # A container's place (sd 0.08) and half its sensor's noise (0.015) stay; the rest averages out.
    assert np.abs(difference).max() < 4 * 0.08 + 0.05
    assert abs(difference.mean()) < 0.05
    assert difference.std() < 0.12


def test_oxygen_is_the_recorded_temperatures_solubility_times_the_saturation(
    farm: Life, read: ReadingBlock
) -> None:
    warm, oxygen = _of(read, Parameter.TEMPERATURE), _of(read, Parameter.OXYGEN)
    assert np.array_equal(read.container[warm], read.container[oxygen])
    assert np.array_equal(read.minute[warm], read.minute[oxygen])
    body, day = _body(farm, read)[oxygen], read.minute[oxygen] // MINUTES_A_DAY
    water = farm.world.climate.days(int(day.min()), int(day.max()))
    at = (body, day - water.first_day)
    full = solubility_mg_per_l(read.value[warm], water.salinity_psu[at])
    difference = 100 * read.value[oxygen] / full - water.saturation_percent[at]
    # Place (sd 1 %), the day's course (half range 1.5 to 4 %) and noise (0.04 mg/L is 0.4 %).
    assert np.abs(difference).max() < 10
    assert abs(difference.mean()) < 0.5


@pytest.mark.parametrize("parameter", list(Parameter))
def test_values_lie_within_the_instruments_range(read: ReadingBlock, parameter: Parameter) -> None:
    instrument, values = INSTRUMENTS[parameter], read.value[_of(read, parameter)]
    assert ((values >= instrument.low) & (values <= instrument.high)).all()
    edges = (values == instrument.low) | (values == instrument.high)
    # Nights are dark: a light sensor stands on 0 then.
    assert edges.mean() <= (0.5 if parameter is Parameter.LIGHT else 0.015)


@pytest.mark.parametrize(
    "parameter",
    [Parameter.CARBON_DIOXIDE, Parameter.AMMONIA, Parameter.NITRITE, Parameter.NITRATE],
)
def test_the_thin_waste_of_unfed_trays_is_still_seen(
    farm: Life, read: ReadingBlock, parameter: Parameter
) -> None:
    kind = farm.world.layout.containers.kind[read.container]
    of_trays, rows = kind == ContainerKind.TRAY, _of(read, parameter)
    trays, fed = read.value[rows & of_trays], read.value[rows & ~of_trays]
    assert (trays == 0).mean() < 0.03
    assert 3 * INSTRUMENTS[parameter].noise_sd < trays.mean() < fed.mean() / 2


def _long_stays(read: ReadingBlock, parameter: Parameter) -> list[np.ndarray]:
    """What single sensors read through stays of 40 days and more."""
    rows = _of(read, parameter)
    ends = np.flatnonzero(np.diff(read.assignment[rows] * 2**20 + read.sensor[rows])) + 1
    return [stay for stay in np.split(read.value[rows], ends) if len(stay) >= 40 * 8]


def _correlation_with_before(series: np.ndarray, lag: int) -> float:
    return float(np.corrcoef(series[:-lag], series[lag:])[0, 1])


@pytest.mark.parametrize("parameter", list(Parameter))
def test_every_parameter_varies_and_remembers_the_hours_before(
    read: ReadingBlock, parameter: Parameter
) -> None:
    stays = _long_stays(read, parameter)
    assert len(stays) > 5
    noise = INSTRUMENTS[parameter].noise_sd
    assert min(values.std() for values in stays) > 1.2 * noise
    # Two lags: the tide's current turns every 3 hours and so stands against the hour before.
    memory = [max(abs(_correlation_with_before(v, lag)) for lag in (1, 2)) for v in stays]
    assert min(memory) > 0.3
    assert np.median(memory) > 0.45


def test_no_two_sensors_read_the_same(read: ReadingBlock) -> None:
    stays = _long_stays(read, Parameter.TEMPERATURE)
    assert len({tuple(values[:320]) for values in stays}) == len(stays)


def test_growth_recomputed_from_recorded_temperatures_agrees_with_the_samples(
    farm: Life, read: ReadingBlock
) -> None:
    world, chunk = farm.world, farm.chunks[-1]
    growth, before = world.parameters.growth, farm.chunks[-2].standing
    warm, samples = _of(read, Parameter.TEMPERATURE), chunk.sampled_fish
    ratios = []
    for row in np.flatnonzero(before.stage == Stage.ADULT):
        mine = before.id[row]
        hours = read.value[warm & (read.assignment == mine)]
        celsius = hours[: len(hours) // 8 * 8].reshape(-1, 8).mean(axis=1)
        days = chunk.first_day + np.arange(len(celsius))
        season = np.asarray([season_factor(int(day), growth) for day in days])
        dip = transfer_dip(days - before.stage_day[row], growth)
        tgc = world.body_sea_tgc[before.body[row]] * before.growth[row] * season * dip
        water = world.climate.days(chunk.first_day, chunk.last_day).appetite[before.body[row]]
        share = water[: len(celsius)] * (1.0 - world.parameters.feeding.appetite_loss)
        steps = tgc * celsius * temperature_response(celsius, growth) * share
        weight = grown_weight(before.weight_g[[row]], steps.cumsum(), np.ones(1))
        fish = samples.assignment == mine
        expected = weight[samples.day[fish] - chunk.first_day]
        ratios.append((samples.weight_g[fish] / expected).mean())
    assert len(ratios) >= 6
    # Some 120 fish a cage with a spread of 0.2: 0.02 of standard error, and 0.1 degrees of place.
    assert np.asarray(ratios) == pytest.approx(1.0, abs=0.08)
    assert np.mean(ratios) == pytest.approx(1.0, abs=0.02)


def test_the_days_course_is_warmest_in_the_afternoon(read: ReadingBlock) -> None:
    rows = _of(read, Parameter.TEMPERATURE)
    by_slot = read.value[rows].reshape(-1, 8).mean(axis=0)
    assert 12 <= 3 * int(by_slot.argmax()) <= 18
    assert date.fromordinal(int(read.minute.min() // MINUTES_A_DAY)).year == 2017


def test_waves_and_light_are_the_weathers(farm: Life, read: ReadingBlock) -> None:
    world = farm.world
    for parameter, truth in (
        (Parameter.WAVE_HEIGHT, wave_height_m),
        (Parameter.LIGHT, light_umol),
    ):
        rows = _of(read, parameter)
        day, minute = np.divmod(read.minute[rows], MINUTES_A_DAY)
        expected = truth(world, _body(farm, read)[rows], day, minute / 60.0)
        seen = expected > 20 * INSTRUMENTS[parameter].noise_sd
        ratio = read.value[rows][seen] / expected[seen]
        # A cage's place has a sd of 0.06 or 0.10 of ln value; noise is a twentieth at most.
        assert abs(np.log(ratio)).max() < 0.6
        assert np.median(ratio) == pytest.approx(1.0, abs=0.06)


def test_nights_are_dark(farm: Life, read: ReadingBlock) -> None:
    rows = _of(read, Parameter.LIGHT)
    hour = read.minute[rows] % MINUTES_A_DAY // 60
    midnight = read.value[rows][hour == 0]
    assert np.median(midnight) < 1 < np.median(read.value[rows][(hour >= 12) & (hour < 13)])
