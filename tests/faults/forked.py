"""Runs that are forked off a process which has read the program (fork_server.py)."""

import itertools
import json
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from tests.faults.fork_server import Order

# A fork after the system's own libraries were used is safe on Linux only.
CAN_FORK = sys.platform == "linux"
PAUSE_S = 0.005


def hear_ctrl_c() -> None:
    """Have what this process starts answer Ctrl-C.

    What runs in the background of a shell has it ignored, and would hand that on.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)


class ForkedRun(psutil.Process):
    """A run that is no child of this process; the keeper tells how it ended."""

    def __init__(self, process: int, status: Path) -> None:
        super().__init__(process)
        self._status = status

    def poll(self) -> int | None:
        """Its exit status, or minus the signal that ended it; None while it goes on."""
        return int(self._status.read_text("utf-8")) if self._status.exists() else None

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; psutil.TimeoutExpired after so many seconds."""
        began = time.monotonic()
        while (status := self.poll()) is None:
            if timeout is not None and time.monotonic() - began > timeout:
                raise psutil.TimeoutExpired(timeout, self.pid)
            time.sleep(PAUSE_S)
        return status


class ForkServer:
    """Has read the program in one environment, and starts runs in it."""

    def __init__(self, project: Path, environment: dict[str, str]) -> None:
        self._folder = TemporaryDirectory()
        self._numbers = itertools.count(1)
        hear_ctrl_c()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.fork_server"],
            cwd=project,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def start(self, arguments: list[str], output: Path, errors: Path) -> ForkedRun:
        """A run with these arguments, which writes to these files."""
        status = Path(self._folder.name) / f"status-{next(self._numbers)}"
        self._say(json.dumps(asdict(Order(arguments, str(output), str(errors), str(status)))))
        assert self._process.stdout is not None
        run = ForkedRun(int(self._process.stdout.readline()), status)
        self._say("begin")
        return run

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def close(self) -> None:
        """End it, when all its runs have ended."""
        self._process.communicate()
        self._folder.cleanup()
