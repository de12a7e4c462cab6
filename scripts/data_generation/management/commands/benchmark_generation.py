"""`manage.py benchmark_generation`: how fast the generator is, beside the database's own limit."""

import json
from argparse import ArgumentTypeError
from dataclasses import replace
from typing import Any

from django.core.management.base import CommandParser

from scripts.data_generation.benchmark.plan import ARMS, QUICK, RUNS, Plan, first_days
from scripts.data_generation.benchmark.suite import run_benchmark
from scripts.data_generation.benchmark.table import as_json, lines
from scripts.data_generation.config.scales import SCALES
from scripts.data_generation.management.arguments import (
    MOST_WORKERS,
    a_file_to_write,
    a_path,
    whole_number,
)
from scripts.data_generation.management.plain_command import PlainCommand

SCRATCH_REMOVED = "the scratch database is removed"
# Thirty years; rows that fill a gigabyte of memory; more runs say nothing more.
MOST_DAYS, MOST_ROWS, MOST_RUNS = 10_958, 10_000_000, 1_000


class Command(PlainCommand):
    """Measures in a scratch database beside the configured one; no book is touched."""

    help = "Measure generation and the write path on the configured kind of database."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options; what is not given is the default or --quick."""
        add = parser.add_argument
        add("--quick", action="store_true", help="smaller sizes, the same figures")
        add(
            "--json",
            type=a_file_to_write(),
            metavar="FILE",
            help="write every run's figures there too",
        )
        add(
            "--scale",
            choices=sorted(SCALES),
            metavar="{ci,dev,production,full}",
            help="of the whole sessions (default: dev, quick: ci)",
        )
        add("--parameters", type=a_path, metavar="FILE.toml", help="as generate_data has it")
        add("--workers", type=whole_number(highest=MOST_WORKERS), help="as generate_data has it")
        add(
            "--days",
            type=whole_number(" of days", MOST_DAYS),
            help="simulated days (default: ten years, quick: three)",
        )
        add(
            "--rows",
            type=whole_number(highest=MOST_ROWS),
            help="readings of the write arms (default: 300,000, quick: 30,000)",
        )
        add(
            "--runs",
            type=whole_number(highest=MOST_RUNS),
            default=RUNS,
            help="of each figure (default: %(default)s)",
        )
        add("--arms", type=_arms, default=ARMS, help="those to run (default: %(default)s)")

    def only_shows(self, options: dict[str, Any]) -> bool:
        """Unless its figures go into a file."""
        return not options["json"]

    def kept(self, options: dict[str, Any]) -> str:
        """No scratch database, after an error or a signal."""
        return SCRATCH_REMOVED

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the plan; print its table, write its JSON."""
        plan = _plan(options)
        # What is wrong with the parameters is told before anything is measured.
        _ = plan.resolved
        found = run_benchmark(plan, lambda line: self.stderr.write(line, str))
        for line in lines(found):
            self.stdout.write(line)
        if options["json"]:
            text = json.dumps(as_json(found), indent=2)
            options["json"].write_text(text + "\n", encoding="utf-8")


def _plan(options: dict[str, Any]) -> Plan:
    base = QUICK if options["quick"] else Plan()
    given: dict[str, Any] = {
        name: options[name]
        for name in ("scale", "rows", "runs", "arms", "parameters", "workers")
        if options[name] is not None
    }
    if options["days"]:
        given["history"] = first_days(options["days"])
        given["day_loop_after"] = min(base.day_loop_after, options["days"])
    return replace(base, **given)


def _arms(text: str) -> str:
    if not text or set(text) - set(ARMS):
        raise ArgumentTypeError(f"{text!r} has arms that are not among {ARMS}")
    return text
