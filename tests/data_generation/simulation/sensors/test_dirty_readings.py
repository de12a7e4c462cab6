"""Dirty data: the share asked for is touched, and recorded faults explain every difference."""

from itertools import chain

import numpy as np
import pytest

from scripts.data_generation.config.company.records import FaultKind
from scripts.data_generation.config.units import MINUTES_A_WEEK
from scripts.data_generation.config.water.instruments import INSTRUMENTS, Parameter
from scripts.data_generation.simulation.company.world import World
from scripts.data_generation.simulation.ledger.fish_tables import Occupancy
from scripts.data_generation.simulation.sensors.reading_block import ReadingBlock
from scripts.data_generation.simulation.sensors.sensor_faults import (
    BLOCK_MINUTES,
    Faults,
    faults_beginning,
)
from tests.data_generation.simulation.farms import FIRST_DAY, Life, live, make_world, reading_blocks

pytestmark = pytest.mark.no_database

RATE = 0.05
DAYS = 500


@pytest.fixture(scope="module")
def life() -> Life:
    return live(make_world("dev"), DAYS, DAYS)


@pytest.fixture(scope="module")
def occupancy(life: Life) -> Occupancy:
    return life.chunks[0].occupancy


@pytest.fixture(scope="module")
def world() -> World:
    return make_world("dev", overrides=f"[records]\ndirty_rate = {RATE}")


@pytest.fixture(scope="module")
def clean(life: Life, occupancy: Occupancy) -> dict[str, np.ndarray]:
    return _joined(reading_blocks(life.world, occupancy, FIRST_DAY))


@pytest.fixture(scope="module")
def dirty(world: World, occupancy: Occupancy) -> dict[str, np.ndarray]:
    return _joined(reading_blocks(world, occupancy, FIRST_DAY))


@pytest.fixture(scope="module")
def faults(world: World) -> Faults:
    return faults_beginning(world, FIRST_DAY, FIRST_DAY + DAYS - 1)


def _joined(blocks: list[ReadingBlock]) -> dict[str, np.ndarray]:
    return {name: np.concatenate([getattr(b, name) for b in blocks]) for name in vars(blocks[0])}


def _key(read: dict[str, np.ndarray]) -> np.ndarray:
    return np.asarray(read["sensor"] * 2**32 + read["minute"])


def _fault_of(read: dict[str, np.ndarray], faults: Faults) -> np.ndarray:
    """The row in `faults` that each reading lies in; -1 where its sensor is well."""
    start = faults.sensor * 2**32 + faults.start
    row = np.searchsorted(start, _key(read), side="right") - 1
    inside = (
        (row >= 0) & (faults.sensor[row] == read["sensor"]) & (read["minute"] < faults.end[row])
    )
    return np.where(inside, row, -1)


def test_the_share_asked_for_is_touched(clean: dict[str, np.ndarray], faults: Faults) -> None:
    touched = _fault_of(clean, faults) >= 0
    assert touched.mean() == pytest.approx(RATE, rel=0.15)


def test_faults_explain_every_difference(
    clean: dict[str, np.ndarray], dirty: dict[str, np.ndarray], faults: Faults
) -> None:
    fault = _fault_of(clean, faults)
    gap = (fault >= 0) & (faults.kind[fault] == FaultKind.GAP)
    assert gap.any()
    assert np.array_equal(_key(clean)[~gap], _key(dirty))
    before, after = clean["value"][~gap], dirty["value"]
    fault = fault[~gap]
    assert np.array_equal(before[fault < 0], after[fault < 0])
    for name in ("batch", "container", "assignment", "parameter"):
        assert np.array_equal(clean[name][~gap], dirty[name])
    kind = np.where(fault >= 0, faults.kind[fault], -1)
    for code in (FaultKind.STUCK, FaultKind.DRIFT, FaultKind.LATE_CALIBRATION, FaultKind.SPIKES):
        assert (before != after)[kind == code].mean() > 0.6, code


def test_what_each_fault_does(
    clean: dict[str, np.ndarray], dirty: dict[str, np.ndarray], faults: Faults
) -> None:
    fault = _fault_of(dirty, faults)
    kind = np.where(fault >= 0, faults.kind[fault], -1)
    before = clean["value"][np.searchsorted(_key(clean), _key(dirty))]
    step = dirty["value"] - before
    low, high = (
        np.asarray([getattr(x, name) for x in INSTRUMENTS])[dirty["parameter"]]
        for name in ("low", "high")
    )
    free = (dirty["value"] > low) & (dirty["value"] < high)
    offset = free & (kind == FaultKind.LATE_CALIBRATION)
    assert step[offset] == pytest.approx(faults.size[fault[offset]], abs=0.0011)
    drift = free & (kind == FaultKind.DRIFT)
    weeks = (dirty["minute"] - faults.start[fault]) / MINUTES_A_WEEK
    assert step[drift] == pytest.approx((faults.size[fault] * weeks)[drift], abs=0.0011)
    spiked = kind == FaultKind.SPIKES
    assert (np.abs(step[spiked]) <= np.abs(faults.size[fault[spiked]]) + 0.0011).all()
    frozen = np.flatnonzero(kind == FaultKind.STUCK)
    together = fault[frozen][1:] == fault[frozen][:-1]
    assert (np.diff(dirty["value"][frozen])[together] == 0).all()


def test_oxygen_only_drifts_down_by_the_published_size(world: World, faults: Faults) -> None:
    oxygen = world.layout.sensors.parameter[faults.sensor] == Parameter.OXYGEN
    drift = faults.size[oxygen & (faults.kind == FaultKind.DRIFT)]
    # 0.5-2 % of saturation a week, at 9 to 11 mg/L.
    assert len(drift) > 5
    assert -0.22 < drift.min() < drift.max() < -0.04


def test_every_kind_occurs_and_stays_in_its_block(faults: Faults) -> None:
    assert set(faults.kind.tolist()) == set(map(int, FaultKind))
    assert np.array_equal(faults.start // BLOCK_MINUTES, (faults.end - 1) // BLOCK_MINUTES)
    block = faults.sensor * 10**6 + faults.start // BLOCK_MINUTES
    assert len(np.unique(block)) == len(block)


@pytest.mark.parametrize("rows", [997, 10**9])
def test_the_size_of_a_block_changes_no_reading(
    world: World, occupancy: Occupancy, dirty: dict[str, np.ndarray], rows: int
) -> None:
    again = _joined(reading_blocks(world, occupancy, FIRST_DAY, rows))
    for name, column in again.items():
        assert np.array_equal(column, dirty[name]), name


def test_the_length_of_a_chunk_changes_no_reading(
    world: World, dirty: dict[str, np.ndarray]
) -> None:
    short = live(make_world("dev"), DAYS, 41)
    parts = [reading_blocks(world, one.occupancy, one.first_day, 10**6) for one in short.chunks]
    again = _joined(list(chain.from_iterable(parts)))
    order = np.argsort(_key(again))
    for name, column in again.items():
        assert np.array_equal(column[order], dirty[name]), name


def test_chunks_together_record_the_same_faults(world: World, faults: Faults) -> None:
    parts = [
        faults_beginning(world, first, min(first + 41, FIRST_DAY + DAYS) - 1)
        for first in range(FIRST_DAY, FIRST_DAY + DAYS, 41)
    ]
    whole = {name: np.concatenate([getattr(p, name) for p in parts]) for name in vars(faults)}
    order = np.lexsort((whole["start"], whole["sensor"]))
    for name, column in vars(faults).items():
        assert np.array_equal(whole[name][order], column), name


def test_without_a_rate_nothing_fails(life: Life) -> None:
    assert len(faults_beginning(life.world, FIRST_DAY, FIRST_DAY + 90)) == 0
