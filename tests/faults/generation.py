"""`generate_data` as a process of its own, to be watched and struck."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import psutil
from django.db import OperationalError

from tests.faults.books import PROJECT, Books
from tests.faults.forked import ForkedRun, hear_ctrl_c

# Nothing here takes as long; whoever waits longer waits for what will not come.
PATIENCE_S = 240
# A run that is watched goes on for so long between two looks: less than a chunk takes.
SLICE_S = 0.01


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
        """Begin it, forked off a process that has read the program.

        With an environment, which it gets besides the usual one and which may be empty, it is an
        interpreter of its own.
        """
        self.books = books
        self.errors = books.said / f"{name}.stderr"
        self.output = books.said / f"{name}.stdout"
        self.errors.write_text("", "utf-8")
        arguments = ["manage.py", "generate_data", *options]
        forks = books.fork_server() if environment is None else None
        self.process: psutil.Popen | ForkedRun = (
            self._interpreter(arguments, environment or {})
            if forks is None
            else forks.start(arguments, self.output, self.errors)
        )

    def _interpreter(self, arguments: list[str], environment: dict[str, str]) -> psutil.Popen:
        hear_ctrl_c()
        with (
            self.errors.open("w", encoding="utf-8") as errors,
            self.output.open("w", encoding="utf-8") as output,
        ):
            return psutil.Popen(
                [sys.executable, *arguments],
                cwd=PROJECT,
                env={**self.books.environment(), **environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
                start_new_session=True,
            )

    def __enter__(self) -> "Generation":
        return self

    def __exit__(self, *trouble: object) -> None:
        self.kill()

    def sees(self, happened: Callable[[], object], slice_s: float = SLICE_S) -> bool:
        """Have it go on until it has happened, or until it ends; whether it has happened.

        It stands still at every look, so on a busy machine, too, it cannot be over between two;
        and it stands still afterwards, to be struck at that point.
        """
        deadline = time.monotonic() + PATIENCE_S
        while not self._is_seen(happened):
            self.go_on()
            if self.process.poll() is not None:
                return False
            if time.monotonic() > deadline:
                raise AssertionError(f"it has not happened: {self.said()}")
            time.sleep(slice_s)
        return True

    def until(self, happened: Callable[[], object], slice_s: float = SLICE_S) -> None:
        """Have it go on until it has happened, which it must before it ends."""
        assert self.sees(happened, slice_s), f"the run ended before that: {self.said()}"

    def _is_seen(self, happened: Callable[[], object]) -> bool:
        self.hold()
        try:
            return bool(happened())
        except OperationalError:
            # It stands still with a lock on what was to be looked at.
            return False

    def until_chunks(self, count: int) -> None:
        """Have it go on until so many chunks are committed."""
        self.until(lambda: self.books.chunks() >= count)

    def go_on_for(self, seconds: float) -> None:
        """Have it go on for a moment; then it stands still."""
        self.go_on()
        time.sleep(seconds)
        self.hold()

    def hold(self) -> None:
        """Have it stand still, unless it has ended; signals wait for it to go on."""
        with suppress(psutil.NoSuchProcess):
            self.process.suspend()
            while self.process.status() not in {psutil.STATUS_STOPPED, psutil.STATUS_ZOMBIE}:
                time.sleep(0.001)

    def go_on(self) -> None:
        """Have it go on after it stood still."""
        with suppress(psutil.NoSuchProcess):
            self.process.resume()

    @contextmanager
    def held(self) -> Iterator[None]:
        """It stands still within the block, and goes on after it."""
        self.hold()
        try:
            yield
        finally:
            self.go_on()

    def strike(self, number: signal.Signals) -> None:
        """Send it a signal, if it has not ended; while it stands still, the signal waits."""
        with suppress(psutil.NoSuchProcess):
            self.process.send_signal(number)

    def fork_servers(self) -> list[psutil.Process]:
        """The one process, if any, that its workers are forked from."""
        return [one for one in self.process.children() if "forkserver" in str(one.cmdline())]

    def workers(self) -> list[psutil.Process]:
        """Its processes that write readings, the eldest first."""
        found = [worker for server in self.fork_servers() for worker in server.children()]
        return sorted(found, key=psutil.Process.create_time)

    @staticmethod
    def assert_gone(processes: list[psutil.Process]) -> None:
        """None of these is left, or stays for long."""
        assert processes
        assert not psutil.wait_procs(processes, timeout=PATIENCE_S)[1]

    def said(self) -> list[str]:
        """Its lines on stderr, without those of progress and notes."""
        lines = self.errors.read_text("utf-8").splitlines()
        return [line for line in lines if not line.startswith(("Session ", "INFO "))]

    def kill(self) -> None:
        """Kill -9, with all its children, if it has not ended yet."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ended(self) -> Ended:
        """Have it go on, and wait for its end."""
        self.go_on()
        status = self.process.wait(PATIENCE_S)
        return Ended(status, self.said())
