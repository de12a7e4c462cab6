"""Processes for workers, started so that a stop signal finds none of them half awake.

A terminal sends Ctrl-C to all processes of a command. One whose interpreter is just starting would
answer it with a trace of its own, since Python listens for it before any line of ours is run. When
a terminal goes away it sends SIGHUP to all of them: it would kill the process that keeps count of
semaphores, and the next one to be started in its place complains about every one that it never saw.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from django.conf import settings

from aquamind.shell.signals import STOP_SIGNALS
from scripts.data_generation.orchestrator.workers.reading_worker import begin_worker

WARNINGS = "PYTHONWARNINGS"
# On Linux workers are forked from a process that has read everything once. Elsewhere each starts on
# its own: macOS has libraries that no fork may use, Windows no forks.
HAS_FORKS = sys.platform == "linux" and hasattr(signal, "SIGCHLD")
READY = "scripts.data_generation.orchestrator.workers.ready_to_fork"
# What a terminal sends to all processes of a command; who helps leaves the answer to the run.
OF_TERMINALS = {number for number in STOP_SIGNALS if number.name in ("SIGINT", "SIGHUP")}
NO_WORD_OF_SEMAPHORES = "ignore:resource_tracker"


class WorkerPool(ProcessPoolExecutor):
    """Processes of this machine; none is a fork of this one, whose connection it would share.

    The executor starts a process whenever work is submitted and none is idle, so every submission
    may start one.
    """

    def __init__(self, workers: int) -> None:
        with signals_held(), quiet_tracker():
            super().__init__(
                workers, get_context("forkserver" if HAS_FORKS else "spawn"), begin_worker
            )
        if HAS_FORKS:
            # Anew: the tracker has lifted the mask.
            with signals_held():
                _start_fork_server()

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand work out; a signal meanwhile is answered when the process it may start is known."""
        with signals_held():
            return super().submit(work, *args, **kwargs)


def _start_fork_server() -> None:
    """Start the process that workers are forked from, unless it is there."""
    from multiprocessing.forkserver import (  # noqa: PLC0415 - where there are forks
        ensure_running,
        set_forkserver_preload,
    )

    set_forkserver_preload([READY])
    # It looks for modules in its folder, which may be any.
    paths = filter(None, (str(settings.BASE_DIR), os.environ.get("PYTHONPATH")))
    with _variable("PYTHONPATH", os.pathsep.join(paths)):
        ensure_running()


@contextmanager
def quiet_tracker() -> Iterator[None]:
    """Within the block the tracker of multiprocessing starts, and is told to do its work silently.

    It frees the semaphores of a run that was ended at once, by a second signal or by kill -9. What
    it says of them stands beside our one line, or comes when the terminal is somebody else's.
    """
    # The last one counts.
    warnings = filter(None, (os.environ.get(WARNINGS), NO_WORD_OF_SEMAPHORES))
    with _variable(WARNINGS, ",".join(warnings)):
        yield


@contextmanager
def _variable(name: str, value: str) -> Iterator[None]:
    """Within the block processes start with this variable."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


@contextmanager
def signals_held() -> Iterator[None]:
    """Within the block no stop signal is answered; one that came is answered at its end.

    A process that is started within it begins with SIGINT and SIGHUP blocked. A worker ignores
    SIGINT from `begin_worker` on; SIGHUP stays blocked in all of them. Windows has no such mask; a
    process that starts there sees Ctrl-C as before.
    """
    came: list[int] = []
    handlers = _replaced(lambda number, frame: came.append(number))
    # The tracker of multiprocessing lifts a mask of this thread when it starts, which it does while
    # the executor is made; the handlers hold signals then, too.
    mask = _block_terminals()
    try:
        yield
    finally:
        if mask is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        if came:
            signal.raise_signal(came[0])


def _replaced(note: Callable[[int, Any], None]) -> dict[int, Any]:
    """Have signals noted; what answered them before. Only the main thread is ever interrupted."""
    if threading.current_thread() is not threading.main_thread():
        return {}
    before = {number: signal.getsignal(number) for number in STOP_SIGNALS}
    # What is ignored stays so, and a handler that Python did not set cannot be put back.
    held: dict[int, Any] = {n: h for n, h in before.items() if h not in (signal.SIG_IGN, None)}
    for number in held:
        signal.signal(number, note)
    return held


def _block_terminals() -> set[int] | None:
    """Block a terminal's signals in this thread and in what it starts; the mask before."""
    if not hasattr(signal, "pthread_sigmask"):
        return None
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, OF_TERMINALS))
