"""`generate_data` itself: prepares the database, lives the sessions asked for, tells the rows."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.utils import timezone

from scripts.data_generation.management.asked import NOTHING_TO_RESUME, asked, headline
from scripts.data_generation.management.closing_table import closing_lines, next_steps
from scripts.data_generation.management.log_lines import first_lines
from scripts.data_generation.models import GenerationChunk, GenerationRun
from scripts.data_generation.orchestrator.estimates.disk_space import refuse_full_disk
from scripts.data_generation.orchestrator.history_days import Span
from scripts.data_generation.orchestrator.requests import Request, prepare_database, run_for
from scripts.data_generation.orchestrator.run_lock import run_lock
from scripts.data_generation.orchestrator.run_log import RunLog
from scripts.data_generation.orchestrator.runs.guards import refuse_hidden_rows, refuse_production
from scripts.data_generation.orchestrator.session_manager import (
    SessionManager,
    SessionResult,
    sessions_to_run,
)
from scripts.data_generation.orchestrator.workers.block_dispatch import (
    BlockDispatch,
    open_dispatch,
    refuse_misfit,
)

Say = Callable[[str], None]


@dataclass(frozen=True)
class Tools:
    """What a run is lived with: its log, its workers, and the points at which it may be stopped."""

    log: RunLog
    dispatch: BlockDispatch | None
    stop_points: tuple[Callable[[], None], ...]


def generate(options: dict[str, Any], say: Say, stop_point: Callable[[], None]) -> None:
    """Live the sessions asked for; `stop_point` raises where the run is to stop."""
    request = asked(options)
    _refuse(request, options)
    with _tools(options, say, stop_point) as tools:
        run = run_for(request)
        if run is None:
            say(NOTHING_TO_RESUME)
            return
        say(headline(run.scale, run.seed, Span(run.start_date, run.end_date)))
        if run.end_date >= timezone.localdate():
            say(f"the history goes on past today, to {run.end_date}")
        numbers, results = _live(run, options, tools)
    if options["verbosity"] > 1:
        _tell_chunks(run, numbers, say)
    for line in closing_lines(run.start_date, Counter(run.founding_rows), results, "rows/s"):
        say(line)
    say(next_steps(run))


def _refuse(request: Request, options: dict[str, Any]) -> None:
    """GenerationError for what cannot be done, before anything is."""
    request.refuse_the_impossible()
    refuse_misfit(options["workers"], options["dask"])
    refuse_production(options["allow_production"])
    if not options["ignore_disk_space"]:
        refuse_full_disk(request)


@contextmanager
def _tools(options: dict[str, Any], say: Say, stop_point: Callable[[], None]) -> Iterator[Tools]:
    """The run's lock, log and workers, to the end of the block; the tables are made under it."""
    workers, log = open_dispatch(options["workers"], options["dask"]), RunLog()
    with run_lock() as still_held:
        # Two first runs on one new file would both make the tables.
        for line in prepare_database():
            say(line)
        refuse_hidden_rows()
        still_held()
        with log.opened(), workers as dispatch:
            yield Tools(log, dispatch, (stop_point, still_held))


def _live(
    run: GenerationRun, options: dict[str, Any], tools: Tools
) -> tuple[list[int], list[SessionResult]]:
    """The numbers of the sessions that were lived, and what each of them wrote."""
    tools.log.begin(first_lines(run, options))
    manager = SessionManager(
        run,
        dispatch=tools.dispatch,
        stream=StringIO() if options["verbosity"] == 0 else None,
        log=tools.log,
        stop_points=tools.stop_points,
    )
    numbers = sessions_to_run(run, options["session"])
    results = manager.run_sessions(numbers, options["chunk_days"])
    tools.log.say(f"ended well; {next_steps(run)}")
    return numbers, results


def _tell_chunks(run: GenerationRun, numbers: Sequence[int], say: Say) -> None:
    """With -v 2: what each chunk of the sessions took."""
    chunks = GenerationChunk.objects.filter(session__run=run, session__number__in=numbers)
    for chunk in chunks.order_by("first_day").defer("state", "occupancy"):
        say(
            f"  {chunk.first_day} to {chunk.last_day}  {sum(chunk.rows.values()):>12,} rows  "
            f"{chunk.seconds:8.2f} s  {chunk.peak_memory_mb:5.0f} MB"
        )
