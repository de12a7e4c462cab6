"""The history that faults are struck at, lived once undisturbed; the table of faults at the end."""

import os
from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.faults.books import Books
from tests.faults.history import History
from tests.faults.table import FaultTable

CHUNKS = 15
OPTIONS = ("--scale=ci", "--start-date=2016-01-01", f"--days={20 * CHUNKS}", "--chunk-days=20")

TABLE = FaultTable()


@pytest.fixture(scope="session")
def undisturbed(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[History]:
    """The history in a database of its own, lived without any fault."""
    server = os.environ["DATABASE_URL"] if connection.vendor == "postgresql" else None
    books = Books(tmp_path_factory.mktemp("faults"), server)
    with django_db_blocker.unblock(), books.made():
        history = History(books, OPTIONS, TABLE)
        history.live_undisturbed()
        yield history


@pytest.fixture
def history(undisturbed: History, django_db_blocker: DjangoDbBlocker) -> Iterator[History]:
    """The same with no day of it lived yet."""
    with django_db_blocker.unblock():
        undisturbed.books.empty()
        yield undisturbed


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what became of the faults that were struck."""
    if TABLE.faults:
        terminalreporter.section("faults struck")
        for line in TABLE.lines():
            terminalreporter.write_line(line)
