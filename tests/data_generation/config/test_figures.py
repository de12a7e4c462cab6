"""Every figure of the farm names its unit and its source, and its default obeys its range."""

import importlib
import math
import pkgutil
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from types import ModuleType

import pytest

from scripts.data_generation import config
from scripts.data_generation.config.fixed_sections import FIXED_SECTIONS
from scripts.data_generation.config.parameters import Parameters, every_figure, resolve
from scripts.data_generation.config.sections import sections

pytestmark = pytest.mark.no_database


def modules_of_config() -> Iterator[ModuleType]:
    """All modules of `config/` and its folders."""
    for module in pkgutil.walk_packages(config.__path__, prefix=f"{config.__name__}."):
        yield importlib.import_module(module.name)


def dataclasses_of_config() -> list[type]:
    """All dataclasses defined in `config/`, without the one that groups them."""
    return [
        thing
        for module in modules_of_config()
        for thing in vars(module).values()
        if isinstance(thing, type)
        and is_dataclass(thing)
        and thing.__module__ == module.__name__
        and thing is not Parameters
    ]


CLASSES = dataclasses_of_config()


def test_the_sections_are_among_them() -> None:
    assert {type(section) for _, section in sections(resolve("ci"))} < set(CLASSES)


@pytest.mark.parametrize("section", CLASSES, ids=lambda section: section.__name__)
def test_every_field_is_a_figure(section: type) -> None:
    for item in fields(section):
        assert item.metadata.get("unit"), f"{section.__name__}.{item.name} names no unit"
        assert item.metadata.get("source"), f"{section.__name__}.{item.name} names no source"


@pytest.mark.parametrize("section", CLASSES, ids=lambda section: section.__name__)
def test_defaults_lie_in_their_ranges(section: type) -> None:
    for item in fields(section):
        assert item.default is not MISSING
        low, high = item.metadata["low"], item.metadata["high"]
        values = item.default if isinstance(item.default, tuple) else (item.default,)
        for value in values:
            if isinstance(value, int | float):
                assert (-math.inf if low is None else low) <= value, item.name
                assert value <= (math.inf if high is None else high), item.name


def test_fixed_sections_are_all_listed() -> None:
    made = [
        thing
        for module in modules_of_config()
        for thing in vars(module).values()
        if type(thing) in CLASSES and type(thing).__module__ == module.__name__
    ]
    assert {type(section) for section in made} == {type(x) for x in FIXED_SECTIONS.values()}
    assert len(made) == len(FIXED_SECTIONS)


def test_every_figure_of_a_run_is_listed_once() -> None:
    rows = list(every_figure(resolve("production")))
    names = [name for name, *_ in rows]
    assert len(set(names)) == len(names)
    assert {"scale.eggs_max", "growth.tgc_fry", "equipment.cage_volume_m3"} <= set(names)
    assert all(unit and source for _, _, unit, source in rows)
