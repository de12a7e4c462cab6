"""`manage.py generate_data`: fill the books with the history of a salmon company."""

import signal
from argparse import ArgumentTypeError
from collections import Counter, deque
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from scripts.data_generation.config.history import (
    DEFAULT_CHUNK_DAYS,
    DEFAULT_SEED,
    SESSION_YEARS,
)
from scripts.data_generation.config.parameters import ParameterError
from scripts.data_generation.config.scales import DEFAULT_SCALE, SCALES
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.orchestrator.errors import GenerationError
from scripts.data_generation.orchestrator.requests import Request, prepare_database, run_for
from scripts.data_generation.orchestrator.run_lock import run_lock
from scripts.data_generation.orchestrator.session_manager import (
    SessionManager,
    SessionResult,
    sessions_to_run,
)

INTERRUPTED, TERMINATED = 130, 143


class Terminated(BaseException):
    """The process was asked to end."""


class Command(BaseCommand):
    """Simulates the company and writes it chunk by chunk, each chunk in one transaction."""

    help = "Fill AquaMind's books with the history of a salmon-farming company."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options; what is not given is None, so that --resume can tell."""
        add = parser.add_argument
        add(
            "--session",
            type=int,
            choices=sorted(SESSION_YEARS),
            metavar="{1,2,3,4}",
            help="1: years 1-3, 2: 4-6, 3: 7-9, 4: year 10; without it all that are left",
        )
        add("--resume", action="store_true", help="carry on the unfinished run of this database")
        add(
            "--scale",
            choices=sorted(SCALES),
            metavar="{ci,dev,production,full}",
            help=f"size of the company (default: {DEFAULT_SCALE})",
        )
        add("--seed", type=int, help=f"seed of all random numbers (default: {DEFAULT_SEED})")
        add("--start-date", type=_date, metavar="YYYY-MM-DD", help="first day of the history")
        add(
            "--end-date",
            type=_date,
            metavar="YYYY-MM-DD",
            help="last day of the history (default: yesterday; it begins ten years before)",
        )
        add("--days", type=_positive, help="length of the history in days, instead of ten years")
        add(
            "--chunk-days",
            type=_positive,
            default=DEFAULT_CHUNK_DAYS,
            help="days written in one transaction (default: %(default)s)",
        )
        add("--parameters", type=Path, metavar="FILE.toml",
            help="single values that replace those of the scale and of the biology")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare the database, run the sessions asked for, say what was written."""
        # With DEBUG on Django keeps every statement with its parameters: not for bulk work.
        connection.queries_log = deque(maxlen=0)
        signal.signal(signal.SIGTERM, _terminate)
        try:
            self._generate(options)
        except (GenerationError, ParameterError) as error:
            raise CommandError(str(error)) from error
        except (KeyboardInterrupt, Terminated) as stop:
            code = TERMINATED if isinstance(stop, Terminated) else INTERRUPTED
            raise CommandError(
                "stopped; every committed chunk is in the books, continue with --resume",
                returncode=code,
            ) from None

    def _generate(self, options: dict[str, Any]) -> None:
        for line in prepare_database():
            self.stdout.write(line)
        with run_lock():
            run = run_for(_request(options))
            if run is None:
                self.stdout.write("nothing to resume: every run in this database is complete")
                return
            self.stdout.write(_headline(run))
            manager = SessionManager(run)
            numbers = sessions_to_run(run, options["session"])
            results = [manager.run_session(n, options["chunk_days"]) for n in numbers]
        self._report(run, results)

    def _report(self, run: GenerationRun, results: list[SessionResult]) -> None:
        """The table that a run ends with."""
        rows: Counter[str] = sum((result.rows for result in results), Counter())
        if any(result.number == 1 for result in results):
            rows += Counter(run.founding_rows)
        self.stdout.write("")
        width = max(len(name) for name in rows)
        for name, count in sorted(rows.items()):
            self.stdout.write(f"  {name:<{width}}  {count:>12,}")
        seconds = sum(result.seconds for result in results)
        total = rows.total()
        self.stdout.write(f"  {'all tables':<{width}}  {total:>12,}")
        self.stdout.write("")
        self.stdout.write(
            f"{total:,} rows in {seconds:.1f} s ({total / max(seconds, 1e-6):,.0f} rows/s), "
            f"peak memory {max(r.peak_memory_mb for r in results):.0f} MB, "
            f"{sum(r.waits for r in results)} batch-days waited for room"
        )


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
        today=timezone.localdate(),
    )


def _headline(run: GenerationRun) -> str:
    return f"{run.scale} scale, seed {run.seed}, history {run.start_date} to {run.end_date}"


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date; write it as 2024-12-31") from None


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is not a whole number of days, 1 or more")
    return int(text)


def _terminate(signum: int, frame: FrameType | None) -> None:
    raise Terminated
