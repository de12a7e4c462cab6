"""Readings by hand in pieces of the hypertable, what became of the pieces, and the licence."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from apps.environmental.models import EnvironmentalReading
from aquamind.tables.compression import COMPRESSING_LICENCE, licence_of, pieces

READINGS = EnvironmentalReading._meta.db_table
# Pieces of 30 days, counted from 1970: they begin on these days, and on 2016-03-30 the last one.
BEGIN, SECOND, THIRD = "2015-12-31", "2016-01-30", "2016-02-29"
_INSERT = (
    f"INSERT INTO {READINGS}"
    " (sensor_id, reading_time, parameter_id, value, is_manual, notes, created_at)"
    " SELECT sensor, moment, 1 + sensor %% 2, 8.5, false, '', now() FROM generate_series(1, 6)"
    " AS sensor, generate_series(%s::timestamptz, %s::timestamptz, interval '6 hours') AS moment"
)


def server_compresses() -> bool:
    """Whether the server of the tests has the licence for it."""
    return licence_of(connection) == COMPRESSING_LICENCE


def read(first: str, last: str) -> None:
    """Six sensors read four times a day; the last time at midnight of the last day."""
    ask(_INSERT, first, last)


def ask(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """What a statement answers."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall()) if cursor.description else []


def done() -> list[bool]:
    """Of each piece of readings, in the order of time, whether all of it is compressed."""
    return [piece.is_done for piece in pieces(connection, READINGS)]


@contextmanager
def somebody_else() -> Iterator[Any]:
    """Another client of the same database."""
    other: Any = connection.copy()
    try:
        yield other
    finally:
        other.close()


@contextmanager
def apache_licence() -> Iterator[None]:
    """The server says that it has no compression."""

    def answer(execute: Any, sql: str, *rest: Any) -> Any:
        if "timescaledb.license" in sql:
            return execute("SELECT 'apache'", *rest)
        return execute(sql, *rest)

    with connection.execute_wrapper(answer):
        yield


def compress_the_first_piece() -> None:
    """Where a server cannot, its catalogue says that it has: then it has hidden rows, too."""
    (first, *_) = pieces(connection, READINGS)
    if server_compresses():
        ask("SELECT compress_chunk(%s::regclass)", first.name)
    else:
        ask(
            "UPDATE _timescaledb_catalog.chunk SET status = 1"
            " WHERE schema_name = '_timescaledb_internal' AND format('%%I.%%I', schema_name,"
            " table_name) = %s",
            first.name,
        )
