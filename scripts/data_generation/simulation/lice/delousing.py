"""Delousing: planned after a count above the limit, fasted for, felt by the fish, and measured."""

from enum import IntEnum

import numpy as np

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.fish.mortality import CAUSE_CODES
from scripts.data_generation.config.fish.mortality_reasons import Reason
from scripts.data_generation.config.health.delousing import METHODS, Delousing
from scripts.data_generation.config.health.practice import HEALTH_PRACTICE
from scripts.data_generation.config.health.products import Outcome, Product
from scripts.data_generation.config.units import CENTS_A_EURO, GRAMS_A_KG, TINY
from scripts.data_generation.simulation.biology.mortality import chosen
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.health.treatments import (
    FollowUp,
    Prescription,
    settle,
    treat,
    treated_rows,
)
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.lice.infestation import ADULT, ATTACHED, MOBILE
from scripts.data_generation.simulation.logistics.batches import batch_rows
from scripts.data_generation.simulation.water.water_bodies import site_of_body

HANDLING = CAUSE_CODES.index("HANDLING")


class LuckDraw(IntEnum):
    """The draws of "delousing luck", by treatment."""

    EFFICACY = 0
    HARM = 1


MEDICINES = np.asarray([method in (Product.AZAMETHIPHOS, Product.EMAMECTIN) for method in METHODS])
IN_FEED = METHODS.index(Product.EMAMECTIN)


def delouse(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Measure and plan after today's counts, treat the cages of today, and let the fish feel it."""
    state.site_resistance *= 1.0 - world.parameters.delousing.resistance_fade
    counted = state.assignments.counted_day == today.number
    if counted.any():
        _measure(world, state, today, events)
        _plan(world, state, today, np.flatnonzero(counted))
    _feel_it(world, state, today)
    due = state.assignments.treat_day == today.number
    if due.any():
        _treat(world, state, today, events, np.flatnonzero(due))
    hurting = state.assignments.delousing_hazard
    today.extra_hazard[HANDLING] += hurting
    today.reason[HANDLING, hurting > HEALTH_PRACTICE.delousing_felt_hazard] = Reason.DELOUSING
    hurting *= world.parameters.delousing.hazard_left


def outcome_of_counts(before: Floats, after: Floats, delousing: Delousing) -> Integers:
    """How a treatment went, from adult females a fish counted before and after it; one shape."""
    reduction = 1.0 - after / np.maximum(before, TINY)
    good = (reduction >= delousing.success_reduction) & (after <= delousing.limit)
    some = (reduction >= delousing.partial_reduction) | good
    return np.select(
        [good, some], [int(Outcome.SUCCESSFUL), int(Outcome.PARTIAL)], int(Outcome.UNSUCCESSFUL)
    )


def _measure(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Settle the treatments whose cage had its control count today."""
    pending = state.pending_treatments
    ours = np.flatnonzero(np.isin(pending.product, METHODS))
    if len(ours) == 0:
        return
    rows, stands = treated_rows(state, ours)
    assignments = state.assignments
    measured = stands & (assignments.control_day[rows] == today.number)
    if measured.any():
        after = assignments.lice_counted[rows[measured]]
        before = pending.before[ours[measured]]
        outcome = outcome_of_counts(before, after, world.parameters.delousing)
        settle(state, events, ours[measured], today.number, outcome)


def _plan(world: World, state: FarmState, today: Today, counted: Integers) -> None:
    """Call off plans for cages that are below the limit again; plan for those above it.

    One campaign an area and day has one method; its cages follow each other, the fullest of lice
    first. A cage whose last treatment is not measured yet, or that will be harvested, waits.
    """
    delousing, assignments = world.parameters.delousing, state.assignments
    above = assignments.lice_counted[counted] > delousing.limit
    assignments.treat_day[counted[~above]] = 0
    staying = state.batches.harvest_from[batch_rows(state)[counted]] == 0
    idle = (assignments.treat_day[counted] == 0) & (
        assignments.control_day[counted] <= today.number
    )
    wanted = counted[above & idle & staying]
    if len(wanted) == 0:
        return
    area = assignments.body[wanted] - world.lice_waters.halls
    for one in np.unique(area):
        cages = wanted[area == one]
        cages = cages[np.argsort(-assignments.lice_counted[cages], kind="stable")]
        method = _method(world, state, today, int(one))
        first = today.number + 1 + round(delousing.fast_days[method])
        turn = np.arange(len(cages)) // delousing.cages_a_day
        rested = assignments.treated_day[cages] + delousing.interval_days + 1
        assignments.treat_day[cages] = np.maximum(first + turn, rested)
        assignments.treat_method[cages] = method


def _method(world: World, state: FarmState, today: Today, area: int) -> int:
    """The method of a campaign: by the country's habits, medicines the less the more resisted."""
    delousing, waters = world.parameters.delousing, world.lice_waters
    habits = delousing.faroe_shares if waters.faroe[area] else delousing.scotland_shares
    resistance = state.site_resistance[waters.first_site + area]
    shares = np.asarray(habits) * np.where(MEDICINES, 1.0 - resistance, 1.0)
    luck = world.streams["delousing method"].uniform(np.asarray([area]), today.number)
    return int(chosen(luck, shares[None, :])[0])


def _feel_it(world: World, state: FarmState, today: Today) -> None:
    """No feed before and on the day of a bath or a machine, little after it.

    A harvest that has been booked since the plan calls it off.
    """
    delousing, assignments = world.parameters.delousing, state.assignments
    planned = assignments.treat_day > 0
    if planned.any():
        planned &= state.batches.harvest_from[batch_rows(state)] == 0
        assignments.treat_day[~planned] = 0
        fast = np.asarray(delousing.fast_days)[assignments.treat_method]
        today.appetite[planned & (fast > 0) & (assignments.treat_day - today.number <= fast)] = 0.0
    since = today.number - assignments.treated_day
    slow = (since <= delousing.slow_days) & (assignments.treat_method != IN_FEED)
    if slow.any():
        today.appetite[slow] *= delousing.slow_appetite


def _treat(
    world: World, state: FarmState, today: Today, events: ChunkEvents, due: Integers
) -> None:
    """Treat the cages of today; a storm or a count puts it off.

    What was counted on a morning is looked at before anybody treats.
    """
    delousing, assignments = world.parameters.delousing, state.assignments
    late = today.storm[assignments.body[due]] | (assignments.counted_day[due] == today.number)
    assignments.treat_day[due[late]] += 1
    cages = due[~late]
    if len(cages) == 0:
        return
    method = assignments.treat_method[cages]
    temperature = today.temperature_c[assignments.body[cages]]
    biomass_kg = assignments.count[cages] * assignments.weight_g[cages] / GRAMS_A_KG
    control = _of(delousing.control_days, method).astype(np.int64)
    degree_days = _of(delousing.withholding_degree_days, method)
    prescription = Prescription(
        product=np.asarray(METHODS)[method],
        dose=_of(delousing.dose, method),
        cost_cents=CENTS_A_EURO * _of(delousing.cost_eur_per_kg, method) * biomass_kg,
        duration_days=_of(delousing.duration_days, method).astype(np.int64),
        withholding_days=np.ceil(
            degree_days / np.maximum(temperature, HEALTH_PRACTICE.least_withholding_c)
        ).astype(np.int64),
    )
    follow_up = FollowUp(due_day=today.number + control, before=assignments.lice_counted[cages])
    ids = treat(state, events, cages, today.number, prescription, follow_up=follow_up)
    _kill(
        world,
        state,
        today,
        cages,
        method,
        world.streams["delousing luck"].normal(ids, draw=LuckDraw.EFFICACY),
    )
    severity = np.exp(
        delousing.hazard_sd * world.streams["delousing luck"].normal(ids, draw=LuckDraw.HARM)
        + delousing.hazard_per_degree * (temperature - HEALTH_PRACTICE.delousing_usual_c)
    )
    assignments.delousing_hazard[cages] = _of(delousing.hazard, method) * severity
    assignments.treat_day[cages] = 0
    assignments.treated_day[cages] = today.number
    assignments.control_day[cages] = today.number + control


def _kill(
    world: World, state: FarmState, today: Today, cages: Integers, method: Integers, luck: Floats
) -> None:
    """Kill the lice that a bath or machine reaches; medicated feed kills later, over weeks."""
    delousing, assignments = world.parameters.delousing, state.assignments
    waters = world.lice_waters
    site = site_of_body(len(world.stations), assignments.body[cages])
    left = np.where(MEDICINES[method], 1.0 - state.site_resistance[site], 1.0)
    strength = np.exp(delousing.efficacy_sd * luck)
    in_feed = method == IN_FEED
    spared = {}
    for stages, efficacy in (
        (ATTACHED, delousing.attached_efficacy),
        (MOBILE + ADULT, delousing.mobile_efficacy),
    ):
        most = HEALTH_PRACTICE.delousing_most_efficacy
        killed = np.minimum(_of(efficacy, method) * left, most)
        spared[stages] = (1.0 - killed) ** strength
        for stage in stages:
            assignments[stage][cages] *= np.where(in_feed, 1.0, spared[stages])
    days = delousing.medicated_days
    daily = 1.0 - spared[MOBILE + ADULT] ** (1.0 / days)
    until = today.number + delousing.medicated_delay_days + days - 1
    assignments.medicated_until[cages] = np.where(
        in_feed, until, assignments.medicated_until[cages]
    )
    assignments.medicated_kill[cages] = np.where(in_feed, daily, assignments.medicated_kill[cages])
    share = np.bincount(site, MEDICINES[method], len(state.site_resistance))
    share[waters.first_site :] = share[waters.first_site :] / waters.cages
    resistance = state.site_resistance
    resistance += delousing.resistance_gain * share * (delousing.resistance_most - resistance)


def _of(by_method: tuple[float, ...], method: Integers) -> Floats:
    """The value of each cage's method."""
    return np.asarray(by_method)[method]
