"""Checkpoints: the GenerationChunk row in the chunk's own transaction, and its mirror for people.

The row is the truth: resuming reads it. The JSON file is written after the commit, replaced whole,
and never read by the generator.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from django.db.models import Count, Sum

from apps.environmental.models import EnvironmentalReading
from aquamind.output_folders import output_folder
from scripts.data_generation.models import GenerationChunk, GenerationRun, GenerationSession
from scripts.data_generation.orchestrator.errors import GenerationError
from scripts.data_generation.orchestrator.files_for_people import write_for_people
from scripts.data_generation.orchestrator.history_days import Span
from scripts.data_generation.simulation.ledger.farm_state import STATE_VERSION, FarmState


@dataclass(frozen=True)
class ChunkFigures:
    """What a chunk's row says of the chunk: its rows by table, and what it came to."""

    rows: dict[str, int]
    waits: int
    shortages: int
    seconds: float
    peak_memory_mb: float


@dataclass(frozen=True)
class AwaitedReadings:
    """Readings that workers are still to write: days of occupancy, cut into blocks; or none."""

    occupancy: bytes | None = None
    blocks: int = 0
    block_rows: int = 0


class CheckpointManager:
    """Writes and finds the evening states of one run."""

    def __init__(self, run: GenerationRun, folder: Path | None = None) -> None:
        self.run = run
        self.folder = folder or output_folder("checkpoints")

    def last_state(self) -> FarmState | None:
        """The farm on the evening of the run's last committed day; None before the first chunk."""
        last = GenerationChunk.objects.filter(session__run=self.run).order_by("-last_day").first()
        if last is None:
            return None
        if last.state_version != STATE_VERSION:
            raise GenerationError(
                f"chunk {last.first_day} to {last.last_day} was written by another version of the "
                f"generator (state layout {last.state_version}, this one has {STATE_VERSION}); "
                f"resume with that version"
            )
        try:
            return FarmState.from_bytes(bytes(last.state))
        except (ValueError, KeyError, EOFError, BadZipFile) as error:
            raise GenerationError(
                f"the state kept with chunk {last.first_day} to {last.last_day} cannot be read "
                f"({type(error).__name__}), somebody has changed it; restore a copy of the "
                "database, or delete the run with --clear"
            ) from error

    def next_day(self, session: GenerationSession) -> date:
        """The first day of the session that is not in the books yet."""
        last = session.chunks.order_by("-last_day").first()
        return last.last_day + timedelta(days=1) if last else session.first_day

    def commit_chunk(
        self,
        session: GenerationSession,
        chunk: Span,
        state: FarmState,
        figures: ChunkFigures,
        awaited: AwaitedReadings,
    ) -> GenerationChunk:
        """Add the chunk's row; to be called inside the transaction that wrote its rows."""
        return GenerationChunk.objects.create(
            session=session,
            first_day=chunk.first,
            last_day=chunk.last,
            state=state.to_bytes(),
            state_version=STATE_VERSION,
            **vars(figures),
            **vars(awaited),
        )

    def unfinished(self, session: GenerationSession) -> list[GenerationChunk]:
        """The session's chunks that lack blocks of readings, in order; there are two at most."""
        return list(session.chunks.filter(occupancy__isnull=False).order_by("first_day"))

    def finish_chunk(
        self, chunk: GenerationChunk, *, seconds: float, peak_memory_mb: float
    ) -> None:
        """Count the readings to the chunk's rows: all its blocks are in."""
        marks = chunk.reading_blocks.aggregate(blocks=Count("pk"), rows=Sum("rows"))
        if marks["blocks"] != chunk.blocks:
            raise GenerationError(
                f"{marks['blocks']} of {chunk.blocks} blocks of readings of {chunk.first_day} to "
                f"{chunk.last_day} are in the books; continue with --resume"
            )
        chunk.rows[EnvironmentalReading._meta.db_table] = marks["rows"]
        chunk.seconds += seconds
        chunk.peak_memory_mb = max(chunk.peak_memory_mb, peak_memory_mb)
        chunk.occupancy = None
        chunk.save(update_fields=["rows", "seconds", "peak_memory_mb", "occupancy"])

    def mirror(self, session: GenerationSession) -> None:
        """Write the session's checkpoint file; a disk that refuses it costs a warning, no run."""
        content = json.dumps(self._content(session), indent=2)
        write_for_people(self._mirror_of(session), f"{content}\n")

    def remove_mirrors(self) -> None:
        """Remove the checkpoint files that tell of this run; those of other databases stay."""
        for session in self.run.sessions.all():
            path = self._mirror_of(session)
            try:
                told = json.loads(path.read_text("utf-8"))
            except (OSError, ValueError):
                continue
            ours = {"run": self.run.pk, "seed": self.run.seed, "scale": self.run.scale}
            if isinstance(told, dict) and ours.items() <= told.items():
                path.unlink(missing_ok=True)

    def _mirror_of(self, session: GenerationSession) -> Path:
        return self.folder / f"session_{session.number}_checkpoint.json"

    def _content(self, session: GenerationSession) -> dict[str, Any]:
        chunks = list(session.chunks.order_by("first_day").defer("state", "occupancy"))
        return {
            "note": "for people; the database is the truth",
            "run": session.run_id,
            "scale": self.run.scale,
            "seed": self.run.seed,
            "session": session.number,
            "first_day": session.first_day.isoformat(),
            "last_day": session.last_day.isoformat(),
            "status": session.status,
            "committed_to": chunks[-1].last_day.isoformat() if chunks else None,
            "chunks": [
                {
                    "first_day": chunk.first_day.isoformat(),
                    "last_day": chunk.last_day.isoformat(),
                    "rows": sum(chunk.rows.values()),
                    "seconds": round(chunk.seconds, 2),
                }
                for chunk in chunks
            ],
        }
