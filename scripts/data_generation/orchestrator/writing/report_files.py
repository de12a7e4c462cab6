"""What a run leaves in `reports/` as it goes: `progress.md` and `session_N_report.json`."""

import json
from collections.abc import Iterator
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max, Sum

from aquamind.output_folders import output_folder
from scripts.data_generation.models import GenerationRun, GenerationSession
from scripts.data_generation.orchestrator.files_for_people import write_for_people
from scripts.data_generation.orchestrator.history_days import Span, years_of
from scripts.data_generation.orchestrator.runs.extension import planned_sessions
from scripts.data_generation.reporting.session_report import session_report

TITLES = (
    "session",
    "years",
    "status",
    "started (UTC)",
    "completed (UTC)",
    "runtime",
    "memory peak",
)


def write_session_report(run: GenerationRun, session: GenerationSession) -> None:
    """Write the report of a session that is complete, and the page that says so."""
    report = json.dumps(session_report(run, session), indent=2, cls=DjangoJSONEncoder)
    write_for_people(
        output_folder("reports") / f"session_{session.number}_report.json", f"{report}\n"
    )
    write_progress(run)


def write_progress(run: GenerationRun) -> None:
    """Write the page anew, as the books have it now."""
    text = "\n".join(progress_lines(run))
    write_for_people(output_folder("reports") / "progress.md", f"{text}\n")


def progress_lines(run: GenerationRun) -> Iterator[str]:
    """The page: what run it is, and the table of its sessions."""
    yield "# Progress"
    yield ""
    yield f"{run.scale} scale, seed {run.seed}, {run.start_date} to {run.end_date}."
    yield "As of the last chunk; `python manage.py generation_status` tells whether a run is going."
    yield ""
    yield f"| {' | '.join(TITLES)} |"
    yield f"|{' --- |' * len(TITLES)}"
    begun = {
        session.number: session
        for session in run.sessions.annotate(
            seconds=Sum("chunks__seconds"),
            peak_mb=Max("chunks__peak_memory_mb"),
            committed_to=Max("chunks__last_day"),
        )
    }
    for number, span in planned_sessions(run).items():
        yield f"| {' | '.join(_cells(run, number, span, begun.get(number)))} |"


def _cells(
    run: GenerationRun, number: int, span: Span, session: GenerationSession | None
) -> tuple[str, ...]:
    first, last = years_of(run.start_date, span)
    years = f"{first}-{last}" if first < last else str(first)
    if session is None:
        return str(number), years, "planned", "", "", "", ""
    facts = vars(session)
    status = session.status.lower()
    if session.completed_at is None and facts["committed_to"]:
        status += f", in the books to {facts['committed_to']}"
    return (
        str(number),
        years,
        status,
        _minute(session.started_at),
        _minute(session.completed_at),
        f"{facts['seconds'] or 0.0:,.1f} s",
        f"{facts['peak_mb'] or 0.0:,.0f} MB",
    )


def _minute(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""
