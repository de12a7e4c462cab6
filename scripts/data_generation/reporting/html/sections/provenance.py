"""Provenance: what is needed to make the same history again, and digests to compare it by."""

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.data_generation.models import GenerationSession
from scripts.data_generation.reporting.html.parts import Cells, Section, Sheet, day, sheet, sheet_of
from scripts.data_generation.reporting.html.subject import Subject
from scripts.data_generation.reporting.provenance import (
    HOW,
    Changed,
    changed_parameters,
    digest_of_all,
    digests,
    rows_written,
    versions,
)


@dataclass(frozen=True)
class SessionWork:
    """A session, and what its chunks say of the work it did."""

    session: GenerationSession
    rows: int
    seconds: float
    peak_memory_mb: float


CHANGED_CELLS: Cells[Changed] = {
    "parameter": lambda one: one.name,
    "value": lambda one: str(one.value),
    "default": lambda one: str(one.default),
}
SESSION_CELLS: Cells[SessionWork] = {
    "session": lambda work: work.session.number,
    "from": lambda work: day(work.session.first_day),
    "to": lambda work: day(work.session.last_day),
    "status": lambda work: work.session.get_status_display(),
    "started [UTC]": lambda work: f"{work.session.started_at:%Y-%m-%d %H:%M}",
    "rows": lambda work: work.rows,
    "seconds": lambda work: round(work.seconds, 1),
    "peak [MB]": lambda work: round(work.peak_memory_mb),
}


def section(subject: Subject) -> Section:
    """Run, sessions, changed parameters, versions and fingerprint."""
    return Section(
        "provenance",
        "Provenance",
        "The same seed, scale, dates and parameters give the same rows on every database.",
        (
            sheet(
                key="the-run",
                title="The run",
                says="As the database records it.",
                head=("what", "value"),
                rows=_facts(subject),
            ),
            _sessions(subject),
            _changed(subject),
            sheet(
                key="versions",
                title="Versions",
                says="Of what made this report.",
                head=("what", "version"),
                rows=versions(),
            ),
            _fingerprint(subject),
        ),
    )


def _changed(subject: Subject) -> Sheet:
    changed = changed_parameters(subject.run)
    others = "All others are in docs/figures.md."
    return sheet_of(
        changed,
        CHANGED_CELLS,
        key="changed-parameters",
        title="Parameters that differ from the scale's defaults",
        says=others if changed else "None: all figures are those of docs/figures.md.",
    )


def _facts(subject: Subject) -> Iterator[tuple[str, str]]:
    run = subject.run
    yield "scale", run.scale
    yield "seed", str(run.seed)
    yield "history", f"{run.start_date} to {run.end_date}"
    yield "books reach to", str(subject.case.last_day)
    yield "status", run.get_status_display()
    yield "output version", str(run.output_version)
    yield "rows written", f"{rows_written(run):,}"
    yield "run", str(run.pk)


def _sessions(subject: Subject) -> Sheet:
    sessions = GenerationSession.objects.filter(run=subject.run).order_by("number")
    return sheet_of(
        map(_work, sessions),
        SESSION_CELLS,
        key="sessions",
        title="Sessions",
        says="As recorded in their chunks.",
    )


def _work(session: GenerationSession) -> SessionWork:
    chunks = list(session.chunks.values_list("rows", "seconds", "peak_memory_mb"))
    return SessionWork(
        session,
        rows=sum(sum(written.values()) for written, _, _ in chunks),
        seconds=sum(seconds for _, seconds, _ in chunks),
        peak_memory_mb=max((memory for _, _, memory in chunks), default=0.0),
    )


def _fingerprint(subject: Subject) -> Sheet:
    tables = digests(subject.run)
    says = f"Too many rows to digest them for a report; {HOW} prints it."
    if tables is not None:
        says = (
            "Content of every table without surrogate keys and time stamps of writing. Two "
            "histories are the same when these are. Over all tables: " + digest_of_all(tables)
        )
    rows = ((name, found.rows, found.digest) for name, found in sorted((tables or {}).items()))
    return sheet(
        key="fingerprint",
        title="Fingerprint",
        says=says,
        head=("table", "rows", "digest"),
        rows=rows,
    )
