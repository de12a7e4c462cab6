"""Provenance: what it takes to make the same history again, and how to know that it is the same."""

from collections.abc import Iterator

from scripts.data_generation.models import GenerationSession
from scripts.data_generation.reporting.html.parts import Section, Sheet, day, sheet
from scripts.data_generation.reporting.html.subject import Subject
from scripts.data_generation.reporting.provenance import (
    HOW,
    changed_parameters,
    digest_of_all,
    digests,
    rows_written,
    versions,
)


def section(subject: Subject) -> Section:
    """Run, sessions, changed parameters, versions and fingerprint."""
    changed = changed_parameters(subject.run)
    return Section(
        "provenance",
        "Provenance",
        "The same seed, scale, dates and parameters give the same rows on every database.",
        (
            sheet("the-run", "The run", "What the database says of it.", ("what", "value"),
                  _facts(subject)),
            _sessions(subject),
            sheet(
                "changed-parameters", "Parameters that differ from the scale's defaults",
                "All others stand in docs/figures.md." if changed
                else "None: all figures are those of docs/figures.md.",
                ("parameter", "value", "default"),
                ((one.name, str(one.value), str(one.default)) for one in changed),
            ),
            sheet("versions", "Versions", "Of what made this report.", ("what", "version"),
                  versions()),
            _fingerprint(subject),
        ),
    )  # fmt: skip


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
    rows = []
    for one in sessions:
        chunks = list(one.chunks.values_list("rows", "seconds", "peak_memory_mb"))
        rows.append((
            one.number, day(one.first_day), day(one.last_day), one.get_status_display(),
            f"{one.started_at:%Y-%m-%d %H:%M}",
            sum(sum(written.values()) for written, _, _ in chunks),
            round(sum(seconds for _, seconds, _ in chunks), 1),
            round(max((memory for _, _, memory in chunks), default=0.0)),
        ))  # fmt: skip
    head = ("session", "from", "to", "status", "started [UTC]", "rows", "seconds", "peak [MB]")
    return sheet("sessions", "Sessions", "As their chunks say.", head, rows)


def _fingerprint(subject: Subject) -> Sheet:
    tables = digests(subject.run)
    if tables is None:
        says = f"Too many rows to digest them for a report; {HOW} prints it."
        return sheet("fingerprint", "Fingerprint", says, ("table", "rows", "digest"), ())
    says = (
        "Content of every table without surrogate keys and time stamps of writing; two histories "
        f"are the same when these are. Over all tables: {digest_of_all(tables)}"
    )
    rows = ((name, found.rows, found.digest) for name, found in sorted(tables.items()))
    return sheet("fingerprint", "Fingerprint", says, ("table", "rows", "digest"), rows)
