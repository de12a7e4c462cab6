"""A whole benchmark: every arm of the plan, in a scratch database."""

from collections.abc import Callable, Iterator

from scripts.data_generation.benchmark.disk import disk_arm
from scripts.data_generation.benchmark.figures import Benchmark, Figure
from scripts.data_generation.benchmark.generation import generation_arms
from scripts.data_generation.benchmark.history import history_arms
from scripts.data_generation.benchmark.machine import describe
from scripts.data_generation.benchmark.plan import Plan
from scripts.data_generation.benchmark.readings import reading_fields
from scripts.data_generation.benchmark.scratch import Scratch, scratch_database
from scripts.data_generation.benchmark.writing import write_arms


def run_benchmark(plan: Plan, say: Callable[[str], None]) -> Benchmark:
    """Run the plan in a scratch database, which is removed at the end; `say` hears the progress."""
    with scratch_database() as scratch:
        say(f"scratch database {scratch.name}")
        found = Benchmark(plan, scratch.vendor, describe(scratch))
        for figure in _arms(scratch, plan, say):
            found.figures.append(figure)
            say(f"({figure.arm}) {figure.name}")
    return found


def _arms(scratch: Scratch, plan: Plan, say: Callable[[str], None]) -> Iterator[Figure]:
    """Sessions come first: a process inherits the peak memory of the one that starts it."""
    if set(plan.arms) & {"d", "e"}:
        yield from history_arms(scratch, plan, say)
        scratch.empty()
        scratch.make_tables()
    if set(plan.arms) & {"a", "b", "f"}:
        yield from _on_readings(scratch, plan)
    if "c" in plan.arms:
        yield from generation_arms(plan)


def _on_readings(scratch: Scratch, plan: Plan) -> Iterator[Figure]:
    fields = reading_fields(plan.rows)
    if set(plan.arms) & {"a", "b"}:
        yield from (f for f in write_arms(scratch, fields, plan.runs) if f.arm in plan.arms)
    if "f" in plan.arms:
        yield from disk_arm(scratch, fields)
