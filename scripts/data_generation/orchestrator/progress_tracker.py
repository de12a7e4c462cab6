"""What people see during a run: a bar on a terminal, one plain line a chunk elsewhere."""

import sys
import time
from datetime import date
from types import TracebackType
from typing import Self, TextIO

from tqdm import tqdm

from scripts.data_generation.orchestrator.history_days import Span


class ProgressTracker:
    """Follows one session: days simulated, rows written, rows a second, memory."""

    def __init__(self, title: str, days: int, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._title = title
        self._days = days
        self._done_days = 0
        self._done_chunks = 0
        self._watched = self._stream.isatty()
        self._started = time.monotonic()
        self._bar = tqdm(
            total=days,
            desc=title,
            unit="d",
            file=self._stream,
            disable=not self._watched,
            bar_format="{desc} {bar} {percentage:3.0f}% {postfix} ETA {remaining}",
        )
        self.rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.close()

    @property
    def seconds(self) -> float:
        """Wall-clock seconds since the session's work began."""
        return time.monotonic() - self._started

    def rows_a_second(self) -> float:
        """Rows written a second so far."""
        return self.rows / max(self.seconds, 1e-6)

    def wrote(self, rows: int, simulated: date, memory_mb: float) -> None:
        """Some rows are in; the bar shows it, plain lines wait for the chunk."""
        self.rows += rows
        figures = self._figures(simulated, memory_mb)
        self._bar.set_postfix_str(f"chunk {self._done_chunks + 1} to {figures}")

    def finished_chunk(self, chunk: Span, memory_mb: float) -> None:
        """A chunk is committed."""
        self._done_days += len(chunk)
        self._done_chunks += 1
        self._bar.update(len(chunk))
        if not self._watched:
            share = self._done_days / self._days
            left = self.seconds * (1.0 - share) / share
            figures = f"chunk {self._done_chunks} to {self._figures(chunk.last, memory_mb)}"
            self._stream.write(f"{self._title} {share:4.0%} {figures}, {left:.0f} s left\n")
            self._stream.flush()

    def _figures(self, simulated: date, memory_mb: float) -> str:
        return (
            f"{simulated}, {self.rows:,} rows, {self.rows_a_second():,.0f} rows/s, "
            f"{memory_mb:.0f} MB"
        )
