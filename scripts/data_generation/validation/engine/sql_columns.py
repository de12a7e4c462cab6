"""Results of queries as tables of numpy columns, for statistics over aggregates."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from scripts.data_generation.array_types import Integers

# Columns by name, all of one length.
Table = dict[str, NDArray[Any]]
DAYS = "datetime64[D]"
FETCHED = 50_000


def table_of(sql: str, types: Sequence[str], parameters: Sequence[str] = ()) -> Table:
    """The result of a query as a table; `types` are the columns' numpy types, in order.

    Rows are read in blocks, so that no more than one block is held as Python objects.
    """
    blocks: list[list[NDArray[Any]]] = []
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        while rows := cursor.fetchmany(FETCHED):
            columns = zip(zip(*rows, strict=True), types, strict=True)
            blocks.append([_column(part, kind) for part, kind in columns])
    empty = [np.empty(0, dtype=kind) for kind in types]
    joined = [np.concatenate(parts) for parts in zip(*blocks, strict=True)] if blocks else empty
    return dict(zip(names, joined, strict=True))


def _column(values: tuple[Any, ...], kind: str) -> NDArray[Any]:
    """One column; NULL is nan, -1 or not-a-time."""
    if kind.startswith("int"):
        values = tuple(-1 if value is None else int(value) for value in values)
    elif kind.startswith("float"):
        values = tuple(np.nan if value is None else float(value) for value in values)
    return np.asarray(values, dtype=kind)


def listed(keys: Sequence[int] | Integers) -> str:
    """Whole numbers as the inside of an SQL list; NULL, which matches nothing, without any."""
    return ", ".join(str(int(key)) for key in keys) or "NULL"
