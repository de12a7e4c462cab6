"""Arm c: generation alone, into the null sink."""

import io
import time
from collections.abc import Iterator

from scripts.data_generation.benchmark.figures import DAY_LOOP_45, Figure
from scripts.data_generation.benchmark.plan import SEED, Plan, first_days
from scripts.data_generation.config.history import DEFAULT_CHUNK_DAYS
from scripts.data_generation.config.parameters import Parameters, resolve
from scripts.data_generation.orchestrator.estimates.null_run import NullRun
from scripts.data_generation.simulation.company.world import World
from scripts.data_generation.simulation.farm import Farm
from scripts.data_generation.simulation.ledger.farm_state import FarmState

# Sea areas are the limit: a target of 70 brings 45 batches for some months.
TARGET = "[scale]\nactive_batches = [70, 70, 70, 70]\n"
MANY_BATCHES = 45
WAIT_DAYS = 300


def generation_arms(plan: Plan) -> Iterator[Figure]:
    """Session 1 of the plan's scale, then the day loop of the model company."""
    yield from _session(plan)
    yield _day_loop(plan, resolve("production"), 0)
    yield _day_loop(plan, resolve("production", TARGET), MANY_BATCHES)


def _session(plan: Plan) -> Iterator[Figure]:
    results = [
        NullRun(plan.resolved, SEED, plan.history, io.StringIO()).run_session(1, DEFAULT_CHUNK_DAYS)
        for _ in range(plan.runs)
    ]
    rates = tuple(result.rows.total() / result.seconds for result in results)
    note = f"{results[0].rows.total():,} rows"
    yield Figure("c", f"session 1, {plan.scale} scale, null sink", "rows/s", rates, note)
    days = tuple(result.milliseconds_a_day for result in results)
    yield Figure("c", f"day loop, {plan.scale} scale, session 1", "ms/day", days)


def _day_loop(plan: Plan, parameters: Parameters, wanted: int) -> Figure:
    """The same days, repeated from the first evening with `wanted` batches, if one comes."""
    run = _lived(plan, parameters, wanted)
    evening = run.farm.state.to_bytes()
    alive = len(run.farm.state.batches)
    values = []
    for _ in range(plan.runs):
        # Each run has a world of its own, so that making its climate is timed, as in a real run.
        lived = run.books.world
        world = World(parameters, lived.layout, SEED, lived.first_day, lived.last_day)
        farm = Farm(world, FarmState.from_bytes(evening))
        values.append(_milliseconds_a_day(farm, plan.day_loop_days))
    name = DAY_LOOP_45 if alive >= wanted > 0 else "day loop, production scale"
    note = f"{alive} batches alive at first, {len(farm.state.batches)} at last"
    return Figure("c", name, "ms/day", tuple(values), note)


def _lived(plan: Plan, parameters: Parameters, wanted: int) -> NullRun:
    """A company after the plan's days, or later: when it has `wanted` batches."""
    run = NullRun(parameters, SEED, first_days(plan.day_loop_after))
    for days in range(plan.day_loop_after, plan.day_loop_after + WAIT_DAYS, 10):
        run.live_to(first_days(days), DEFAULT_CHUNK_DAYS)
        if len(run.farm.state.batches) >= wanted:
            break
    return run


def _milliseconds_a_day(farm: Farm, days: int) -> float:
    first = farm.state.today + 1
    started = time.perf_counter()
    for day in range(first, first + days, DEFAULT_CHUNK_DAYS):
        farm.advance(day, min(day + DEFAULT_CHUNK_DAYS, first + days) - 1)
    return 1000.0 * (time.perf_counter() - started) / days
