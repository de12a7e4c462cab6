"""What people see during a run: a bar on a terminal, one plain line a chunk elsewhere."""

import sys
import time
from datetime import date
from types import TracebackType
from typing import Self, TextIO

from tqdm import tqdm

from aquamind.shell.streams import Display
from scripts.data_generation.orchestrator.history_days import Span

# What a line on a terminal always has: the share done, a bar of six columns, the time left.
ALWAYS = "100% ###### ETA 00:00:00"
SEPARATOR = ", "


class ProgressTracker:
    """Follows one session: days simulated, rows written, rows a second, memory.

    On a narrow terminal the bar leaves out what matters least; what is left to wait, and how fast
    it goes, come first.
    """

    def __init__(self, title: str, days: int, stream: TextIO | None = None) -> None:
        self._stream = Display(stream or sys.stderr)
        self._title = title
        self._days = days
        self._done_days = 0
        self._done_chunks = 0
        self._watched = self._stream.can_redraw()
        self._started = time.monotonic()
        self._bar = tqdm(
            total=days,
            file=self._stream.text,
            disable=not self._watched,
            dynamic_ncols=True,
            bar_format="{desc}{percentage:3.0f}% {bar} ETA {remaining}{postfix}",
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
        if self._watched:
            self._show(simulated, memory_mb)

    def finished_chunk(self, chunk: Span, memory_mb: float) -> None:
        """A chunk is committed."""
        self._done_days += len(chunk)
        self._done_chunks += 1
        self._bar.update(len(chunk))
        if not self._watched:
            share = self._done_days / self._days
            left = self.seconds * (1.0 - share) / share
            figures = (
                f"chunk {self._done_chunks} to {chunk.last}",
                f"{self.rows:,} rows",
                f"{self.rows_a_second():,.0f} rows/s",
                f"{memory_mb:.0f} MB",
                f"{left:.0f} s left",
            )
            self._stream.write(f"{self._title} {share:4.0%} {SEPARATOR.join(figures)}\n")

    def _show(self, simulated: date, memory_mb: float) -> None:
        """Give the bar its figures, those that matter most first: as many as there is room for."""
        title = f"{self._title} "
        # Without a known width there is no end of the line.
        room = float("inf") if self._bar.ncols is None else self._bar.ncols - len(ALWAYS)
        figures = [
            f"{self.rows_a_second():,.0f} rows/s",
            f"to {simulated}",
            f"{self.rows:,} rows",
            f"{memory_mb:.0f} MB",
            f"chunk {self._done_chunks + 1}",
        ]
        lengths = [len(SEPARATOR) + len(figure) for figure in figures]
        has_title = len(title) + sum(lengths[:2]) <= room
        room -= len(title) if has_title else 0
        fitting = [
            figure for number, figure in enumerate(figures) if sum(lengths[: number + 1]) <= room
        ]
        self._bar.set_description_str(title if has_title else "", refresh=False)
        self._bar.set_postfix_str(SEPARATOR.join(fitting))
