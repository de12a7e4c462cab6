"""Compression behind a run: what is past, piece by piece, and never a reason for a run to fail.

Each test asks for the right answer under the licence that the server has.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date

import pytest
from django.db import DatabaseError, InterfaceError, connection, transaction
from pytest_django import DjangoDbBlocker

from apps.environmental.compression import LAYOUTS
from aquamind.tables.compression import layout_of
from aquamind.tables.hypertables import hypertable_models
from scripts.data_generation.orchestrator.writing.compression import TABLES, Compression
from tests import pieces
from tests.databases import Snapshot

pytestmark = pytest.mark.timescaledb

# The day before the third piece begins.
LAST_DAY = date(2016, 2, 28)
# A piece has no more than this to do here; who waits for a lock takes seconds.
AT_ONCE_S = 1.5

COUNT = f"SELECT count(*) FROM {pieces.READINGS}"


@pytest.fixture(scope="module")
def database(empty_books: Snapshot, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), empty_books.opened():
        yield


@pytest.fixture
def readings(database: None) -> Iterator[None]:
    """Two pieces that are past, and one that is not."""
    pieces.read(pieces.BEGIN, "2016-03-05")
    yield
    connection.close()
    pieces.ask(f"TRUNCATE {pieces.READINGS}")


@pytest.fixture
def policies(database: None) -> Iterator[None]:
    """None before, none afterwards."""
    yield
    for (job,) in jobs("job_id"):
        pieces.ask("SELECT delete_job(%s)", job)


def jobs(what: str) -> list[tuple[object, ...]]:
    return pieces.ask(
        f"SELECT {what} FROM timescaledb_information.jobs"
        " WHERE proc_name = 'policy_compression' ORDER BY job_id"
    )


def behind() -> int:
    """Pieces compressed behind the last day, at once."""
    began = time.monotonic()
    count = Compression(connection).behind(LAST_DAY)
    assert time.monotonic() - began < AT_ONCE_S
    return count


def test_the_tables_are_the_hypertables() -> None:
    assert {model._meta.db_table for model in hypertable_models()} == set(TABLES)


def test_what_is_wholly_past_is_compressed_and_only_once(readings: None) -> None:
    before = pieces.ask(COUNT)
    can = pieces.server_compresses()
    assert behind() == 2 * can
    assert pieces.done() == [can, can, False]
    assert behind() == 0
    assert pieces.ask(COUNT) == before


def test_it_says_once_where_the_licence_has_none(readings: None, caplog) -> None:
    with caplog.at_level("INFO"):
        Compression(connection).behind(LAST_DAY)
    said = [record for record in caplog.records if "Compression is skipped" in record.message]
    assert len(said) == (0 if pieces.server_compresses() else 1)


def test_what_came_later_is_compressed_too(readings: None) -> None:
    behind()
    pieces.ask(f"DELETE FROM {pieces.READINGS} WHERE sensor_id = 3 AND reading_time < '2016-01-20'")
    pieces.read("2015-12-31 03:00", "2016-01-10")
    assert pieces.done() == [False, pieces.server_compresses(), False]
    before = pieces.ask(COUNT)
    assert behind() == pieces.server_compresses()
    assert pieces.done()[0] == pieces.server_compresses()
    assert pieces.ask(COUNT) == before


@contextmanager
def reading() -> Iterator[None]:
    """A notebook, or pg_dump: somebody who has looked at everything and has not let go."""
    with pieces.somebody_else() as other, transaction_of(other) as cursor:
        cursor.execute(COUNT)
        yield


@contextmanager
def writing() -> Iterator[None]:
    """A correction that is not committed yet."""
    with pieces.somebody_else() as other, transaction_of(other) as cursor:
        cursor.execute(
            f"UPDATE {pieces.READINGS} SET value = 9 WHERE reading_time < '{pieces.SECOND}'"
        )
        yield


@contextmanager
def transaction_of(other) -> Iterator[object]:
    other.set_autocommit(False)
    with other.cursor() as cursor:
        yield cursor
    other.rollback()


@pytest.mark.parametrize(("busy", "pieces_kept"), [(reading, 2), (writing, 1)])
def test_nobody_is_waited_for_and_the_rest_is_done_later(
    readings: None, busy: Callable[[], AbstractContextManager[None]], pieces_kept: int
) -> None:
    can = pieces.server_compresses()
    with busy():
        assert behind() == (2 - pieces_kept) * can
    assert behind() == pieces_kept * can


@pytest.mark.parametrize(
    ("setting", "value"), [("statement_timeout", "1ms"), ("default_transaction_read_only", "on")]
)
def test_whatever_the_server_refuses_is_put_off(
    readings: None, setting: str, value: str, caplog
) -> None:
    compression = Compression(connection)
    pieces.ask(f"SET {setting} = '{value}'")
    assert compression.behind(LAST_DAY) == 0
    pieces.ask(f"RESET {setting}")
    told = [record for record in caplog.records if "put off" in record.message]
    assert bool(told) == pieces.server_compresses()
    assert compression.behind(LAST_DAY) == 2 * pieces.server_compresses()


def test_a_lost_connection_is_told(readings: None) -> None:
    compression, can = Compression(connection), pieces.server_compresses()
    ((process,),) = pieces.ask("SELECT pg_backend_pid()")
    with pieces.somebody_else() as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
    if can:
        with pytest.raises((DatabaseError, InterfaceError)):
            compression.behind(LAST_DAY)
    else:
        assert compression.behind(LAST_DAY) == 0


def test_policies_are_left_once_paused_while_a_run_works_and_taken_away(policies: None) -> None:
    expected = 2 * pieces.server_compresses()
    compression = Compression(connection)
    for _ in range(2):
        with compression.policies_paused():
            assert jobs("scheduled") in ([], expected * [(False,)])
            compression.leave_policies()
        assert jobs("scheduled, next_start > now()") == expected * [(True, True)]
    with compression.policies_paused():
        compression.remove_policies()
    assert jobs("scheduled") == []


def test_policies_go_on_after_an_error(policies: None) -> None:
    compression = Compression(connection)
    compression.leave_policies()
    before = jobs("scheduled")
    with pytest.raises(ZeroDivisionError), compression.policies_paused(), transaction.atomic():
        raise ZeroDivisionError
    assert jobs("scheduled") == before


def test_policies_of_others_are_as_they_were(policies: None) -> None:
    compression = Compression(connection)
    if pieces.server_compresses():
        for table, is_on in zip(TABLES, (True, False), strict=True):
            ((job,),) = pieces.ask("SELECT add_compression_policy(%s, interval '1 year')", table)
            later = "next_start => now() + interval '1 day'"
            pieces.ask(f"SELECT alter_job(%s, scheduled => %s, {later})", job, is_on)
    before = jobs("job_id, scheduled, config")
    with compression.policies_paused():
        assert (True,) not in jobs("scheduled")
        compression.leave_policies()
        compression.remove_policies()
    assert jobs("job_id, scheduled, config") == before


def test_layouts_are_those_that_are_wanted(database: None) -> None:
    for table, layout in LAYOUTS.items():
        assert layout_of(connection, table) == (layout if pieces.server_compresses() else None)
