"""`generate_data --clear`: show what a run made, ask, and delete it."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import connection

from aquamind.database import sqlite_file
from aquamind.line_command import USAGE
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.orchestrator.clearing.clearing import (
    ClearingPlan,
    clear_run,
    plan_clearing,
    refuse_mixed,
    refuse_pointing,
)
from scripts.data_generation.orchestrator.run_lock import run_lock
from scripts.data_generation.orchestrator.runs.guards import refuse_hidden_rows, refuse_production
from scripts.data_generation.orchestrator.tables_present import has_books
from scripts.data_generation.orchestrator.writing.compression import Compression

NOTHING = "nothing to clear: this database holds no generated company"

Say = Callable[[str], None]


def clear_books(options: dict[str, Any], say: Say) -> None:
    """Delete what the database's run made, after showing it and asking whether that is meant."""
    refuse_production(options["allow_production"])
    if not has_books():
        say(NOTHING)
        return
    refuse_hidden_rows()
    with run_lock():
        run = GenerationRun.objects.last()
        if run is None:
            say(NOTHING)
            return
        plan = plan_clearing(run)
        for line in _plan_lines(plan):
            say(line)
        for pointing in plan.pointing:
            say(f"rows that no run made point to generated ones: {pointing}")
        refuse_pointing(plan)
        if options["quick"]:
            refuse_mixed(plan)
        if not options["yes"]:
            _confirm()
        _clear(plan, say)


def _clear(plan: ClearingPlan, say: Say) -> None:
    compression = Compression(connection)
    with compression.policies_paused():
        done = clear_run(plan)
        compression.remove_policies()
    say(f"deleted {done.deleted.total():,} rows of {len(done.deleted)} tables")
    if done.kept:
        kept = ", ".join(f"{table} {rows}" for table, rows in sorted(done.kept.items()))
        say(f"kept, because rows that no run made point to them: {kept}")


def _plan_lines(plan: ClearingPlan) -> Iterable[str]:
    """The run, its rows by table, and how much stays."""
    run = plan.run
    yield (
        f"run {run.pk} ({run.scale} scale, seed {run.seed}, {run.start_date} to {run.end_date}) "
        f"in {_database_name()}:"
    )
    made = {count.table: count.made for count in plan.counts if count.made}
    width = max((len(table) for table in made), default=0)
    for table, rows in sorted(made.items()):
        yield f"  {table:<{width}}  {rows:>12,}"
    yield f"  {'all tables':<{width}}  {sum(made.values()):>12,}"
    kept = [count for count in plan.counts if count.others]
    yield f"rows that no run made, and that stay: {sum(count.others for count in kept):,}"


def _confirm() -> None:
    """Have the database's name typed; CommandError when it is not, or nobody can be asked."""
    name = _database_name()
    if not sys.stdin.isatty():
        raise CommandError(
            "--clear asks before it deletes and there is no terminal to ask at; give --yes",
            returncode=USAGE,
        )
    sys.stdout.write(f"type the database's name, {name}, to delete these rows: ")
    sys.stdout.flush()
    if sys.stdin.readline().strip() != name:
        raise CommandError("nothing was deleted: that is not the database's name")


def _database_name() -> str:
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite":
        return name
    file = sqlite_file(name)
    return Path(file).name if file else "the database in memory"
