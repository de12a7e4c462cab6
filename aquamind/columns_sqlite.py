"""Columns into SQLite: plain tuples through executemany, as Django would have adapted them."""

from collections.abc import Iterable
from itertools import islice, repeat
from typing import Any

import numpy as np
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from aquamind.column import Column, WholeRows
from aquamind.column_kinds import AnyArray, DecimalKind

# Rows adapted at a time: memory stays flat however long the columns are.
SLICE_ROWS = 20_000


def insert_rows(connection: BaseDatabaseWrapper, rows: WholeRows) -> None:
    """Insert all ROWS in the connection's transaction."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.name) for column in rows.columns)
    places = ", ".join("?" for _ in rows.columns)
    sql = f"INSERT INTO {quote(rows.table)} ({names}) VALUES ({places})"
    connection.ensure_connection()
    with connection.wrap_database_errors:
        for start in range(0, rows.size, SLICE_ROWS):
            part = slice(start, min(start + SLICE_ROWS, rows.size))
            values = [_adapted(column, part, connection) for column in rows.columns]
            tuples = islice(zip(*values, strict=False), part.stop - part.start)
            connection.connection.executemany(sql, tuples)


def _adapted(column: Column, part: slice, connection: BaseDatabaseWrapper) -> Iterable[Any]:
    """The column's values of these rows as SQLite stores them."""
    if column.is_scalar:
        return repeat(_values(column, slice(0, 1), connection)[0])
    return _values(column, part, connection)


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
