"""What a command shows, on streams that are closed, fail, or do not know every letter."""

import os
from io import StringIO, TextIOWrapper
from pathlib import Path

import pytest

from aquamind.shell.streams import Display, Result
from tests.commands import Terminal
from tests.shells.streams import FULL, GONE, LEFT, Failing

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize("error", [LEFT, FULL, GONE])
@pytest.mark.parametrize("takes", [0, 1])
def test_a_display_leaves_out_what_cannot_be_shown(error: int, takes: int) -> None:
    stream = Failing(error, takes)
    display = Display(stream)
    for text in ("one\n", "two\n", "three\n"):
        assert display.write(text) == len(text)
    display.flush()
    assert stream.getvalue() == "one\n" * takes
    assert display.lost is not None
    assert display.lost.errno == error
    assert not display.isatty()


@pytest.mark.parametrize("error", [LEFT, FULL, GONE])
def test_a_result_ends_where_it_cannot_be_written(error: int) -> None:
    result = Result(Failing(error, takes=1))
    result.write("one\n")
    with pytest.raises(OSError, match=os.strerror(error)) as caught:
        result.write("two\n")
    assert result.lost is caught.value
    assert isinstance(result.lost, BrokenPipeError) == (error == LEFT)


@pytest.mark.parametrize("kind", [Display, Result])
def test_nobody_sees_a_closed_stream(kind: type[Display]) -> None:
    closed = StringIO()
    closed.close()
    for stream in (None, closed):
        shown = kind(stream)
        shown.write("one\n")
        shown.flush()
        assert shown.lost is None
        assert not shown.isatty()


@pytest.mark.parametrize("kind", [Display, Result])
def test_unknown_letters_are_written_in_others(kind: type[Display], tmp_path: Path) -> None:
    file = tmp_path / "shown"
    with file.open("w", encoding="ascii") as stream:
        kind(stream).write("Føroyar \udc80\n")
    assert file.read_text("ascii") == "F\\xf8royar \\udc80\n"


@pytest.mark.linux
def test_what_is_held_back_fails_for_nobody_else() -> None:
    """Python flushes standard output when it ends, and when it starts a process."""
    with open("/dev/full", "wb", buffering=0) as full:
        stream = TextIOWrapper(full, encoding="utf-8")
        Display(stream).write("one\n")
        stream.flush()
        # Still the same file.
        with pytest.raises(OSError, match="No space left"):
            os.write(stream.fileno(), b"two\n")
        stream.detach()


@pytest.mark.parametrize(("kind", "can"), [("xterm", True), ("dumb", False)])
def test_a_bar_needs_a_terminal_that_can_draw_again(monkeypatch, kind: str, can: bool) -> None:
    monkeypatch.setenv("TERM", kind)
    assert Display(Terminal()).can_redraw() == can
    assert not Display(StringIO()).can_redraw()
