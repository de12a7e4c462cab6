"""Courses: they stay inside the range of their instrument and reach the published levels."""

import numpy as np
import pytest
from numpy.typing import NDArray

from scripts.data_generation.config.water.courses import (
    FRESHWATER_COURSES,
    SEA_COURSES,
    Course,
    figures_of_courses,
)
from scripts.data_generation.config.water.instruments import (
    FRESHWATER_PARAMETERS,
    INSTRUMENTS,
    SEA_PARAMETERS,
    Parameter,
)

pytestmark = pytest.mark.no_database

ONE_WATER = {Parameter.TEMPERATURE, Parameter.OXYGEN, Parameter.ACIDITY, Parameter.SALINITY}
FROM_THE_WEATHER = {Parameter.WAVE_HEIGHT, Parameter.LIGHT}
COURSES = [
    pytest.param(parameter, course, id=f"{water}-{parameter.name.lower()}")
    for water, courses in (("freshwater", FRESHWATER_COURSES), ("sea", SEA_COURSES))
    for parameter, course in courses.items()
]


def test_every_quantity_has_a_course_or_comes_from_the_one_water() -> None:
    assert set(FRESHWATER_PARAMETERS) - set(FRESHWATER_COURSES) == ONE_WATER - {Parameter.SALINITY}
    assert set(SEA_PARAMETERS) - set(SEA_COURSES) == ONE_WATER | FROM_THE_WEATHER


@pytest.mark.parametrize(("parameter", "course"), COURSES)
def test_a_course_stays_inside_the_instruments_range(parameter: Parameter, course: Course) -> None:
    """Three years of hours of the formula: under 1 % on a clamp, most of it in the optimum."""
    instrument = INSTRUMENTS[parameter]
    values = three_years(course)
    values += instrument.noise_sd * np.random.default_rng(1).standard_normal(len(values))
    inside = (values > instrument.low) & (values < instrument.high)
    optimal = (values >= instrument.optimal_low) & (values <= instrument.optimal_high)
    assert inside.mean() > 0.99
    assert optimal.mean() > 0.85


def three_years(course: Course) -> NDArray[np.float64]:
    """Hourly values of a course without sensor noise, by the formula of the module's head."""
    hours = np.arange(3 * 365 * 24)
    shock = np.random.default_rng(0).standard_normal(3 * 365)
    level = np.zeros(len(shock))
    for day in range(1, len(shock)):
        level[day] = course.persistence * level[day - 1]
        level[day] += np.sqrt(1 - course.persistence**2) * shock[day]
    departure = (
        course.season * np.cos(2 * np.pi * (hours / 24 % 365.25 - course.peak_day) / 365.25)
        + course.day_sd * np.repeat(level, 24)
        + course.daily * np.cos(2 * np.pi * (hours - course.peak_hour) / course.period_h)
    )
    values = course.level * np.exp(departure) if course.logarithmic else course.level + departure
    return np.asarray(values, dtype=np.float64)


def test_published_levels() -> None:
    """Means of the formula against the published ones; docs/realism.md, other sensors."""
    # The published mean of currents is one of daily 90th percentiles.
    current = three_years(SEA_COURSES[Parameter.CURRENT_SPEED]).reshape(-1, 24)
    assert np.percentile(current, 90, axis=1).mean() == pytest.approx(0.19, abs=0.03)
    ammonia = three_years(FRESHWATER_COURSES[Parameter.AMMONIA])
    assert ammonia.mean() == pytest.approx(0.50, abs=0.1)
    dioxide = three_years(FRESHWATER_COURSES[Parameter.CARBON_DIOXIDE])
    assert 9 < dioxide.mean() < 12.5


def test_figures_name_unit_and_source() -> None:
    rows = list(figures_of_courses())
    assert len({name for name, *_ in rows}) == len(rows) > 0
    assert all(unit and source for _, _, unit, source in rows)
