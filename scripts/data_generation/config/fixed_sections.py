"""Figures that are the same in every run: plans, times of work, peaks, constants of formulas.

A file of parameters cannot change them, and a run does not store them. Raise `OUTPUT_VERSION`
with a change of any that reaches the rows.
"""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from scripts.data_generation.config.company.planning import PLANNING
from scripts.data_generation.config.company.production_plan import PLAN
from scripts.data_generation.config.company.working_day import WORKING_DAY
from scripts.data_generation.config.fish.weighing import WEIGHING
from scripts.data_generation.config.formulas import (
    FISH_SHAPE,
    LICE_DEVELOPMENT,
    SEA_WATER,
    SUNLIGHT,
    WIND_SEA,
)
from scripts.data_generation.config.health.practice import HEALTH_PRACTICE
from scripts.data_generation.config.water.peaks import PEAK_DAYS, PEAK_HOURS
from scripts.data_generation.config.water.shapes import WATER_SHAPES

FIXED_SECTIONS: dict[str, Any] = {
    "production_plan": PLAN,
    "planning": PLANNING,
    "working_day": WORKING_DAY,
    "weighing": WEIGHING,
    "health_practice": HEALTH_PRACTICE,
    "peak_days": PEAK_DAYS,
    "peak_hours": PEAK_HOURS,
    "water_shapes": WATER_SHAPES,
    "fish_shape": FISH_SHAPE,
    "lice_development": LICE_DEVELOPMENT,
    "wind_sea": WIND_SEA,
    "sunlight": SUNLIGHT,
    "sea_water": SEA_WATER,
}


def fixed_figures() -> Iterator[tuple[str, Any, str, str]]:
    """Name (`section.field`), value, unit and source of every fixed figure."""
    for name, section in FIXED_SECTIONS.items():
        for item in fields(section):
            value, known = getattr(section, item.name), item.metadata
            yield f"{name}.{item.name}", value, known["unit"], known["source"]
