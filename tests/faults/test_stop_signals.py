"""Ctrl-C and SIGTERM: one line, the exit status of a stop, and nobody left behind."""

import os
import random
from contextlib import suppress
from pathlib import Path
from signal import SIGCONT, SIGHUP, SIGINT, SIGTERM, Signals

import psutil
import pytest

from tests.faults.conftest import CHUNKS
from tests.faults.generation import Ended, Generation
from tests.faults.history import History

LINE = "CommandError: stopped; every committed chunk is in the books, continue with --resume"
SEED = 1
# Of impatience; one after the clean-up began would do.
STRIKES = 200
# The process that is just starting, and how many seconds of a processor it had by then. Number 0
# is the one that workers are forked from: its interpreter is not there yet, begins, reads its first
# modules, reads ours. A worker is there at once.
STARTING = ((0, 0.0), (0, 0.02), (0, 0.05), (0, 0.1), (0, 0.3), (1, 0.0), (2, 0.0), (2, 0.01))


def assert_stopped(ended: Ended, number: Signals) -> None:
    """It said so in one line and in its exit status."""
    assert (ended.status, ended.lines) == (128 + number, [LINE])


@pytest.mark.parametrize("number", [SIGINT, SIGTERM])
def test_a_signal_stops_it_in_good_order(history: History, number: Signals) -> None:
    moments = random.Random(SEED)
    for _ in range(3):
        with history.generate() as run:
            run.until_chunks(history.books.chunks() + 1)
            run.go_on_for(moments.uniform(0.0, 0.05))
            # With chunks to come, so that the signal cannot come too late.
            assert history.books.chunks() < CHUNKS
            run.strike(number)
            assert_stopped(run.ended(), number)
    history.assert_whole(f"{number.name}", 3)


def test_ctrl_c_before_it_began_leaves_no_trace(history: History) -> None:
    with history.generate(environment={}) as run:
        # Python is up and reads the program.
        run.until(lambda: "numpy" in Path(f"/proc/{run.process.pid}/maps").read_text("utf-8"))
        run.strike(SIGINT)
        ended = run.ended()
    assert ended.status == 128 + SIGINT
    assert ended.lines in ([], [LINE])
    history.assert_whole("SIGINT", 1)


def test_a_signal_during_the_clean_up_ends_it_at_once(history: History) -> None:
    with history.generate("--workers=2") as run:
        run.until(lambda: history.books.ask("SELECT id FROM data_generation_generationblock"))
        workers = run.workers()
        # Who waits for them waits for ever.
        for worker in workers:
            worker.suspend()
        run.strike(SIGTERM)
        for _ in range(STRIKES):
            if run.process.poll() is None:
                run.go_on_for(0.05)
                run.strike(SIGINT)
        ended = run.ended()
        for worker in workers:
            # The system wakes those whose group nobody controls any more; such a one has ended.
            with suppress(psutil.NoSuchProcess):
                worker.resume()
        run.assert_gone(workers)
    assert ended.status in {128 + SIGINT, 128 + SIGTERM}
    assert ended.lines in ([], [LINE])
    history.assert_whole("a second signal during the clean-up")


@pytest.mark.parametrize("number", [SIGINT, SIGTERM, SIGHUP])
def test_workers_end_too(history: History, number: Signals) -> None:
    with history.generate("--workers=2") as run:
        run.until_chunks(2)
        workers = run.workers()
        # As a terminal or a service manager does: to all of them.
        os.killpg(run.process.pid, number)
        assert_stopped(run.ended(), number)
        run.assert_gone(workers)
    history.assert_whole(f"{number.name} to the run and its workers")


def test_a_terminal_goes_away_while_workers_start(history: History) -> None:
    for number, seconds in ((0, 0.1), (2, 0.0)):
        with history.generate("--workers=2") as run:
            run.until(lambda: is_starting(run, number, seconds), slice_s=0.001)  # noqa: B023
            os.killpg(run.process.pid, SIGHUP)
            os.killpg(run.process.pid, SIGCONT)
            assert_stopped(run.ended(), SIGHUP)
    history.assert_whole("SIGHUP while workers start", 2)


def test_ctrl_c_while_workers_start(history: History) -> None:
    for number, seconds in STARTING:
        with history.generate("--workers=2") as run:
            run.until(lambda: is_starting(run, number, seconds), slice_s=0.001)  # noqa: B023
            os.killpg(run.process.pid, SIGINT)
            os.killpg(run.process.pid, SIGCONT)
            assert_stopped(run.ended(), SIGINT)
    history.assert_whole("SIGINT while workers start", len(STARTING))


def is_starting(run: Generation, number: int, seconds: float) -> bool:
    """Whether the process of this number is there and had so many seconds of a processor.

    Workers before it stand still: one that is ready would be given what a new one is started for.
    """
    workers = run.workers()
    for elder in workers[: max(number - 1, 0)]:
        elder.suspend()
    found = [*run.fork_servers(), *workers]
    return len(found) > number and sum(found[number].cpu_times()[:2]) >= seconds
