"""`kill -9` at any moment: in the middle of a statement, and between a commit and its mirror."""

import json
import os
import random
import sqlite3
import time
from contextlib import closing

from tests.faults.books import Books
from tests.faults.generation import Generation
from tests.faults.history import History

SEED = 1
KILLS = 5
COPIES = "SELECT 1 FROM pg_stat_progress_copy WHERE datname = current_database()"


def test_killed_at_random_moments(history: History) -> None:
    moments = random.Random(SEED)
    for _ in range(KILLS):
        with history.generate() as run:
            rest_s = moments.uniform(0.0, history.seconds / 2)
            time.sleep(rest_s)
            run.kill()
            print(f"killed after {rest_s:.3f} s at chunk {history.books.chunks()}")  # noqa: T201
    history.assert_whole("kill -9 at a random moment", KILLS)


def test_killed_inside_a_statement(history: History) -> None:
    for _ in range(3):
        with history.generate() as run:
            run.until_chunks(history.books.chunks() + 1)
            stop_while_writing(run)
            run.kill()
    history.assert_whole("kill -9 inside a COPY (SQLite: a transaction)", 3)


def stop_while_writing(run: Generation) -> None:
    """Have it go on until it stands still while rows go in."""
    run.until(lambda: is_writing(run.books), slice_s=0.002)


def is_writing(books: Books) -> bool:
    """Whether a COPY is under way; on SQLite, whether a transaction is that writes."""
    if books.vendor == "postgresql":
        return bool(books.ask(COPIES))
    with closing(sqlite3.connect(books.file, timeout=0, isolation_level=None)) as other:
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        return False


def test_killed_between_a_commit_and_its_mirror(history: History) -> None:
    mirror = history.books.output / "checkpoints" / "session_1_checkpoint.json"
    mirror.parent.mkdir(parents=True)
    # Whoever writes the mirror's new content waits for a reader who never comes.
    gate = mirror.with_suffix(".json.part")
    for chunks in (1, 2):
        os.mkfifo(gate)
        with history.generate() as run:
            run.until_chunks(chunks)
            run.kill()
        assert history.books.chunks() == chunks
        assert not mirror.exists()
        gate.unlink()
    history.assert_whole("kill -9 between commit and mirror", 2)
    assert len(json.loads(mirror.read_text("utf-8"))["chunks"]) == history.books.chunks()
