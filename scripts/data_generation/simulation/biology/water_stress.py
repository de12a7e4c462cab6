"""What water does to fish, by water body and day: appetite left, hazard gained. Pure functions."""

from dataclasses import dataclass

import numpy as np

from scripts.data_generation.array_types import Floats
from scripts.data_generation.config.units import TINY
from scripts.data_generation.config.water.shapes import WATER_SHAPES
from scripts.data_generation.config.water.water_events import WaterEvents


@dataclass(frozen=True)
class EventStrengths:
    """How strong the water's events are, 0-1: storm, algae bloom, heat, cold, want of current."""

    storm: Floats
    bloom: Floats
    heat: Floats
    cold: Floats
    slack: Floats


def oxygen_appetite(temperature_c: Floats, lowest_percent: Floats, figures: WaterEvents) -> Floats:
    """Share of full appetite at the day's lowest saturation, %, and this temperature; one shape.

    1 at the saturation that maximal intake needs, 0 at the limiting one, a line between them.
    Remen et al. 2016, Aquaculture 464:582.
    """
    knots = figures.oxygen_knots_c
    full = np.interp(temperature_c, knots, figures.oxygen_full_percent)
    none = np.interp(temperature_c, knots, figures.oxygen_none_percent)
    return np.asarray(np.clip((lowest_percent - none) / (full - none), 0.0, 1.0))


def share_of_day_below(mean: Floats, swing: Floats, limit: float) -> Floats:
    """Share of a day, 0-1, in which mean + swing cos(t) stands below a limit; one shape."""
    reach = np.clip((mean - limit) / np.maximum(swing, TINY), -1.0, 1.0)
    return np.asarray(np.arccos(reach) / np.pi)


def appetite(
    temperature_c: Floats,
    saturation: Floats,
    swing: Floats,
    strengths: EventStrengths,
    stop_percent: float,
    figures: WaterEvents,
) -> Floats:
    """Share of full appetite that a day's water leaves; saturation and its swing in %, one shape.

    Nobody feeds in a storm, nor in the hours below `stop_percent` of saturation.
    """
    return np.asarray(
        oxygen_appetite(temperature_c, saturation - swing, figures)
        * (1.0 - share_of_day_below(saturation, swing, stop_percent))
        * (1.0 - figures.bloom_appetite * strengths.bloom)
        * (1.0 - figures.heat_appetite * strengths.heat)
        * (1.0 - figures.cold_appetite * strengths.cold)
        * (strengths.storm == 0.0)
    )


def hazard(lowest_percent: Floats, storm: Floats, bloom: Floats, figures: WaterEvents) -> Floats:
    """Hazard a day on top of the usual one: harmful blooms, want of oxygen, storms; one shape."""
    harmful = np.clip(bloom - figures.bloom_harmful_from, 0.0, 1.0)
    lacking = figures.critical_percent - lowest_percent
    want = np.clip(lacking / WATER_SHAPES.want_step_percent, 0.0, WATER_SHAPES.most_want)
    return np.asarray(
        figures.bloom_hazard * (harmful / (1.0 - figures.bloom_harmful_from)) ** 2
        + figures.depletion_hazard * want**2
        + figures.storm_hazard * storm
    )
