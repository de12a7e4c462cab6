"""`manage.py generate_data`: fill the books with the history of a salmon company."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from typing import Any

from django.core.management.base import (
    CommandError,
    CommandParser,
    OutputWrapper,
)
from django.db import connection
from django.utils import timezone

from scripts.data_generation.management.clear import CONTINUE as CLEAR_ON
from scripts.data_generation.management.clear import clear_books, refuse_misplaced
from scripts.data_generation.management.closing_table import closing_lines, next_steps
from scripts.data_generation.management.failures import CONTINUE, exit_status, failure_line
from scripts.data_generation.management.generate_options import add_options
from scripts.data_generation.management.log_lines import first_lines
from scripts.data_generation.management.plain_command import PlainCommand
from scripts.data_generation.management.plan_lines import plan_lines
from scripts.data_generation.management.report import make_report, refuse_what_no_report_takes
from scripts.data_generation.management.stop_signals import Stopped, StopSignals
from scripts.data_generation.management.validate import refuse_what_does_not_fit, validate_books
from scripts.data_generation.models import GenerationChunk, GenerationRun
from scripts.data_generation.orchestrator.errors import RequestError
from scripts.data_generation.orchestrator.estimates.disk_space import refuse_full_disk
from scripts.data_generation.orchestrator.estimates.dry_run import dry_run
from scripts.data_generation.orchestrator.estimates.null_run import NullRun
from scripts.data_generation.orchestrator.estimates.planned_work import planned_work
from scripts.data_generation.orchestrator.history_days import Span
from scripts.data_generation.orchestrator.requests import Request, prepare_database, run_for
from scripts.data_generation.orchestrator.run_lock import run_lock
from scripts.data_generation.orchestrator.run_log import RunLog
from scripts.data_generation.orchestrator.runs.guards import refuse_production
from scripts.data_generation.orchestrator.session_manager import SessionManager, sessions_to_run
from scripts.data_generation.orchestrator.workers.block_dispatch import open_dispatch, refuse_misfit

NOTHING_TO_RESUME = "nothing to resume: this database holds no unfinished run"


class Command(PlainCommand):
    """Simulates the company and writes it chunk by chunk, each chunk in one transaction."""

    help = "Fill AquaMind's books with the history of a salmon-farming company."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options; what is not given is None, so that --resume can tell."""
        add_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked for, and tell in one line why when it cannot be done."""
        if options["verbosity"] == 0:
            self.stdout = OutputWrapper(StringIO())
        # With DEBUG on Django keeps every statement with its parameters: not for bulk work.
        connection.queries_log = deque(maxlen=0)
        self._signals = StopSignals()
        with self._signals as signals:
            try:
                self._task(options)(options)
            except CommandError:
                raise
            except (Stopped, Exception) as error:
                raise _told(error, signals, _way_on(options)) from error

    def _task(self, options: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
        """What the options ask for: the first of these whose option is given, else a run."""
        refuse_what_no_report_takes(options)
        refuse_what_does_not_fit(options)
        refuse_misplaced(options)
        if options["clear"]:
            return self._clear
        if options["report"]:
            return self._report
        if options["validate_only"]:
            return self._validate
        if options["dry_run"]:
            return self._plan
        if options["sink"] == "null":
            return self._generate_for_nothing
        return self._generate

    def _generate(self, options: dict[str, Any]) -> None:
        """Prepare the database, run the sessions asked for, say what was written."""
        _request(options).refuse_the_impossible()
        refuse_misfit(options["workers"], options["dask"])
        refuse_production(options["allow_production"])
        if not options["ignore_disk_space"]:
            refuse_full_disk(_request(options))
        for line in prepare_database():
            self.stdout.write(line)
        workers, log = open_dispatch(options["workers"], options["dask"]), RunLog()
        with run_lock(), log.opened(), workers as dispatch:
            run = run_for(_request(options))
            if run is None:
                self.stdout.write(NOTHING_TO_RESUME)
                return
            self.stdout.write(_headline(run.scale, run.seed, Span(run.start_date, run.end_date)))
            if run.end_date >= timezone.localdate():
                self.stdout.write(f"the history goes on past today, to {run.end_date}")
            log.begin(first_lines(run, options))
            manager = SessionManager(
                run,
                dispatch=dispatch,
                stream=StringIO() if options["verbosity"] == 0 else None,
                log=log,
                stop_point=self._signals.stop_point,
            )
            numbers = sessions_to_run(run, options["session"])
            results = [manager.run_session(n, options["chunk_days"]) for n in numbers]
            log.say(f"ended well; {next_steps(run)}")
        if options["verbosity"] > 1:
            self._tell_chunks(run, numbers)
        self._say(closing_lines(run.start_date, Counter(run.founding_rows), results, "rows/s"))
        self.stdout.write(next_steps(run))

    def _plan(self, options: dict[str, Any]) -> None:
        """Say what a run would write; nothing is written."""
        if options["sink"] == "null":
            raise RequestError("--dry-run and --sink=null both write nothing; give one of them")
        work = planned_work(_request(options))
        if work is None:
            self.stdout.write(NOTHING_TO_RESUME)
            return
        headline = _headline(work.parameters.scale.name, work.seed, work.history)
        self.stdout.write(f"{headline}, dry run: nothing is written")
        self._say(plan_lines(dry_run(work, StringIO() if options["verbosity"] == 0 else None)))

    def _clear(self, options: dict[str, Any]) -> None:
        """Delete what a run made; nothing is generated."""
        clear_books(options, self.stdout.write)

    def _validate(self, options: dict[str, Any]) -> None:
        """Check the books; nothing is generated."""
        quiet = options["verbosity"] == 0
        validate_books(options, self.stdout.write, StringIO() if quiet else None)

    def _report(self, options: dict[str, Any]) -> None:
        """Show the books; nothing is generated."""
        quiet = options["verbosity"] == 0
        make_report(options, self.stdout.write, StringIO() if quiet else None)

    def _say(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(line)

    def _tell_chunks(self, run: GenerationRun, numbers: Sequence[int]) -> None:
        """With -v 2: what each chunk of the sessions took."""
        chunks = GenerationChunk.objects.filter(session__run=run, session__number__in=numbers)
        for chunk in chunks.order_by("first_day").defer("state", "occupancy"):
            self.stdout.write(
                f"  {chunk.first_day} to {chunk.last_day}  {sum(chunk.rows.values()):>12,} rows  "
                f"{chunk.seconds:8.2f} s  {chunk.peak_memory_mb:5.0f} MB"
            )

    def _generate_for_nothing(self, options: dict[str, Any]) -> None:
        """The same without a database."""
        if options["workers"] != 1 or options["dask"]:
            raise RequestError("the null sink times one process; leave --workers and --dask out")
        run = NullRun.for_request(_request(options))
        headline = _headline(run.parameters.scale.name, run.seed, run.history)
        self.stdout.write(f"{headline}, null sink: nothing is written")
        results = [
            run.run_session(number, options["chunk_days"])
            for number in run.sessions(options["session"])
        ]
        start = run.history.first
        self._say(closing_lines(start, run.founding_rows, results, "rows/s generated"))
        days = sum(len(result.span) for result in results)
        seconds = sum(result.day_loop_seconds for result in results)
        self.stdout.write(f"day loop {1000 * seconds / days:.2f} ms a simulated day")


def _request(options: dict[str, Any]) -> Request:
    return Request(
        resume=options["resume"],
        session=options["session"],
        scale=options["scale"],
        seed=options["seed"],
        start=options["start_date"],
        end=options["end_date"],
        days=options["days"],
        parameters=options["parameters"],
        scenario=options["scenario"],
        today=timezone.localdate(),
        extend_years=options["extend_years"],
        chunk_days=options["chunk_days"],
        dirty_data=options["dirty_data"],
        into_existing=options["into_existing"],
    )


def _headline(scale: str, seed: int, history: Span) -> str:
    return f"{scale} scale, seed {seed}, history {history}"


def _way_on(options: dict[str, Any]) -> str:
    """What to do after a stop in the middle; nothing where nothing is lost."""
    if options["clear"]:
        return CLEAR_ON
    reads = any(options[name] for name in ("validate_only", "dry_run", "report"))
    return CONTINUE if options["sink"] == "database" and not reads else ""


def _told(error: BaseException, signals: StopSignals, kept: str) -> CommandError:
    """What stopped the command, in one line, with the exit status that says so too."""
    if signals.received is not None:
        return CommandError(
            "; ".join(filter(None, ("stopped", kept))), returncode=signals.exit_code
        )
    return CommandError(failure_line(error, kept), returncode=exit_status(error))
