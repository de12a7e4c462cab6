"""`make torture`: many kills at random moments, too long for every day, with the same harness.

KILLS   how many on each database (default 50)
SCALE   of the company (default dev); it lives three years
SEED    of the moments (default: another one each time; it is printed)
"""

import os
import random
import secrets
import time
from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.databases import Snapshot
from tests.faults.conftest import TABLE, books_of_tests
from tests.faults.history import History

KILLS = int(os.environ.get("KILLS") or 50)
SCALE = os.environ.get("SCALE") or "dev"
SEED = int(os.environ.get("SEED") or secrets.randbelow(1_000_000))
# Three years, which are one session: --resume goes on with the next one.
OPTIONS = (f"--scale={SCALE}", "--start-date=2016-01-01", "--days=1096", "--chunk-days=30")
# Of the time that the whole takes, at most: several deaths to a history.
LONGEST_LIFE = 0.4


@pytest.fixture
def history(
    empty_books: Snapshot,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[History]:
    """Three years in a database of its own, lived once without a fault, then emptied."""
    books = books_of_tests(tmp_path_factory.mktemp("torture"), empty_books)
    with django_db_blocker.unblock(), books.made():
        history = History(books, OPTIONS, TABLE)
        history.live_undisturbed()
        books.empty()
        yield history


def test_killed_again_and_again(history: History) -> None:
    moments = random.Random(SEED)
    say(f"seed {SEED}, {history.seconds:.1f} s undisturbed")
    fault = f"kill -9, {SCALE}, {connection.vendor}"
    kills = 0
    for number in range(1, KILLS + 1):
        workers = moments.choice((1, 1, 2))
        with history.generate(f"--workers={workers}", environment={}) as run:
            rest_s = moments.uniform(0.0, LONGEST_LIFE * history.seconds)
            time.sleep(rest_s)
            is_over = run.process.poll() is not None
            run.kill()
        kills += 1
        chunks = history.books.chunks()
        say(f"kill {number} after {rest_s:.2f} s, {workers} workers, chunk {chunks}")
        if is_over or number == KILLS:
            history.assert_whole(fault, kills)
            history.books.empty()
            kills = 0


def say(line: str) -> None:
    """At once: whoever waits for an hour wants to see something."""
    print(line, flush=True)  # noqa: T201
