"""TimescaleDB's compression of hypertables: may it be done, how are rows laid out, piece by piece.

A hypertable is cut by time into pieces (TimescaleDB's chunks). With the community licence a piece
can be compressed; with the Apache licence compressed rows are not even seen.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from aquamind.tables.hypertables import has_timescale, hypertable_models

# The licence with which a server has compression.
COMPRESSING_LICENCE = "timescale"

# How many compressed rows a transaction may unpack to change them; 0 is any number.
_UNPACKED_AT_ONCE = "timescaledb.max_tuples_decompressed_per_dml_transaction"

# How a piece's state is told, bit by bit.
_COMPRESSED, _UNORDERED, _FROZEN, _PARTIAL = 1, 2, 4, 8

# A piece with its state; the first column is its name in SQL.
_PIECES = (
    "SELECT format('%%I.%%I', chunk_schema, chunk_name), range_start, range_end,"
    " _timescaledb_functions.chunk_status("
    "format('%%I.%%I', chunk_schema, chunk_name)::regclass)"
    " FROM timescaledb_information.chunks"
    " WHERE to_regclass(format('%%I.%%I', hypertable_schema, hypertable_name))"
    " = to_regclass(quote_ident(%s)) ORDER BY range_start"
)


@dataclass(frozen=True)
class Layout:
    """How a piece is compressed: rows of one value of a column together, and their order."""

    segment_by: str
    order_by: str


@dataclass(frozen=True)
class Piece:
    """One piece of a hypertable: a table of its own, called `name` in SQL."""

    name: str
    begin: datetime
    end: datetime
    state: int

    @property
    def is_compressed(self) -> bool:
        """Whether any of its rows are."""
        return bool(self.state & _COMPRESSED)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to compress: no rows came after it was, or it is frozen."""
        rest = self.state & (_UNORDERED | _PARTIAL)
        return bool(self.state & _FROZEN) or (self.is_compressed and not rest)


class HiddenRowsError(Exception):
    """The server does not see all rows of the hypertables; the message says why and what to do."""


def licence_of(connection: BaseDatabaseWrapper) -> str | None:
    """TimescaleDB's licence, `timescale` or `apache`; None where there is no TimescaleDB."""
    if not has_timescale(connection):
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('timescaledb.license', true)")
        return str(cursor.fetchone()[0])


def can_compress(connection: BaseDatabaseWrapper, table: str) -> bool:
    """Whether the server compresses, and lets this role: whoever the table belongs to."""
    return licence_of(connection) == COMPRESSING_LICENCE and may_lay_out(connection, table)


def may_lay_out(connection: BaseDatabaseWrapper, table: str) -> bool:
    """Whether this role may say how a table is compressed: it has the rights of its owner."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce((SELECT pg_has_role(relowner, 'USAGE') FROM pg_class"
            " WHERE oid = to_regclass(quote_ident(%s))), true)",
            [table],
        )
        return bool(cursor.fetchone()[0])


def pieces(connection: BaseDatabaseWrapper, table: str) -> list[Piece]:
    """The pieces of a hypertable in the order of time; none of another table."""
    with connection.cursor() as cursor:
        cursor.execute(_PIECES, [table])
        return [Piece(*row) for row in cursor.fetchall()]


def layout_of(connection: BaseDatabaseWrapper, table: str) -> Layout | None:
    """How pieces of a hypertable are to be compressed; None where nobody said that they may be."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(string_agg(attname, ', ' ORDER BY segmentby_column_index)"
            " FILTER (WHERE segmentby_column_index IS NOT NULL), ''),"
            " string_agg(attname, ', ' ORDER BY orderby_column_index)"
            " FILTER (WHERE orderby_column_index IS NOT NULL)"
            " FROM timescaledb_information.compression_settings"
            " WHERE to_regclass(format('%%I.%%I', hypertable_schema, hypertable_name))"
            " = to_regclass(quote_ident(%s))",
            [table],
        )
        segment_by, order_by = cursor.fetchone()
    return Layout(segment_by, order_by) if order_by else None


def lay_out(connection: BaseDatabaseWrapper, table: str, layout: Layout) -> None:
    """Let pieces of a hypertable be compressed like this from now on."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"ALTER TABLE {connection.ops.quote_name(table)} SET (timescaledb.compress,"
            f" timescaledb.compress_segmentby = '{layout.segment_by}',"
            f" timescaledb.compress_orderby = '{layout.order_by}')"
        )


def compress(connection: BaseDatabaseWrapper, piece: Piece) -> None:
    """Compress a piece, or the rows that came to it since it was; nothing when it is done.

    Raises Django's OperationalError when somebody is reading or writing it.
    """
    with connection.cursor() as cursor:
        # Whoever reads it would keep the work from being finished: find out before it is begun.
        cursor.execute("SAVEPOINT nobody_there")
        cursor.execute(f"LOCK TABLE {piece.name} IN ACCESS EXCLUSIVE MODE NOWAIT")
        cursor.execute("ROLLBACK TO SAVEPOINT nobody_there")
        cursor.execute("SELECT compress_chunk(%s::regclass, true)", [piece.name])


def unpack_any_number(connection: BaseDatabaseWrapper) -> None:
    """Let the rest of this transaction change compressed rows, however many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, '0', true)", [_UNPACKED_AT_ONCE])


@contextmanager
def patient(connection: BaseDatabaseWrapper, patience: str) -> Iterator[None]:
    """A transaction that waits for nobody's lock longer than `patience`, as the server says it."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [patience])
        yield


def refuse_hidden_rows(connection: BaseDatabaseWrapper) -> None:
    """HiddenRowsError where pieces are compressed and the server's licence cannot read them.

    Some versions answer such questions from what is left, without a word.
    """
    if licence_of(connection) in (None, COMPRESSING_LICENCE):
        return
    tables = (model._meta.db_table for model in hypertable_models())
    hidden = {table: _compressed(connection, table) for table in tables}
    if any(hidden.values()):
        found = ", ".join(f"{count:,} of {table}" for table, count in hidden.items() if count)
        raise HiddenRowsError(
            "the server runs with TimescaleDB's apache licence, which does not see the rows of "
            f"compressed pieces ({found}); run it as the community edition, with "
            "timescaledb.license = 'timescale'"
        )


def _compressed(connection: BaseDatabaseWrapper, table: str) -> int:
    return sum(piece.is_compressed for piece in pieces(connection, table))
