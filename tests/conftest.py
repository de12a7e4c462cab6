"""What all tests share: which of them belong to one database, or to one operating system, only.

The same tests run on SQLite and on TimescaleDB. Those marked for one of them are deselected on the
other, not skipped: a skip would look the same as a test that could not run. Tests that need what
Linux has are deselected on macOS and Windows in the same way.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DEFAULT_DB_ALIAS, connection
from django.test.utils import setup_databases, teardown_databases
from hypothesis import settings
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker

from tests import sharing
from tests.browsing import a_browser
from tests.databases import Snapshot, empty_database, snapshot

# No test depends on how fast a machine is, nor on the day it is run on.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
# Nor on the terminal that it is started from.
os.environ["TERM"] = "xterm"
for name in ("COLUMNS", "LINES", "NO_COLOR"):
    os.environ.pop(name, None)

MARKERS = {
    "timescaledb": "runs on TimescaleDB only",
    "sqlite": "runs on SQLite only",
    sharing.MARKER: sharing.MEANING,
    "linux": "runs on Linux only: needs its shell, signals, limits or special files",
}
# All tests in there need them: they kill, limit, fill disks and stop servers.
LINUX_FOLDER = Path(__file__).parent / "faults"


def pytest_configure(config: pytest.Config) -> None:
    """Make the markers known, and share what needs no database with another run."""
    for name, meaning in MARKERS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")
    shares = sharing.plugin_of_this_run()
    if shares:
        config.pluginmanager.register(shares)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Snapshot]:
    """The test database, for whoever asks for this fixture; what it is before anybody used it.

    pytest-django's own makes none when no collected test has the django_db mark; fixtures that
    open the database by themselves would then write to the configured one, and empty it.
    """
    with django_db_blocker.unblock():
        made = setup_databases(
            verbosity=0,
            interactive=False,
            aliases={DEFAULT_DB_ALIAS: None},
            serialized_aliases=set(),
        )
        # Later its files have room, and its keys gaps, where the rows of tests have been.
        unused = snapshot(tmp_path_factory.mktemp("empty"))
    yield unused
    with django_db_blocker.unblock():
        unused.remove()
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def empty_books(django_db_setup: Snapshot) -> Snapshot:
    """All tables without rows, to be copied."""
    return django_db_setup


@pytest.fixture
def committed(django_db_setup: Snapshot, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database outside of any transaction, for what commits; emptied after the test."""
    with django_db_blocker.unblock():
        yield
        empty_database()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser, one a module."""
    with a_browser() as found:
        yield found


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests that are marked for the other database, or for another system."""
    other = {"sqlite" if connection.vendor == "postgresql" else "timescaledb"}
    if sys.platform != "linux":
        other.add("linux")
    left_out = [item for item in items if other & markers_of(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not other & markers_of(item)]


def markers_of(item: pytest.Item) -> set[str]:
    """Names of all markers of a test, its folder's included."""
    names = {mark.name for mark in item.iter_markers()}
    return names | ({"linux"} if LINUX_FOLDER in item.path.parents else set())
