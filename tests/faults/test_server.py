"""The database server stops or crashes while a run goes on, and comes back."""

import time

import psycopg2
import pytest

from tests.faults.generation import PATIENCE_S
from tests.faults.history import History
from tests.faults.server import Server
from tests.faults.test_connection import assert_told

pytestmark = [pytest.mark.timescaledb, pytest.mark.own_server]


def test_the_server_is_stopped_and_started_again(history_there: History, server: Server) -> None:
    for _ in range(2):
        with history_there.generate() as run:
            run.until_chunks(history_there.books.chunks() + 1)
            server.stop_immediately()
            assert_told(run.ended())
        history_there.books.connection.close()
        server.start()
    history_there.assert_whole("the server stopped with -m immediate", 2)


def test_the_server_crashes(history_there: History, server: Server) -> None:
    with history_there.generate() as run:
        run.until_chunks(2)
        server.crash()
        assert_told(run.ended())
    history_there.books.connection.close()
    wait_for(server)
    history_there.assert_whole("a process of the server killed")


def wait_for(server: Server) -> None:
    """Until it has recovered."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            server.ask("SELECT 1")
        except psycopg2.OperationalError:
            assert time.monotonic() < deadline, "the server did not recover"
            time.sleep(0.05)
        else:
            return
