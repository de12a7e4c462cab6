"""The table of checks: the outcomes of the last stored validation of this run."""

from typing import Any

from scripts.data_generation.models import GenerationChunk, GenerationValidation
from scripts.data_generation.reporting.html.parts import Cells, Section, Sheet, sheet_of
from scripts.data_generation.reporting.html.subject import Subject
from scripts.data_generation.validation.engine.registry import STATES

HOW = "generate_data --validate-only"
# The columns of the two tables, from a check as the record of the validation has it.
Recorded = dict[str, Any]
CHECK_CELLS: Cells[Recorded] = {
    "check": lambda one: one["name"],
    "group": lambda one: one["group"],
    "severity": lambda one: one["severity"],
    "state": lambda one: one["state"],
    "violations": lambda one: one["violations"],
    "what it proves": lambda one: one["proves"],
    "bounds": lambda one: one["bounds"],
    "first offenders": lambda one: "; ".join(one["examples"]) or one["not_asked"],
    "seconds": lambda one: one["seconds"],
}
FIGURE_CELLS: Cells[Recorded] = {
    "check": lambda figure: figure["check"],
    "figure": lambda figure: figure["name"],
    "unit": lambda figure: figure["unit"],
    "measured": lambda figure: figure["measured"],
    "expected": lambda figure: figure["expected"],
    "tolerance": lambda figure: figure["tolerance"],
    "effect": lambda figure: figure["effect"],
}


def section(subject: Subject) -> Section:
    """Every check with its outcome, or how to run the checks."""
    last = GenerationValidation.objects.filter(run=subject.run).order_by("at", "pk").last()
    if last is None:
        lead = f"The checks of these books have not been run yet: {HOW} runs them, and a report "
        return Section("checks", "Validation", f"{lead}made after it shows what they found.")
    outcome = last.outcome
    counts = outcome["totals"]
    states = ", ".join(f"{counts[state]} {state}" for state in STATES if counts.get(state))
    return Section(
        "checks",
        "Validation",
        f"Run on {last.at:%Y-%m-%d %H:%M} UTC in {last.seconds:.1f} s: of {counts['checks']} "
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
    return f" Older than the data: days were written since. {HOW} runs the checks again."


def _checks(checks: list[Recorded]) -> Sheet:
    return sheet_of(
        checks, CHECK_CELLS, key="all-checks", title="All checks", says="One row a check."
    )


def _figures(checks: list[Recorded]) -> Sheet:
    figures = ({**figure, "check": one["name"]} for one in checks for figure in one["figures"])
    return sheet_of(
        figures,
        FIGURE_CELLS,
        key="check-figures",
        title="Figures compared",
        says="Measured beside published.",
    )
