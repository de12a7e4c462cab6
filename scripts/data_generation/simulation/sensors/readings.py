"""Sensor readings of occupied containers: the one water plus depth, hour, place and sensor noise.

Readings are made in blocks ordered by (sensor, time), so that no more than a block is ever held.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.company.working_day import WORKING_DAY
from scripts.data_generation.config.units import (
    HOURS_A_DAY,
    MINUTES_A_DAY,
    MINUTES_AN_HOUR,
    PER_CENT,
)
from scripts.data_generation.config.water.daily_water import Water
from scripts.data_generation.config.water.instruments import INSTRUMENTS, Parameter
from scripts.data_generation.config.water.peaks import PEAK_HOURS
from scripts.data_generation.config.water.shapes import WATER_SHAPES
from scripts.data_generation.simulation.company.world import World
from scripts.data_generation.simulation.ledger.fish_tables import Occupancy
from scripts.data_generation.simulation.ledger.rows import Rows
from scripts.data_generation.simulation.ledger.table import IntegerColumn, column
from scripts.data_generation.simulation.sensors.dirty_readings import dirtied
from scripts.data_generation.simulation.sensors.reading_block import DECIMALS, ReadingBlock
from scripts.data_generation.simulation.sensors.surface import light_umol, wave_height_m
from scripts.data_generation.simulation.water.climate import DailyWater
from scripts.data_generation.simulation.water.oxygen import solubility_mg_per_l
from scripts.data_generation.simulation.water.water_bodies import stage_of_hall

# What the one water itself holds; a quantity of neither set follows its Course.
_CORE = {Parameter.TEMPERATURE, Parameter.OXYGEN, Parameter.ACIDITY, Parameter.SALINITY}
# What the weather makes.
_SURFACE = {Parameter.WAVE_HEIGHT, Parameter.LIGHT}


@dataclass(frozen=True)
class Moments:
    """Places and times at which water is looked at; arrays of one length.

    `container` is an index into the layout, `body` its water body, `day` a proleptic day number
    and `minute` one of the day.
    """

    container: Integers
    body: Integers
    day: Integers
    minute: Integers | Floats

    @property
    def hour(self) -> Floats:
        """The hour of the day, with its fraction."""
        return self.minute / MINUTES_AN_HOUR


@dataclass(frozen=True)
class _Looks(Moments, Rows):
    """Moments at which a sensor reads, with the reading's place among those of its day."""

    sensor: Integers
    slot: Integers


class SensorStays(Occupancy):
    """One row a reading sensor of a stay in a container."""

    sensor: IntegerColumn = column("index", "that reads")


class ReadingPlan:
    """All readings of these days of occupancy, cut into blocks that any process can make alone.

    A block is a pure function of the world, the occupancy, `first_day` (the first possible day) and
    its number, 0 to `len(plan) - 1`, at one `block_rows` (rows a block, about); the rows of all
    blocks, in this order, are the readings. `rows` counts them, those that gaps leave out included.
    """

    def __init__(self, world: World, occupancy: Occupancy, first_day: int, block_rows: int) -> None:
        self._world = world
        self._first_day = first_day
        self._stays = _stays_of_sensors(world, occupancy)
        a_day = world.parameters.scale.readings_per_day
        ends = np.cumsum((self._stays.end_day - self._stays.first_day) * a_day)
        self.rows = int(ends[-1]) if len(ends) else 0
        numbers, self._block_of_stay = np.unique((ends - 1) // block_rows, return_inverse=True)
        self._blocks = len(numbers)
        starts = ends - (self._stays.end_day - self._stays.first_day) * a_day
        self._before = starts[np.searchsorted(self._block_of_stay, np.arange(self._blocks))]
        self._a_day = a_day * len(world.reading_sensors)

    def __len__(self) -> int:
        return self._blocks

    def block(self, number: int) -> ReadingBlock:
        """The readings of one block, by sensor and time; faults are laid over them if asked for."""
        last_day = int(self._stays.end_day.max()) - 1
        water = self._world.climate.days(self._first_day, last_day)
        clean = _read(self._world, water, self._stays.where(self._block_of_stay == number))
        if self._world.parameters.records.dirty_rate == 0.0:
            return clean
        return dirtied(self._world, clean, partial(_first_shown, self._world))

    def first_number(self, number: int) -> int:
        """The number of a block's first reading among all that the history has room for, from 1.

        No two readings of a history get the same, whatever its days are cut into.
        """
        days_before = self._first_day - self._world.first_day
        return days_before * self._a_day + int(self._before[number]) + 1


def _stays_of_sensors(world: World, occupancy: Occupancy) -> SensorStays:
    """One row for each reading sensor of each stay, ordered by (sensor, first day)."""
    reading = world.reading_sensors
    by_container = world.layout.sensors.container[reading]
    nonempty = np.flatnonzero(occupancy.end_day > occupancy.first_day)
    containers = occupancy.container[nonempty]
    first = np.searchsorted(by_container, containers, side="left")
    count = np.searchsorted(by_container, containers, side="right") - first
    stay = np.repeat(nonempty, count)
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    sensor = reading[np.repeat(first, count) + within]
    order = np.lexsort((occupancy.first_day[stay], sensor))
    of_sensor = occupancy.where(stay[order])
    return SensorStays(**of_sensor.columns, sensor=sensor[order])


def _read(world: World, water: DailyWater, stays: SensorStays) -> ReadingBlock:
    """The readings of these stays, every one at the hours of its container."""
    a_day = world.parameters.scale.readings_per_day
    count = (stays.end_day - stays.first_day) * a_day
    stay = np.repeat(np.arange(len(count)), count)
    nth = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    day = stays.first_day[stay] + nth // a_day
    slot = nth % a_day
    container = stays.container[stay]
    minute = slot * (MINUTES_A_DAY // a_day) + _logger_minute(container)
    sensor = stays.sensor[stay]
    looks = _Looks(container, stays.body[stay], day, minute, sensor, slot)
    return ReadingBlock(
        sensor=sensor,
        parameter=world.layout.sensors.parameter[sensor].astype(np.int64),
        container=container,
        batch=stays.batch[stay],
        assignment=stays.assignment[stay],
        minute=day * MINUTES_A_DAY + minute,
        value=_shown(world, water, looks),
    )


def _logger_minute(container: Integers) -> Integers:
    """Loggers are read in turn, so containers of one site report minutes apart."""
    return np.asarray(container * WORKING_DAY.logger_step_minutes % MINUTES_AN_HOUR)


def _first_shown(world: World, sensor: Integers, moment: Integers) -> Floats:
    """What sensors show when they first read at or after a moment, in minutes from day 0."""
    if len(sensor) == 0:
        return np.zeros(0)
    a_day = world.parameters.scale.readings_per_day
    step = MINUTES_A_DAY // a_day
    container = world.layout.sensors.container[sensor]
    day, minute = np.divmod(moment, MINUTES_A_DAY)
    turn = _logger_minute(container)
    slot = np.maximum(-(-(minute - turn) // step), 0)
    day, slot = np.where(slot >= a_day, [day + 1, np.zeros_like(slot)], [day, slot])
    water = world.climate.days(int(day.min()), int(day.max()))
    body = world.container_body[container]
    return _shown(world, water, _Looks(container, body, day, slot * step + turn, sensor, slot))


def _shown(world: World, water: DailyWater, looks: _Looks) -> Floats:
    """What sensors of any parameters show."""
    parameter = world.layout.sensors.parameter[looks.sensor]
    value = np.empty(len(looks.sensor))
    for code in np.unique(parameter):
        mine = parameter == code
        value[mine] = _values(world, water, Parameter(int(code)), looks.at(mine))
    return value


def _values(world: World, water: DailyWater, parameter: Parameter, looks: _Looks) -> Floats:
    """What sensors of one parameter show: the truth, the sensor's bias and its noise."""
    instrument = INSTRUMENTS[parameter]
    if parameter in _CORE:
        truth = core_truth(world, water, parameter, looks)
    elif parameter in _SURFACE:
        truth = _surface_truth(world, parameter, looks)
    else:
        truth = _further_truth(world, water, parameter, looks)
    once = np.unique(looks.sensor)
    bias = world.streams["sensor bias"].normal(once)[np.searchsorted(once, looks.sensor)]
    noise = world.streams["sensor noise"].normal(looks.sensor, looks.day, looks.slot)
    shown = truth + instrument.noise_sd * (WATER_SHAPES.bias_share_of_noise * bias + noise)
    within = np.clip(shown, instrument.low, instrument.high)
    return np.asarray(np.round(within, DECIMALS), dtype=np.float64)


def core_truth(world: World, water: DailyWater, parameter: Parameter, moments: Moments) -> Floats:
    """Temperature, degrees C, oxygen, mg/l, pH or salinity, PSU, at these moments.

    It is what a sensor without bias and noise would show; `water` covers the days asked for.
    """
    figures, container, hour = world.parameters.water, moments.container, moments.hour
    at = (moments.body, moments.day - water.first_day)
    salinity = water.salinity_psu[at]
    if parameter is Parameter.SALINITY:
        return np.asarray(salinity)
    if parameter is Parameter.ACIDITY:
        return np.asarray(
            water.acidity_ph[at] + water.acidity_swing[at] * _wave(hour, PEAK_HOURS.water)
        )
    place = _container_luck(world, container, Parameter.TEMPERATURE)
    temperature = (
        water.temperature_c[at]
        + figures.container_offset_c * place
        + _swing_c(world, figures, moments.body) * _wave(hour, PEAK_HOURS.water)
    )
    if parameter is Parameter.TEMPERATURE:
        return np.asarray(temperature)
    place = _container_luck(world, container, Parameter.OXYGEN)
    saturation = (
        water.saturation_percent[at]
        + figures.container_offset_saturation * place
        + water.saturation_swing_percent[at] * _wave(hour, PEAK_HOURS.oxygen)
    )
    return solubility_mg_per_l(temperature, salinity) * saturation / PER_CENT


def _swing_c(world: World, figures: Water, body: Integers) -> Floats:
    """Half range of temperature over the day, degrees C."""
    cases = [world.climate.is_hall(body), world.climate.is_faroe(body)]
    swings = [figures.diurnal_hall_c, figures.diurnal_faroe_c]
    return np.select(cases, swings, figures.diurnal_scotland_c)


def _surface_truth(world: World, parameter: Parameter, moments: Moments) -> Floats:
    """Waves or light at a cage: the area's weather and the cage's place."""
    figures = world.parameters.weather
    waves = parameter is Parameter.WAVE_HEIGHT
    truth = (wave_height_m if waves else light_umol)(world, moments.body, moments.day, moments.hour)
    spread = figures.cage_wave_sd if waves else figures.cage_light_sd
    return np.asarray(truth * np.exp(spread * _container_luck(world, moments.container, parameter)))


def _further_truth(
    world: World, water: DailyWater, parameter: Parameter, moments: Moments
) -> Floats:
    """A further quantity by the formula of config/water/courses.py."""
    daily = world.climate.further(parameter, water.first_day, water.first_day + len(water) - 1)
    body, day, hour = moments.body, moments.day, moments.hour
    truth = np.zeros(len(day))
    luck = _container_luck(world, moments.container, parameter)
    for in_hall in (True, False):
        course = world.climate.course(parameter, in_hall)
        here = world.climate.is_hall(body) == in_hall
        if course is None or not here.any():
            continue
        daily_wave = course.period_h == HOURS_A_DAY
        hours = hour[here] if daily_wave else day[here] * float(HOURS_A_DAY) + hour[here]
        departure = (
            daily[body[here], day[here] - water.first_day]
            + course.daily * np.cos(2 * np.pi * (hours - course.peak_hour) / course.period_h)
            + course.container_sd * luck[here]
        )
        value = course.level * np.exp(departure) if course.logarithmic else course.level + departure
        loads = np.asarray(world.parameters.water.hall_load)[stage_of_hall(body[here])]
        truth[here] = value * loads if course.from_fish else value
    return truth


def _wave(hour: Floats, peak: float) -> Floats:
    return np.cos(2 * np.pi * (hour - peak) / HOURS_A_DAY)


def _container_luck(world: World, container: Integers, parameter: Parameter) -> Floats:
    """One standard normal number a container and parameter: its place in the current."""
    once = np.unique(container)
    luck = world.streams["container offset"].normal(once, 0, int(parameter))
    return np.asarray(luck[np.searchsorted(once, container)])
