"""The options of `manage.py generate_data`, by what they are about.

What is not given is None, so that a run that is carried on can tell what was asked for.
"""

from argparse import ArgumentTypeError
from datetime import date

from django.core.management.base import CommandParser

from scripts.data_generation.config.company.records import LARGEST_DIRTY_RATE
from scripts.data_generation.config.history import (
    DEFAULT_CHUNK_DAYS,
    DEFAULT_SEED,
)
from scripts.data_generation.config.scales import DEFAULT_SCALE, SCALES
from scripts.data_generation.config.scenario import DEFAULT_SCENARIO, SCENARIOS
from scripts.data_generation.management.arguments import (
    MOST_WORKERS,
    a_file_to_write,
    a_path,
    a_seed,
    a_text,
    share,
    whole_number,
)

# A chunk is held in memory, and lost when the process is killed: a year of it is enough.
LONGEST_CHUNK_DAYS = 366
# Three thousand years of them; nobody means more.
MOST_SESSIONS = 999


def add_options(parser: CommandParser) -> None:
    """Add all of them, in the order in which --help shows them."""
    _what_to_do(parser)
    _history(parser)
    _company(parser)
    _work(parser)
    _care(parser)
    _validation(parser)
    _report(parser)


def _what_to_do(parser: CommandParser) -> None:
    add = parser.add_argument_group("what to do").add_argument
    add(
        "--session",
        type=whole_number(highest=MOST_SESSIONS),
        metavar="N",
        help="1: years 1-3, 2: 4-6, 3: 7-9, 4: from year 10 on, and so on to the last day, three "
        "years each; without it all that are left",
    )
    add("--resume", action="store_true", help="carry on the unfinished run of this database")
    add(
        "--extend-years",
        type=whole_number(" of years"),
        metavar="N",
        help="carry the finished run of this database on by N years",
    )
    add(
        "--dry-run",
        action="store_true",
        help="write nothing; say what a run with the other options would: sessions, rows of every "
        "table, bytes, time, and whether the disk has room",
    )
    add(
        "--clear",
        action="store_true",
        help="delete what the run of this database made, and nothing else",
    )


def _history(parser: CommandParser) -> None:
    add = parser.add_argument_group("which days").add_argument
    add("--start-date", type=a_date, metavar="YYYY-MM-DD", help="first day of the history")
    add(
        "--end-date",
        type=a_date,
        metavar="YYYY-MM-DD",
        help="last day of the history (default: yesterday; it begins ten years before)",
    )
    add(
        "--days",
        type=whole_number(" of days"),
        help="length of the history in days, instead of ten years",
    )


def _company(parser: CommandParser) -> None:
    add = parser.add_argument_group("which company").add_argument
    add(
        "--scale",
        choices=sorted(SCALES),
        metavar="{ci,dev,production,full}",
        help=f"size of the company (default: {DEFAULT_SCALE})",
    )
    add("--seed", type=a_seed, help=f"seed of all random numbers (default: {DEFAULT_SEED})")
    add(
        "--parameters",
        type=a_path,
        metavar="FILE.toml",
        help="single values that replace those of the scale and of the biology",
    )
    add(
        "--scenario",
        choices=SCENARIOS,
        help="uat: on the last day every stage has a batch in its middle and one about to "
        f"move, and some are near harvest (default: {DEFAULT_SCENARIO})",
    )
    add(
        "--dirty-data",
        type=share(LARGEST_DIRTY_RATE),
        metavar="RATE",
        help="share of readings that sensor faults touch or leave out, such as 0.02 "
        "(default: 0); table data_generation_sensorfault lists them",
    )


def _work(parser: CommandParser) -> None:
    add = parser.add_argument_group("how to work").add_argument
    add(
        "--chunk-days",
        type=whole_number(" of days", LONGEST_CHUNK_DAYS),
        default=DEFAULT_CHUNK_DAYS,
        help="days written in one transaction (default: %(default)s)",
    )
    add(
        "--workers",
        type=whole_number(highest=MOST_WORKERS),
        default=1,
        metavar="N",
        help="processes that make and write the readings; on SQLite they wait for each other "
        "and gain nothing (default: %(default)s)",
    )
    add(
        "--dask",
        type=a_text,
        metavar="tcp://HOST:8786",
        help="have a Dask cluster's workers do so (requirements-distributed.txt)",
    )
    add(
        "--ignore-disk-space",
        action="store_true",
        help="begin even where the run would not fit on the database's disk",
    )
    add(
        "--sink",
        choices=("database", "null"),
        default="database",
        help="null: make every row and write none, to time the generator alone",
    )


def _care(parser: CommandParser) -> None:
    add = parser.add_argument_group("what it is careful about").add_argument
    add("--into-existing", action="store_true", help="generate beside rows that no run made")
    add(
        "--allow-production",
        action="store_true",
        help="write although AQUAMIND_ENVIRONMENT is production",
    )
    add("--yes", action="store_true", help="with --clear: delete without asking")
    add(
        "--quick",
        action="store_true",
        help="with --clear: only when the whole database is generated",
    )


def _validation(parser: CommandParser) -> None:
    add = parser.add_argument_group("checking the books").add_argument
    add(
        "--validate-only",
        action="store_true",
        help="generate nothing; check the books, exit status 1 when a check fails",
    )
    add("--check", type=a_text, metavar="NAME", help="only this check")
    add(
        "--group",
        type=a_text,
        metavar="GROUP",
        help="only these: integrity, rules or statistics",
    )
    add("--list-checks", action="store_true", help="name the checks, and ask none")
    add(
        "--json",
        type=a_file_to_write(),
        metavar="FILE",
        help="the outcomes as JSON in a file, too",
    )


def _report(parser: CommandParser) -> None:
    add = parser.add_argument_group("showing the books").add_argument
    add(
        "--report",
        "--generate-report",
        action="store_true",
        help="generate nothing; write reports/report.html and its tables as CSV",
    )
    add(
        "--batch",
        nargs="+",
        type=a_text,
        metavar="NUMBER",
        help="tell the whole life of these batches in the report, too",
    )


def a_date(text: str) -> date:
    """Reads a date such as 2024-12-31."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date; write it as 2024-12-31") from None
