"""Readings as faulty sensors give them: gaps left out, values stuck, spiked, drifted or offset."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.company.records import FaultKind
from scripts.data_generation.config.units import MINUTES_A_WEEK
from scripts.data_generation.config.water.instruments import INSTRUMENTS
from scripts.data_generation.simulation.company.world import World
from scripts.data_generation.simulation.sensors.reading_block import DECIMALS, ReadingBlock
from scripts.data_generation.simulation.sensors.sensor_faults import (
    BLOCK_MINUTES,
    Faults,
    faults_of,
)

# What sensors would show when they first read at or after these moments.
FirstShown = Callable[[Integers, Integers], Floats]

# Sensors and moments as one ascending number; larger than any minute of a history.
SENSOR_STRIDE = 2**32

_LOW = np.asarray([x.low for x in INSTRUMENTS])
_HIGH = np.asarray([x.high for x in INSTRUMENTS])


def dirtied(world: World, clean: ReadingBlock, first_shown: FirstShown) -> ReadingBlock:
    """The readings with the faults of their sensors; all others stay as they are.

    Readings that fall into a gap are left out. `first_shown` says what a sensor, (n,), shows when
    it first reads at or after a moment, minutes from day 0, (n,): a stuck one goes on showing it.
    """
    if len(clean) == 0:
        return clean
    blocks = clean.minute // BLOCK_MINUTES
    # Readings stand by sensor, then time: each pair of sensor and block is one run of rows.
    new = np.flatnonzero(np.diff(clean.sensor, prepend=-1) | np.diff(blocks, prepend=-1))
    faults = faults_of(world, clean.sensor[new], blocks[new])
    if len(faults) == 0:
        return clean
    row, fault = _touched(clean, faults)
    value, kept = clean.value.copy(), np.ones(len(clean), dtype=bool)
    kept[row[faults.kind[fault] == FaultKind.GAP]] = False
    stuck = faults.kind[fault] == FaultKind.STUCK
    frozen = np.flatnonzero(faults.kind == FaultKind.STUCK)
    shown = np.zeros(len(faults))
    shown[frozen] = first_shown(faults.sensor[frozen], faults.start[frozen])
    value[row[stuck]] = shown[fault[stuck]]
    value[row] += _shift(world, clean, faults, row, fault)
    parameter = clean.parameter[row]
    value[row] = np.round(np.clip(value[row], _LOW[parameter], _HIGH[parameter]), DECIMALS)
    changed = replace(clean, value=value)
    return replace(changed, **{name: column[kept] for name, column in vars(changed).items()})


def _touched(clean: ReadingBlock, faults: Faults) -> tuple[Integers, Integers]:
    """Rows inside of a fault, and which fault; faults of a sensor never overlap."""
    key = clean.sensor * SENSOR_STRIDE + clean.minute
    first = np.searchsorted(key, faults.sensor * SENSOR_STRIDE + faults.start)
    count = np.searchsorted(key, faults.sensor * SENSOR_STRIDE + faults.end) - first
    fault = np.repeat(np.arange(len(faults)), count)
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(first, count) + within, fault


def _shift(
    world: World, clean: ReadingBlock, faults: Faults, row: Integers, fault: Integers
) -> Floats:
    """What drifts, late calibrations and spikes add to these rows, in the instrument's unit."""
    kind, size, minute = faults.kind[fault], faults.size[fault], clean.minute[row]
    weeks = (minute - faults.start[fault]) / MINUTES_A_WEEK
    luck = 2.0 * world.streams["sensor spikes"].uniform(clean.sensor[row], minute) - 1.0
    return np.select(
        [kind == FaultKind.DRIFT, kind == FaultKind.LATE_CALIBRATION, kind == FaultKind.SPIKES],
        [size * weeks, size, size * luck],
        0.0,
    )
