"""Sensor faults: which sensor fails when and how, a pure function of sensor and 30-day block."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.company.records import FaultKind
from scripts.data_generation.config.units import MINUTES_A_DAY, MINUTES_AN_HOUR
from scripts.data_generation.config.water.instruments import INSTRUMENTS, Parameter
from scripts.data_generation.config.water.shapes import WATER_SHAPES
from scripts.data_generation.simulation.company.world import World
from scripts.data_generation.simulation.ledger.rows import Rows

BLOCK_MINUTES = WATER_SHAPES.fault_block_days * MINUTES_A_DAY
_SPANS = np.asarray([x.optimal_high - x.optimal_low for x in INSTRUMENTS])


class FaultDraw(IntEnum):
    """The draws of "sensor faults", by sensor and block of days."""

    FAILS = 0
    KIND = 1
    LASTS = 2
    BEGINS = 3
    SIZE = 4
    WAY = 5


@dataclass(frozen=True)
class Faults(Rows):
    """Faults, one row each; moments are minutes from day 0, `end` is the first one after it.

    `size` is in the instrument's unit: an offset, a drift a week, how far spikes reach; 0 for gaps
    and stuck sensors. The sign says which way.
    """

    sensor: Integers
    kind: Integers
    start: Integers
    end: Integers
    size: Floats

    def __len__(self) -> int:
        return len(self.sensor)


def faults_of(world: World, sensor: Integers, block: Integers) -> Faults:
    """The faults of these sensors in these 30-day blocks (minute // BLOCK_MINUTES), in order."""
    records, stream = world.parameters.records, world.streams["sensor faults"]
    weights = np.asarray(records.fault_weights) / np.sum(records.fault_weights)
    shortest = MINUTES_AN_HOUR * np.asarray(records.fault_hours_min)
    longest = MINUTES_AN_HOUR * np.asarray(records.fault_hours_max)
    usual = float(weights @ (shortest + longest)) / 2.0
    failing = (
        stream.uniform(sensor, block, FaultDraw.FAILS) < records.dirty_rate * BLOCK_MINUTES / usual
    )
    sensor, block = sensor[failing], block[failing]
    others = [draw for draw in FaultDraw if draw != FaultDraw.FAILS]
    draws = {draw: stream.uniform(sensor, block, draw) for draw in others}
    which = draws[FaultDraw.KIND]
    kind = np.searchsorted(np.cumsum(weights)[:-1], which, side="right")
    lasting = shortest[kind] + draws[FaultDraw.LASTS] * (longest - shortest)[kind]
    minutes = np.rint(lasting).astype(np.int64)
    start = block * BLOCK_MINUTES + np.floor(
        draws[FaultDraw.BEGINS] * (BLOCK_MINUTES - minutes)
    ).astype(np.int64)
    least, most = np.asarray(records.fault_size_min), np.asarray(records.fault_size_max)
    parameter = world.layout.sensors.parameter[sensor].astype(np.int64)
    size = (least[kind] + draws[FaultDraw.SIZE] * (most - least)[kind]) * _SPANS[parameter]
    # Growth on an optode eats oxygen: it can only read less and less.
    fouled = (parameter == Parameter.OXYGEN) & (kind == FaultKind.DRIFT)
    sign = np.where(fouled | (draws[FaultDraw.WAY] < 1 / 2), -1.0, 1.0)
    return Faults(sensor, kind.astype(np.int64), start, start + minutes, sign * size)


def faults_beginning(world: World, first_day: int, last_day: int) -> Faults:
    """Faults of all reading sensors that begin on these days; ordered by sensor, then start.

    The history's first days also have those that began before them and go on.
    """
    if world.parameters.records.dirty_rate == 0.0:
        return faults_of(world, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    sensors = world.reading_sensors
    begin, end = first_day * MINUTES_A_DAY, (last_day + 1) * MINUTES_A_DAY
    blocks = np.arange(begin // BLOCK_MINUTES, (end - 1) // BLOCK_MINUTES + 1)
    found = faults_of(world, np.repeat(sensors, len(blocks)), np.tile(blocks, len(sensors)))
    late_enough = found.end > begin if first_day == world.first_day else found.start >= begin
    return found.at(late_enough & (found.start < end))
