"""Stop signals during a command: the first ends it in good order, the second at once."""

import os
import signal
import sys
import threading
from types import FrameType, TracebackType
from typing import Any, Self

from aquamind.shell.signals import STOP_SIGNALS

# As shells count: 128 and the signal's number.
EXIT_BASE = 128


class Stopped(BaseException):
    """Somebody asked the process to end."""


class StopSignals:
    """While it is entered, the first signal raises `Stopped` where the program stands.

    The exception may come out as another one (the database's driver has its own for what happens
    while it reads), so ask `received`; or be lost in a finaliser, so come by a `stop_point` now
    and then. A second signal leaves at once: the database then rolls back what was not committed,
    as after a crash.
    """

    def __init__(self) -> None:
        self.received: signal.Signals | None = None
        self._handlers = {number: signal.getsignal(number) for number in STOP_SIGNALS}
        self._hook = sys.unraisablehook
        # Signals are the main thread's: a command in another one is told by whoever began it.
        self._are_ours = threading.current_thread() is threading.main_thread()

    def __enter__(self) -> Self:
        if not self._are_ours:
            return self
        for number, handler in self._handlers.items():
            # Ignored, as a shell has it for what it runs in the background, stays ignored.
            if handler is not signal.SIG_IGN:
                signal.signal(number, self._stop)
        sys.unraisablehook = self._lost
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # After a signal the process is about to end, and a second one is still to be answered.
        if self._are_ours and self.received is None:
            for number, handler in self._handlers.items():
                signal.signal(number, handler)
            sys.unraisablehook = self._hook

    @property
    def exit_code(self) -> int:
        """130 after Ctrl-C, 143 after SIGTERM, 129 when the terminal went away."""
        return EXIT_BASE + (self.received or 0)

    def stop_point(self) -> None:
        """Raise `Stopped` when a signal has come."""
        if self.received is not None:
            raise Stopped

    def _stop(self, number: int, frame: FrameType | None) -> None:
        if self.received is not None:
            os._exit(EXIT_BASE + number)
        self.received = signal.Signals(number)
        raise Stopped

    def _lost(self, unraisable: Any) -> None:
        """Python cannot raise in a finaliser and would print the trace; a stop point is to come."""
        if unraisable.exc_type is not Stopped:
            self._hook(unraisable)
