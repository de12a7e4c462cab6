"""bulk_create for columns: rows given as field name -> array, checked before one is written.

    MortalityEvent.objects.bulk_create(
        Columns(assignment_id=ids, batch_id=7, event_date=days, count=dead, biomass_kg=kg)
    )

A column is a numpy array, a masked array (masked is null), a list (None is null) or one value for
all rows. Foreign keys go by `batch_id` with keys, or `batch` with a row. Floats are rounded
half-even to a decimal field's places; datetime64 is UTC. A field that is left out takes its
default. What a field cannot hold is a `ColumnsError` that names model, field, row and value, and
nothing is written.
"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import islice, repeat
from typing import Any, Self, overload

import numpy as np
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from aquamind.columnar.column import Column, ColumnsError, WholeRows
from aquamind.columnar.columns_postgresql import can_copy, copy_rows, merge_rows
from aquamind.columnar.columns_sqlite import insert_rows
from aquamind.fields import AnyField
from aquamind.tables.manager import SLICE_ROWS, M, RowsByColumn
from aquamind.target.parts import Part, parts_of

__all__ = ["SLICE_ROWS", "Columns", "ColumnsError", "WholeRows"]


class Columns(RowsByColumn[M]):
    """Rows of a model by column; instances are built only when somebody asks for them.

    Columns(Batch, batch_number=numbers, ...) knows its model; without one the manager's
    `bulk_create` tells it. Lengths must agree; columns of one value only make one row.
    """

    def __init__(self, model: type[M] | None = None, /, **fields: object) -> None:
        self.model = model
        self.given = fields
        self._rows = _common_length(model, fields)
        self.columns: dict[AnyField, Column] = _columns(model, fields) if model else {}
        self._is_checked = False

    def bound_to(self, model: type[M]) -> "Columns[M]":
        """These columns as rows of MODEL."""
        if self.model is model:
            return self
        if self.model is not None:
            raise ColumnsError(self.model, f"cannot be written as {model._meta.label}")
        return Columns(model, **self.given)

    def check(self) -> Self:
        """Raise ColumnsError for the first value that its field cannot hold."""
        model = self._model()
        if not self._is_checked:
            for field in model._meta.concrete_fields:
                self._check_field(model, field)
            self._is_checked = True
        return self

    def _check_field(self, model: type[M], field: AnyField) -> None:
        column = self.columns.get(field)
        if column is None:
            if not _has_default(field):
                raise ColumnsError(model, "needs a value: it has no default", field.name)
            return
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
            raise ColumnsError(model, "is set when a row is written: leave it out", field.name)
        found = column.fault() if self._rows else None
        if found:
            row, reason = found
            value = None if column.nulls[row] else np.ma.getdata(column.values)[row]
            value = value.item() if isinstance(value, np.generic) else value
            raise ColumnsError(model, reason, field.attname, row, value)

    def _model(self) -> type[M]:
        if self.model is None:
            raise ColumnsError(None, "not bound to a model yet: say Columns(Model, ...)")
        return self.model

    def instances(self, start: int, stop: int) -> list[M]:
        """The rows from START up to, not including, STOP, as model instances."""
        model = self.check()._model()
        rows = slice(start, stop)
        values = [
            self.columns[field].python(rows) if field in self.columns else _defaults(field)
            for field in model._meta.concrete_fields
        ]
        count = range(len(range(self._rows)[rows]))
        return [model(*row) for _, *row in zip(count, *values, strict=False)]

    def whole_rows(self) -> "WholeRows":
        """Every column that is written, those that were left out with their defaults."""
        model = self.check()._model()
        return WholeRows(
            table=model._meta.db_table,
            size=self._rows,
            columns=[
                self.columns[field] if field in self.columns else self._left_out(field)
                for field in model._meta.concrete_fields
                # A key that nobody gave is the database's to make.
                if field in self.columns or not field.primary_key
            ],
        )

    def send(self, connection: BaseDatabaseWrapper) -> bool:
        """Write the checked rows by COPY or in one statement; False where there is neither."""
        if can_copy(connection):
            for part in parts_of(connection, self._model()):
                copy_rows(connection, self._in(part))
        elif connection.vendor == "sqlite":
            insert_rows(connection, self.whole_rows())
        else:
            return False
        return True

    def send_changes(
        self, connection: BaseDatabaseWrapper, unique: Sequence[str], changed: Sequence[str]
    ) -> bool:
        """Write the checked rows, and set the fields CHANGED of those whose UNIQUE ones are there.

        Only for a table whose columns lie in two: no statement of Django's writes to both.
        """
        parts = parts_of(connection, self._model())
        if len(parts) == 1:
            return False
        fields = {field.name: str(field.column) for field in self._model()._meta.concrete_fields}
        for part in parts:
            merge_rows(
                connection,
                self._in(part),
                [fields[name] for name in unique],
                [fields[name] for name in changed if part.has(fields[name])],
            )
        return True

    def _in(self, part: Part) -> WholeRows:
        """The columns of a real table that holds some of the model's."""
        rows = self.whole_rows()
        held = [column for column in rows.columns if part.has(column.name)]
        return WholeRows(part.table, rows.size, held)

    def _left_out(self, field: AnyField) -> Column:
        """The column of a field that was not given: the time of writing, or its default."""
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
            now = timezone.now()
            return Column(field, now if isinstance(field, models.DateTimeField) else now.date())
        # Without a default it is a class, which is callable too.
        if field.has_default() and callable(field.default):
            return Column(field, list(islice(_defaults(field), self._rows)))
        return Column(field, field.get_default())

    def __len__(self) -> int:
        return self._rows

    @overload
    def __getitem__(self, index: int) -> M: ...
    @overload
    def __getitem__(self, index: slice) -> list[M]: ...
    def __getitem__(self, index: int | slice) -> M | list[M]:
        if isinstance(index, slice):
            return [self[row] for row in range(self._rows)[index]]
        row = range(self._rows)[index]
        return self.instances(row, row + 1)[0]

    def __iter__(self) -> Iterator[M]:
        for start in range(0, self._rows, SLICE_ROWS):
            yield from self.instances(start, start + SLICE_ROWS)

    def __repr__(self) -> str:
        name = self.model._meta.label if self.model else "no model yet"
        return f"<Columns of {name}: {self._rows} rows of {', '.join(self.given)}>"


def _common_length(model: type[models.Model] | None, fields: dict[str, object]) -> int:
    """How many rows FIELDS make; ColumnsError when their lengths differ."""
    lengths = {
        name: len(values)
        for name, values in fields.items()
        if isinstance(values, list | tuple | range)
        or (isinstance(values, np.ndarray) and values.ndim)
    }
    if len(set(lengths.values())) > 1:
        said = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise ColumnsError(model, f"columns differ in length: {said}")
    return next(iter(lengths.values()), 1)


def _columns(model: type[models.Model], fields: dict[str, object]) -> dict[AnyField, Column]:
    """The columns of FIELDS by MODEL's fields; ColumnsError for a name that MODEL has not."""
    known: dict[str, AnyField] = {}
    for field in model._meta.concrete_fields:
        known[field.name] = known[field.attname] = field
    columns: dict[AnyField, Column] = {}
    for name, given in fields.items():
        if name not in known:
            near = get_close_matches(name, known, 1, 0)
            hint = f"; the nearest is {near[0]!r}" if near else ""
            raise ColumnsError(model, f"has no field {name!r}{hint}")
        if known[name] in columns:
            raise ColumnsError(model, "is given twice", known[name].name)
        columns[known[name]] = Column(known[name], given)
    return columns


def _has_default(field: AnyField) -> bool:
    """Whether a row can be written without saying FIELD."""
    set_on_save = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    blank_text = field.blank and field.empty_strings_allowed
    return bool(field.primary_key or field.null or field.has_default() or set_on_save or blank_text)


def _defaults(field: AnyField) -> Iterator[Any]:
    """FIELD's default for each row without end; one that is made is made for each."""
    if field.has_default() and callable(field.default):
        return iter(field.get_default, object())
    return repeat(field.get_default())
