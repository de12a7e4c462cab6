"""`generate_data` as a process of its own, to be watched and struck."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.faults.books import Books

PROJECT = Path(__file__).resolve().parents[2]
# Nothing here takes as long; whoever waits longer waits for what will not come.
PATIENCE_S = 240


@dataclass(frozen=True)
class Ended:
    """How a process ended: its status, and what it said on stderr besides progress and notes."""

    status: int
    lines: list[str]


class Generation:
    """A run under way; `books` say how far it is."""

    def __init__(
        self,
        books: Books,
        *options: str,
        environment: dict[str, str] | None = None,
        name: str = "run",
    ) -> None:
        self.books = books
        self._said = books.said / f"{name}.stderr"
        self.output = books.said / f"{name}.stdout"
        # What runs in the background of a shell has Ctrl-C ignored, and would hand that on.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        own = {"DATABASE_URL": books.url, "OUTPUT_DIR": str(books.output)}
        with self._said.open("w") as errors, self.output.open("w") as output:
            self.process = psutil.Popen(
                [sys.executable, "manage.py", "generate_data", *options],
                cwd=PROJECT,
                env={**os.environ, **own, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
                start_new_session=True,
            )

    def __enter__(self) -> "Generation":
        return self

    def __exit__(self, *trouble: object) -> None:
        self.kill()

    def until(self, happened: Callable[[], object], pause_s: float = 0.01) -> None:
        """Wait until it has happened, while the run goes on."""
        deadline = time.monotonic() + PATIENCE_S
        while not happened():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"the run ended, or waits, before that: {self.said()}")
            time.sleep(pause_s)

    def until_chunks(self, count: int) -> None:
        """Wait until so many chunks are committed."""
        self.until(lambda: self.books.chunks() >= count)

    def workers(self) -> list[psutil.Process]:
        """Its processes that write readings."""
        return [child for child in self.process.children() if "spawn_main" in str(child.cmdline())]

    def said(self) -> list[str]:
        """Its lines on stderr, without those of progress and notes."""
        lines = self._said.read_text().splitlines()
        return [line for line in lines if not line.startswith(("Session ", "INFO "))]

    @contextmanager
    def held(self) -> Iterator[None]:
        """The process stands still."""
        self.process.suspend()
        try:
            yield
        finally:
            self.process.resume()

    def kill(self) -> None:
        """Kill -9, with all its children, if it has not ended yet."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ended(self) -> Ended:
        """Wait for its end."""
        status = self.process.wait(PATIENCE_S)
        return Ended(status, self.said())
