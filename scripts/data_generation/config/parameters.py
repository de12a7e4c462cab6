"""All figures of one run: a scale and the sections of `config/`, overridden from a TOML file."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import Field, fields, replace
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from scripts.data_generation.config.health.disease_profiles import figures_of_diseases
from scripts.data_generation.config.near_names import nearest
from scripts.data_generation.config.parameter_file import ParameterError, read_toml
from scripts.data_generation.config.parameter_rules import RULES
from scripts.data_generation.config.scales import SCALES
from scripts.data_generation.config.sections import SECTIONS, Parameters, keys, sections
from scripts.data_generation.config.water.courses import figures_of_courses
from scripts.data_generation.config.water.instruments import figures_of_instruments

__all__ = [
    "SECTIONS",
    "ParameterError",
    "Parameters",
    "every_figure",
    "from_json",
    "resolve",
    "to_json",
]

STORED = "the stored parameters"
LARGEST_WHOLE_NUMBER = 2**53  # beyond it a float, and most JSON readers, lose the last digits


def resolve(
    scale_name: str,
    overrides: Path | str | None = None,
    options: Mapping[str, Mapping[str, Any]] | None = None,
) -> Parameters:
    """The parameters of a scale, with single values overridden by a TOML file or TOML text.

    A `Path` is read; a `str` is TOML itself. Each section is a table, e.g. `[growth]`. `options`
    are tables made from the command's own options; they override the others. Raises ParameterError
    with one line that names the source.
    """
    if scale_name not in SCALES:
        raise ParameterError(f"unknown scale '{scale_name}'; {nearest(scale_name, SCALES)}")
    source = str(overrides) if isinstance(overrides, Path) else "the overrides"
    parameters = Parameters(scale=SCALES[scale_name])
    for section, values in read_toml(overrides, source).items():
        parameters = _override(parameters, section, values, source)
    for section, values in (options or {}).items():
        parameters = _override(parameters, section, values, "the options")
    if parameters.scale.name != scale_name:
        raise ParameterError(f"{source}: scale.name is chosen by --scale, not by the file")
    _check(parameters, source)
    return parameters


def to_json(parameters: Parameters) -> dict[str, dict[str, Any]]:
    """Every section and value in the types of JSON: tuples become lists."""
    return {
        name: {item.name: _to_json_value(getattr(section, item.name)) for item in fields(section)}
        for name, section in sections(parameters)
    }


def from_json(stored: Mapping[str, Any]) -> Parameters:
    """The parameters that `to_json` stored. Exactly the known sections and keys must be there."""
    _same_keys(stored, SECTIONS, "section", STORED)
    classes = get_type_hints(Parameters)
    sections = {}
    for name in SECTIONS:
        values = _table(stored[name], name, STORED)
        _same_keys(values, keys(classes[name]), f"key of [{name}]", STORED)
        sections[name] = classes[name](**_converted(classes[name], name, values, STORED))
    parameters = Parameters(**sections)
    _check(parameters, STORED)
    return parameters


def every_figure(parameters: Parameters) -> Iterator[tuple[str, Any, str, str]]:
    """Name (`section.field`), value, unit and source of every figure of the farm."""
    for name, section in sections(parameters):
        for item in fields(section):
            yield (
                f"{name}.{item.name}",
                getattr(section, item.name),
                item.metadata["unit"],
                item.metadata["source"],
            )
    yield from figures_of_instruments()
    yield from figures_of_courses()
    yield from figures_of_diseases()


def _to_json_value(value: Any) -> Any:
    return [_to_json_value(item) for item in value] if isinstance(value, tuple) else value


def _override(parameters: Parameters, section: str, values: Any, source: str) -> Parameters:
    if section not in SECTIONS:
        hint = _home_of(section, parameters) or nearest(section, SECTIONS)
        raise ParameterError(f"{source}: unknown section '{section}'; {hint}")
    current = getattr(parameters, section)
    table = _table(values, section, source)
    known = keys(type(current))
    for key in table:
        if key not in known:
            hint = nearest(key, known)
            raise ParameterError(f"{source}: unknown key '{key}' in [{section}]; {hint}")
    converted = _converted(type(current), section, table, source)
    # Any: the fields of a section are known only by name here.
    changes: dict[str, Any] = {section: replace(current, **converted)}
    return replace(parameters, **changes)


def _home_of(key: str, parameters: Parameters) -> str:
    """A hint to the tables of a key that stands outside of any table; empty if there is none."""
    homes = [f"[{name}]" for name, section in sections(parameters) if key in keys(type(section))]
    return f"'{key}' is a key of {' and '.join(homes)}" if homes else ""


def _table(values: Any, section: str, source: str) -> Mapping[str, Any]:
    if not isinstance(values, Mapping):
        raise ParameterError(f"{source}: '{section}' must be a table, as in [{section}]")
    return values


def _same_keys(found: Mapping[str, Any], expected: tuple[str, ...], what: str, source: str) -> None:
    for key in found:
        if key not in expected:
            raise ParameterError(f"{source}: unknown {what} '{key}'; {nearest(key, expected)}")
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
    """A list holds a value per stage, month or knot, so its length is fixed."""
    default: Any = item.default
    if isinstance(value, tuple) and len(value) != len(default):
        raise ParameterError(f"{place}: must have {len(default)} values, has {len(value)}")


def _check(parameters: Parameters, source: str) -> None:
    problems = [problem for rule in RULES for problem in rule(parameters)]
    if problems:
        raise ParameterError(f"{source}: {'; '.join(problems)}")
