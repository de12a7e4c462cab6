"""The outcomes of all checks, as JSON and as the row that is kept for pages and reports."""

import json
import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError, connection, transaction

from scripts.data_generation.models import GenerationValidation
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.registry import STATES, CompletedCheck, Figure


def as_record(case: Case, completed: Sequence[CompletedCheck]) -> dict[str, Any]:
    """The case, the totals and every check with its outcome, in the types of JSON."""
    run = case.run
    return {
        "database": connection.vendor,
        "run": run and {"id": run.pk, "scale": run.scale, "seed": run.seed, "status": run.status},
        "last_day": case.last_day.isoformat(),
        "seconds": _rounded(sum(one.seconds for one in completed)),
        "totals": totals(completed),
        "checks": [_of_check(one) for one in completed],
    }


def totals(completed: Sequence[CompletedCheck]) -> dict[str, int]:
    """How many checks there are, and of each state."""
    states = Counter(one.state for one in completed)
    return {"checks": len(completed), **{state: states[state] for state in STATES}}


def as_text(record: dict[str, Any]) -> str:
    """The record as JSON, indented for people."""
    return json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def keep(case: Case, record: dict[str, Any]) -> str:
    """Store the record in the books. Where they cannot be written to, the text says why."""
    try:
        with transaction.atomic():
            GenerationValidation.objects.create(
                run=case.run, seconds=record["seconds"], outcome=record
            )
    except DatabaseError as error:
        return f"not kept in the database: {str(error).splitlines()[0]}"
    return ""


def _of_check(completed: CompletedCheck) -> dict[str, Any]:
    check, outcome = completed.check, completed.outcome
    return {
        "name": check.name,
        "group": check.group.value,
        "severity": check.severity.value,
        "proves": check.proves,
        "bounds": check.bounds,
        "state": completed.state,
        "violations": outcome.violations,
        "examples": list(outcome.examples),
        "figures": [_of_figure(figure) for figure in outcome.figures],
        "not_asked": outcome.not_asked,
        "seconds": _rounded(completed.seconds),
    }


def _of_figure(figure: Figure) -> dict[str, Any]:
    """A figure; JSON has no numbers that are not finite, so they become null."""
    numbers = ("measured", "expected", "tolerance", "effect", "p")
    values = {name: getattr(figure, name) for name in numbers}
    finite = {
        name: float(value) if value is not None and math.isfinite(value) else None
        for name, value in values.items()
    }
    return {"name": figure.name, "unit": figure.unit, **finite}


def _rounded(seconds: float) -> float:
    return round(seconds, 3)
