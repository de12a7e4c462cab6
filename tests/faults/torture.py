"""`make torture`: many kills at random moments, too long for every day, with the same harness.

KILLS   how many on each database (default 50)
WORK    what is killed: `run`, `clear` or `extend`; several with commas between (default run)
SCALE   of the company (default dev); it lives three years
SEED    of the moments (default: another one each time; it is printed)
"""

import os
import random
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.databases import Snapshot
from tests.faults.conftest import TABLE, books_of_tests
from tests.faults.generation import Generation
from tests.faults.history import History, content

KILLS = int(os.environ.get("KILLS") or 50)
SCALE = os.environ.get("SCALE") or "dev"
SEED = int(os.environ.get("SEED") or secrets.randbelow(1_000_000))
# Three years, which are one session: --resume goes on with the next one.
OPTIONS = (f"--scale={SCALE}", "--start-date=2016-01-01", "--days=1096", "--chunk-days=30")
CLEAR = ("--clear", "--yes")
EXTEND = ("--extend-years=1", "--chunk-days=30")
EXTENSIONS = "SELECT count(*) FROM data_generation_generationsession WHERE number > 4"


@dataclass(frozen=True)
class Work:
    """What is killed: the books that it begins with, and what is typed until it is done."""

    begins_with_a_company: bool
    typed: Callable[[History], tuple[str, ...]]
    # Of the time that the whole takes, at most: several deaths to each.
    longest_life: float
    workers: tuple[int, ...] = ()
    # A fork begins at once, so that kills strike the work; an interpreter's own start is work too.
    forked: bool = False


def carried_on(history: History) -> tuple[str, ...]:
    """Begin the history, or go on with it."""
    return history.go_on if history.books.has_run() else history.options


def extended(history: History) -> tuple[str, ...]:
    """Begin the extension, or go on with it."""
    return history.go_on if history.books.ask(EXTENSIONS)[0][0] else EXTEND


WORKS = {
    "run": Work(False, carried_on, 0.4, workers=(1, 1, 2)),
    "clear": Work(True, lambda _: CLEAR, 0.9, forked=True),
    "extend": Work(True, extended, 0.6, workers=(1, 1, 2), forked=True),
}
ASKED = (os.environ.get("WORK") or "run").split(",")


@pytest.fixture
def history(
    empty_books: Snapshot,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[History]:
    """Three years in a database of its own, lived once without a fault."""
    books = books_of_tests(tmp_path_factory.mktemp("torture"), empty_books)
    with django_db_blocker.unblock(), books.made():
        history = History(books, OPTIONS, TABLE)
        history.live_undisturbed()
        yield history


@pytest.mark.parametrize("work", ASKED)
def test_killed_again_and_again(history: History, work: str) -> None:
    moments, struck = random.Random(SEED), WORKS[work]
    longest = struck.longest_life * _undisturbed(history, struck)
    fault = f"kill -9, {work}, {SCALE}, {connection.vendor}"
    kills = 0
    _make_ready(history, struck)
    for number in range(1, KILLS + 1):
        workers = [f"--workers={moments.choice(struck.workers)}"] if struck.workers else []
        typed = (*struck.typed(history), *workers)
        with Generation(history.books, *typed, environment=None if struck.forked else {}) as run:
            rest_s = moments.uniform(0.0, longest)
            time.sleep(rest_s)
            is_over = run.process.poll() is not None
            run.kill()
        kills += 1
        chunks = history.books.chunks()
        say(f"kill {number} after {rest_s:.2f} s, {' '.join(typed)}, chunk {chunks}")
        if is_over or number == KILLS:
            _end(history, struck)
            history.assert_whole(fault, kills)
            _make_ready(history, struck)
            kills = 0


def _undisturbed(history: History, work: Work) -> float:
    """Seconds that the work takes when nobody disturbs it; what it leaves is what is expected."""
    say(f"seed {SEED}, {history.seconds:.1f} s undisturbed")
    if not work.begins_with_a_company:
        return history.seconds
    began = time.monotonic()
    _typed(history, *work.typed(history))
    seconds = time.monotonic() - began
    if history.books.has_run():
        history.expected = content(history.books)
    say(f"{seconds:.1f} s for the work alone")
    return seconds


def _make_ready(history: History, work: Work) -> None:
    """Books without rows, or with a company as it was."""
    history.books.empty()
    if work.begins_with_a_company:
        _typed(history, *history.options)


def _end(history: History, work: Work) -> None:
    """What was begun, or not even that, is done; a history is carried on to its end elsewhere."""
    if work.begins_with_a_company and history.books.has_run():
        _typed(history, *work.typed(history))


def _typed(history: History, *options: str) -> None:
    with Generation(history.books, *options) as run:
        ended = run.ended()
    assert ended.status == 0, ended.lines


def say(line: str) -> None:
    """At once: whoever waits for an hour wants to see something."""
    print(line, flush=True)  # noqa: T201
