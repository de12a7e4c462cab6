"""What all checks said, as JSON and as the row that is kept for whoever shows it later."""

import json
import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError, connection, transaction

from scripts.data_generation.models import GenerationValidation
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.registry import STATES, Figure, Verdict


def as_record(case: Case, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Books, totals and every check with what it found, in the types of JSON."""
    run = case.run
    return {
        "database": connection.vendor,
        "run": run and {"id": run.pk, "scale": run.scale, "seed": run.seed, "status": run.status},
        "last_day": case.last_day.isoformat(),
        "seconds": _rounded(sum(verdict.seconds for verdict in verdicts)),
        "totals": totals(verdicts),
        "checks": [_of_check(verdict) for verdict in verdicts],
    }


def totals(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """How many checks there are, and of each state."""
    states = Counter(verdict.state for verdict in verdicts)
    return {"checks": len(verdicts), **{state: states[state] for state in STATES}}


def as_text(record: dict[str, Any]) -> str:
    """The record as JSON that people can read, too."""
    return json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def keep(case: Case, record: dict[str, Any]) -> str:
    """Store the record in the books; a note why not, when they cannot be written to."""
    try:
        with transaction.atomic():
            GenerationValidation.objects.create(
                run=case.run, seconds=record["seconds"], outcome=record
            )
    except DatabaseError as error:
        return f"not kept in the database: {str(error).splitlines()[0]}"
    return ""


def _of_check(verdict: Verdict) -> dict[str, Any]:
    check, outcome = verdict.check, verdict.outcome
    return {
        "name": check.name,
        "group": check.group.value,
        "severity": check.severity.value,
        "proves": check.proves,
        "bounds": check.bounds,
        "state": verdict.state,
        "violations": outcome.violations,
        "examples": list(outcome.examples),
        "figures": [_of_figure(figure) for figure in outcome.figures],
        "not_asked": outcome.not_asked,
        "seconds": _rounded(verdict.seconds),
    }


def _of_figure(figure: Figure) -> dict[str, Any]:
    """A figure; what is not finite has no place in JSON."""
    numbers = ("measured", "expected", "tolerance", "effect", "p")
    values = {name: getattr(figure, name) for name in numbers}
    finite = {
        name: float(value) if value is not None and math.isfinite(value) else None
        for name, value in values.items()
    }
    return {"name": figure.name, "unit": figure.unit, **finite}


def _rounded(seconds: float) -> float:
    return round(seconds, 3)
