"""What a request would have done, found out by reading alone: which days of which company."""

from dataclasses import dataclass
from datetime import date

from scripts.data_generation.config.parameters import Parameters, from_json
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.orchestrator.checkpoint_manager import CheckpointManager
from scripts.data_generation.orchestrator.errors import GenerationError
from scripts.data_generation.orchestrator.history_days import DAY, Span, session_span, sessions_of
from scripts.data_generation.orchestrator.requests import (
    Request,
    begins_a_run,
    run_to_carry_on,
)
from scripts.data_generation.orchestrator.runs.extension import extension, planned_sessions
from scripts.data_generation.orchestrator.runs.guards import (
    refuse_hidden_rows,
    refuse_new_company,
    refuse_other_version,
)
from scripts.data_generation.orchestrator.session_manager import sessions_to_run
from scripts.data_generation.orchestrator.tables_present import has_books


@dataclass(frozen=True)
class PlannedSession:
    """A session and how many days of it, from `first` to `last`, are not in the books yet."""

    number: int
    first: date
    last: date

    @property
    def days(self) -> int:
        """Days to live; 0 when only readings are lacking."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class PlannedWork:
    """The days to live, of a new company (`run` None) or of one that the database holds."""

    parameters: Parameters
    seed: int
    history: Span
    sessions: tuple[PlannedSession, ...]
    chunk_days: int
    run: GenerationRun | None = None

    @property
    def days(self) -> int:
        """Days to live, all sessions together."""
        return sum(session.days for session in self.sessions)


def planned_work(request: Request) -> PlannedWork | None:
    """What a run would do now; None when there is nothing to resume, GenerationError if refused."""
    there = has_books()
    if there:
        refuse_hidden_rows()
    if begins_a_run(request):
        if there:
            refuse_new_company(request.into_existing)
        return _new(request)
    if not there:
        if request.resume:
            return None
        raise GenerationError("this database holds no run to carry on; begin with --session=1")
    run = run_to_carry_on(request)
    return None if run is None else _carried_on(request, run)


def _new(request: Request) -> PlannedWork:
    parameters, history = request.resolved(), request.history()
    numbers = sessions_of(history) if request.session is None else (request.session,)
    spans = {number: session_span(history, number) for number in numbers}
    sessions = (PlannedSession(number, span.first, span.last) for number, span in spans.items())
    return PlannedWork(
        parameters, request.chosen_seed(), history, tuple(sessions), request.chunk_days
    )


def _carried_on(request: Request, run: GenerationRun) -> PlannedWork:
    refuse_other_version(run)
    last = run.end_date
    if request.extend_years is not None:
        number, span = extension(run, request.extend_years)
        last, sessions = span.last, [PlannedSession(number, span.first, span.last)]
    else:
        sessions = [_left(run, number) for number in sessions_to_run(run, request.session)]
    return PlannedWork(
        parameters=from_json(run.parameters),
        seed=run.seed,
        history=Span(run.start_date, last),
        sessions=tuple(sessions),
        chunk_days=request.chunk_days,
        run=run,
    )


def _left(run: GenerationRun, number: int) -> PlannedSession:
    """The days of a session that no chunk has."""
    span = planned_sessions(run)[number]
    begun = run.sessions.filter(number=number).first()
    first = CheckpointManager(run).next_day(begun) if begun else span.first
    return PlannedSession(number, min(first, span.last + DAY), span.last)
