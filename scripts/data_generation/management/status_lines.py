"""How `generation_status` says where the runs stand: lines for people, plain data for programs."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from scripts.data_generation.orchestrator.runs.run_status import (
    DatabaseStatus,
    RunStatus,
    SessionStatus,
)

NOTHING = "this database holds no generated company"
COLUMNS = (
    ("session", 7),
    ("years", 5),
    ("status", 11),
    ("started (UTC)", 16),
    ("completed (UTC)", 16),
    ("in the books to", 15),
    ("chunks", 6),
    ("rows", 12),
    ("seconds", 9),
    ("MB", 6),
)


def status_lines(status: DatabaseStatus, with_chunks: bool) -> Iterator[str]:
    """A table for each run; with chunks, a line for each below its session."""
    for run in status.runs:
        yield from _run_lines(run, with_chunks)
        yield ""
    if not status.runs:
        yield f"{NOTHING}; next: {status.next}"
        return
    yield "a run is writing right now" if status.is_going else "no run is writing right now"
    yield f"next: {status.next}"


def status_data(status: DatabaseStatus, with_chunks: bool) -> dict[str, Any]:
    """The same for JSON."""
    data = asdict(status)
    for run, plain in zip(status.runs, data["runs"], strict=True):
        for session, row in zip(run.sessions, plain["sessions"], strict=True):
            row.update(
                rows=session.rows,
                seconds=session.seconds,
                peak_memory_mb=session.peak_memory_mb,
                committed_to=session.committed_to,
                lacking_blocks=session.lacking_blocks,
            )
            if not with_chunks:
                row["chunks"] = len(session.chunks)
    return data


def _run_lines(run: RunStatus, with_chunks: bool) -> Iterator[str]:
    yield (
        f"run {run.number}: {run.scale} scale, seed {run.seed}, {run.first_day} to {run.last_day}, "
        f"output version {run.output_version}, {run.state}"
    )
    yield "  " + "  ".join(name.rjust(width) for name, width in COLUMNS)
    for session in run.sessions:
        yield "  " + "  ".join(_cells(session))
        if with_chunks:
            yield from _chunk_lines(session)
    rows = run.founding_rows + sum(session.rows for session in run.sessions)
    seconds = sum(session.seconds for session in run.sessions)
    yield f"  {rows:,} rows with what the company owns, {seconds:,.1f} s"
    lacking = sum(session.lacking_blocks for session in run.sessions)
    if lacking:
        yield f"  {lacking:,} blocks of readings are still to be written"


def _cells(session: SessionStatus) -> Iterator[str]:
    first, last = session.years
    texts = (
        str(session.number),
        f"{first}-{last}" if first < last else str(first),
        session.state,
        _minute(session.started_at),
        _minute(session.completed_at),
        str(session.committed_to or "-"),
        str(len(session.chunks)),
        f"{session.rows:,}",
        f"{session.seconds:,.1f}",
        f"{session.peak_memory_mb:.0f}",
    )
    return (text.rjust(width) for text, (_, width) in zip(texts, COLUMNS, strict=True))


def _chunk_lines(session: SessionStatus) -> Iterator[str]:
    for chunk in session.chunks:
        lacks = f"  {chunk.lacking} blocks lacking" if chunk.lacking else ""
        yield (
            f"    {chunk.first_day} to {chunk.last_day}  {chunk.rows:>12,} rows  "
            f"{chunk.seconds:8.2f} s  {chunk.peak_memory_mb:5.0f} MB{lacks}"
        )


def _minute(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "-"
