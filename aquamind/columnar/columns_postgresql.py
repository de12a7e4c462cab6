"""Columns into PostgreSQL: binary COPY through Django's own connection, in its transaction.

A thread encodes the next block while the server takes the current one.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, Full, Queue
from threading import Event
from typing import Any

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from aquamind.columnar.column import Column, WholeRows
from aquamind.columnar.copy_binary import SIGNATURE, TRAILER, Cells, cells_of, encode_rows

# Rows encoded at a time: about a megabyte, which stays in the processor's cache on its way.
BLOCK_ROWS = 8_000
WAITING_BLOCKS = 2

# Threads are kept: Python waits for ever for a new one that has no memory to begin with.
_MAKERS = ThreadPoolExecutor(thread_name_prefix="copy")


def copy_rows(connection: BaseDatabaseWrapper, rows: WholeRows) -> None:
    """Send all ROWS; an error of the server or of the encoding leaves the transaction broken."""
    source = _BlockReader(copy_stream(rows))
    try:
        with connection.cursor() as cursor, connection.wrap_database_errors:
            cursor.copy_expert(copy_statement(connection, rows), source)
    except DatabaseError:
        # psycopg2 reports an error of the encoding as one of the server's.
        if source.failure is not None:
            raise source.failure from None
        raise
    finally:
        source.close()


def merge_rows(
    connection: BaseDatabaseWrapper, rows: WholeRows, unique: Sequence[str], changed: Sequence[str]
) -> None:
    """Add ROWS; of those whose columns UNIQUE are there already, set the columns CHANGED."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.name) for column in rows.columns)
    keys = ", ".join(map(quote, unique))
    new = ", ".join(f"{quote(name)} = EXCLUDED.{quote(name)}" for name in changed)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE merged_rows ON COMMIT DROP AS SELECT {names}"
            f" FROM {quote(rows.table)} WITH NO DATA"
        )
        copy_rows(connection, rows._replace(table="merged_rows"))
        cursor.execute(
            f"INSERT INTO {quote(rows.table)} ({names}) SELECT {names} FROM merged_rows"
            f" ON CONFLICT ({keys}) DO {f'UPDATE SET {new}' if new else 'NOTHING'}"
        )
        cursor.execute("DROP TABLE merged_rows")


def copy_statement(connection: BaseDatabaseWrapper, rows: WholeRows) -> str:
    """The statement that takes the stream of ROWS."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.name) for column in rows.columns)
    return f"COPY {quote(rows.table)} ({names}) FROM STDIN WITH (FORMAT BINARY)"


def copy_stream(rows: WholeRows) -> Iterator[bytes]:
    """The COPY stream in blocks of many rows."""
    yield SIGNATURE
    once = {i: _cells(c, slice(0, 1)) for i, c in enumerate(rows.columns) if c.is_scalar}
    for start in range(0, rows.size, BLOCK_ROWS):
        part = slice(start, min(start + BLOCK_ROWS, rows.size))
        cells = [
            _repeated(once[i], part) if i in once else _cells(column, part)
            for i, column in enumerate(rows.columns)
        ]
        yield encode_rows(cells, part.stop - part.start)
    yield TRAILER


def _cells(column: Column, part: slice) -> Cells:
    return cells_of(column.field, column.kind, column.data[part], column.nulls[part])


def _repeated(cells: Cells, part: slice) -> Cells:
    """The one cell of a column, trimmed to what it uses: it is the same in every row."""
    used = cells.data.shape[1] if cells.used is None else int(cells.used[0])
    return Cells(cells.data[:, :used])


class _BlockReader:
    """A file of blocks that another thread makes ahead of being read."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._queue: Queue[bytes | BaseException | None] = Queue(WAITING_BLOCKS)
        self._stopped = Event()
        self.failure: BaseException | None = None
        self._maker = _MAKERS.submit(self._make, blocks)

    def _make(self, blocks: Iterator[bytes]) -> None:
        try:
            for block in blocks:
                if not self._put(block):
                    return
        except BaseException as error:
            self._put(error)
            return
        self._put(None)

    def _put(self, item: bytes | BaseException | None) -> bool:
        """Hand over an item; False when nobody will read any more."""
        while not self._stopped.is_set():
            try:
                self._queue.put(item, timeout=0.1)
            except Full:
                continue
            return True
        return False

    def read(self, size: int = -1) -> bytes:
        """The next block, however long; psycopg2 takes more than it asked for."""
        item = self._next()
        if isinstance(item, BaseException):
            self.failure = item
            raise item
        return item or b""

    def _next(self) -> bytes | BaseException | None:
        """Wait for the next item; a maker without memory may end without handing one over."""
        while True:
            try:
                return self._queue.get(timeout=1.0)
            except Empty:
                if self._maker.done() and self._queue.empty():
                    return self._maker.exception() or MemoryError()

    def close(self) -> None:
        """End the making, whether or not all was read."""
        self._stopped.set()
        while True:
            try:
                self._queue.get_nowait()
            except Empty:
                break
        self._maker.exception()


def can_copy(connection: Any) -> bool:
    """Whether this connection is psycopg2's, whose COPY takes a file."""
    return bool(
        connection.vendor == "postgresql" and hasattr(connection.Database, "__libpq_version__")
    )
