"""Plain lines where nobody watches, a bar on a terminal."""

from datetime import date
from io import StringIO

import pytest

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
    assert "chunk 1 to 2020-01-30, 1,234 rows" in said
    assert "ETA" in said


def test_no_time_is_left_at_the_end() -> None:
    stream = StringIO()
    with ProgressTracker("Session 1", 30, stream) as tracker:
        tracker.finished_chunk(CHUNK, 1.0)
    assert "100%" in stream.getvalue()
    assert ", 0 s left" in stream.getvalue()
