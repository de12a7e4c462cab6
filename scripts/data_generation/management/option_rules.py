"""Which options of `generate_data` go together: refused before anything else is looked at."""

from typing import Any

from django.core.management.base import CommandError

from aquamind.line_command import USAGE

# Options that say what to generate; None, or false, when they were not given.
GENERATING = (
    "session",
    "resume",
    "extend_years",
    "start_date",
    "end_date",
    "days",
    "scale",
    "seed",
    "parameters",
    "scenario",
    "dirty_data",
    "dask",
)
# Options of clearing, and of validating; no other option says anything to them.
CLEARING = ("yes", "quick")
VALIDATING = ("check", "group", "list_checks", "json")


def refuse_misfits(options: dict[str, Any]) -> None:
    """CommandError, status 2, for options that say nothing to what is asked for."""
    _refuse_for_report(options)
    _refuse_for_validation(options)
    _refuse_for_clearing(options)


def _refuse_for_report(options: dict[str, Any]) -> None:
    if options["report"]:
        others = (*GENERATING, "validate_only", "dry_run")
        _refuse("--report reads the books as they are; leave out", others, options)
    else:
        _refuse("only --report takes", ("batch",), options)


def _refuse_for_validation(options: dict[str, Any]) -> None:
    if options["validate_only"]:
        _refuse("--validate-only changes nothing; leave out", GENERATING, options)
    else:
        _refuse("only --validate-only takes", VALIDATING, options)


def _refuse_for_clearing(options: dict[str, Any]) -> None:
    if options["clear"]:
        others = (*GENERATING, "validate_only", "dry_run", "report", "into_existing")
        _refuse("--clear takes no", others, options)
    else:
        _refuse("only --clear takes", CLEARING, options)


def _refuse(reason: str, names: tuple[str, ...], options: dict[str, Any]) -> None:
    given = ["--" + name.replace("_", "-") for name in names if options[name]]
    if given:
        raise CommandError(f"{reason} {', '.join(given)}", returncode=USAGE)
