"""The streams of a command: what shows is never in the way of what is done.

A stream may be closed from the start, its disk may fill, its terminal may go away, its reader may
have seen enough, and it may not know every letter. This holds of standard output and standard
error, and of any other stream that a command is called with.
"""

import os
from contextlib import ExitStack, suppress
from typing import IO, Any, TextIO, cast

# Terminals of this kind only add to what they show; a bar would fill them line by line.
ADDS_ONLY = ("dumb", "unknown")


class Display:
    """What people may look at while something is done: where it cannot be shown, it is left out.

    With `None`, as Python has it for a stream that is closed, nothing is ever shown.
    """

    def __init__(self, stream: IO[str] | None) -> None:
        self._stream = stream
        self.lost: OSError | None = None

    def write(self, text: str) -> int:
        """Show it at once, with letters that the stream does not know written in others."""
        if self._stream is not None and self.lost is None:
            try:
                self._write(self._stream, text)
            except OSError as error:
                self._lose(error)
            except ValueError:
                # Closed since by whoever gave it: nobody wants to see any more.
                self._stream = None
        return len(text)

    def flush(self) -> None:
        """Nothing is held back; who is handed a stream asks for this."""

    def isatty(self) -> bool:
        """Whether somebody watches."""
        if self._stream is None or self.lost is not None:
            return False
        try:
            return self._stream.isatty()
        except ValueError:
            return False

    def can_redraw(self) -> bool:
        """Whether somebody watches on a terminal that can show a bar."""
        return self.isatty() and os.environ.get("TERM") not in ADDS_ONLY

    @property
    def text(self) -> TextIO:
        """Itself, for who asks for a stream by its type."""
        return cast(TextIO, self)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def _write(self, stream: IO[str], text: str) -> None:
        try:
            stream.write(text)
        except UnicodeEncodeError as error:
            known = error.encoding
            stream.write(text.encode(known, "backslashreplace").decode(known))
        stream.flush()

    def _lose(self, error: OSError) -> None:
        self.lost = error
        if self._stream is not None:
            _throw_away(self._stream)


class Result(Display):
    """What a command is for: the command ends where it cannot be written.

    `lost` then says why. A `BrokenPipeError` is no failure: the reader has seen enough.
    """

    def _lose(self, error: OSError) -> None:
        super()._lose(error)
        raise error


def _throw_away(stream: IO[str]) -> None:
    """Forget what a stream holds back and cannot write: else it fails again for who flushes it.

    Python itself does so when it ends, and when it starts another process.
    """
    with suppress(OSError, ValueError, AttributeError):
        number = stream.fileno()
        with ExitStack() as opened:
            before = os.dup(number)
            opened.callback(os.close, before)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            opened.callback(os.close, nowhere)
            opened.callback(os.dup2, before, number)
            os.dup2(nowhere, number)
            stream.flush()
