"""The connection to the server is cut, in a statement, between two, and to a worker."""

import pytest

from tests.faults.generation import Ended
from tests.faults.history import History

pytestmark = pytest.mark.timescaledb

CLIENTS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
)

LOST = (
    "the database server ended the connection",
    "the connection to the database broke",
    "the database cannot be reached",
)


def assert_told(ended: Ended) -> None:
    """One line that says what happened and what to do; the exit status of an error."""
    assert ended.status == 1
    assert len(ended.lines) == 1
    (line,) = ended.lines
    assert line.startswith("CommandError: ")
    # By whatever the program was at: in a statement, between two, or rolling back.
    assert any(words in line for words in LOST)
    assert line.endswith("continue with --resume")


def test_a_connection_that_is_cut(history: History) -> None:
    for _ in range(3):
        with history.generate() as run:
            run.until_chunks(history.books.chunks() + 1)
            history.books.ask(CLIENTS)
            assert_told(run.ended())
    history.assert_whole("the connection cut", 3)


def test_the_connections_of_workers_are_cut(history: History) -> None:
    with history.generate("--workers=2") as run:
        run.until_chunks(2)
        history.books.ask(CLIENTS)
        ended = run.ended()
    assert ended.status == 1
    assert len(ended.lines) == 1
    assert "--resume" in ended.lines[0]
    history.assert_whole("the connections of run and workers cut")
