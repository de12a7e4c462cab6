"""Outbreaks in the eyes of people: dead counted, noticed, named, treated, over."""

import numpy as np

from scripts.data_generation.array_types import Integers
from scripts.data_generation.config.health.disease_profiles import PROFILES, Remedy
from scripts.data_generation.config.health.practice import HEALTH_PRACTICE
from scripts.data_generation.config.health.products import Outcome, Product
from scripts.data_generation.config.units import CENTS_A_EURO, GRAMS_A_KG
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.health.outbreaks import DISEASE
from scripts.data_generation.simulation.health.treatments import (
    FollowUp,
    Prescription,
    settle,
    treat,
    treated_rows,
)
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState

PRODUCT_OF = {
    Remedy.SUPPORTIVE_CARE: Product.SUPPORTIVE_CARE,
    Remedy.FLORFENICOL: Product.FLORFENICOL,
    Remedy.FRESHWATER: Product.GILL_BATH,
}
REMEDIES = tuple(PRODUCT_OF.values())


def follow_outbreaks(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Count the day's dead of every outbreak, treat those that were named, close those over."""
    outbreaks = state.outbreaks
    if len(outbreaks) == 0:
        return
    if not outbreaks.over.all():
        _count(state, today)
        _notice(state, today, events)
        for row in np.flatnonzero((outbreaks.named_day == today.number - 1) & ~outbreaks.over):
            _treat(world, state, today, events, int(row))
        _close(state, today, events)
    if len(state.pending_treatments):
        _judge_remedies(world, state, today, events)
    gone = outbreaks.over & ~np.isin(outbreaks.batch, state.batches.id)
    if gone.any():
        outbreaks.keep(~gone)


def _count(state: FarmState, today: Today) -> None:
    """Add the day's dead by disease, and the containers that fell ill, to their outbreaks."""
    outbreaks, infections = state.outbreaks, state.infections
    size = len(outbreaks)
    ill = np.flatnonzero((today.leading > 0) & (today.cause == DISEASE))
    of = np.searchsorted(outbreaks.id, today.leading[ill])
    outbreaks.dead += np.bincount(of, weights=today.dead[ill], minlength=size).astype(np.int64)
    begun = ~infections.counted & (infections.first_day <= today.number)
    of = np.searchsorted(outbreaks.id, infections.outbreak[begun])
    outbreaks.containers += np.bincount(of, minlength=size)
    infections.counted[begun] = True


def _notice(state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Note what stands in the books of the outbreaks that are noticed today."""
    outbreaks = state.outbreaks
    noticed = (outbreaks.noticed_day == today.number) & ~outbreaks.over
    if noticed.any():
        outbreaks.noticed_dead[noticed] = outbreaks.dead[noticed]
        outbreaks.noticed_containers[noticed] = outbreaks.containers[noticed]
        events.outbreaks_noticed.append(outbreaks.where(noticed))
    named = outbreaks.named_day == today.number
    if named.any():
        events.outbreaks_named.append(outbreaks.where(named))


def _close(state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Close outbreaks that have run their course or whose last container is empty."""
    outbreaks = state.outbreaks
    ran_out = outbreaks.last_day <= today.number
    emptied = ~np.isin(outbreaks.id, state.infections.outbreak)
    over = ~outbreaks.over & (ran_out | emptied)
    if over.any():
        outbreaks.over[over] = True
        outbreaks.last_day[over] = np.minimum(outbreaks.last_day[over], today.number)
        done = np.isin(state.infections.outbreak, outbreaks.id[over])
        state.infections.keep(~done)
        # Where the fish left before the disease came there was no outbreak.
        came = outbreaks.containers > 0
        events.outbreaks_over.append(outbreaks.where(over & came))
        outbreaks.keep(~over | came)


def _treat(world: World, state: FarmState, today: Today, events: ChunkEvents, row: int) -> None:
    """Give the disease's remedy to the batch's ill containers, unless they are to be harvested."""
    outbreaks, settings = state.outbreaks, world.parameters.outbreaks
    assignments = state.assignments
    profile = PROFILES[int(outbreaks.disease[row])]
    batch = np.searchsorted(state.batches.id, outbreaks.batch[row])
    of_outbreak = state.infections.outbreak == outbreaks.id[row]
    ill = of_outbreak & (state.infections.first_day <= today.number)
    treated = np.flatnonzero(np.isin(assignments.id, state.infections.assignment[ill]))
    if len(treated) == 0 or state.batches.harvest_from[batch] > 0:
        return
    prescription = _prescription(world, state, today, treated, Remedy(profile.remedy))
    follow_up = FollowUp(today.number + settings.judged_days, before=assignments.count[treated])
    treat(state, events, treated, today.number, prescription, follow_up=follow_up)
    state.infections.peak[ill] *= 1.0 - profile.relief
    outbreaks.treated_day[row] = today.number


def _prescription(
    world: World, state: FarmState, today: Today, treated: Integers, remedy: Remedy
) -> Prescription:
    """What a remedy is for these rows of the assignments; an antibiotic is withheld by warmth."""
    settings, assignments = world.parameters.outbreaks, state.assignments
    withheld = np.zeros(len(treated))
    if remedy is Remedy.SUPPORTIVE_CARE:
        dose, days = HEALTH_PRACTICE.care_feed_share, settings.care_days
        eur_per_kg = settings.care_eur_per_kg
    elif remedy is Remedy.FLORFENICOL:
        dose, days = settings.florfenicol_mg_per_kg, settings.florfenicol_days
        eur_per_kg = settings.florfenicol_eur_per_kg
        warmth = np.maximum(today.temperature_c[assignments.body[treated]], 1.0)
        withheld = np.ceil(settings.withholding_degree_days / warmth)
    else:
        dose, days = settings.bath_hours, 1
        eur_per_kg = settings.bath_eur_per_kg
    biomass_kg = assignments.count[treated] * assignments.weight_g[treated] / GRAMS_A_KG
    return Prescription(
        product=PRODUCT_OF[remedy],
        dose=dose,
        cost_cents=CENTS_A_EURO * eur_per_kg * biomass_kg,
        duration_days=days,
        withholding_days=withheld.astype(np.int64),
    )


def _judge_remedies(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Judge remedies by the share of the fish that died since; by what is known if fish left."""
    settings, pending = world.parameters.outbreaks, state.pending_treatments
    ours = np.flatnonzero(np.isin(pending.product, REMEDIES))
    if len(ours) == 0:
        return
    rows, stands = treated_rows(state, ours)
    due = ~stands | (pending.due_day[ours] <= today.number)
    if not due.any():
        return
    alive = np.where(stands, state.assignments.count[rows], pending.before[ours])
    lost = 1.0 - alive / np.maximum(pending.before[ours], 1.0)
    judged = np.select(
        [~stands, lost <= settings.good_share_dead, lost <= settings.fair_share_dead],
        [Outcome.PARTIAL, Outcome.SUCCESSFUL, Outcome.PARTIAL],
        Outcome.UNSUCCESSFUL,
    )
    settle(state, events, ours[due], today.number, judged[due])
