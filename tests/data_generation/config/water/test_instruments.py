"""Instruments: complete, in AquaMind's vocabulary, and no turbidity anywhere."""

import numpy as np
import pytest
from numpy.typing import NDArray

from scripts.data_generation.config.water.instruments import (
    FRESHWATER_COURSES,
    FRESHWATER_PARAMETERS,
    INSTRUMENTS,
    SEA_COURSES,
    SEA_PARAMETERS,
    WATER_QUALITY,
    Course,
    Instrument,
    Parameter,
    figures_of_instruments,
)

SENSOR_TYPES = {"TEMPERATURE", "OXYGEN", "PH", "SALINITY", "CO2", "OTHER"}
ONE_WATER = {Parameter.TEMPERATURE, Parameter.OXYGEN, Parameter.ACIDITY, Parameter.SALINITY}
FROM_THE_WEATHER = {Parameter.WAVE_HEIGHT, Parameter.LIGHT}
COURSES = [
    pytest.param(parameter, course, id=f"{water}-{parameter.name.lower()}")
    for water, courses in (("freshwater", FRESHWATER_COURSES), ("sea", SEA_COURSES))
    for parameter, course in courses.items()
]


def test_instruments_stand_in_the_order_of_parameters() -> None:
    assert [instrument.parameter for instrument in INSTRUMENTS] == list(Parameter)


def test_parameter_numbers_never_change() -> None:
    assert [parameter.name for parameter in Parameter] == [
        "TEMPERATURE", "OXYGEN", "ACIDITY", "SALINITY", "CARBON_DIOXIDE", "AMMONIA", "NITRITE",
        "NITRATE", "FLOW", "GAS_PRESSURE", "CURRENT_SPEED", "CHLOROPHYLL", "LIGHT", "WAVE_HEIGHT",
    ]  # fmt: skip


def test_salinity_only_in_the_sea_and_carbon_dioxide_only_in_tanks() -> None:
    assert Parameter.SALINITY not in FRESHWATER_PARAMETERS
    assert Parameter.CARBON_DIOXIDE not in SEA_PARAMETERS


@pytest.mark.parametrize("parameters", [FRESHWATER_PARAMETERS, SEA_PARAMETERS])
def test_the_four_water_quality_sensors_come_first(parameters: tuple[Parameter, ...]) -> None:
    assert set(parameters) & WATER_QUALITY == set(parameters[:4])


def test_no_turbidity() -> None:
    texts = [f"{x.label} {x.model} {x.source} {x.parameter.name}".lower() for x in INSTRUMENTS]
    assert not any("turbid" in text for text in texts)


def test_labels_types_and_models_are_unique_or_known() -> None:
    assert len({instrument.label for instrument in INSTRUMENTS}) == len(INSTRUMENTS)
    assert len({instrument.model for instrument in INSTRUMENTS}) == len(INSTRUMENTS)
    assert {instrument.sensor_type for instrument in INSTRUMENTS} == SENSOR_TYPES


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda x: x.label)
def test_ranges_hold_each_other(instrument: Instrument) -> None:
    assert instrument.low <= instrument.optimal_low < instrument.optimal_high <= instrument.high
    assert 0 < instrument.noise_sd < (instrument.optimal_high - instrument.optimal_low) / 20
    assert len(instrument.unit) <= 20


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
    rows = list(figures_of_instruments())
    assert len({name for name, *_ in rows}) == len(rows)
    assert all(unit and source for _, _, unit, source in rows)
