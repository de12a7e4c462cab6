"""Vaccination of a batch: planned by weight, fasted for, given in one day, felt for some more."""

import numpy as np

from scripts.data_generation.array_types import Booleans
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.fish.mortality import CAUSE_CODES
from scripts.data_generation.config.fish.mortality_reasons import Reason
from scripts.data_generation.config.health.products import VACCINES, Outcome
from scripts.data_generation.config.units import CENTS_A_EURO
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.health.treatments import Prescription, treat
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import NEVER, FarmState
from scripts.data_generation.simulation.logistics.batches import batch_rows, fish_in_batches

HANDLING = CAUSE_CODES.index("HANDLING")
STANDARD, ENHANCED = 1, 2


def vaccinate(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Plan the vaccination of batches that are ready, and give those of today."""
    batches = state.batches
    concerned = batches.vaccine == 0
    concerned |= today.number - batches.vaccinated_day <= _days_felt(world)
    if not concerned.any():
        return
    open_batches = (batches.vaccine == 0) & (batches.vaccinated_day == 0)
    if open_batches.any():
        _plan(world, state, today, open_batches)
    due = (batches.vaccine == 0) & (batches.vaccinated_day == today.number)
    for row in np.flatnonzero(due):
        _vaccinate_batch(world, state, today, events, int(row))
    _feel_it(world, state, today)


def _days_felt(world: World) -> int:
    vaccination = world.parameters.vaccination
    return max(vaccination.slow_days, vaccination.death_days)


def _plan(world: World, state: FarmState, today: Today, open_batches: Booleans) -> None:
    """Set the day of those heavy enough, or late in the smolt stage: after the days of fasting."""
    vaccination, batches = world.parameters.vaccination, state.batches
    stage = state.assignments.stage
    in_time = (stage == Stage.PARR) | (stage == Stage.SMOLT)
    if not in_time.any():
        return
    rows, size = batch_rows(state), len(batches)
    late = (stage == Stage.SMOLT) & (
        today.number - state.assignments.stage_day >= vaccination.latest_smolt_day
    )
    elsewhere = np.bincount(rows[~in_time], minlength=size) > 0
    _, weight = fish_in_batches(state)
    heavy = weight >= world.of_year(vaccination.from_weight_g, today.number)
    ready = heavy | (np.bincount(rows[late], minlength=size) > 0)
    planned = open_batches & ready & ~elsewhere
    batches.vaccinated_day[planned] = today.number + vaccination.fast_days


def _vaccinate_batch(
    world: World, state: FarmState, today: Today, events: ChunkEvents, row: int
) -> None:
    """Vaccinate all tanks of a batch; the control of each tank's doses is its outcome."""
    vaccination, streams = world.parameters.vaccination, world.streams
    batch = int(state.batches.id[row])
    share = world.of_year(vaccination.enhanced_share, today.number)
    enhanced = float(streams["vaccine protocol"].uniform(batch)) < share
    cost_eur = vaccination.enhanced_cost_eur if enhanced else vaccination.standard_cost_eur
    tanks = np.flatnonzero(state.assignments.batch == batch)
    badly = streams["vaccination control"].uniform(state.assignments.id[tanks])
    vaccine = Prescription(
        product=VACCINES[int(enhanced)],
        dose=vaccination.dose_ml,
        cost_cents=CENTS_A_EURO * cost_eur * state.assignments.count[tanks],
    )
    outcome = np.where(badly < vaccination.partial_share, Outcome.PARTIAL, Outcome.SUCCESSFUL)
    treat(state, events, tanks, today.number, vaccine, outcome=outcome)
    state.batches.vaccine[row] = ENHANCED if enhanced else STANDARD


def _feel_it(world: World, state: FarmState, today: Today) -> None:
    """Fasting before, low appetite and some deaths after."""
    vaccination, batches = world.parameters.vaccination, state.batches
    since = np.where(batches.vaccinated_day > 0, today.number - batches.vaccinated_day, NEVER)
    if since.min(initial=NEVER) > _days_felt(world):
        return
    appetite = np.where(since <= 0, 0.0, 1.0)
    appetite[(since > 0) & (since <= vaccination.slow_days)] = vaccination.slow_appetite
    dying = (since >= 0) & (since < vaccination.death_days)
    rows = batch_rows(state)
    today.appetite *= appetite[rows]
    today.extra_hazard[HANDLING] += np.where(dying, vaccination.deaths_a_day, 0.0)[rows]
    today.reason[HANDLING, dying[rows]] = Reason.VACCINATION
