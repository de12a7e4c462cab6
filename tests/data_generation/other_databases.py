"""The test database, changed for a while: without its tables, or closed to all writing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from tests.databases import default_database


@contextmanager
def without_tables(folder: Path) -> Iterator[None]:
    """A database that nobody has migrated: on PostgreSQL a schema without tables."""
    if connection.vendor == "sqlite":
        sqlite3.connect(folder / "empty.sqlite3").close()
        with default_database(str(folder / "empty.sqlite3")):
            yield
        return
    with _set("search_path", "no_such_schema"):
        yield


@contextmanager
def empty_place(folder: Path) -> Iterator[None]:
    """A place without tables in which some can be made: a file, or a schema of its own."""
    if connection.vendor == "sqlite":
        with without_tables(folder):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA empty_place")
    try:
        with _set("search_path", "empty_place"):
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA empty_place CASCADE")


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The same rows over a connection that cannot write."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(folder / "books.sqlite3") as copy:
            connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")
        copy.close()
        with default_database(f"file:{folder / 'books.sqlite3'}?mode=ro"):
            yield
        return
    with _set("default_transaction_read_only", "on"):
        yield


@contextmanager
def _set(name: str, value: str) -> Iterator[None]:
    """Another value of a setting of PostgreSQL, for this connection and until the block's end."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SET {name} TO {value}")
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"SET {name} TO DEFAULT")
