"""Instruments: what the sensors measure, with what noise, and how the further quantities vary.

Temperature, oxygen, pH and salinity come from the one water of `config/water/daily_water.py`, waves
and light from the weather of `config/water/weather.py`; every other quantity follows one formula,
with the figures of its `Course`:

    wave(t, peak, period) = cos(2 pi (t - peak) / period)
    departure = season * wave(day of year, peak_day, 365.25)
              + day_sd * AR1(persistence)              one unit-variance series a site and quantity
              + daily * wave(hours, peak_hour, period_h)
              + container_sd * N(0, 1)                 one number a container
    value = level + departure + noise_sd * N(0, 1)     where not logarithmic
    value = level * exp(departure) + noise_sd * N      where logarithmic; level is then the median

times `Water.hall_load` of the hall's stage where fish make it, and
clipped to the instrument's range. `hours` counts from midnight UTC; where `period_h` is not 24 it
counts from a fixed epoch, so that the tide runs on from day to day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from scripts.data_generation.config.figures import at_least, between, figure

ROW = "the row's own source"
UNIT = "the row's unit"
LIMITS = "Norwegian limits via Kolarevic 2012; docs/realism.md, other sensors"
SURVEY = "Norwegian smolt farms, Aquac. Eng. 2009; docs/realism.md, other sensors"
SEA = "docs/realism.md, other sensors"
SHEET = "usual data sheet of the sensor's class"


class Parameter(IntEnum):
    """What is measured. The numbers are stored with runs: append, never renumber."""

    TEMPERATURE = 0
    OXYGEN = 1
    ACIDITY = 2
    SALINITY = 3
    CARBON_DIOXIDE = 4
    AMMONIA = 5
    NITRITE = 6
    NITRATE = 7
    FLOW = 8
    GAS_PRESSURE = 9
    CURRENT_SPEED = 10
    CHLOROPHYLL = 11
    LIGHT = 12
    WAVE_HEIGHT = 13


# "The four water-quality sensors" of a container: salinity only in the sea, CO2 only in tanks.
WATER_QUALITY = frozenset(
    {
        Parameter.TEMPERATURE,
        Parameter.OXYGEN,
        Parameter.ACIDITY,
        Parameter.SALINITY,
        Parameter.CARBON_DIOXIDE,
    }
)

# The sensors of a container, most needed first; a scale with n sensors a container has the first n.
FRESHWATER_PARAMETERS = (
    Parameter.TEMPERATURE,
    Parameter.OXYGEN,
    Parameter.ACIDITY,
    Parameter.CARBON_DIOXIDE,
    Parameter.AMMONIA,
    Parameter.NITRITE,
    Parameter.NITRATE,
    Parameter.FLOW,
    Parameter.GAS_PRESSURE,
)
SEA_PARAMETERS = (
    Parameter.TEMPERATURE,
    Parameter.OXYGEN,
    Parameter.ACIDITY,
    Parameter.SALINITY,
    Parameter.CURRENT_SPEED,
    Parameter.CHLOROPHYLL,
    Parameter.LIGHT,
    Parameter.WAVE_HEIGHT,
)


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """A measured quantity as the books know it, and the sensor that measures it."""

    parameter: Parameter = figure(Parameter.TEMPERATURE, "what is measured", ROW)
    label: str = figure("", "name", "AquaMind's environmental parameters")
    unit: str = figure("", "text", ROW)
    low: float = figure(0.0, UNIT, SHEET)
    high: float = figure(0.0, UNIT, SHEET)
    optimal_low: float = figure(0.0, UNIT, ROW)
    optimal_high: float = figure(0.0, UNIT, ROW)
    sensor_type: str = figure("OTHER", "AquaMind's vocabulary", "AquaMind")
    manufacturer: str = figure("", "name", "invented")
    model: str = figure("", "model code, the start of a serial number", "invented")
    noise_sd: float = figure(0.0, UNIT, SHEET, at_least(0))
    source: str = figure("", "text", "docs/realism.md, other sensors")


_COLUMNS = (
    "parameter", "label", "unit", "low", "high", "optimal_low", "optimal_high",
    "sensor_type", "manufacturer", "model", "noise_sd", "source",
)  # fmt: skip
_INSTRUMENT_ROWS: tuple[tuple[Any, ...], ...] = (
    (Parameter.TEMPERATURE, "Temperature", "°C", -2.0, 30.0, 4.0, 14.0, "TEMPERATURE",
     "Vatnmál Instruments", "VT210", 0.03, "docs/realism.md, temperature; platinum probe"),
    (Parameter.OXYGEN, "Dissolved Oxygen", "mg/L", 0.0, 25.0, 7.0, 13.0, "OXYGEN",
     "Vatnmál Instruments", "VO340", 0.04, "docs/realism.md, oxygen levels; optode, short term"),
    (Parameter.ACIDITY, "pH", "pH", 4.0, 10.0, 6.5, 8.3, "PH",
     "Vatnmál Instruments", "VP120", 0.02, "docs/realism.md, pH; glass electrode"),
    (Parameter.SALINITY, "Salinity", "PSU", 0.0, 42.0, 30.0, 35.5, "SALINITY",
     "Skerryline Marine", "SC410", 0.03, "docs/realism.md, salinity; inductive cell"),
    (Parameter.CARBON_DIOXIDE, "Carbon Dioxide", "mg/L", 0.0, 50.0, 0.0, 15.0, "CO2",
     "Vatnmál Instruments", "VC160", 0.40, f"{LIMITS}: below 15 mg/L; infrared membrane probe"),
    (Parameter.AMMONIA, "Total Ammonia Nitrogen", "mg/L", 0.0, 10.0, 0.0, 2.0, "OTHER",
     "Lindarvatn Analytics", "LA520", 0.015, f"{LIMITS}: below 2 mg/L; wet chemistry"),
    (Parameter.NITRITE, "Nitrite Nitrogen", "mg/L", 0.0, 5.0, 0.0, 0.1, "OTHER",
     "Lindarvatn Analytics", "LA530", 0.001, f"{LIMITS}: below 0.1 mg/L; wet chemistry"),
    (Parameter.NITRATE, "Nitrate Nitrogen", "mg/L", 0.0, 200.0, 0.0, 100.0, "OTHER",
     "Lindarvatn Analytics", "LA540", 0.4, f"{LIMITS}: below 75-100 mg/L; ultraviolet absorption"),
    (Parameter.FLOW, "Water Flow", "L/min/m3", 0.0, 100.0, 15.0, 40.0, "OTHER",
     "Skerryline Marine", "SF130", 0.5, "tanks renewed every 25-65 minutes; magnetic meter"),
    (Parameter.GAS_PRESSURE, "Total Gas Pressure", "%", 80.0, 130.0, 98.0, 103.0, "OTHER",
     "Vatnmál Instruments", "VG180", 0.15, f"{LIMITS}: below 100-103 %; membrane probe"),
    (Parameter.CURRENT_SPEED, "Current Speed", "m/s", 0.0, 3.0, 0.05, 0.5, "OTHER",
     "Skerryline Marine", "SD610", 0.01, f"{SEA}: 0.04-0.41 m/s; acoustic Doppler"),
    (Parameter.CHLOROPHYLL, "Chlorophyll a", "µg/L", 0.0, 100.0, 0.0, 10.0, "OTHER",
     "Skerryline Marine", "SB320", 0.05, f"{SEA}; fluorometer"),
    (Parameter.LIGHT, "Light", "µmol/m2/s", 0.0, 2500.0, 0.0, 500.0, "OTHER",
     "Skerryline Marine", "SL220", 0.2, f"{SEA}; photosynthetic radiation at 5 m"),
    (Parameter.WAVE_HEIGHT, "Significant Wave Height", "m", 0.0, 15.0, 0.0, 2.0, "OTHER",
     "Skerryline Marine", "SW710", 0.03, "docs/realism.md, waves; motion sensor on the collar"),
)  # fmt: skip


# In the order of Parameter: INSTRUMENTS[parameter] is its instrument.
INSTRUMENTS = tuple(Instrument(**dict(zip(_COLUMNS, row, strict=True))) for row in _INSTRUMENT_ROWS)


@dataclass(frozen=True, kw_only=True)
class Course:
    """How a quantity varies in one kind of water; the formula stands at the head of this module.

    Where `logarithmic`, season, day_sd, daily and container_sd are in units of ln value.
    """

    level: float = figure(0.0, UNIT, ROW, at_least(0))
    season: float = figure(0.0, "half swing over the year", ROW, at_least(0))
    peak_day: int = figure(1, "day of the year", ROW, between(1, 366))
    day_sd: float = figure(0.0, "sd of the daily mean around its season", ROW, at_least(0))
    persistence: float = figure(0.0, "daily phi", ROW, between(0, 0.999))
    daily: float = figure(0.0, "half swing over one period", ROW, at_least(0))
    peak_hour: float = figure(0.0, "hour of the highest value", ROW, between(0, 24))
    period_h: float = figure(24.0, "hours", ROW, between(1, 48))
    container_sd: float = figure(0.0, "sd between containers of one water", ROW, at_least(0))
    from_fish: bool = figure(False, "whether fish and their feed make it: times hall_load", ROW)
    logarithmic: bool = figure(False, "level is a median, departures are of its logarithm", ROW)
    source: str = figure("", "text", "docs/realism.md, other sensors")


FEEDING_PEAK = "highest after the day's meals"

FRESHWATER_COURSES = {
    Parameter.CARBON_DIOXIDE: Course(
        level=10.0, season=0.04, peak_day=225, day_sd=0.20, persistence=0.80, daily=0.12,
        peak_hour=17.0, container_sd=0.15, from_fish=True, logarithmic=True,
        source=f"{SURVEY}: 11.6 +/- 6.2 mg/L, limit 15; {FEEDING_PEAK}",
    ),
    Parameter.AMMONIA: Course(
        level=0.40, season=0.10, peak_day=225, day_sd=0.55, persistence=0.80, daily=0.25,
        peak_hour=19.0, container_sd=0.12, from_fish=True, logarithmic=True,
        source=f"{SURVEY}: 0.50 +/- 0.49 mg N/L; {FEEDING_PEAK}",
    ),
    Parameter.NITRITE: Course(
        level=0.035, season=0.08, peak_day=225, day_sd=0.40, persistence=0.90, daily=0.10,
        peak_hour=21.0, container_sd=0.08, from_fish=True, logarithmic=True,
        source=f"{LIMITS}: below 0.1 mg/L; the biofilter answers within hours",
    ),
    Parameter.NITRATE: Course(
        level=45.0, season=2.0, peak_day=225, day_sd=7.0, persistence=0.96, daily=0.5,
        peak_hour=23.0, container_sd=1.0, from_fish=True,
        source="docs/realism.md, other sensors: below 75-100 mg/L; slowly renewed make-up water",
    ),
    Parameter.FLOW: Course(
        level=25.0, season=1.0, peak_day=225, day_sd=0.9, persistence=0.70, daily=0.6,
        peak_hour=15.0, container_sd=1.5,
        source="one renewal in 40 minutes, more when fish are fed",
    ),
    Parameter.GAS_PRESSURE: Course(
        level=100.4, season=0.3, peak_day=225, day_sd=0.5, persistence=0.70, daily=0.2,
        peak_hour=15.0, container_sd=0.2,
        source="docs/realism.md, other sensors: below 100-103 %",
    ),
}  # fmt: skip

SEA_COURSES = {
    Parameter.CURRENT_SPEED: Course(
        level=0.117, season=0.10, peak_day=15, day_sd=0.30, persistence=0.60, daily=0.45,
        peak_hour=3.0, period_h=6.21, container_sd=0.15, logarithmic=True,
        source=f"{SEA}: daily 90th percentiles 0.04-0.41, mean 0.19 m/s; two peaks of speed a tide",
    ),
    Parameter.CHLOROPHYLL: Course(
        level=0.8, season=1.2, peak_day=165, day_sd=0.45, persistence=0.90, daily=0.10,
        peak_hour=14.0, container_sd=0.08, logarithmic=True,
        source="0.2-0.4 ug/L in winter, 2-4 in early summer; general knowledge, L",
    ),
}  # fmt: skip


def figures_of_instruments() -> Iterator[tuple[str, float, str, str]]:
    """Every number of the tables above: its name, value, unit and source."""
    for instrument in INSTRUMENTS:
        name = instrument.parameter.name.lower()
        for field in ("low", "high", "optimal_low", "optimal_high", "noise_sd"):
            yield (
                f"instruments.{name}.{field}",
                getattr(instrument, field),
                instrument.unit,
                instrument.source,
            )
    for water, courses in (("freshwater", FRESHWATER_COURSES), ("sea", SEA_COURSES)):
        for parameter, course in courses.items():
            yield from _figures_of_course(
                f"courses.{water}.{parameter.name.lower()}", parameter, course
            )


def _figures_of_course(
    name: str, parameter: Parameter, course: Course
) -> Iterator[tuple[str, float, str, str]]:
    unit = INSTRUMENTS[parameter].unit
    departure = "ln value" if course.logarithmic else unit
    units = {
        "level": unit, "season": departure, "peak_day": "day of the year", "day_sd": departure,
        "persistence": "daily phi", "daily": departure, "peak_hour": "hour",
        "period_h": "hours", "container_sd": departure,
    }  # fmt: skip
    for field, measured_in in units.items():
        yield f"{name}.{field}", getattr(course, field), measured_in, course.source
