"""Carrying a finished run on: a further session after its last day, and the plan with all of them.

An extension is kept as its GenerationSession row alone: number 5, 6, ..., and the days it adds.
"""

from django.db import transaction

from scripts.data_generation.config.history import SESSION_YEARS, years_later
from scripts.data_generation.models import GenerationRun, GenerationSession, Progress
from scripts.data_generation.orchestrator.checkpoint_manager import CheckpointManager
from scripts.data_generation.orchestrator.errors import GenerationError, RequestError
from scripts.data_generation.orchestrator.history_days import (
    DAY,
    Span,
    session_span,
    sessions_of,
)
from scripts.data_generation.orchestrator.runs.guards import refuse_other_version

LAST_PLANNED = max(SESSION_YEARS)
# Dates of the books end with the year 9999; nobody's plans reach as far as this already.
LONGEST_EXTENSION_YEARS = 100


def extend_run(run: GenerationRun, years: int, chunk_days: int) -> GenerationSession:
    """Move a finished run's last day by so many years and open the session that lives them."""
    number, span = extension(run, years)
    with transaction.atomic():
        run.end_date, run.status, run.completed_at = span.last, Progress.RUNNING, None
        run.save(update_fields=["end_date", "status", "completed_at"])
        return GenerationSession.objects.create(
            run=run,
            number=number,
            first_day=span.first,
            last_day=span.last,
            chunk_days=chunk_days,
        )


def extension(run: GenerationRun, years: int) -> tuple[int, Span]:
    """Number and days of the session that so many years more would be; GenerationError if none."""
    if run.status != Progress.COMPLETED:
        raise GenerationError(
            "--extend-years carries on a run that is finished and this one is not; "
            "finish it with --resume first"
        )
    if years > LONGEST_EXTENSION_YEARS:
        raise RequestError(
            f"--extend-years {years}: at most {LONGEST_EXTENSION_YEARS} years at a time"
        )
    refuse_other_version(run)
    CheckpointManager(run).last_state()
    first = run.end_date + DAY
    numbers = run.sessions.values_list("number", flat=True)
    return max(LAST_PLANNED, *numbers) + 1, Span(first, years_later(first, years) - DAY)


def planned_sessions(run: GenerationRun) -> dict[int, Span]:
    """Number and days of every session of a run, in order: those it began with, then extensions."""
    history = first_history(run)
    plan = {number: session_span(history, number) for number in sessions_of(history)}
    for session in run.sessions.filter(number__gt=LAST_PLANNED).order_by("number"):
        plan[session.number] = Span(session.first_day, session.last_day)
    return plan


def first_history(run: GenerationRun) -> Span:
    """The days that a run was begun for, without those added since."""
    added = run.sessions.filter(number__gt=LAST_PLANNED).order_by("number").first()
    return Span(run.start_date, added.first_day - DAY if added else run.end_date)
