"""Books on the server of the tests, and which tests need a program that not every machine has."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.databases import Snapshot
from tests.faults.books import Books
from tests.faults.conftest import books_of_tests
from tests.servers.pooler import program


@pytest.fixture(scope="module")
def books(
    empty_books: Snapshot,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Books]:
    """A database with all tables and no rows."""
    books = books_of_tests(tmp_path_factory.mktemp("servers"), empty_books, "servers")
    with django_db_blocker.unblock(), books.made():
        yield books


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", "pooler: runs where PgBouncer is installed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs a PgBouncer where there is none."""
    left_out = [item for item in items if item.get_closest_marker("pooler") and not program()]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
