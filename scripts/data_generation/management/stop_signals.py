"""Ctrl-C and SIGTERM during a run: the first ends it in good order, the second at once."""

import os
import signal
from types import FrameType, TracebackType
from typing import Self

# As shells count: 128 and the signal's number.
EXIT_BASE = 128
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopped(BaseException):
    """Somebody asked the process to end."""


class StopSignals:
    """While it is entered, the first signal raises `Stopped` where the program stands.

    The exception may come out as another one (the database's driver has its own for what happens
    while it reads), so ask `received`. A second signal leaves at once: the database then rolls
    back what was not committed, as after a crash.
    """

    def __init__(self) -> None:
        self.received: signal.Signals | None = None
        self._before = {number: signal.getsignal(number) for number in STOP_SIGNALS}

    def __enter__(self) -> Self:
        for number, handler in self._before.items():
            # Ignored, as a shell has it for what it runs in the background, stays ignored.
            if handler is not signal.SIG_IGN:
                signal.signal(number, self._stop)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # After a signal the process is about to end, and a second one is still to be answered.
        if self.received is None:
            for number, handler in self._before.items():
                signal.signal(number, handler)

    @property
    def exit_code(self) -> int:
        """130 after Ctrl-C, 143 after SIGTERM."""
        return EXIT_BASE + (self.received or 0)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        if self.received is not None:
            os._exit(EXIT_BASE + number)
        self.received = signal.Signals(number)
        raise Stopped
