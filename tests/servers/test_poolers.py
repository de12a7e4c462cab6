"""PgBouncer between commands and server, in both modes, with its default settings."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.utils import load_backend

from apps.infrastructure.models import Geography
from aquamind.database import database_settings
from aquamind.session_settings import is_pooled
from scripts.data_generation.orchestrator.run_lock import is_held, run_lock
from tests.commands import manage
from tests.faults.books import Books
from tests.faults.generation import Generation
from tests.faults.test_two_runs import BUSY
from tests.servers.pooler import pooler

pytestmark = [pytest.mark.timescaledb, pytest.mark.pooler]

HISTORY = ("--scale=ci", "--start-date=2016-01-01", "--days=24", "--chunk-days=6")
LOCKS = (
    "SELECT locks.pid FROM pg_locks AS locks JOIN pg_database ON pg_database.oid = database"
    " WHERE datname = current_database() AND locktype = 'advisory'"
)


@pytest.fixture(scope="module", params=["session", "transaction"])
def pooled(request: pytest.FixtureRequest, books: Books) -> Iterator[Books]:
    with pooler(books.url, request.param) as url:
        yield books.reached_by(url)


@pytest.fixture(scope="module")
def by_transaction(books: Books) -> Iterator[Books]:
    """The mode in which nothing is left of what a session was told."""
    with pooler(books.url, "transaction") as url:
        yield books.reached_by(url)


@pytest.fixture(autouse=True)
def _empty(books: Books) -> None:
    books.empty()


def connected(url: str) -> Any:
    """A connection of Django's to this address."""
    settings = database_settings(url, Path())
    usual = load_backend(settings["ENGINE"]).DatabaseWrapper
    whole = connections.configure_settings({DEFAULT_DB_ALIAS: settings})[DEFAULT_DB_ALIAS]
    return usual(whole, DEFAULT_DB_ALIAS)


def told(books: Books, *typed: str) -> str:
    """What a command says that is told the books' address."""
    done = manage(*typed, DATABASE_URL=books.url, OUTPUT_DIR=str(books.output))
    assert done.returncode == 0, done.stderr
    return done.stdout


def lived(books: Books, *more: str) -> None:
    with Generation(books, *HISTORY, *more) as run:
        ended = run.ended()
    assert (ended.status, ended.lines) == (0, [])


def test_a_pooler_is_found_out(pooled: Books, books: Books) -> None:
    for url, expected in ((pooled.url, True), (books.url, False)):
        with closing(connected(url)) as connection:
            assert is_pooled(connection) is expected


def test_the_session_is_told_what_it_needs(pooled: Books) -> None:
    with closing(connected(pooled.url)) as connection, connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


def test_one_run_at_a_time(pooled: Books, books: Books) -> None:
    with Generation(pooled, *HISTORY) as first:
        first.until_chunks(1)
        for beside in (pooled, books):
            with first.held(), Generation(beside, "--resume", name="second") as second:
                ended = second.ended()
            assert (ended.status, ended.lines) == (1, [BUSY])
        first.kill()
    with Generation(pooled, "--resume") as second:
        assert second.ended().status == 0
    assert books.ask(LOCKS) == []


def test_every_command_goes_through_a_pooler(
    by_transaction: Books, books: Books, tmp_path: Path
) -> None:
    lived(by_transaction, "--workers=2")
    told(by_transaction, "generate_data", "--validate-only", "--group=integrity")
    told(by_transaction, "generation_status", "--chunks")
    told(by_transaction, "generation_report", "--years")
    told(by_transaction, "compare_generations", by_transaction.url, books.url)
    names = {"direct": books, "pooled": by_transaction}
    for name, asked in names.items():
        told(asked, "export_generation", "--format=csv", f"--out={tmp_path / name}")
    files = [
        {file.name: file.read_bytes() for file in (tmp_path / name).rglob("*.csv*")}
        for name in names
    ]
    assert files[0]
    assert files[0] == files[1]
    told(by_transaction, "generate_data", "--clear", "--yes")
    assert books.ask(LOCKS) == []


def test_a_socket_in_a_folder_and_a_password_of_all_characters(books: Books) -> None:
    role, password = "m@e", "p@:/#?% æ[+&='"
    books.ask(f"""CREATE ROLE "{role}" LOGIN PASSWORD '{password.replace("'", "''")}'""")
    try:
        account = f"{quote(role)}:{quote(password, safe='')}"
        server = urlsplit(books.url)
        place = server.netloc.rpartition("@")[2]
        url = server._replace(netloc=f"{account}@{place}").geturl()
        with (
            pooler(url, "transaction", by_socket=True) as reached,
            closing(connected(reached)) as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT session_user, current_database()")
            assert cursor.fetchone() == (role, books.name)
    finally:
        books.ask(f'DROP ROLE "{role}"')


@contextmanager
def as_default(url: str) -> Iterator[Any]:
    """Django's default connection leads to this address."""
    usual = connections[DEFAULT_DB_ALIAS]
    with closing(connected(url)) as other:
        connections[DEFAULT_DB_ALIAS] = other
        try:
            yield other
        finally:
            connections[DEFAULT_DB_ALIAS] = usual


def test_the_lock_holds_nothing_back(pooled: Books, books: Books) -> None:
    with as_default(pooled.url), run_lock() as still_held:
        still_held()
        holders = books.ask(
            "SELECT state, backend_xmin IS NULL, backend_xid IS NULL FROM pg_stat_activity"
            f" WHERE pid IN ({LOCKS})"
        )
        assert holders == [("idle in transaction", True, True)]
        assert not is_held()
        with books.opened():
            # In the process that holds it, and asked by whatever connection.
            assert not is_held()


def test_rows_are_read_in_pieces_inside_and_outside_of_a_transaction(pooled: Books) -> None:
    with as_default(pooled.url):
        Geography.objects.bulk_create([Geography(name=f"place {n}") for n in range(50)])
        names = Geography.objects.order_by("pk").values_list("name", flat=True)
        outside = list(names.iterator(chunk_size=7))
        with transaction.atomic():
            inside = list(names.iterator(chunk_size=7))
    assert outside == inside == [f"place {n}" for n in range(50)]
