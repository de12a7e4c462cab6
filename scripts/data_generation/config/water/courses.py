"""Courses: how the quantities vary that come neither from the one water nor from the weather.

Temperature, oxygen, pH and salinity come from the one water (`config/water/daily_water.py`). Waves
and light come from the weather (`config/water/weather.py`). Every other quantity follows one
formula, with the figures of its `Course`:

    wave(t, peak, period) = cos(2 pi (t - peak) / period)
    departure = season * wave(day of year, peak_day, 365.25)
              + day_sd * AR1(persistence)              a unit-variance series a site and quantity
              + daily * wave(hours, peak_hour, period_h)
              + container_sd * N(0, 1)                 one number a container
    value = level + departure + noise_sd * N(0, 1)     where not logarithmic
    value = level * exp(departure) + noise_sd * N      where logarithmic; level is then the median

Where fish and their feed make the quantity, `level` is multiplied by `Water.hall_load` of the
hall's stage. Values are clipped to the instrument's range. `hours` counts from midnight UTC; where
`period_h` is not 24 it counts from a fixed day, so that the tide goes on from day to day.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.data_generation.config.figures import at_least, between, figure
from scripts.data_generation.config.water.instruments import INSTRUMENTS, Parameter

OTHER_SENSORS = "docs/realism.md, other sensors"
LIMITS = f"Norwegian limits via Kolarevic 2012; {OTHER_SENSORS}"
SURVEY = f"Norwegian smolt farms, Aquac. Eng. 2009; {OTHER_SENSORS}"
OWN_SOURCE = "the course's own source"
FEEDING_PEAK = "highest after the day's meals"


@dataclass(frozen=True, kw_only=True)
class Course:
    """How a quantity varies in one kind of water; the formula stands at the head of this module.

    Where `logarithmic`, season, day_sd, daily and container_sd are in units of ln value.
    """

    level: float = figure(0.0, "the instrument's unit", OWN_SOURCE, at_least(0))
    season: float = figure(0.0, "amplitude over the year", OWN_SOURCE, at_least(0))
    peak_day: int = figure(1, "day of the year", OWN_SOURCE, between(1, 366))
    day_sd: float = figure(0.0, "sd of the daily mean around its season", OWN_SOURCE, at_least(0))
    persistence: float = figure(
        0.0, "correlation with the day before", OWN_SOURCE, between(0, 0.999)
    )
    daily: float = figure(0.0, "amplitude over one period", OWN_SOURCE, at_least(0))
    peak_hour: float = figure(0.0, "hour of the highest value", OWN_SOURCE, between(0, 24))
    period_h: float = figure(24.0, "hours", OWN_SOURCE, between(1, 48))
    container_sd: float = figure(0.0, "sd between containers of one water", OWN_SOURCE, at_least(0))
    from_fish: bool = figure(False, "made by fish and feed: times hall_load", OWN_SOURCE)
    logarithmic: bool = figure(False, "level is a median; departures are ln", OWN_SOURCE)
    source: str = figure("", "text", OTHER_SENSORS)


FRESHWATER_COURSES = {
    Parameter.CARBON_DIOXIDE: Course(
        level=10.0,
        season=0.04,
        peak_day=225,
        day_sd=0.20,
        persistence=0.80,
        daily=0.12,
        peak_hour=17.0,
        container_sd=0.15,
        from_fish=True,
        logarithmic=True,
        source=f"{SURVEY}: 11.6 +/- 6.2 mg/L, limit 15; {FEEDING_PEAK}",
    ),
    Parameter.AMMONIA: Course(
        level=0.40,
        season=0.10,
        peak_day=225,
        day_sd=0.55,
        persistence=0.80,
        daily=0.25,
        peak_hour=19.0,
        container_sd=0.12,
        from_fish=True,
        logarithmic=True,
        source=f"{SURVEY}: 0.50 +/- 0.49 mg N/L; {FEEDING_PEAK}",
    ),
    Parameter.NITRITE: Course(
        level=0.035,
        season=0.08,
        peak_day=225,
        day_sd=0.40,
        persistence=0.90,
        daily=0.10,
        peak_hour=21.0,
        container_sd=0.08,
        from_fish=True,
        logarithmic=True,
        source=f"{LIMITS}: below 0.1 mg/L; the biofilter answers within hours",
    ),
    Parameter.NITRATE: Course(
        level=45.0,
        season=2.0,
        peak_day=225,
        day_sd=7.0,
        persistence=0.96,
        daily=0.5,
        peak_hour=23.0,
        container_sd=1.0,
        from_fish=True,
        source=f"{OTHER_SENSORS}: below 75-100 mg/L; slowly renewed make-up water",
    ),
    Parameter.FLOW: Course(
        level=25.0,
        season=1.0,
        peak_day=225,
        day_sd=0.9,
        persistence=0.70,
        daily=0.6,
        peak_hour=15.0,
        container_sd=1.5,
        source="one renewal in 40 minutes, more when fish are fed",
    ),
    Parameter.GAS_PRESSURE: Course(
        level=100.4,
        season=0.3,
        peak_day=225,
        day_sd=0.5,
        persistence=0.70,
        daily=0.2,
        peak_hour=15.0,
        container_sd=0.2,
        source=f"{OTHER_SENSORS}: below 100-103 %",
    ),
}

SEA_COURSES = {
    Parameter.CURRENT_SPEED: Course(
        level=0.117,
        season=0.10,
        peak_day=15,
        day_sd=0.30,
        persistence=0.60,
        daily=0.45,
        peak_hour=3.0,
        period_h=6.21,
        container_sd=0.15,
        logarithmic=True,
        source=f"{OTHER_SENSORS}: daily 90th percentiles 0.04-0.41, mean 0.19 m/s; "
        "two peaks of speed a tide",
    ),
    Parameter.CHLOROPHYLL: Course(
        level=0.8,
        season=1.2,
        peak_day=165,
        day_sd=0.45,
        persistence=0.90,
        daily=0.10,
        peak_hour=14.0,
        container_sd=0.08,
        logarithmic=True,
        source="0.2-0.4 ug/L in winter, 2-4 in early summer; general knowledge, L",
    ),
}


def figures_of_courses() -> Iterator[tuple[str, float, str, str]]:
    """Every number of the courses above: its name, value, unit and source."""
    for water, courses in (("freshwater", FRESHWATER_COURSES), ("sea", SEA_COURSES)):
        for parameter, course in courses.items():
            for field, unit in _units_of(parameter, course).items():
                name = f"courses.{water}.{parameter.name.lower()}.{field}"
                yield name, getattr(course, field), unit, course.source


def _units_of(parameter: Parameter, course: Course) -> dict[str, str]:
    """The unit of each number of a course."""
    unit = INSTRUMENTS[parameter].unit
    departure = "ln value" if course.logarithmic else unit
    return {
        "level": unit,
        "season": departure,
        "peak_day": "day of the year",
        "day_sd": departure,
        "persistence": "correlation with the day before",
        "daily": departure,
        "peak_hour": "hour",
        "period_h": "hours",
        "container_sd": departure,
    }
