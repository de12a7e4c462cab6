"""The table of checks: what the last stored validation of this run said."""

from typing import Any

from scripts.data_generation.models import GenerationChunk, GenerationValidation
from scripts.data_generation.reporting.html.parts import Section, Sheet, sheet
from scripts.data_generation.reporting.html.subject import Subject
from scripts.data_generation.validation.engine.registry import STATES

HOW = "generate_data --validate-only"
CHECK_HEAD = ("check", "group", "severity", "result", "violations", "what it proves", "bounds",
              "first offenders", "seconds")  # fmt: skip
FIGURE_HEAD = ("check", "figure", "unit", "measured", "expected", "tolerance", "effect")


def section(subject: Subject) -> Section:
    """Every check with its result, or how to have them made."""
    last = GenerationValidation.objects.filter(run=subject.run).order_by("at", "pk").last()
    if last is None:
        lead = f"The checks of these books have not been run yet: {HOW} does, and a report made "
        return Section("checks", "Validation", f"{lead}after it shows what they found.")
    outcome = last.outcome
    counts = outcome["totals"]
    states = ", ".join(f"{counts[state]} {state}" for state in STATES if counts.get(state))
    return Section(
        "checks",
        "Validation",
        f"Made on {last.at:%Y-%m-%d %H:%M} UTC in {last.seconds:.1f} s: of {counts['checks']} "
        f"checks {states}.{_stale(last)}",
        tuple(
            table
            for table in (_checks(outcome["checks"]), _figures(outcome["checks"]))
            if not table.empty
        ),
    )


def _stale(last: GenerationValidation) -> str:
    """A warning when days were written after the checks."""
    newer = GenerationChunk.objects.filter(session__run=last.run, committed_at__gt=last.at)
    if not newer.exists():
        return ""
    return f" Older than the data: days were written since. {HOW} checks them again."


def _checks(checks: list[dict[str, Any]]) -> Sheet:
    rows = [
        (
            one["name"], one["group"], one["severity"], one["state"], one["violations"],
            one["proves"], one["bounds"], "; ".join(one["examples"]) or one["not_asked"],
            one["seconds"],
        )
        for one in checks
    ]  # fmt: skip
    return sheet("all-checks", "All checks", "One row a check.", CHECK_HEAD, rows)


def _figures(checks: list[dict[str, Any]]) -> Sheet:
    rows = [
        (
            one["name"], figure["name"], figure["unit"], figure["measured"], figure["expected"],
            figure["tolerance"], figure["effect"],
        )
        for one in checks
        for figure in one["figures"]
    ]  # fmt: skip
    return sheet(
        "check-figures", "Figures compared", "Measured beside published.",
        FIGURE_HEAD, rows,
    )  # fmt: skip
