"""`generate_data --validate-only`: which checks are run on the books, and what they found."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import CommandError
from django.db import DatabaseError

from apps.batch.models import Batch
from aquamind.line_command import USAGE
from aquamind.shell.bars import bar_of_steps
from scripts.data_generation.config.near_names import nearest
from scripts.data_generation.management.check_lines import (
    check_lines,
    completed_line,
    totals_table,
    widest_name,
)
from scripts.data_generation.management.failures import failure_line
from scripts.data_generation.management.latest_run import NOTHING_THERE, run_if_any
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.validation.all_checks import ALL_CHECKS
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.outcome_record import as_record, as_text, keep
from scripts.data_generation.validation.engine.registry import Check, CompletedCheck, Group
from scripts.data_generation.validation.engine.run_checks import (
    lacking_names,
    planned_for_whole_tables,
    recoverable,
    run_checks,
)

LIST_THEM = "--validate-only --list-checks lists all"

Say = Callable[[str], None]


def validate_books(options: dict[str, Any], say: Say, watch: TextIO | None = None) -> None:
    """Run the checks that the options choose; CommandError, status 1, when one of them fails."""
    checks = _chosen(options)
    if options["list_checks"]:
        for line in check_lines(checks):
            say(line)
        return
    case = _case()
    say(_headline(case))
    with planned_for_whole_tables():
        completed = list(_all_completed(checks, case, say, watch or sys.stderr))
    say("")
    for line in totals_table(completed):
        say(line)
    record = as_record(case, completed)
    if len(checks) == len(ALL_CHECKS):
        note = keep(case, record)
        if note:
            say(note)
    if options["json"]:
        _write(options["json"], as_text(record))
        say(f"json: {options['json']}")
    say(_conclusion(completed))


def _chosen(options: dict[str, Any]) -> list[Check]:
    """The check of this name, those of this group, or all."""
    name, group = options["check"], options["group"]
    if name is not None and name not in ALL_CHECKS:
        raise CommandError(
            f"no check is named '{name}'; {_near(name, ALL_CHECKS)}", returncode=USAGE
        )
    groups = {one.value: one for one in Group}
    if group is not None and group not in groups:
        raise CommandError(
            f"no group of checks is named '{group}'; {nearest(group, groups)}", returncode=USAGE
        )
    named = list(ALL_CHECKS.values()) if name is None else [ALL_CHECKS[name]]
    return [one for one in named if group is None or one.group is groups[group]]


def _near(name: str, known: dict[str, Check]) -> str:
    """The nearest name, if one is near; there are too many to name all."""
    near = nearest(name, known)
    return f"{near} {LIST_THEM}" if near.startswith("did you mean") else LIST_THEM


def _case() -> Case:
    try:
        with recoverable():
            case = Case.of(run_if_any())
            anything = Batch.objects.exists()
    except DatabaseError as error:
        raise CommandError(_what_is_wrong(error)) from error
    if not anything:
        raise CommandError(NOTHING_THERE)
    return case


def _what_is_wrong(error: DatabaseError) -> str:
    """Why these books cannot be opened: no tables at all, tables of another version, or else."""
    lacking = list(lacking_names())
    if Batch._meta.db_table in lacking:
        return NOTHING_THERE
    if lacking:
        return f"this database has no {lacking[0]}: it is of another version; bring it up to date"
    return f"the books cannot be opened: {failure_line(error, kept='')}"


def _headline(case: Case) -> str:
    run: GenerationRun | None = case.run
    if run is None:
        return f"books without a run, kept up to {case.last_day}; bounds of the default scale"
    return (
        f"{run.scale} scale, seed {run.seed}, {run.start_date} to {case.last_day}"
        f" of {run.end_date}, {run.get_status_display().lower()}"
    )


def _all_completed(
    checks: Sequence[Check], case: Case, say: Say, watch: TextIO
) -> Iterator[CompletedCheck]:
    """Every check, completed and told one after the other; a bar on a terminal."""
    width = widest_name(checks)
    with bar_of_steps(watch, len(checks)) as bar:
        for one in checks:
            bar.set_description_str(one.name)
            completed = _completed(one, case)
            bar.clear()
            say(completed_line(completed, width))
            bar.update()
            yield completed


def _completed(one: Check, case: Case) -> CompletedCheck:
    try:
        return next(run_checks([one], case))
    except DatabaseError as error:
        reason = failure_line(error, kept="")
        raise CommandError(f"'{one.name}' could not be asked: {reason}") from error


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    except OSError as error:
        raise CommandError(f"{file} cannot be written: {error.strerror}") from error


def _conclusion(completed: Sequence[CompletedCheck]) -> str:
    """What it comes to; CommandError when a check of severity error is violated."""
    failed = sum(one.fails for one in completed)
    warnings = sum(one.violated for one in completed) - failed
    aside = f"; {warnings} of severity warning" if warnings else ""
    if failed:
        raise CommandError(f"{failed} of {len(completed)} checks are violated{aside}")
    held = sum(one.holds for one in completed)
    not_asked = sum(not one.asked for one in completed)
    rest = f", {not_asked} could not be asked" if not_asked else ""
    return f"{held} of {len(completed)} checks hold{rest}{aside}"
