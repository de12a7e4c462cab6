"""Instruments: what the sensors measure, in which range, and with what noise."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from scripts.data_generation.config.figures import at_least, figure

OWN_SOURCE = "the instrument's own source"
OWN_UNIT = "the instrument's unit"
OTHER_SENSORS = "docs/realism.md, other sensors"
LIMITS = f"Norwegian limits via Kolarevic 2012; {OTHER_SENSORS}"
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

    parameter: Parameter = figure(Parameter.TEMPERATURE, "what is measured", OWN_SOURCE)
    label: str = figure("", "name", "AquaMind's environmental parameters")
    unit: str = figure("", "text", OWN_SOURCE)
    low: float = figure(0.0, OWN_UNIT, SHEET)
    high: float = figure(0.0, OWN_UNIT, SHEET)
    optimal_low: float = figure(0.0, OWN_UNIT, OWN_SOURCE)
    optimal_high: float = figure(0.0, OWN_UNIT, OWN_SOURCE)
    sensor_type: str = figure("OTHER", "AquaMind's vocabulary", "AquaMind")
    manufacturer: str = figure("", "name", "invented")
    model: str = figure("", "model code, the start of a serial number", "invented")
    noise_sd: float = figure(0.0, OWN_UNIT, SHEET, at_least(0))
    source: str = figure("", "text", OTHER_SENSORS)


# In the order of Parameter: INSTRUMENTS[parameter] is its instrument.
INSTRUMENTS = (
    Instrument(
        parameter=Parameter.TEMPERATURE,
        label="Temperature",
        unit="°C",
        low=-2.0,
        high=30.0,
        optimal_low=4.0,
        optimal_high=14.0,
        sensor_type="TEMPERATURE",
        manufacturer="Vatnmál Instruments",
        model="VT210",
        noise_sd=0.03,
        source="docs/realism.md, temperature; platinum probe",
    ),
    Instrument(
        parameter=Parameter.OXYGEN,
        label="Dissolved Oxygen",
        unit="mg/L",
        low=0.0,
        high=25.0,
        optimal_low=7.0,
        optimal_high=13.0,
        sensor_type="OXYGEN",
        manufacturer="Vatnmál Instruments",
        model="VO340",
        noise_sd=0.04,
        source="docs/realism.md, oxygen levels; optode, short term",
    ),
    Instrument(
        parameter=Parameter.ACIDITY,
        label="pH",
        unit="pH",
        low=4.0,
        high=10.0,
        optimal_low=6.5,
        optimal_high=8.3,
        sensor_type="PH",
        manufacturer="Vatnmál Instruments",
        model="VP120",
        noise_sd=0.02,
        source="docs/realism.md, pH; glass electrode",
    ),
    Instrument(
        parameter=Parameter.SALINITY,
        label="Salinity",
        unit="PSU",
        low=0.0,
        high=42.0,
        optimal_low=30.0,
        optimal_high=35.5,
        sensor_type="SALINITY",
        manufacturer="Skerryline Marine",
        model="SC410",
        noise_sd=0.03,
        source="docs/realism.md, salinity; inductive cell",
    ),
    Instrument(
        parameter=Parameter.CARBON_DIOXIDE,
        label="Carbon Dioxide (CO2)",
        unit="mg/L",
        low=0.0,
        high=50.0,
        optimal_low=0.0,
        optimal_high=15.0,
        sensor_type="CO2",
        manufacturer="Vatnmál Instruments",
        model="VC160",
        noise_sd=0.40,
        source=f"{LIMITS}: below 15 mg/L; infrared membrane probe",
    ),
    Instrument(
        parameter=Parameter.AMMONIA,
        label="Total Ammonia Nitrogen",
        unit="mg/L",
        low=0.0,
        high=10.0,
        optimal_low=0.0,
        optimal_high=2.0,
        sensor_type="OTHER",
        manufacturer="Lindarvatn Analytics",
        model="LA520",
        noise_sd=0.015,
        source=f"{LIMITS}: below 2 mg/L; wet chemistry",
    ),
    Instrument(
        parameter=Parameter.NITRITE,
        label="Nitrite (NO2)",
        unit="mg/L",
        low=0.0,
        high=5.0,
        optimal_low=0.0,
        optimal_high=0.1,
        sensor_type="OTHER",
        manufacturer="Lindarvatn Analytics",
        model="LA530",
        noise_sd=0.001,
        source=f"{LIMITS}: below 0.1 mg/L; wet chemistry",
    ),
    Instrument(
        parameter=Parameter.NITRATE,
        label="Nitrate (NO3)",
        unit="mg/L",
        low=0.0,
        high=200.0,
        optimal_low=0.0,
        optimal_high=100.0,
        sensor_type="OTHER",
        manufacturer="Lindarvatn Analytics",
        model="LA540",
        noise_sd=0.4,
        source=f"{LIMITS}: below 75-100 mg/L; ultraviolet absorption",
    ),
    Instrument(
        parameter=Parameter.FLOW,
        label="Water Flow",
        unit="L/min/m3",
        low=0.0,
        high=100.0,
        optimal_low=15.0,
        optimal_high=40.0,
        sensor_type="OTHER",
        manufacturer="Skerryline Marine",
        model="SF130",
        noise_sd=0.5,
        source="tanks renewed every 25-65 minutes; magnetic meter",
    ),
    Instrument(
        parameter=Parameter.GAS_PRESSURE,
        label="Total Gas Pressure",
        unit="%",
        low=80.0,
        high=130.0,
        optimal_low=98.0,
        optimal_high=103.0,
        sensor_type="OTHER",
        manufacturer="Vatnmál Instruments",
        model="VG180",
        noise_sd=0.15,
        source=f"{LIMITS}: below 100-103 %; membrane probe",
    ),
    Instrument(
        parameter=Parameter.CURRENT_SPEED,
        label="Current Speed",
        unit="m/s",
        low=0.0,
        high=3.0,
        optimal_low=0.05,
        optimal_high=0.5,
        sensor_type="OTHER",
        manufacturer="Skerryline Marine",
        model="SD610",
        noise_sd=0.01,
        source=f"{OTHER_SENSORS}: 0.04-0.41 m/s; acoustic Doppler",
    ),
    Instrument(
        parameter=Parameter.CHLOROPHYLL,
        label="Chlorophyll a",
        unit="µg/L",
        low=0.0,
        high=100.0,
        optimal_low=0.0,
        optimal_high=10.0,
        sensor_type="OTHER",
        manufacturer="Skerryline Marine",
        model="SB320",
        noise_sd=0.05,
        source=f"{OTHER_SENSORS}; fluorometer",
    ),
    Instrument(
        parameter=Parameter.LIGHT,
        label="Light",
        unit="µmol/m2/s",
        low=0.0,
        high=2500.0,
        optimal_low=0.0,
        optimal_high=500.0,
        sensor_type="OTHER",
        manufacturer="Skerryline Marine",
        model="SL220",
        noise_sd=0.2,
        source=f"{OTHER_SENSORS}; photosynthetic radiation at 5 m",
    ),
    Instrument(
        parameter=Parameter.WAVE_HEIGHT,
        label="Significant Wave Height",
        unit="m",
        low=0.0,
        high=15.0,
        optimal_low=0.0,
        optimal_high=2.0,
        sensor_type="OTHER",
        manufacturer="Skerryline Marine",
        model="SW710",
        noise_sd=0.03,
        source="docs/realism.md, waves; motion sensor on the collar",
    ),
)


def figures_of_instruments() -> Iterator[tuple[str, float, str, str]]:
    """Every number of the instruments above: its name, value, unit and source."""
    for instrument in INSTRUMENTS:
        name = instrument.parameter.name.lower()
        for field in ("low", "high", "optimal_low", "optimal_high", "noise_sd"):
            value = getattr(instrument, field)
            yield f"instruments.{name}.{field}", value, instrument.unit, instrument.source
