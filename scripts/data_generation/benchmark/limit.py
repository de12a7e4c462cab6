"""The database's own limit: prebuilt rows into an identical table, by a bare connection."""

import sqlite3
import time
from contextlib import closing
from typing import Any, Protocol

import psycopg2

from apps.environmental.models import EnvironmentalReading
from aquamind.columnar.columns import Columns, WholeRows
from aquamind.columnar.columns_postgresql import copy_statement, copy_stream
from aquamind.sqlite.address import OPTIONS as SQLITE_OPTIONS
from scripts.data_generation.benchmark.scratch import Scratch

TABLE = EnvironmentalReading._meta.db_table
TWIN = "benchmark_twin"


class Limit(Protocol):
    """The fastest way to write rows to a database; `close` it when done."""

    name: str

    def empty(self) -> None:
        """Remove the rows again."""

    def seconds(self) -> float:
        """Write the rows and commit them; seconds taken."""

    def rows(self) -> int:
        """Rows in its table now."""

    def close(self) -> None:
        """End its connection."""


def limit_of(scratch: Scratch, rows: WholeRows) -> Limit:
    """The limit of this database for these rows."""
    return BareCopy(scratch, rows) if scratch.vendor == "postgresql" else BareTuples(scratch, rows)


class BareCopy:
    """COPY of the bytes that Columns would send, made beforehand, by psycopg2 alone."""

    name = "bare psycopg2, COPY of the same bytes"

    def __init__(self, scratch: Scratch, rows: WholeRows) -> None:
        self._scratch = scratch
        self._statement = copy_statement(scratch.connection, rows._replace(table=TWIN))
        self._blocks = list(copy_stream(rows))
        self._bare = psycopg2.connect(**scratch.connection.get_connection_params())
        with scratch.connection.cursor() as cursor:
            cursor.execute(
                "SELECT column_name, time_interval FROM timescaledb_information.dimensions"
                " WHERE hypertable_name = %s",
                [TABLE],
            )
            column, interval = cursor.fetchone()
            cursor.execute(f"CREATE TABLE {TWIN} (LIKE {TABLE} INCLUDING ALL)")
            cursor.execute(
                "SELECT create_hypertable(%s, %s, chunk_time_interval => %s,"
                " create_default_indexes => false)",
                [TWIN, column, interval],
            )

    def empty(self) -> None:
        """Remove the rows again."""
        self._scratch.empty_table(TWIN)

    def seconds(self) -> float:
        """Send all blocks, each in one piece, and commit."""
        started = time.perf_counter()
        with self._bare.cursor() as cursor:
            cursor.copy_expert(self._statement, _Blocks(self._blocks))
        self._bare.commit()
        return time.perf_counter() - started

    def rows(self) -> int:
        """Rows in its table now."""
        with self._scratch.connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {TWIN}")
            return int(cursor.fetchone()[0])

    def close(self) -> None:
        """End its connection."""
        self._bare.close()


class _Blocks:
    """A file of blocks; psycopg2 takes more at a time than it asks for."""

    def __init__(self, blocks: list[bytes]) -> None:
        self._blocks = iter(blocks)

    def read(self, size: int = -1) -> bytes:
        """The next block, however long."""
        return next(self._blocks, b"")


class BareTuples:
    """executemany of the tuples that SQLite would store, read back beforehand."""

    name = "bare sqlite3, executemany of the same tuples"

    def __init__(self, scratch: Scratch, rows: WholeRows) -> None:
        self._path = scratch.folder / f"{TWIN}.sqlite3"
        self._tables = self._definitions(scratch)
        names = [column.name for column in rows.columns]
        places = ", ".join("?" for _ in names)
        self._statement = f"INSERT INTO {TABLE} ({', '.join(names)}) VALUES ({places})"
        self._tuples = _as_stored(scratch, rows, names)

    @staticmethod
    def _definitions(scratch: Scratch) -> list[str]:
        """What makes the table with its indexes."""
        with scratch.connection.cursor() as cursor:
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL"
                " ORDER BY type DESC",
                [TABLE],
            )
            return [sql for (sql,) in cursor.fetchall()]

    def empty(self) -> None:
        """Begin with a new file."""
        for path in self._path.parent.glob(f"{self._path.name}*"):
            path.unlink()

    def seconds(self) -> float:
        """Insert all tuples and commit."""
        with closing(sqlite3.connect(self._path, isolation_level=None)) as connection:
            connection.executescript(str(SQLITE_OPTIONS["init_command"]))
            for sql in self._tables:
                connection.execute(sql)
            started = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(self._statement, self._tuples)
            connection.execute("COMMIT")
            return time.perf_counter() - started

    def rows(self) -> int:
        """Rows in its table now."""
        with closing(sqlite3.connect(self._path)) as connection:
            return int(connection.execute(f"SELECT count(*) FROM {TABLE}").fetchone()[0])

    def close(self) -> None:
        """Nothing: each run opens a new file."""


def _as_stored(scratch: Scratch, rows: WholeRows, names: list[str]) -> list[tuple[Any, ...]]:
    """The tuples that Columns stores for these rows."""
    fields = {
        column.field.attname: column.values[0] if column.is_scalar else column.values
        for column in rows.columns
        if not getattr(column.field, "auto_now_add", False)
    }
    scratch.empty_table(TABLE)
    EnvironmentalReading.objects.using(scratch.connection.alias).bulk_create(Columns(**fields))
    with closing(sqlite3.connect(scratch.name)) as connection:
        found = connection.execute(f"SELECT {', '.join(names)} FROM {TABLE} ORDER BY rowid")
        tuples = found.fetchall()
    scratch.empty_table(TABLE)
    return tuples
