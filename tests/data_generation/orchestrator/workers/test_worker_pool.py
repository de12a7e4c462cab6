"""A stop signal finds no process of the pool half awake, and is not lost while one is started."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import active_children

import pytest

from scripts.data_generation.orchestrator.workers.worker_pool import WorkerPool, signals_held

pytestmark = pytest.mark.no_database

IS_BLOCKED = """
import signal
print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))
"""

ENDED_AT_ONCE = """
import os
from scripts.data_generation.orchestrator.workers.worker_pool import WorkerPool
pool = WorkerPool(2)
os._exit(3)
"""


class Asked(BaseException):
    """A signal was answered."""


@pytest.fixture(autouse=True)
def _answers() -> Iterator[None]:
    """Stop signals raise; afterwards all is as before."""

    def answer(number: int, frame: object) -> None:
        raise Asked(number)

    before = {n: signal.signal(n, answer) for n in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_answered_when_the_block_ends(number: signal.Signals) -> None:
    done: list[str] = []

    def start() -> None:
        with signals_held():
            os.kill(os.getpid(), number)
            time.sleep(0.01)
            done.append("all of the block")
        done.append("what follows")

    with pytest.raises(Asked):
        start()
    assert done == ["all of the block"]


def test_an_error_in_the_block_loses_no_signal() -> None:
    def start() -> None:
        with signals_held():
            os.kill(os.getpid(), signal.SIGINT)
            raise ValueError

    with pytest.raises(Asked):
        start()


def test_without_a_signal_all_is_as_before() -> None:
    handler = signal.getsignal(signal.SIGINT)
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    with signals_held():
        pass
    assert signal.getsignal(signal.SIGINT) is handler
    assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == mask


def test_what_is_ignored_stays_so() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with signals_held():
        os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_a_process_started_in_the_block_begins_with_ctrl_c_blocked() -> None:
    with signals_held():
        within = subprocess.run([sys.executable, "-c", IS_BLOCKED], capture_output=True, check=True)
    after = subprocess.run([sys.executable, "-c", IS_BLOCKED], capture_output=True, check=True)
    assert (within.stdout.strip(), after.stdout.strip()) == (b"True", b"False")


def test_a_thread_may_start_processes_too() -> None:
    def start() -> bytes:
        with signals_held():
            order = [sys.executable, "-c", IS_BLOCKED]
            return subprocess.run(order, capture_output=True, check=True).stdout.strip()

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(start).result() == b"True"


def test_no_process_of_the_pool_answers_ctrl_c_while_it_starts(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with WorkerPool(2) as pool:
        futures = [pool.submit(time.sleep, 0.2)]
        deadline = time.monotonic() + 0.6
        while time.monotonic() < deadline:
            if len(futures) == 1 and time.monotonic() > deadline - 0.5:
                futures.append(pool.submit(time.sleep, 0.2))
            for child in active_children():
                os.kill(int(child.pid or 0), signal.SIGINT)
            time.sleep(0.005)
        assert len(active_children()) == 2
        for future in futures:
            future.result(timeout=30)
        asked = [pool.submit(signal.getsignal, signal.SIGINT) for _ in range(2)]
        assert [one.result(timeout=30) for one in asked] == [signal.SIG_IGN] * 2
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("warnings", [None, "default", "error"])
def test_a_pool_ended_at_once_says_nothing_of_its_semaphores(warnings: str | None) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONWARNINGS"}
    if warnings is not None:
        environment["PYTHONWARNINGS"] = warnings
    done = subprocess.run(
        [sys.executable, "-c", ENDED_AT_ONCE], env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (3, b"", b"")
