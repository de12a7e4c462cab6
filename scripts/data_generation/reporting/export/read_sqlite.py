"""Reads rows from SQLite; numbers, days and moments come as whole numbers, as Arrow needs them."""

from collections.abc import Callable, Collection, Sequence
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa
from django.db import models
from django.db.models.functions import Cast

from aquamind.fields import AnyField
from scripts.data_generation.reporting.export.tables import ExportedTable
from scripts.data_generation.validation.fingerprint.row_digests import NO_NUMBER
from scripts.data_generation.validation.fingerprint.whole_numbers import WholeNumber, is_a_number

# Rows as Python objects take ten times the memory; larger blocks leave the processor's cache.
BLOCK_ROWS = 5_000

# Whole numbers of 64 bits have no more digits.
_WIDEST = pa.decimal128(19, 0)


def select_rows(
    table: ExportedTable,
    years: Collection[int],
    take: Callable[[pa.RecordBatch], object],
    batch_rows: int,
) -> None:
    """Hand all rows of a table to `take`, at most `batch_rows` at a time."""
    asked = table.rows(years).values_list(*(_asked(field) for field in table.fields))
    rows = iter(asked.iterator(chunk_size=BLOCK_ROWS))
    blocks: list[pa.RecordBatch] = []
    while block := list(islice(rows, min(BLOCK_ROWS, batch_rows - _held(blocks)))):
        blocks.append(_batch(block, table))
        if _held(blocks) == batch_rows:
            take(pa.concat_batches(blocks))
            blocks.clear()
    if blocks:
        take(pa.concat_batches(blocks))


def _held(blocks: list[pa.RecordBatch]) -> int:
    return sum(block.num_rows for block in blocks)


def _batch(rows: Sequence[tuple[Any, ...]], table: ExportedTable) -> pa.RecordBatch:
    schema = table.schema
    columns = [
        _array(values, field, column.type)
        for values, field, column in zip(zip(*rows, strict=True), table.fields, schema, strict=True)
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _asked(field: AnyField) -> Any:
    if is_a_number(field):
        return WholeNumber(field)
    if isinstance(field, models.JSONField):
        return Cast(field.attname, models.TextField())
    return field.attname


def _array(values: Sequence[Any], field: AnyField, kind: pa.DataType) -> pa.Array:
    """A column's values, as the database gave them, in its type."""
    if not is_a_number(field):
        return pa.array(values, kind)
    numbers = np.asarray(values, dtype=np.int64)
    nulls = numbers == NO_NUMBER
    if pa.types.is_boolean(kind):
        return pa.array(numbers.astype(bool), mask=nulls)
    whole = pa.array(numbers, mask=nulls)
    if not pa.types.is_decimal(kind):
        return whole.cast(_as_wide(kind)).cast(kind)
    # The bytes of a decimal are a count of units of its last digit.
    units = whole.cast(_WIDEST)
    return pa.Array.from_buffers(kind, len(units), units.buffers())


def _as_wide(kind: pa.DataType) -> pa.DataType:
    """The whole number with as many bits: Arrow converts only such a number to a day or moment."""
    return pa.int32() if kind == pa.date32() else pa.int64()
