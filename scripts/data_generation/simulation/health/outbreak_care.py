"""Outbreaks in the eyes of people: dead counted, noticed, named, treated, over."""

import numpy as np

from scripts.data_generation.config.health.disease_profiles import PROFILES, Remedy
from scripts.data_generation.config.health.products import Outcome, Product
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.health.outbreaks import DISEASE
from scripts.data_generation.simulation.health.treatments import settle, treat, treated_rows
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState

PRODUCT_OF = {
    Remedy.SUPPORTIVE_CARE: Product.SUPPORTIVE_CARE,
    Remedy.FLORFENICOL: Product.FLORFENICOL,
    Remedy.FRESHWATER: Product.GILL_BATH,
}
REMEDIES = tuple(PRODUCT_OF.values())
CENTS = 100.0


def follow_outbreaks(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Count the day's dead of every outbreak, treat those that were named, close those over."""
    table = state.outbreaks
    if len(table) == 0:
        return
    if not table.over.all():
        _count(state, today)
        _notice(state, today, events)
        for row in np.flatnonzero((table.named_day == today.number - 1) & ~table.over):
            _treat(world, state, today, events, int(row))
        _close(state, today, events)
    if len(state.pending_treatments):
        _judge_remedies(world, state, today, events)
    gone = table.over & ~np.isin(table.batch, state.batches.id)
    if gone.any():
        table.keep(~gone)


def _count(state: FarmState, today: Today) -> None:
    """Add the day's dead by disease, and the containers that fell ill, to their outbreaks."""
    table, infections = state.outbreaks, state.infections
    size = len(table)
    ill = np.flatnonzero((today.leading > 0) & (today.cause == DISEASE))
    of = np.searchsorted(table.id, today.leading[ill])
    table.dead += np.bincount(of, weights=today.dead[ill], minlength=size).astype(np.int64)
    begun = ~infections.counted & (infections.first_day <= today.number)
    of = np.searchsorted(table.id, infections.outbreak[begun])
    table.containers += np.bincount(of, minlength=size)
    infections.counted[begun] = True


def _notice(state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Note what stands in the books of the outbreaks that are noticed today."""
    table = state.outbreaks
    noticed = (table.noticed_day == today.number) & ~table.over
    if noticed.any():
        table.noticed_dead[noticed] = table.dead[noticed]
        table.noticed_containers[noticed] = table.containers[noticed]
        events.outbreaks_noticed.append(table.where(noticed))
    named = table.named_day == today.number
    if named.any():
        events.outbreaks_named.append(table.where(named))


def _close(state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Close outbreaks that have run their course or whose last container is empty."""
    table = state.outbreaks
    ran_out = table.last_day <= today.number
    emptied = ~np.isin(table.id, state.infections.outbreak)
    over = ~table.over & (ran_out | emptied)
    if over.any():
        table.over[over] = True
        table.last_day[over] = np.minimum(table.last_day[over], today.number)
        done = np.isin(state.infections.outbreak, table.id[over])
        state.infections.keep(~done)
        # Where the fish left before the disease came there was no outbreak.
        came = table.containers > 0
        events.outbreaks_over.append(table.where(over & came))
        table.keep(~over | came)


def _treat(world: World, state: FarmState, today: Today, events: ChunkEvents, row: int) -> None:
    """Give the disease's remedy to the batch's ill containers, unless they are to be harvested."""
    table, settings, rows = state.outbreaks, world.parameters.outbreaks, state.assignments
    profile = PROFILES[int(table.disease[row])]
    batch = np.searchsorted(state.batches.id, table.batch[row])
    of_outbreak = state.infections.outbreak == table.id[row]
    ill = of_outbreak & (state.infections.first_day <= today.number)
    treated = np.flatnonzero(np.isin(rows.id, state.infections.assignment[ill]))
    if len(treated) == 0 or state.batches.harvest_from[batch] > 0:
        return
    remedy = Remedy(profile.remedy)
    biomass_kg = rows.count[treated] * rows.weight_g[treated] / 1000.0
    dose, days, withheld, eur_per_kg = {
        Remedy.SUPPORTIVE_CARE: (0.5, settings.care_days, 0.0, settings.care_eur_per_kg),
        Remedy.FLORFENICOL: (
            settings.florfenicol_mg_per_kg, settings.florfenicol_days,
            settings.withholding_degree_days, settings.florfenicol_eur_per_kg,
        ),
        Remedy.FRESHWATER: (settings.bath_hours, 1, 0.0, settings.bath_eur_per_kg),
    }[remedy]  # fmt: skip
    warmth = np.maximum(today.temperature_c[rows.body[treated]], 1.0)
    treat(
        state,
        events,
        rows=treated,
        day=today.number,
        product=PRODUCT_OF[remedy],
        dose=dose,
        cost_cents=CENTS * eur_per_kg * biomass_kg,
        duration_days=days,
        withholding_days=np.ceil(withheld / warmth).astype(np.int64),
        due_day=today.number + settings.judged_days,
        before=rows.count[treated],
    )
    state.infections.peak[ill] *= 1.0 - profile.relief
    table.treated_day[row] = today.number


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
