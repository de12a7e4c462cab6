"""Weekly rounds: what a site manager sees of a batch, and whether it is an issue."""

import numpy as np

from scripts.data_generation.array_types import Booleans, Floats, Integers
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.health.surveillance import Surveillance
from scripts.data_generation.config.units import GRAMS_A_KG
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.health_tables import RoundBook, Rounds
from scripts.data_generation.simulation.logistics.batches import batch_rows

# Severity of a round.
LOW, MEDIUM, HIGH = 0, 1, 2

# `next_share` of a round that no later one has answered yet, and of one whose batch was gone.
UNANSWERED = -1.0
GONE = -2.0


def make_rounds(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Add up the day's dead and feed of every batch; on a batch's weekday write its round."""
    book, batches = state.rounds, state.batches
    if not np.array_equal(book.batch, batches.id):
        _keep_to_batches(state, events)
    if len(book) == 0:
        return
    of = batch_rows(state)
    np.add.at(book.dead, of, today.dead)
    np.add.at(book.feed_units, of, today.fed_units)
    interval = world.parameters.surveillance.round_interval_days
    due = (today.number + book.batch) % interval == 0
    if due.any():
        _write_rounds(world, state, today, events, np.flatnonzero(due))


def severity_of(share_dead: Floats, stage: Integers, surveillance: Surveillance) -> Integers:
    """LOW, MEDIUM or HIGH by the share of a batch that died in a week; all of one shape."""
    grown = stage >= Stage.POST_SMOLT
    raised = np.where(grown, surveillance.raised_grown, surveillance.raised_fresh)
    high = np.where(grown, surveillance.high_grown, surveillance.high_fresh)
    return np.select([share_dead >= high, share_dead >= raised], [HIGH, MEDIUM], LOW)


def _sums(of: Integers, values: Integers | Floats, size: int) -> Floats:
    """Sum over the assignments of each batch."""
    return np.asarray(np.bincount(of, weights=values, minlength=size), dtype=np.float64)


def _keep_to_batches(state: FarmState, events: ChunkEvents) -> None:
    """A row for every batch that is alive; issues of the others are closed."""
    book, living = state.rounds, state.batches.id
    gone = ~np.isin(state.issues.batch, living)
    _answer(state, events, gone, np.full(int(gone.sum()), GONE))
    book.keep(np.isin(book.batch, living))
    new = ~np.isin(living, book.batch)
    book.append(
        RoundBook(
            batch=living[new],
            since=state.batches.start_day[new] - 1,
            dead=0,
            feed_units=0,
            fish=state.batches.eggs[new],
        )
    )


def _answer(state: FarmState, events: ChunkEvents, answered: Booleans, next_share: Floats) -> None:
    """Log these issues once more, with what came of them."""
    if answered.any():
        notes = state.issues.where(answered)
        notes.next_share = next_share
        events.rounds.append(notes)
        state.issues.keep(~answered)


def _write_rounds(
    world: World, state: FarmState, today: Today, events: ChunkEvents, due: Integers
) -> None:
    """Note what is seen of these batches; each round answers the issue of the round before."""
    book, of, size = state.rounds, batch_rows(state), len(state.rounds)
    fish = _sums(of, state.assignments.count, size).astype(np.int64)
    due = due[fish[due] > 0]
    noted = book.where(due)
    rounds = _seen(world, state, today, of, size).where(due)
    rounds.id = state.numbers("round", len(due))
    rounds.days = today.number - noted.since
    rounds.dead = noted.dead
    # Fish that were harvested or moved away in the week were at risk for some of it.
    at_risk = np.maximum(noted.fish, rounds.fish + noted.dead)
    rounds.share = noted.dead / at_risk
    rounds.feed_units = noted.feed_units
    rounds.severity = severity_of(rounds.share, rounds.stage_to, world.parameters.surveillance)
    answering = np.isin(state.issues.batch, noted.batch)
    of_issue = np.searchsorted(noted.batch, state.issues.batch[answering])
    _answer(state, events, answering, rounds.share[of_issue])
    events.rounds.append(rounds)
    state.issues.append(rounds.where(rounds.severity > LOW))
    book.since[due] = today.number
    book.dead[due] = 0
    book.feed_units[due] = 0
    book.fish[due] = rounds.fish


def _seen(world: World, state: FarmState, today: Today, of: Integers, size: int) -> Rounds:
    """Every batch as it stands tonight, summed or averaged over its containers.

    What its last round and its book say of it is still 0.
    """
    assignments = state.assignments
    containers = np.bincount(of, minlength=size)
    fish = _sums(of, assignments.count, size)
    biomass_kg = _sums(of, assignments.count * assignments.weight_g, size) / GRAMS_A_KG
    warmth = _sums(of, today.temperature_c[assignments.body], size)
    stage_from, stage_to = np.full(size, len(Stage)), np.zeros(size, dtype=np.int64)
    np.minimum.at(stage_from, of, assignments.stage)
    np.maximum.at(stage_to, of, assignments.stage)
    one_of = np.zeros(size, dtype=np.int64)
    one_of[of] = assignments.container
    return Rounds(
        id=0,
        day=today.number,
        days=0,
        batch=state.rounds.batch,
        site=world.layout.containers.site[one_of],
        stage_from=stage_from,
        stage_to=stage_to,
        containers=containers,
        fish=fish.astype(np.int64),
        biomass_kg=biomass_kg,
        weight_g=GRAMS_A_KG * biomass_kg / np.maximum(fish, 1.0),
        dead=0,
        share=0.0,
        feed_units=0,
        temperature_c=warmth / np.maximum(containers, 1),
        severity=LOW,
        next_share=UNANSWERED,
    )
