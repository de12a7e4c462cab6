"""One column of rows to be written: its values, where they are null, and what its field refuses."""

from collections.abc import Iterable
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from django.db import models

from aquamind.columnar.column_kinds import AnyArray, kind_of
from aquamind.fields import AnyField


class ColumnsError(ValueError):
    """Columns that cannot become rows; says which model, field, row and value."""

    def __init__(
        self,
        model: type[models.Model] | None,
        reason: str,
        field: str | None = None,
        row: int | None = None,
        value: object = None,
    ) -> None:
        self.model, self.field, self.row, self.value = model, field, row, value
        where = model._meta.label if model else "Columns"
        where += f".{field}" if field else ""
        if row is not None:
            where += f", row {row}"
            reason = f"{value!r} {reason}"
        super().__init__(f"{where}: {reason}")


class Column:
    """One field's values: an array, or one value for all rows, with the places of its nulls."""

    def __init__(self, field: AnyField, given: object) -> None:
        self.field = field
        self.kind = kind_of(field)
        self.array = _as_array(given)
        # One value for all rows is kept as a column of one.
        self.is_scalar = self.array is None
        self.values = self.array if self.array is not None else _one(given)
        self.nulls = _nulls(self.values)
        self.data: AnyArray = np.ma.getdata(self.values)
        self.constant = self._python(slice(None))[0] if self._is_sound_scalar() else None

    @property
    def name(self) -> str:
        """The column's name in the database."""
        return str(self.field.column)

    def __len__(self) -> int:
        return len(self.values)

    def _is_sound_scalar(self) -> bool:
        return self.is_scalar and self.fault() is None

    def fault(self) -> tuple[int, str] | None:
        """The first row that the field cannot hold, and why."""
        if self.nulls.any() and not (self.field.null or self.field.primary_key):
            return int(self.nulls.argmax()), "is null, which is not allowed"
        found = self.kind.fault(np.ma.getdata(self.values)[~self.nulls])
        if found is None:
            return None
        return int(np.flatnonzero(~self.nulls)[found.position]), found.reason

    def python(self, rows: slice) -> Iterable[Any]:
        """The values of ROWS as Django wants them."""
        return repeat(self.constant) if self.is_scalar else self._python(rows)

    def _python(self, rows: slice) -> list[Any]:
        nulls = self.nulls[rows]
        values = np.ma.getdata(self.values)[rows]
        if not nulls.any():
            return self.kind.python(values)
        present = iter(self.kind.python(values[~nulls]))
        return [None if null else next(present) for null in nulls.tolist()]


class WholeRows(NamedTuple):
    """All columns of rows that are written to a table; a column of one value stands for all."""

    table: str
    size: int
    columns: list[Column]


def _as_array(given: object) -> AnyArray | None:
    """GIVEN as a one-dimensional array; None when it is one value for all rows."""
    if isinstance(given, np.ndarray) and given.ndim == 1:
        return given
    if isinstance(given, list | tuple | range):
        # fromiter keeps every item as it is, where asarray would guess a type for all.
        return np.fromiter(given, dtype=object, count=len(given))
    if isinstance(given, np.ndarray) and given.ndim > 1:
        raise ColumnsError(None, f"a column has one dimension, not {given.ndim}")
    return None


def _one(given: object) -> AnyArray:
    """A column of the one value GIVEN, typed like numpy's own scalars when it is one."""
    if isinstance(given, np.generic) or (isinstance(given, np.ndarray) and given.ndim == 0):
        return np.ma.atleast_1d(given) if np.ma.isMaskedArray(given) else np.atleast_1d(given)
    return np.fromiter([given], dtype=object, count=1)


def _nulls(values: AnyArray) -> AnyArray:
    """Where VALUES are null: masked, or None."""
    nulls: AnyArray = np.ma.getmaskarray(values)
    if values.dtype == object:
        data = np.ma.getdata(values)
        nulls = nulls | np.fromiter((value is None for value in data), bool, len(data))
    return nulls
