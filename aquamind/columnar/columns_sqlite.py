"""Columns into SQLite: many rows a statement, their values as Django would have adapted them."""

import sqlite3
from typing import Any

import numpy as np
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from aquamind.columnar.column import Column, WholeRows
from aquamind.columnar.column_kinds import AnyArray, DecimalKind

# Rows adapted at a time: memory stays flat however long the columns are.
SLICE_ROWS = 20_000

# One statement for each row takes 1.7 times as long; more rows than these gain little.
STATEMENT_ROWS = 50


def insert_rows(connection: BaseDatabaseWrapper, rows: WholeRows) -> None:
    """Insert all ROWS in the connection's transaction."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.name) for column in rows.columns)
    insert = f"INSERT INTO {quote(rows.table)} ({names}) VALUES "
    width = len(rows.columns)
    connection.ensure_connection()
    with connection.wrap_database_errors:
        database: sqlite3.Connection = connection.connection
        together = _rows_a_statement(database, width)
        for start in range(0, rows.size, SLICE_ROWS):
            part = slice(start, min(start + SLICE_ROWS, rows.size))
            values = _row_by_row(rows, part, connection)
            step = together * width
            full = len(values) // step * step
            statements = (values[at : at + step] for at in range(0, full, step))
            database.executemany(insert + _places(together, width), statements)
            if rest := values[full:]:
                database.execute(insert + _places(len(rest) // width, width), rest)


def _rows_a_statement(database: sqlite3.Connection, width: int) -> int:
    """As many as are worth it and as this SQLite has room for."""
    most = database.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
    return max(1, min(STATEMENT_ROWS, most // width))


def _places(rows: int, width: int) -> str:
    """Places for the values of so many rows."""
    row = f"({', '.join('?' * width)})"
    return ", ".join([row] * rows)


def _row_by_row(rows: WholeRows, part: slice, connection: BaseDatabaseWrapper) -> list[Any]:
    """The values of these rows, one row after the other, in one list."""
    width, count = len(rows.columns), part.stop - part.start
    flat: list[Any] = [None] * (width * count)
    for place, column in enumerate(rows.columns):
        if column.is_scalar:
            flat[place::width] = _values(column, slice(0, 1), connection) * count
        else:
            flat[place::width] = _values(column, part, connection)
    return flat


def _values(column: Column, part: slice, connection: BaseDatabaseWrapper) -> list[Any]:
    nulls, data = column.nulls[part], column.data[part]
    if not nulls.any():
        return _present(column, data, connection)
    present = iter(_present(column, data[~nulls], connection))
    return [None if null else next(present) for null in nulls.tolist()]


def _present(column: Column, data: AnyArray, connection: BaseDatabaseWrapper) -> list[Any]:
    """Values without nulls; numpy's own arrays in one operation, anything else as Django would."""
    field, kind = column.field, column.kind
    if isinstance(kind, DecimalKind) and data.dtype != object:
        # The quotient of two whole numbers is the float nearest to the decimal that Django writes.
        numbers: list[Any] = (kind.scaled(data) / 10**kind.places).tolist()
        return numbers
    if data.dtype.kind == "M":
        unit = "s" if isinstance(field, models.DateTimeField) and _in_seconds(data) else "us"
        if isinstance(field, models.DateTimeField):
            texts = np.datetime_as_string(data.astype(f"datetime64[{unit}]")).tolist()
            return [f"{text[:10]} {text[11:]}" for text in texts]
        return list(np.datetime_as_string(data.astype("datetime64[D]")).tolist())
    values = kind.python(data)
    if data.dtype.kind in "iufb" or isinstance(field, models.CharField | models.TextField):
        return values
    return [field.get_db_prep_save(value, connection) for value in values]


def _in_seconds(data: AnyArray) -> bool:
    """Whether no moment has a fraction of a second, which Django leaves out then."""
    return bool((data.astype("datetime64[us]").astype(np.int64) % 1_000_000 == 0).all())
