"""`generate_data --dry-run` and `--sink=null`: what a run would write, and how fast it is made."""

from collections.abc import Callable
from io import StringIO
from typing import Any

from scripts.data_generation.management.asked import NOTHING_TO_RESUME, asked, headline
from scripts.data_generation.management.closing_table import closing_lines
from scripts.data_generation.management.plan_lines import plan_lines
from scripts.data_generation.orchestrator.errors import RequestError
from scripts.data_generation.orchestrator.estimates.dry_run import dry_run
from scripts.data_generation.orchestrator.estimates.null_run import NullRun
from scripts.data_generation.orchestrator.estimates.planned_work import planned_work

Say = Callable[[str], None]


def say_plan(options: dict[str, Any], say: Say) -> None:
    """Say what a run would write; nothing is written."""
    if options["sink"] == "null":
        raise RequestError("--dry-run and --sink=null both write nothing; give one of them")
    work = planned_work(asked(options))
    if work is None:
        say(NOTHING_TO_RESUME)
        return
    which = headline(work.parameters.scale.name, work.seed, work.history)
    say(f"{which}, dry run: nothing is written")
    for line in plan_lines(dry_run(work, StringIO() if options["verbosity"] == 0 else None)):
        say(line)


def generate_for_nothing(options: dict[str, Any], say: Say) -> None:
    """Make every row and write none; say how long that took."""
    if options["workers"] != 1 or options["dask"]:
        raise RequestError("the null sink times one process; leave --workers and --dask out")
    run = NullRun.for_request(asked(options))
    which = headline(run.parameters.scale.name, run.seed, run.history)
    say(f"{which}, null sink: nothing is written")
    results = [
        run.run_session(number, options["chunk_days"])
        for number in run.sessions(options["session"])
    ]
    for line in closing_lines(run.history.first, run.founding_rows, results, "rows/s generated"):
        say(line)
    days = sum(len(result.span) for result in results)
    seconds = sum(result.day_loop_seconds for result in results)
    say(f"day loop {1000 * seconds / days:.2f} ms a simulated day")
