"""A day of the lice: larvae hatch and drift, copepodids settle, each stage moults and dies."""

import numpy as np

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.health.practice import HEALTH_PRACTICE
from scripts.data_generation.simulation.biology import lice
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.fish_tables import Assignments

ATTACHED = (
    Assignments.lice_copepodid,
    Assignments.lice_chalimus_1,
    Assignments.lice_chalimus_2,
)
MOBILE = (Assignments.lice_preadult_1, Assignments.lice_preadult_2)
ADULT = (Assignments.lice_male, Assignments.lice_female)
GROWING = (*ATTACHED, *MOBILE)
ALL_STAGES = (*GROWING, *ADULT)


def infest(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Let the lice of every cage live for a day, and its neighbours' larvae settle on its fish."""
    assignments = state.assignments
    at_sea = assignments.stage == Stage.ADULT
    if not at_sea.any():
        # Larvae find no fish of ours and are gone in weeks; nobody is there to count them.
        state.site_larvae[:] = 0.0
        return
    waters, figures = world.lice_waters, world.parameters.lice
    area = np.where(at_sea, assignments.body - waters.halls, 0)
    temperature = today.temperature_c[waters.halls :]
    pressure = _larvae(world, state, temperature, area)
    season = lice.season(today.day_of_year)
    pressure += waters.wild_pressure * (1.0 + figures.wild_season * season)
    pressure *= lice.salinity_response(today.salinity_psu[waters.halls :], figures)
    pressure *= 1.0 + figures.settling_season * season
    settling = pressure[area] * waters.exposure[assignments.container] * at_sea
    settling *= _kept_off(world, state, today)
    _live(world, state, today, settling, lice.moult_rate(temperature, figures)[area])


def _larvae(world: World, state: FarmState, temperature_c: Floats, area: Integers) -> Floats:
    """Add the day's eggs, take what hatches, and give the copepodids that settle on a fish.

    Egg strings last as long as eggs take to hatch, so warmth makes more of them. Shape (areas,).
    """
    waters, figures, assignments = world.lice_waters, world.parameters.lice, state.assignments
    larvae = state.site_larvae[waters.first_site :]
    egg_days = lice.stien_days(temperature_c, figures.egg_days_stien)
    hatched = larvae / (egg_days + lice.stien_days(temperature_c, figures.nauplius_days_stien))
    females = np.bincount(area, assignments.lice_female * assignments.count, len(larvae))
    reference = lice.stien_days(np.asarray(HEALTH_PRACTICE.breeding_c), figures.egg_days_stien)
    larvae += females / waters.full_fish * (reference / egg_days) - hatched
    return np.asarray(figures.breeding * (waters.reach @ hatched))


def _kept_off(world: World, state: FarmState, today: Today) -> Floats:
    """Share of the infection that skirts and functional feed let through, for each assignment."""
    figures, assignments = world.parameters.lice, state.assignments
    behind_skirt = assignments.skirt_until >= today.number
    on_course = assignments.feed_course_until >= today.number
    return np.asarray(
        (1.0 - figures.skirt_effect * behind_skirt)
        * (1.0 - figures.functional_feed_effect * on_course)
    )


def _live(world: World, state: FarmState, today: Today, settling: Floats, moult: Floats) -> None:
    """Deaths, moults and new copepodids of every stage."""
    figures, assignments = world.parameters.lice, state.assignments
    growing = np.stack([assignments[stage] for stage in GROWING])
    adults = np.stack([assignments[stage] for stage in ADULT])
    growing[: len(ATTACHED)] *= 1.0 - figures.attached_loss
    growing[len(ATTACHED) :] *= 1.0 - figures.mobile_loss
    adults *= 1.0 - figures.adult_loss
    grazed = assignments.cleaner_until >= today.number
    if grazed.any():
        growing[len(ATTACHED) :] *= 1.0 - figures.cleaner_loss * grazed
        adults *= 1.0 - figures.cleaner_loss * grazed
    _medicate(world, assignments, today.number, growing, adults)
    moulting = growing * moult
    growing -= moulting
    growing[0] += settling
    growing[1:] += moulting[:-1]
    # Half of them are females.
    adults += moulting[-1] / 2.0
    for stage, values in zip(ALL_STAGES, (*growing, *adults), strict=True):
        assignments[stage][:] = values


def _medicate(
    world: World, assignments: Assignments, day: int, growing: Floats, adults: Floats
) -> None:
    """Kill lice on fish that have eaten medicated feed, after its delay."""
    days_left = assignments.medicated_until - day
    working = (days_left >= 0) & (days_left < world.parameters.delousing.medicated_days)
    if working.any():
        spared = 1.0 - assignments.medicated_kill * working
        growing *= spared
        adults *= spared
