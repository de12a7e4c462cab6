"""Runs `generate_data` in processes of their own, and reads what each recorded about itself."""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from scripts.data_generation.benchmark.plan import Plan
from scripts.data_generation.benchmark.scratch import ALIAS, Scratch
from scripts.data_generation.models import GenerationRun, GenerationSession
from scripts.data_generation.orchestrator.errors import GenerationError
from scripts.data_generation.orchestrator.history_days import Span, sessions_of


@dataclass(frozen=True)
class Chunk:
    """What one chunk cost: `seconds` from the mark of the chunk before to its own mark.

    A commit and the checks that the database makes in it count to the chunk that follows.
    """

    first: date
    last: date
    rows: Counter[str]
    seconds: float
    peak_memory_mb: float


@dataclass(frozen=True)
class Session:
    """What one session cost; `seconds` are those of the whole command, `rows` all that it wrote."""

    number: int
    seconds: float
    rows: Counter[str]
    chunks: tuple[Chunk, ...]

    @property
    def peak_memory_mb(self) -> float:
        """Largest resident memory of its process [MB]."""
        return max(chunk.peak_memory_mb for chunk in self.chunks)

    @property
    def chunk_seconds(self) -> float:
        """Seconds without the start of the process, founding and the last commit."""
        return sum(chunk.seconds for chunk in self.chunks)


def run_history(scratch: Scratch, plan: Plan, say: Callable[[str], None]) -> list[Session]:
    """Every session of the plan's history, one command each, from an empty database on."""
    scratch.empty()
    sessions = []
    for number in sessions_of(plan.history):
        seconds = _generate(scratch, [f"--session={number}", *plan.generate_options()])
        sessions.append(_session(number, seconds))
        say(f"session {number}: {sessions[-1].rows.total():,} rows in {seconds:.1f} s")
    return sessions


def _generate(scratch: Scratch, options: list[str]) -> float:
    """Seconds of one `manage.py generate_data`; GenerationError when it fails."""
    base = Path(settings.BASE_DIR)
    environment = {
        **os.environ,
        "DATABASE_URL": scratch.url,
        "OUTPUT_DIR": str(scratch.folder),
        "DEBUG": "",
    }
    started = time.perf_counter()
    command = [sys.executable, str(base / "manage.py"), "generate_data", *options]
    done = subprocess.run(
        command, cwd=base, env=environment, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - started
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise GenerationError(f"generate_data {' '.join(options)} failed: {last}")
    return seconds


def _session(number: int, seconds: float) -> Session:
    """The session as its chunks record it."""
    session = GenerationSession.objects.using(ALIAS).get(number=number)
    names = ("first_day", "last_day", "rows", "committed_at", "peak_memory_mb")
    before, chunks = session.started_at, []
    for first, last, rows, mark, peak in session.chunks.order_by("first_day").values_list(*names):
        chunks.append(Chunk(first, last, Counter(rows), (mark - before).total_seconds(), peak))
        before = mark
    total: Counter[str] = sum((chunk.rows for chunk in chunks), Counter())
    if number == 1:
        total += Counter(GenerationRun.objects.using(ALIAS).get().founding_rows)
    return Session(number, seconds, total, tuple(chunks))


def share_of(chunk: Chunk, span: Span) -> float:
    """The part of a chunk's days that lies within a span."""
    days = (min(chunk.last, span.last) - max(chunk.first, span.first)).days + 1
    return max(days, 0) / len(Span(chunk.first, chunk.last))
