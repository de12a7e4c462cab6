"""Carrying a finished run on: a further session after its last day, and the plan with all of them.

An extension is kept as its GenerationSession row alone: its number, 5 or more, and its days.
"""

from django.db import transaction

from scripts.data_generation.config.history import years_later
from scripts.data_generation.models import GenerationRun, GenerationSession, Progress
from scripts.data_generation.orchestrator.checkpoint_manager import CheckpointManager
from scripts.data_generation.orchestrator.errors import GenerationError, RequestError
from scripts.data_generation.orchestrator.history_days import DAY, Span, sessions_with
from scripts.data_generation.orchestrator.runs.guards import refuse_other_version

# Ten years have the sessions before it; what is added to a shorter history has a number of its own.
FIRST_EXTENSION = 5
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
    try:
        span = Span(first, years_later(first, years) - DAY)
    except ValueError as error:
        raise RequestError("no calendar has all days of that history; add fewer years") from error
    return max(FIRST_EXTENSION, *(number + 1 for number in planned_sessions(run))), span


def planned_sessions(run: GenerationRun) -> dict[int, Span]:
    """Number and days of every session of a run, in order: those it began with, then extensions."""
    rows = run.sessions.all()
    begun = {session.number: Span(session.first_day, session.last_day) for session in rows}
    return sessions_with(Span(run.start_date, run.end_date), begun)
