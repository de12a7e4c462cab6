"""Rules that parameters must fulfil together; each rule yields a phrase for each fault."""

import math
from collections.abc import Iterator
from itertools import pairwise

from scripts.data_generation.config.company import places_faroe, places_scotland
from scripts.data_generation.config.company.equipment import KIND_OF_STAGE, capacity_kg
from scripts.data_generation.config.fish.life_cycle import STAGES
from scripts.data_generation.config.scenario import SCENARIOS, UAT_SCENARIO, UAT_STATIONS
from scripts.data_generation.config.sections import Parameters, keys, sections


def _ranges_in_order(parameters: Parameters) -> Iterator[str]:
    """Every pair of fields `x_min`, `x_max` (a unit may follow) is in order."""
    for name, section in sections(parameters):
        for key in keys(type(section)):
            partner = key.replace("_min", "_max")
            if partner != key and hasattr(section, partner):
                low, high = getattr(section, key), getattr(section, partner)
                if low > high:
                    yield f"{name}.{key} = {low} is above {name}.{partner} = {high}"


def _knots_ascend(parameters: Parameters) -> Iterator[str]:
    """Fields whose name contains `knots` hold the knots of an interpolation: they ascend."""
    for name, section in sections(parameters):
        for key in keys(type(section)):
            if "knots" in key:
                knots = getattr(section, key)
                if any(a >= b for a, b in pairwise(knots)):
                    yield f"{name}.{key} = {list(knots)} must ascend"


def _places_known(parameters: Parameters) -> Iterator[str]:
    """There are places for all sites; a country has both stations and areas, or neither."""
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
    for name, section in sections(parameters):
        for key in keys(type(section)):
            if key.startswith("causes_") or key in ("meal_shares", "supplier_share"):
                total = math.fsum(getattr(section, key))
                if not math.isclose(total, 1.0, abs_tol=1e-6):
                    yield f"{name}.{key} must add up to 1, not {total:g}"


def _batch_fits(parameters: Parameters) -> Iterator[str]:
    """The largest batch finds room in each stage; without room it would wait for ever.

    All fish that enter a stage are counted at the stage's planned weight, as the farm does it.
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
    """The scenario is known, and the company has the stations in which it places batches."""
    scale, name = parameters.scale, parameters.scenario.name
    if name not in SCENARIOS:
        yield f"scenario.name = '{name}' is unknown; valid are: {', '.join(SCENARIOS)}"
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
