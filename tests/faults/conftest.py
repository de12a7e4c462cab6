"""The history that faults are struck at, lived once undisturbed; the table of faults at the end."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.databases import Snapshot
from tests.faults import disk
from tests.faults.books import Books
from tests.faults.history import History
from tests.faults.server import Server, can_be_made
from tests.faults.table import FaultTable

CHUNKS = 8
OPTIONS = ("--scale=ci", "--start-date=2016-01-01", f"--days={26 * CHUNKS}", "--chunk-days=26")

TABLE = FaultTable()
T = TypeVar("T")

# Markers of what not everybody may do.
NEEDS: dict[str, Callable[[], bool]] = {
    "own_server": can_be_made,
    "mounts": disk.can_be_made,
}


def books_of_tests(folder: Path, pattern: Snapshot, purpose: str = "faults") -> Books:
    """Books on the kind of database, and on the server, that the tests run on."""
    is_server = connection.vendor == "postgresql"
    server = os.environ["DATABASE_URL"] if is_server else None
    return Books(folder, server, pattern=pattern, purpose=purpose)


@contextmanager
def opened(context: AbstractContextManager[T], blocker: DjangoDbBlocker) -> Iterator[T]:
    """Enter and leave it with databases open; in between, other tests may not open any."""
    stack = ExitStack()
    with blocker.unblock():
        entered = stack.enter_context(context)
    try:
        yield entered
    finally:
        with blocker.unblock():
            stack.close()


@pytest.fixture(scope="session")
def undisturbed(
    empty_books: Snapshot,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[History]:
    """The history in a database of its own, lived without any fault."""
    books = books_of_tests(tmp_path_factory.mktemp("faults"), empty_books)
    with opened(books.made(), django_db_blocker):
        history = History(books, OPTIONS, TABLE)
        with django_db_blocker.unblock():
            history.live_undisturbed()
        yield history


@pytest.fixture
def history(undisturbed: History, django_db_blocker: DjangoDbBlocker) -> Iterator[History]:
    """The same with no day of it lived yet."""
    with django_db_blocker.unblock():
        undisturbed.books.empty()
        yield undisturbed


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server that may be stopped."""
    server = Server()
    server.start()
    yield server
    server.reset()


@pytest.fixture(scope="session")
def pattern_there(
    server: Server, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Snapshot]:
    """Books on the server that may be stopped, to be copied: it is quicker than to make them."""
    books = Books(tmp_path_factory.mktemp("pattern"), server.url)
    with opened(books.made(), django_db_blocker):
        with django_db_blocker.unblock():
            closed = books.closed()
        yield closed


@pytest.fixture(scope="session")
def undisturbed_there(
    undisturbed: History,
    server: Server,
    pattern_there: Snapshot,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[History]:
    """The history on the server that may be stopped."""
    books = Books(tmp_path_factory.mktemp("there"), server.url, pattern=pattern_there)
    with opened(undisturbed.elsewhere(books), django_db_blocker) as there:
        yield there


@pytest.fixture
def history_there(
    undisturbed_there: History, django_db_blocker: DjangoDbBlocker
) -> Iterator[History]:
    """The same with no day of it lived yet."""
    with django_db_blocker.unblock():
        undisturbed_there.books.empty()
        yield undisturbed_there


def pytest_configure(config: pytest.Config) -> None:
    """Make the markers known."""
    for name in NEEDS:
        config.addinivalue_line("markers", f"{name}: needs the right to make it")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what a machine does not allow at all; as root all of it runs."""
    markers = [name for name, can_be_made in NEEDS.items() if not can_be_made()]
    left_out = [item for item in items if any(map(item.get_closest_marker, markers))]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what became of the faults that were struck."""
    if TABLE.faults:
        terminalreporter.section("faults struck")
        for line in TABLE.lines():
            terminalreporter.write_line(line)
