"""How a run gets on, from the database alone: whoever writes it may be another process."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from apps.explorer.charts import Chart, Series
from scripts.data_generation.orchestrator.runs.run_status import (
    ChunkStatus,
    RunStatus,
)

# The pace of late is what is left is judged by: early chunks of a history are small.
LATE_CHUNKS = 5


@dataclass(frozen=True)
class Progress:
    """Where a run stands; the pace is that of its latest chunks."""

    state: str
    days: int
    days_done: int
    simulated: date | None
    rows: int
    rows_a_second: float
    memory_mb: float
    seconds: float
    seconds_left: float | None
    chunks: int

    @property
    def share(self) -> float:
        """The part of the days that is in the books, 0 to 1."""
        return self.days_done / self.days

    def as_json(self) -> dict[str, Any]:
        """For the page's script; the same words as the page itself shows."""
        return {"state": self.state, "share": self.share, "shown": self.shown}

    @property
    def time_spent(self) -> str:
        """Hours, minutes and seconds of all its chunks."""
        return _clock(self.seconds)

    @property
    def shown(self) -> dict[str, str]:
        """Each figure in words, by the name under which the page shows it."""
        left = "" if self.seconds_left is None else _clock(self.seconds_left)
        return {
            "state": self.state,
            "simulated date": f"{self.simulated}" if self.simulated else "not begun",
            "done": f"{self.share:.0%}",
            "rows": f"{self.rows:,}",
            "rows a second": f"{self.rows_a_second:,.0f}",
            "memory": f"{self.memory_mb:,.0f} MB",
            "time spent": self.time_spent,
            "time left": left or "none",
            "chunks": f"{self.chunks}",
        }


def progress(run: RunStatus) -> Progress:
    """How a run gets on."""
    chunks = [chunk for session in run.sessions for chunk in session.chunks]
    days = (run.last_day - run.first_day).days + 1
    done = sum((chunk.last_day - chunk.first_day).days + 1 for chunk in chunks)
    late = chunks[-LATE_CHUNKS:]
    late_seconds = sum(chunk.seconds for chunk in late)
    return Progress(
        state=run.state,
        days=days,
        days_done=done,
        simulated=chunks[-1].last_day if chunks else None,
        rows=run.founding_rows + sum(chunk.rows for chunk in chunks),
        rows_a_second=sum(chunk.rows for chunk in late) / late_seconds if late_seconds else 0.0,
        memory_mb=max((chunk.peak_memory_mb for chunk in chunks), default=0.0),
        seconds=sum(chunk.seconds for chunk in chunks),
        seconds_left=_left(late, days - done) if run.state == "running" else None,
        chunks=len(chunks),
    )


def _left(late: Sequence[ChunkStatus], days: int) -> float | None:
    """Seconds for the days to come, at the pace of the latest; None before the first chunk."""
    done = sum((chunk.last_day - chunk.first_day).days + 1 for chunk in late)
    return sum(chunk.seconds for chunk in late) / done * days if done else None


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def pace(run: RunStatus) -> Chart:
    """Rows a second and memory of each chunk."""
    chunks = [chunk for session in run.sessions for chunk in session.chunks]
    rates = [(c.last_day, round(c.rows / c.seconds)) for c in chunks if c.seconds]
    memory = [(c.last_day, round(c.peak_memory_mb)) for c in chunks]
    return Chart(
        key="pace",
        title="Pace and memory",
        says="Rows written a second by each chunk, and the peak memory of its process, along the "
        "simulated days.",
        series=(Series("rows a second", rates, "area"), Series("memory", memory, "line", axis=1)),
        y_names=("rows/s", "memory [MB]"),
    )
