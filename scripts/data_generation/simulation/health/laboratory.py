"""Laboratory samples: taken every quarter and in outbreaks, sent, and answered days later.

A test is positive with the sensitivity of its kind where the container is infected, and else with
what is left to its specificity; the answer is settled when the sample is taken.
"""

from enum import IntEnum

import numpy as np

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.company.planning import PLANNING
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.health.disease_profiles import PROFILES
from scripts.data_generation.config.health.laboratory import BLOOD, TESTED, Laboratory, SampleKind
from scripts.data_generation.config.health.practice import HEALTH_PRACTICE
from scripts.data_generation.simulation.biology.illness import illness
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.health_tables import (
    BLOOD_COLUMNS,
    CT_COLUMNS,
    LabResults,
    LabSamples,
)
from scripts.data_generation.simulation.ledger.randomness import Stream

DISEASES = len(PROFILES)
NOT_TESTED, NOT_FOUND = -1.0, 0.0


class AnswerDraw(IntEnum):
    """The draws of "laboratory answer": a disease each for FOUND and CT, a value each for BLOOD."""

    FOUND = 0
    CT = 16
    BLOOD = 32
    SENT = 48
    ANSWERED = 49


# The kinds that a routine sending takes in turn, and those of an outbreak.
ROUTINE = (
    (SampleKind.TISSUE, SampleKind.BLOOD),
    (SampleKind.GILL, SampleKind.FAECES),
    (SampleKind.TISSUE, SampleKind.GILL),
    (SampleKind.BLOOD, SampleKind.WATER),
)
IN_OUTBREAK = (SampleKind.TISSUE, SampleKind.GILL, SampleKind.BLOOD)


def use_laboratory(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Read the answers of today, then take the samples that are due."""
    if len(state.at_laboratory):
        _read_answers(state, today, events)
    _take_routine(world, state, today, events)
    if len(state.outbreaks) == 0:
        return
    noticed = np.flatnonzero(
        (state.outbreaks.noticed_day == today.number)
        & ~state.outbreaks.over
        & (state.outbreaks.sampled_day == 0)
    )
    for row in noticed:
        _take_in_outbreak(world, state, today, events, int(row))


def _read_answers(state: FarmState, today: Today, events: ChunkEvents) -> None:
    """Log today's answers; the first that finds an outbreak's agent names its disease."""
    waiting, outbreaks = state.at_laboratory, state.outbreaks
    read = waiting.received_day <= today.number
    if not read.any():
        return
    answers = waiting.where(read)
    explained = np.zeros(len(answers), dtype=bool)
    for row in np.flatnonzero(~outbreaks.over & (outbreaks.first_day <= today.number)):
        cts = answers[CT_COLUMNS[int(outbreaks.disease[row])]]
        found = (answers.batch == outbreaks.batch[row]) & (cts > NOT_FOUND)
        explained |= found
        if found.any() and outbreaks.named_day[row] == 0:
            outbreaks.named_day[row] = today.number
            # A routine sample may find what nobody has seen in the fish yet.
            outbreaks.noticed_day[row] = min(int(outbreaks.noticed_day[row]), today.number)
    events.lab_results.append(LabResults(**answers.columns, explained=explained))
    waiting.keep(~read)


def _take_routine(world: World, state: FarmState, today: Today, events: ChunkEvents) -> None:
    """The quarterly sending of batches that are past the yolk: some containers, two kinds."""
    laboratory, batches = world.parameters.laboratory, state.batches
    turn = today.number + PLANNING.days_between_sendings * batches.id
    due = np.flatnonzero(turn % laboratory.routine_days == 0)
    for row in due:
        assignments = state.assignments
        batch = int(batches.id[row])
        own = np.flatnonzero((assignments.batch == batch) & (assignments.stage > Stage.EGG_ALEVIN))
        if len(own):
            luck = world.streams["laboratory"].uniform(assignments.id[own], today.number)
            chosen = own[np.argsort(luck, kind="stable")[: laboratory.routine_containers]]
            kinds = ROUTINE[int(turn[row]) // laboratory.routine_days % len(ROUTINE)]
            _take(world, state, today, events, np.sort(chosen), kinds, outbreak=0)


def _take_in_outbreak(
    world: World, state: FarmState, today: Today, events: ChunkEvents, row: int
) -> None:
    """Sample the containers that fell ill first, of every kind that may name the disease."""
    outbreaks, infections = state.outbreaks, state.infections
    own = infections.where(infections.outbreak == outbreaks.id[row])
    first = np.argsort(own.first_day, kind="stable")
    ids = own.assignment[first[: world.parameters.laboratory.outbreak_containers]]
    rows = np.flatnonzero(np.isin(state.assignments.id, ids))
    outbreaks.sampled_day[row] = today.number
    _take(world, state, today, events, rows, IN_OUTBREAK, outbreak=int(outbreaks.id[row]))


def _take(
    world: World,
    state: FarmState,
    today: Today,
    events: ChunkEvents,
    rows: Integers,
    kinds: tuple[SampleKind, ...],
    outbreak: int,
) -> None:
    """Take these kinds of samples from these rows of the assignments."""
    laboratory, assignments = world.parameters.laboratory, state.assignments
    if len(rows) == 0:
        return
    each = np.repeat(rows, len(kinds))
    kind = np.tile(np.asarray(kinds, dtype=np.int64), len(rows))
    ids = state.numbers("lab_sample", len(each))
    luck = world.streams["laboratory answer"]
    ill = illness(state, today.number)[:, each].T
    sent = today.number + np.floor(
        luck.uniform(ids, draw=AnswerDraw.SENT) * (laboratory.days_to_send_max + 1)
    ).astype(np.int64)
    span = laboratory.answer_days_max - laboratory.answer_days_min + 1
    answered = luck.uniform(ids, draw=AnswerDraw.ANSWERED)
    received = sent + laboratory.answer_days_min + np.floor(answered * span).astype(np.int64)
    cts = cycle_thresholds(luck, ids, kind, ill, laboratory)
    ct_columns = {column.name: ct for column, ct in zip(CT_COLUMNS, cts.T, strict=True)}
    taken = LabSamples(
        id=ids,
        day=today.number,
        batch=assignments.batch[each],
        assignment=assignments.id[each],
        container=assignments.container[each],
        kind=kind,
        outbreak=outbreak,
        sent_day=sent,
        received_day=received,
        **ct_columns,
        **_blood(luck, ids, kind, ill),
    )
    events.lab_samples.append(taken)
    state.at_laboratory.append(taken)


def cycle_thresholds(
    luck: Stream, ids: Integers, kind: Integers, ill: Floats, laboratory: Laboratory
) -> Floats:
    """Ct of every sample and agent, shape (samples, diseases); 0 not found, -1 not tested.

    Samples have their number and their kind, shape (samples,), and how ill the fish are with each
    disease, 0 to 1, shape (samples, diseases).
    """
    draws = np.arange(DISEASES)
    sensitivity = np.asarray(laboratory.sensitivity)[kind][:, None]
    chance = np.where(ill > 0, sensitivity, 1.0 - laboratory.specificity)
    found = luck.uniform(ids[:, None], draw=AnswerDraw.FOUND + draws) < chance
    mean = laboratory.ct_faint + (laboratory.ct_peak - laboratory.ct_faint) * ill
    ct = mean + laboratory.ct_sd * luck.normal(ids[:, None], draw=AnswerDraw.CT + draws)
    # Without the agent only traces cross the line, late.
    ct = np.where(ill > 0, ct, laboratory.ct_cut_off - np.abs(ct - mean))
    ct = np.clip(ct, HEALTH_PRACTICE.least_ct, laboratory.ct_cut_off)
    ct = np.asarray(np.round(ct, 1), dtype=np.float64)
    tested = np.asarray(TESTED, dtype=bool)[kind]
    return np.where(tested, np.where(found, ct, NOT_FOUND), NOT_TESTED)


def _blood(luck: Stream, ids: Integers, kind: Integers, ill: Floats) -> dict[str, Floats]:
    """Blood values of blood samples, 0 for others, by column."""
    values = {}
    for number, (column, (*_, mean, sd, shifts)) in enumerate(
        zip(BLOOD_COLUMNS, BLOOD, strict=True)
    ):
        shift = ill @ np.asarray(shifts, dtype=float)
        value = mean + sd * (luck.normal(ids, draw=AnswerDraw.BLOOD + number) + shift)
        least = HEALTH_PRACTICE.least_blood_share * mean
        values[column.name] = np.where(kind == SampleKind.BLOOD, np.maximum(value, least), 0.0)
    return values
