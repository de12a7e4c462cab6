"""All figures of one run: a scale and the sections of `config/`, overridden from a TOML file."""

import difflib
import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, dataclass, field, fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from scripts.data_generation.config import places_faroe, places_scotland
from scripts.data_generation.config.delousing import Delousing
from scripts.data_generation.config.disease_profiles import figures_of_diseases
from scripts.data_generation.config.egg_supply import EggSupply
from scripts.data_generation.config.equipment import KIND_OF_STAGE, Equipment, capacity_kg
from scripts.data_generation.config.examination import Examination
from scripts.data_generation.config.feed_supply import FeedSupply
from scripts.data_generation.config.feeding import Feeding
from scripts.data_generation.config.growth import Growth
from scripts.data_generation.config.harvest import Harvest
from scripts.data_generation.config.instruments import figures_of_instruments
from scripts.data_generation.config.laboratory import Laboratory
from scripts.data_generation.config.lice import Lice
from scripts.data_generation.config.life_cycle import STAGES, LifeCycle
from scripts.data_generation.config.mortality import Mortality
from scripts.data_generation.config.outbreaks import Outbreaks
from scripts.data_generation.config.prevention import Prevention
from scripts.data_generation.config.records import Records
from scripts.data_generation.config.scales import SCALES, Scale
from scripts.data_generation.config.scenario import (
    SCENARIOS,
    UAT_SCENARIO,
    UAT_STATIONS,
    Scenario,
)
from scripts.data_generation.config.surveillance import Surveillance
from scripts.data_generation.config.vaccination import Vaccination
from scripts.data_generation.config.water import Water
from scripts.data_generation.config.water_events import WaterEvents
from scripts.data_generation.config.weather import Weather

STORED = "the stored parameters"
LARGEST_WHOLE_NUMBER = 2**53  # beyond it a float, and most JSON readers, lose the last digits


class ParameterError(ValueError):
    """A parameter is unknown, of the wrong type, out of its range, or contradicts another."""


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """The sections of a run's parameters. A new section is one more field here."""

    scale: Scale
    equipment: Equipment = field(default_factory=Equipment)
    life_cycle: LifeCycle = field(default_factory=LifeCycle)
    growth: Growth = field(default_factory=Growth)
    mortality: Mortality = field(default_factory=Mortality)
    feeding: Feeding = field(default_factory=Feeding)
    feed_supply: FeedSupply = field(default_factory=FeedSupply)
    water: Water = field(default_factory=Water)
    weather: Weather = field(default_factory=Weather)
    records: Records = field(default_factory=Records)
    water_events: WaterEvents = field(default_factory=WaterEvents)
    vaccination: Vaccination = field(default_factory=Vaccination)
    prevention: Prevention = field(default_factory=Prevention)
    outbreaks: Outbreaks = field(default_factory=Outbreaks)
    examination: Examination = field(default_factory=Examination)
    laboratory: Laboratory = field(default_factory=Laboratory)
    surveillance: Surveillance = field(default_factory=Surveillance)
    harvest: Harvest = field(default_factory=Harvest)
    egg_supply: EggSupply = field(default_factory=EggSupply)
    scenario: Scenario = field(default_factory=Scenario)
    lice: Lice = field(default_factory=Lice)
    delousing: Delousing = field(default_factory=Delousing)


SECTIONS = tuple(section.name for section in fields(Parameters))


def resolve(
    scale_name: str,
    overrides: Path | str | None = None,
    options: Mapping[str, Mapping[str, Any]] | None = None,
) -> Parameters:
    """The parameters of a scale, single values overridden by a TOML file or TOML text.

    A `Path` is read, a `str` is TOML itself: a table for each section, e.g. `[growth]`. `options`
    are tables that the command's own options stand for; they have the last word.
    """
    if scale_name not in SCALES:
        raise ParameterError(f"unknown scale '{scale_name}'; {_nearest(scale_name, SCALES)}")
    source = str(overrides) if isinstance(overrides, Path) else "the overrides"
    parameters = Parameters(scale=SCALES[scale_name])
    for section, values in _read_toml(overrides, source).items():
        parameters = _override(parameters, section, values, source)
    for section, values in (options or {}).items():
        parameters = _override(parameters, section, values, "the options")
    if parameters.scale.name != scale_name:
        raise ParameterError(f"{source}: scale.name is chosen by --scale, not by the file")
    _check(parameters, source)
    return parameters


def to_json(parameters: Parameters) -> dict[str, dict[str, Any]]:
    """Every section and value as JSON has them: tuples become lists."""
    return {
        name: {item.name: _to_json_value(getattr(section, item.name)) for item in fields(section)}
        for name, section in _sections(parameters)
    }


def from_json(stored: Mapping[str, Any]) -> Parameters:
    """The parameters that `to_json` stored; every section and key must be there, and no other."""
    _same_keys(stored, SECTIONS, "section", STORED)
    classes = get_type_hints(Parameters)
    sections = {}
    for name in SECTIONS:
        values = _table(stored[name], name, STORED)
        _same_keys(values, _keys(classes[name]), f"key of [{name}]", STORED)
        sections[name] = classes[name](**_converted(classes[name], name, values, STORED))
    parameters = Parameters(**sections)
    _check(parameters, STORED)
    return parameters


def every_figure(parameters: Parameters) -> Iterator[tuple[str, Any, str, str]]:
    """Name (`section.field`), value, unit and source of every figure of the farm."""
    for name, section in _sections(parameters):
        for item in fields(section):
            yield (
                f"{name}.{item.name}",
                getattr(section, item.name),
                item.metadata["unit"],
                item.metadata["source"],
            )
    yield from figures_of_instruments()
    yield from figures_of_diseases()


def _sections(parameters: Parameters) -> Iterator[tuple[str, Any]]:
    return ((name, getattr(parameters, name)) for name in SECTIONS)


def _to_json_value(value: Any) -> Any:
    return [_to_json_value(item) for item in value] if isinstance(value, tuple) else value


def _read_toml(overrides: Path | str | None, source: str) -> dict[str, Any]:
    """The tables of a TOML file or text; every failure is one line that names the source."""
    try:
        text = overrides.read_text("utf-8-sig") if isinstance(overrides, Path) else overrides or ""
        return tomllib.loads(text)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ParameterError(f"{source}: cannot be read: {reason}") from error
    except UnicodeDecodeError as error:
        raise ParameterError(f"{source}: not a text in UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        # Its message ends with the place: "(at line 3, column 8)".
        raise ParameterError(f"{source}: not valid TOML: {error}") from error


def _override(parameters: Parameters, section: str, values: Any, source: str) -> Parameters:
    if section not in SECTIONS:
        hint = _home_of(section, parameters) or _nearest(section, SECTIONS)
        raise ParameterError(f"{source}: unknown section '{section}'; {hint}")
    current = getattr(parameters, section)
    table = _table(values, section, source)
    known = _keys(type(current))
    for key in table:
        if key not in known:
            hint = _nearest(key, known)
            raise ParameterError(f"{source}: unknown key '{key}' in [{section}]; {hint}")
    converted = _converted(type(current), section, table, source)
    # Any: the fields of a section are only known by name here.
    changes: dict[str, Any] = {section: replace(current, **converted)}
    return replace(parameters, **changes)


def _home_of(key: str, parameters: Parameters) -> str:
    """Where a key belongs that stands outside of any table; empty if it belongs nowhere."""
    homes = [f"[{name}]" for name, section in _sections(parameters) if key in _keys(type(section))]
    return f"'{key}' is a key of {' and '.join(homes)}" if homes else ""


def _table(values: Any, section: str, source: str) -> Mapping[str, Any]:
    if not isinstance(values, Mapping):
        raise ParameterError(f"{source}: '{section}' must be a table, as in [{section}]")
    return values


def _keys(section: type) -> tuple[str, ...]:
    return tuple(item.name for item in fields(section))


def _nearest(name: str, known: Iterable[str]) -> str:
    """The valid name nearest to a misspelt one, or all valid ones if none is near."""
    names = list(known)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else f"valid are: {', '.join(names)}"


def _same_keys(found: Mapping[str, Any], expected: tuple[str, ...], what: str, source: str) -> None:
    for key in found:
        if key not in expected:
            raise ParameterError(f"{source}: unknown {what} '{key}'; {_nearest(key, expected)}")
    for key in expected:
        if key not in found:
            raise ParameterError(f"{source}: {what} '{key}' is missing")


def _converted(section: type, name: str, values: Mapping[str, Any], source: str) -> dict[str, Any]:
    """Values in the types of the section's fields, each within its range."""
    hints = get_type_hints(section)
    items = {item.name: item for item in fields(section)}
    converted = {}
    for key, value in values.items():
        place = f"{source}: {name}.{key} = {value!r}"
        converted[key] = _typed(value, hints[key], place)
        _in_range(converted[key], items[key], place)
        _same_length(converted[key], items[key], place)
    return converted


def _typed(value: Any, hint: Any, place: str) -> Any:
    """The value in the type a field is annotated with; a whole number may stand for a float."""
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise ParameterError(f"{place}: must be a list of numbers")
        return tuple(_typed(item, get_args(hint)[0], place) for item in value)
    if type(value) is int and abs(value) > LARGEST_WHOLE_NUMBER:
        raise ParameterError(f"{place}: is too large")
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        names = {int: "a whole number", float: "a number", bool: "true or false", str: "a text"}
        raise ParameterError(f"{place}: must be {names[hint]}")
    return value


def _in_range(value: Any, item: Field[Any], place: str) -> None:
    low, high = item.metadata["low"], item.metadata["high"]
    below = -math.inf if low is None else low
    above = math.inf if high is None else high
    for number in value if isinstance(value, tuple) else (value,):
        if isinstance(number, str | bool):
            continue
        if not (math.isfinite(number) and below <= number <= above):
            raise ParameterError(f"{place}: must lie in [{below}, {above}] {item.metadata['unit']}")


def _same_length(value: Any, item: Field[Any], place: str) -> None:
    """A list stands for stages, months or knots: it keeps its length."""
    default: Any = item.default
    if isinstance(value, tuple) and len(value) != len(default):
        raise ParameterError(f"{place}: must have {len(default)} values, has {len(value)}")


def _check(parameters: Parameters, source: str) -> None:
    problems = [problem for rule in RULES for problem in rule(parameters)]
    if problems:
        raise ParameterError(f"{source}: {'; '.join(problems)}")


def _ranges_in_order(parameters: Parameters) -> Iterator[str]:
    """Every pair of fields `x_min`, `x_max` (also with a unit behind) is in order."""
    for name, section in _sections(parameters):
        for key in _keys(type(section)):
            partner = key.replace("_min", "_max")
            if partner != key and hasattr(section, partner):
                low, high = getattr(section, key), getattr(section, partner)
                if low > high:
                    yield f"{name}.{key} = {low} is above {name}.{partner} = {high}"


def _knots_ascend(parameters: Parameters) -> Iterator[str]:
    """Knots of an interpolation ascend: fields whose name says `knots`."""
    for name, section in _sections(parameters):
        for key in _keys(type(section)):
            if "knots" in key:
                knots = getattr(section, key)
                if any(a >= b for a, b in pairwise(knots)):
                    yield f"{name}.{key} = {list(knots)} must ascend"


def _places_known(parameters: Parameters) -> Iterator[str]:
    """No more sites than places, and in each geography stations for the areas and back."""
    scale = parameters.scale
    for country, known in (("faroe", places_faroe), ("scotland", places_scotland)):
        stations, areas = (getattr(scale, f"{country}_{kind}") for kind in ("stations", "areas"))
        if stations > len(known.STATIONS):
            yield f"scale.{country}_stations = {stations}, but {len(known.STATIONS)} are known"
        if areas > len(known.AREAS):
            yield f"scale.{country}_areas = {areas}, but {len(known.AREAS)} are known"
        if (stations == 0) != (areas == 0):
            yield f"scale.{country}_stations and scale.{country}_areas must both be 0 or neither"
    if scale.faroe_stations + scale.scotland_stations == 0:
        yield "scale: a company needs a station and a sea area"


def _shares_are_whole(parameters: Parameters) -> Iterator[str]:
    """Shares of deaths by cause, of the ration by meal and of orders add up to 1."""
    for name, section in _sections(parameters):
        for key in _keys(type(section)):
            if key.startswith("causes_") or key in ("meal_shares", "supplier_share"):
                total = math.fsum(getattr(section, key))
                if not math.isclose(total, 1.0, abs_tol=1e-6):
                    yield f"{name}.{key} must add up to 1, not {total:g}"


def _batch_fits(parameters: Parameters) -> Iterator[str]:
    """The largest batch, at its planned weights, finds room in each stage; else it waits for ever.

    As the farm lays out containers: all fish that enter a stage, at the stage's planned weight.
    """
    scale, cycle, equipment = parameters.scale, parameters.life_cycle, parameters.equipment
    survival = (*parameters.mortality.freshwater_survival, 1.0)
    alive = float(scale.eggs_max)
    for stage, kind in zip(STAGES, KIND_OF_STAGE, strict=True):
        planned = alive * cycle.planned_weight_g[stage] / 1000.0
        room = capacity_kg(scale, equipment, kind)
        if planned > room:
            yield (
                f"scale.eggs_max = {scale.eggs_max} needs room for {planned:,.0f} kg of fish "
                f"in stage {stage.label}; a site has room for {room:,.0f} kg"
            )
            return
        alive *= survival[stage]


def _scenario_fits(parameters: Parameters) -> Iterator[str]:
    """The scenario is known, and the company has the stations that it places batches in."""
    scale, name = parameters.scale, parameters.scenario.name
    if name not in SCENARIOS:
        yield f"scenario.name = '{name}' is unknown; {_nearest(name, SCENARIOS)}"
    stations = scale.faroe_stations + scale.scotland_stations
    if name == UAT_SCENARIO and stations < UAT_STATIONS:
        yield (
            f"scenario uat places ten batches in fresh water and needs {UAT_STATIONS} stations; "
            f"scale {scale.name} has {stations}"
        )


RULES = (
    _ranges_in_order,
    _knots_ascend,
    _places_known,
    _shares_are_whole,
    _batch_fits,
    _scenario_fits,
)
