"""Plain lines where nobody watches, a bar on a terminal."""

import os
import re
import struct
from contextlib import suppress
from datetime import date
from io import StringIO

import pytest

try:
    import fcntl
    import termios
except ImportError:
    # Windows, where the test that needs them is left out.
    pass

from scripts.data_generation.orchestrator.history_days import Span
from scripts.data_generation.orchestrator.progress_tracker import ProgressTracker
from tests.commands import Terminal

pytestmark = pytest.mark.no_database


CHUNK = Span(date(2020, 1, 1), date(2020, 1, 30))


def follow(stream: StringIO) -> str:
    with ProgressTracker("Session 1", 60, stream) as tracker:
        tracker.wrote(1000, CHUNK.last, 123.4)
        tracker.wrote(234, CHUNK.last, 123.4)
        tracker.finished_chunk(CHUNK, 123.4)
        assert tracker.rows == 1234
    return stream.getvalue()


def test_one_plain_line_a_chunk() -> None:
    said = follow(StringIO())
    assert said.count("\n") == 1
    assert said.startswith("Session 1  50% chunk 1 to 2020-01-30, 1,234 rows, ")
    assert "123 MB" in said
    assert said.endswith(" s left\n")


def test_a_bar_on_a_terminal() -> None:
    said = follow(Terminal())
    assert "\r" in said
    assert "ETA" in said
    assert re.search(r" rows/s, to 2020-01-30, 1,234 rows, 123 MB, chunk 1\n$", said)


@pytest.mark.parametrize(
    ("columns", "last"),
    [
        (40, r" 50% .*ETA 00:00, [0-9,]+ rows/s"),
        (80, r"Session 1  50% .*ETA 00:00, [0-9,]+ rows/s, to 2020-01-30"),
        (120, r"Session 1  50% .*ETA 00:00, [0-9,]+ rows/s, to 2020-01-30, 12 rows, 123 MB.*"),
    ],
)
@pytest.mark.linux
def test_on_a_narrow_terminal_rate_and_time_left_stay(columns: int, last: str) -> None:
    reading, writing = os.openpty()
    # Lines, columns, and two that nobody uses.
    fcntl.ioctl(writing, termios.TIOCSWINSZ, struct.pack("4H", 24, columns, 0, 0))
    with (
        os.fdopen(writing, "w", encoding="utf-8") as terminal,
        ProgressTracker("Session 1", 60, terminal) as tracker,
    ):
        # So few that the rate has no more digits than that of a run.
        tracker.wrote(3, CHUNK.last, 123.4)
        tracker.wrote(9, CHUNK.last, 123.4)
        tracker.finished_chunk(CHUNK, 123.4)
    said = b""
    with suppress(OSError):
        # Linux says so when the other end is closed and all is read.
        while more := os.read(reading, 10_000):
            said += more
    os.close(reading)
    lines = said.decode().rstrip().split("\r")
    assert max(map(len, lines)) < columns
    assert re.match(last, lines[-1])


def test_a_terminal_that_only_adds_has_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    said = follow(Terminal())
    assert "\r" not in said
    assert said.endswith(" s left\n")


def test_no_time_is_left_at_the_end() -> None:
    stream = StringIO()
    with ProgressTracker("Session 1", 30, stream) as tracker:
        tracker.finished_chunk(CHUNK, 1.0)
    assert "100%" in stream.getvalue()
    assert ", 0 s left" in stream.getvalue()
