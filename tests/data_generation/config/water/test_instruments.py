"""Instruments: complete, in AquaMind's vocabulary, and no turbidity anywhere."""

import pytest

from scripts.data_generation.config.water.instruments import (
    FRESHWATER_PARAMETERS,
    INSTRUMENTS,
    SEA_PARAMETERS,
    WATER_QUALITY,
    Instrument,
    Parameter,
    figures_of_instruments,
)

pytestmark = pytest.mark.no_database

SENSOR_TYPES = {"TEMPERATURE", "OXYGEN", "PH", "SALINITY", "CO2", "OTHER"}


def test_instruments_stand_in_the_order_of_parameters() -> None:
    assert [instrument.parameter for instrument in INSTRUMENTS] == list(Parameter)


def test_parameter_numbers_never_change() -> None:
    assert [parameter.name for parameter in Parameter] == [
        "TEMPERATURE",
        "OXYGEN",
        "ACIDITY",
        "SALINITY",
        "CARBON_DIOXIDE",
        "AMMONIA",
        "NITRITE",
        "NITRATE",
        "FLOW",
        "GAS_PRESSURE",
        "CURRENT_SPEED",
        "CHLOROPHYLL",
        "LIGHT",
        "WAVE_HEIGHT",
    ]


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


def test_figures_name_unit_and_source() -> None:
    rows = list(figures_of_instruments())
    assert len({name for name, *_ in rows}) == len(rows) > 0
    assert all(unit and source for _, _, unit, source in rows)
