"""Outbreaks: how a disease comes to a batch, goes from container to container, and weakens fish.

An outbreak is one disease in one batch at one site. Which containers it will reach, when and how
hard is settled when it begins; fish that are moved take it with them.
"""

from enum import IntEnum

import numpy as np

from scripts.data_generation.array_types import Booleans, Floats, Integers
from scripts.data_generation.config.fish.mortality import CAUSE_CODES
from scripts.data_generation.config.health.disease_profiles import PROFILES
from scripts.data_generation.config.units import DAYS_A_WEEK
from scripts.data_generation.simulation.biology.disease_risk import (
    daily_risk,
    pressure_factor,
    vaccine_factor,
)
from scripts.data_generation.simulation.biology.illness import (
    APPETITE_LOSS,
    peak_hazard,
    strength_of,
)
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.health_tables import Infections, Outbreaks

DISEASE = CAUSE_CODES.index("DISEASE")
DISEASES = len(PROFILES)


class CourseDraw(IntEnum):
    """The draws of "outbreak course": of the outbreak, then of each container."""

    START = 0
    DAYS = 1
    SEVERITY = 2
    REACHED = 3
    ALWAYS_REACHED = 4
    DELAY = 5
    HARM = 6


def fall_ill(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Bring diseases to batches once a week, and let the ill ones suffer for a day.

    Ill assignments lose a share of their appetite and have more hazard a day. Risks and courses:
    docs/realism.md, diseases and their spread.
    """
    if today.number % DAYS_A_WEEK == 0 and len(state.assignments):
        _bring_diseases(world, state, today)
    if len(state.infections):
        _follow_the_fish(state, today)
    if len(state.infections):
        _suffer(world, state, today)


def _bring_diseases(world: World, state: FarmState, today: Today) -> None:
    """Begin the week's outbreaks, each on one of its days."""
    settings, batches = world.parameters.outbreaks, state.batches
    batch, site, first = _groups(world, state)
    assignments = state.assignments
    stage, of = assignments.stage[first], np.searchsorted(batches.id, batch)
    risk = daily_risk(stage, today.number - assignments.stage_day[first], today.number, settings)
    vaccinated = batches.vaccine[of] > 0
    since = np.where(vaccinated, today.number - batches.vaccinated_day[of], 0)
    risk = risk * vaccine_factor(batches.vaccine[of], since, stage, settings)
    risk *= _pressure(world, state, today)[site]
    # Two batches at one site share its risk.
    _, here, together = np.unique(site, return_inverse=True, return_counts=True)
    chance = 1.0 - np.exp(-DAYS_A_WEEK * risk / together[here][:, None])
    luck = world.streams["outbreak"].uniform(
        batch[:, None], today.number, site[:, None] * DISEASES + np.arange(DISEASES)
    )
    for group, disease in np.argwhere(luck < chance):
        _begin(world, state, today, int(batch[group]), int(site[group]), int(disease))


def _groups(world: World, state: FarmState) -> tuple[Integers, Integers, Integers]:
    """Every batch at every site where it has fish: batch, site, and the row of one container."""
    assignments = state.assignments
    site = world.layout.containers.site[assignments.container]
    sites = len(world.layout.sites)
    key, first = np.unique(assignments.batch * sites + site, return_index=True)
    return key // sites, key % sites, first


def _pressure(world: World, state: FarmState, today: Today) -> Floats:
    """Infection pressure at every site, shape (sites, diseases); 1 in fresh water."""
    sick = np.zeros((len(world.layout.sites), DISEASES), dtype=bool)
    ongoing = (state.outbreaks.first_day <= today.number) & ~state.outbreaks.over
    sick[state.outbreaks.site[ongoing], state.outbreaks.disease[ongoing]] = True
    occupied = np.zeros(len(sick), dtype=bool)
    occupied[world.layout.containers.site[state.assignments.container]] = True
    factor = np.ones(sick.shape)
    areas = world.areas
    factor[areas] = pressure_factor(
        sick[areas], occupied[areas], world.areas_km, today.number, world.parameters.outbreaks
    )
    return factor


def _begin(
    world: World, state: FarmState, today: Today, batch: int, site: int, disease: int
) -> None:
    """Begin an outbreak, unless the batch has the disease or is still immune from having had it."""
    settings, profile, outbreaks = world.parameters.outbreaks, PROFILES[disease], state.outbreaks
    had = (outbreaks.batch == batch) & (outbreaks.disease == disease)
    if (had & (outbreaks.last_day + profile.again_days > today.number)).any():
        return
    assignments = state.assignments
    here = world.layout.containers.site[assignments.container] == site
    ids = assignments.id[here & (assignments.batch == batch)]
    number = int(state.numbers("outbreak", 1)[0])
    luck = world.streams["outbreak course"]
    start = today.number + int(luck.uniform(number, draw=CourseDraw.START) * DAYS_A_WEEK)
    normal = luck.normal(number, draw=[CourseDraw.DAYS, CourseDraw.SEVERITY])
    days = profile.days * float(np.exp(settings.days_sd * normal[0]))
    severity = float(np.exp(settings.severity_sd * normal[1] - settings.severity_sd**2 / 2))
    reached = luck.uniform(ids, number, CourseDraw.REACHED) < profile.affected
    always = luck.uniform(number, draw=CourseDraw.ALWAYS_REACHED)
    reached[int(always * len(ids))] = True
    delay = -profile.cage_days * np.log(luck.uniform(ids, number, CourseDraw.DELAY))
    delay = np.floor(delay - delay[reached].min()).astype(np.int64)
    ill, delay = ids[reached], delay[reached]
    begun = Outbreaks(
        id=number,
        batch=batch,
        disease=disease,
        site=site,
        first_day=start,
        last_day=start + int(delay.max()) + int(np.ceil(days)) - 1,
        days=days,
        severity=severity,
        noticed_day=start + int(settings.noticed_share * profile.rise * days),
        noticed_dead=0,
        noticed_containers=0,
        named_day=0,
        sampled_day=0,
        treated_day=0,
        containers=0,
        dead=0,
        over=False,
    )
    outbreaks.append(begun)
    _infect(world, state, begun, ill, start + delay)


def _infect(
    world: World, state: FarmState, outbreak: Outbreaks, assignments: Integers, first_day: Integers
) -> None:
    """Infect these assignments from these days on, each with a luck of its own.

    `outbreak` is the one row of what comes to them.
    """
    sd = world.parameters.outbreaks.container_sd
    normal = world.streams["outbreak course"].normal(assignments, outbreak.id, CourseDraw.HARM)
    profile = PROFILES[int(outbreak.disease[0])]
    share = profile.share_dead * outbreak.severity * np.exp(sd * normal - sd**2 / 2)
    state.infections.append(
        Infections(
            outbreak=outbreak.id[0],
            batch=outbreak.batch[0],
            disease=outbreak.disease[0],
            assignment=assignments,
            first_day=first_day,
            days=outbreak.days[0],
            peak=peak_hazard(share, np.full(len(share), outbreak.days)),
            counted=False,
        )
    )


def _follow_the_fish(state: FarmState, today: Today) -> None:
    """Drop infections of containers that are empty now; fish that moved today stay ill."""
    assignments, infections = state.assignments, state.infections
    arrived = assignments.arrival_day == today.number
    moved = arrived & np.isin(assignments.batch, infections.batch)
    stands = np.isin(infections.assignment, assignments.id)
    if moved.any():
        _inherit(state, np.flatnonzero(moved), stands, today)
    if not stands.all():
        infections.keep(np.isin(infections.assignment, assignments.id))


def _inherit(state: FarmState, moved: Integers, stands: Booleans, today: Today) -> None:
    """Containers filled today from an ill batch carry on the mean of its infections."""
    assignments, infections = state.assignments, state.infections
    for batch in np.unique(assignments.batch[moved]):
        new = assignments.id[moved[assignments.batch[moved] == batch]]
        of_batch = infections.batch == batch
        for outbreak in np.unique(infections.outbreak[of_batch]):
            old = infections.where(infections.outbreak == outbreak)
            fresh = new[~np.isin(new, old.assignment)]
            begun = old.first_day <= today.number
            if len(fresh) and begun.any():
                infections.append(
                    Infections(
                        outbreak=outbreak,
                        batch=batch,
                        disease=old.disease[0],
                        assignment=fresh,
                        first_day=int(np.median(old.first_day[begun])),
                        days=old.days[0],
                        peak=old.peak[begun].mean(),
                        counted=False,
                    )
                )


def _suffer(world: World, state: FarmState, today: Today) -> None:
    """Take appetite from the fish of ill containers, and add to their hazard."""
    infections = state.infections
    rows = np.searchsorted(state.assignments.id, infections.assignment)
    ill = strength_of(infections, today.number)
    hazard = infections.peak * ill
    size = len(state.assignments)
    at_once = np.bincount(rows, weights=ill > 0, minlength=size)
    added = np.bincount(rows, weights=hazard, minlength=size)
    added *= np.where(at_once > 1, world.parameters.outbreaks.co_infection, 1.0)
    today.extra_hazard[DISEASE] += added
    np.multiply.at(today.appetite, rows, 1.0 - APPETITE_LOSS[infections.disease] * ill)
    # Of two diseases in a container the worse one names the dead.
    order = np.argsort(hazard, kind="stable")
    order = order[hazard[order] > 0]
    today.reason[DISEASE, rows[order]] = infections.disease[order]
    today.leading[rows[order]] = infections.outbreak[order]
