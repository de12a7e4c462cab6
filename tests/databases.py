"""Copies of a test database: what is costly to make is made once, and every module gets its own.

A snapshot is a file on SQLite and a database that nobody may enter on PostgreSQL. It is opened as
a copy, in the place of the test database, so nothing that is done there lasts.
"""

import itertools
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.utils import load_backend

from aquamind.tables.compression import unpack_any_number
from aquamind.tables.hypertables import hypertable_models

# Above it all tables are emptied by one TRUNCATE, which does not ask who refers to a row.
MANY_ROWS = 2000
# A copy of each own name.
NUMBERS = itertools.count(1)


@contextmanager
def rolled_back() -> Iterator[None]:
    """Whatever is changed inside never was; compressed rows, too, however many."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            unpack_any_number(connection)
        yield
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Snapshot:
    """Rows and tables as they were at one moment: a file's path, or a database's name."""

    place: str

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Django's default database is a copy of it, until the end of the block."""
        if connection.vendor == "sqlite":
            # Where the test database is as well, and shared by all threads.
            name = f"file:copy_{next(NUMBERS)}?mode=memory&cache=shared"
            with default_database(name):
                connection.ensure_connection()
                with sqlite3.connect(self.place) as file:
                    file.backup(connection.connection)
                file.close()
                yield
            return
        name = _new_name()
        _on_server(f"CREATE DATABASE {name} TEMPLATE {self.place}")
        try:
            with default_database(name):
                yield
        finally:
            _on_server(f"DROP DATABASE {name} WITH (FORCE)")

    def remove(self) -> None:
        """Nobody needs it any more."""
        if connection.vendor == "sqlite":
            Path(self.place).unlink()
        else:
            _on_server(f"DROP DATABASE {self.place} WITH (FORCE)")


def snapshot(folder: Path) -> Snapshot:
    """What the default database holds now; on SQLite as a file in the folder."""
    number = next(NUMBERS)
    if connection.vendor == "sqlite":
        path = folder / f"snapshot_{number}.sqlite3"
        connection.ensure_connection()
        with sqlite3.connect(path) as file:
            connection.connection.backup(file)
        file.close()
        return Snapshot(str(path))
    kept, name = connection.settings_dict["NAME"], _new_name()
    connection.close()
    try:
        for statement in closing(kept):
            _on_server(statement)
        _on_server(f"CREATE DATABASE {name} TEMPLATE {kept}")
        _on_server(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    finally:
        _on_server(f"ALTER DATABASE {kept} ALLOW_CONNECTIONS true")
    return Snapshot(name)


def closing(name: str) -> Iterator[str]:
    """What a server is told so that nobody is connected to a database any more, nor will be.

    It copies nothing that somebody is connected to, and TimescaleDB's scheduler always is.
    """
    yield f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"
    yield f"SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = '{name}'"


def empty_database() -> None:
    """Delete all rows of the default database, as Django's command does, but not slowly."""
    if connection.vendor == "sqlite":
        # While SQLite follows foreign keys it looks for the children of every row that it deletes.
        with connection.constraint_checks_disabled():
            call_command("flush", interactive=False, verbosity=0)
        return
    rows = _counted_rows()
    if sum(rows.values()) > MANY_ROWS:
        call_command("flush", interactive=False, verbosity=0)
        return
    # PostgreSQL makes new files for every table that it truncates, and there are 90 of them.
    cut = {model._meta.db_table for model in hypertable_models()}
    with transaction.atomic(), connection.cursor() as cursor:
        for table in rows:
            # Pieces of a hypertable go with TRUNCATE only.
            cursor.execute(f"TRUNCATE {table}" if table in cut else f"DELETE FROM {table}")


def _counted_rows() -> dict[str, int]:
    """Tables of the default database that have rows, and how many; no more than MANY_ROWS."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    counts = " UNION ALL ".join(
        f"SELECT '{table}', count(*) FROM (SELECT FROM {table} LIMIT {MANY_ROWS + 1}) AS rows"
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(counts)
        return {table: count for table, count in cursor.fetchall() if count}


@contextmanager
def new_database(extension: str) -> Iterator[None]:
    """Django's default database is a new one on the server, with this extension alone."""
    name = _new_name()
    _on_server(f"CREATE DATABASE {name}")
    try:
        with default_database(name):
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
            yield
    finally:
        _on_server(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def default_database(name: str) -> Iterator[None]:
    """The database of this name in the place of the default one, for other threads too."""
    usual = connections[DEFAULT_DB_ALIAS]
    settings = connections.settings[DEFAULT_DB_ALIAS]
    before = settings["NAME"]
    usual.close()
    settings["NAME"] = name
    other = load_backend(settings["ENGINE"]).DatabaseWrapper({**settings}, DEFAULT_DB_ALIAS)
    # Fixtures open the database for as long as they need it.
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield
    finally:
        other.close()
        if other.connection is not None:
            # Django never closes a database in memory.
            other.connection.close()
        settings["NAME"] = before
        connections[DEFAULT_DB_ALIAS] = usual


def _new_name() -> str:
    return f"test_copy_{os.getpid()}_{next(NUMBERS)}"


def _on_server(statement: str) -> None:
    with connections[DEFAULT_DB_ALIAS]._nodb_cursor() as cursor:
        cursor.execute(statement)
