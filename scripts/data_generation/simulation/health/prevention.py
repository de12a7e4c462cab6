"""Prevention at sea: feed courses by the calendar, cleaner fish and skirts by days in the sea."""

import numpy as np

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.health.practice import HEALTH_PRACTICE
from scripts.data_generation.config.health.products import Outcome, Product
from scripts.data_generation.config.units import CENTS_A_EURO, GRAMS_A_KG, PER_CENT
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
from scripts.data_generation.simulation.logistics.batches import batch_rows

PREVENTIVE = (Product.FUNCTIONAL_FEED, Product.CLEANER_FISH, Product.LICE_SKIRT)


def prevent(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Settle the measures that end today, and begin those that are due in this year of the run."""
    _settle_ended(world, state, today, events)
    if len(state.assignments) == 0:
        return
    _feed_course(world, state, today, events)
    _stock_cleaner_fish(world, state, today, events)
    _mount_skirts(world, state, today, events)


def _settle_ended(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Judge what ends today: feed by the deaths, the others by the lice; cut short is half done."""
    pending = state.pending_treatments
    if len(pending) == 0:
        return
    is_due = pending.due_day <= today.number
    ended = np.flatnonzero(is_due & np.isin(pending.product, PREVENTIVE))
    if len(ended) == 0:
        return
    rows, stands = treated_rows(state, ended)
    if not len(state.assignments):
        settle(state, events, ended, today.number, Outcome.PARTIAL)
        return
    lost = 1.0 - state.assignments.count[rows] / np.maximum(pending.before[ended], 1.0)
    by_deaths = outcome_of_losses(world, PER_CENT * lost, pending.duration_days[ended])
    by_lice = outcome_of_lice(world, state.assignments.lice_counted[rows])
    outcome = np.where(pending.product[ended] == Product.FUNCTIONAL_FEED, by_deaths, by_lice)
    settle(state, events, ended, today.number, np.where(stands, outcome, Outcome.PARTIAL))


def outcome_of_losses(world: World, lost_percent: Floats, days: Integers) -> Integers:
    """Outcome of a measure of so many days in which so many % of the fish died; any one shape."""
    prevention = world.parameters.prevention
    monthly = lost_percent * HEALTH_PRACTICE.loss_month_days / days
    return np.select(
        [monthly < prevention.good_loss_percent, monthly < prevention.bad_loss_percent],
        [int(Outcome.SUCCESSFUL), int(Outcome.PARTIAL)],
        int(Outcome.UNSUCCESSFUL),
    )


def outcome_of_lice(world: World, females: Floats) -> Integers:
    """Outcome of cleaner fish or a skirt by adult females a fish at the last count; any shape."""
    limit = world.parameters.delousing.limit
    return np.select(
        [females <= limit, females <= HEALTH_PRACTICE.partial_lice_limits * limit],
        [int(Outcome.SUCCESSFUL), int(Outcome.PARTIAL)],
        int(Outcome.UNSUCCESSFUL),
    )


def _feed_course(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Begin a course in every cage that is not about to be harvested, on the year's days for it."""
    prevention = world.parameters.prevention
    courses = round(world.of_year(prevention.feed_courses, today.number))
    if courses == 0 or today.day_of_year not in prevention.feed_start_days[:courses]:
        return
    assignments = state.assignments
    at_sea = assignments.stage == Stage.ADULT
    announced = (state.batches.harvest_from > 0)[batch_rows(state)]
    cages = np.flatnonzero(at_sea & ~announced)
    biomass_kg = (assignments.count * assignments.weight_g)[cages] / GRAMS_A_KG
    course = Prescription(
        product=Product.FUNCTIONAL_FEED,
        dose=HEALTH_PRACTICE.functional_feed_percent,
        cost_cents=CENTS_A_EURO * prevention.feed_cost_eur_per_kg * biomass_kg,
        duration_days=prevention.feed_course_days,
    )
    last_day = _begin(state, events, today, cages, course, prevention.feed_course_days)
    assignments.feed_course_until[cages] = last_day


def _stock_cleaner_fish(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Stock lumpfish in the year's share of the cages, once each."""
    prevention = world.parameters.prevention
    share = world.of_year(prevention.cleaner_share, today.number)
    cages = _chosen(world, state, today, prevention.cleaner_sea_day, share, Product.CLEANER_FISH)
    if len(cages) == 0:
        return
    lumpfish = state.assignments.count[cages] * prevention.cleaner_fish_share
    stocked = Prescription(
        product=Product.CLEANER_FISH,
        dose=PER_CENT * prevention.cleaner_fish_share,
        cost_cents=CENTS_A_EURO * prevention.cleaner_cost_eur * lumpfish,
        duration_days=prevention.cleaner_days,
    )
    last_day = _begin(state, events, today, cages, stocked, prevention.cleaner_days)
    state.assignments.cleaner_until[cages] = last_day


def _mount_skirts(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Mount skirts around the year's share of the cages, once each."""
    prevention = world.parameters.prevention
    share = world.of_year(prevention.skirt_share, today.number)
    cages = _chosen(world, state, today, prevention.skirt_sea_day, share, Product.LICE_SKIRT)
    if len(cages) == 0:
        return
    mounted = Prescription(
        product=Product.LICE_SKIRT,
        dose=prevention.skirt_depth_m,
        cost_cents=CENTS_A_EURO * prevention.skirt_cost_eur,
        duration_days=prevention.skirt_days,
    )
    last_day = _begin(state, events, today, cages, mounted, prevention.skirt_days)
    state.assignments.skirt_until[cages] = last_day


def _chosen(
    world: World, state: FarmState, today: Today, sea_day: int, share: float, product: Product
) -> Integers:
    """The cages that are `sea_day` days in the sea today and belong to this share of all cages."""
    if share == 0.0:
        return np.zeros(0, dtype=np.int64)
    assignments = state.assignments
    of_age = today.number - assignments.stage_day == sea_day
    cages = np.flatnonzero(of_age & (assignments.stage == Stage.ADULT))
    if len(cages) == 0:
        return cages
    luck = world.streams["prevention"].uniform(assignments.id[cages], 0, int(product))
    return cages[luck < share]


def _begin(
    state: FarmState,
    events: ChunkEvents,
    today: Today,
    cages: Integers,
    measure: Prescription,
    days: int,
) -> int:
    """Record a measure of so many days in these cages, to be judged when it ends: its last day."""
    follow_up = FollowUp(today.number + days, before=state.assignments.count[cages])
    treat(state, events, cages, today.number, measure, follow_up=follow_up)
    return today.number + days - 1
