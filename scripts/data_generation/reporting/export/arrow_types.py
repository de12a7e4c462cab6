"""Fields of the books as Arrow types: the digits, time zone and nulls that the schema has."""

from typing import Any

import pyarrow as pa
from django.db import models

from aquamind.fields import AnyField

# Django's name of a field's kind to its type in files.
_TYPES: dict[str, pa.DataType] = {
    "AutoField": pa.int32(),
    "BigAutoField": pa.int64(),
    "BigIntegerField": pa.int64(),
    "PositiveBigIntegerField": pa.int64(),
    "IntegerField": pa.int32(),
    "PositiveIntegerField": pa.int32(),
    "SmallIntegerField": pa.int16(),
    "PositiveSmallIntegerField": pa.int16(),
    "FloatField": pa.float64(),
    "BooleanField": pa.bool_(),
    "CharField": pa.string(),
    "TextField": pa.string(),
    "JSONField": pa.string(),
    "DateField": pa.date32(),
    "TimeField": pa.time64("us"),
    "DateTimeField": pa.timestamp("us", "UTC"),
}


def arrow_type(field: AnyField) -> pa.DataType:
    """The type of a field's values; of a key that points elsewhere, that of the key there."""
    target: Any = field
    while isinstance(target, models.ForeignKey):
        target = target.target_field
    if isinstance(target, models.DecimalField):
        return pa.decimal128(target.max_digits or 0, target.decimal_places or 0)
    # A field class of another package, such as TimescaleDB's moment, has the kind of its base.
    for kind in type(target).__mro__:
        if kind.__name__ in _TYPES:
            return _TYPES[kind.__name__]
    raise TypeError(f"{field} has no type in files; give {type(target).__name__} one here")


def arrow_field(field: AnyField) -> pa.Field:
    """A column of a file: name, type, and whether it may be null, as in the database."""
    return pa.field(str(field.column), arrow_type(field), nullable=field.null)


def without_times(schema: pa.Schema) -> pa.Schema:
    """The same columns, times of day as text: some readers of Parquet have no type for them."""
    return pa.schema(
        field.with_type(pa.string()) if pa.types.is_time(field.type) else field for field in schema
    )


def with_floats(schema: pa.Schema) -> pa.Schema:
    """The same columns, decimals as floats: some readers make objects of decimals, or none."""
    return pa.schema(
        field.with_type(pa.float64()) if pa.types.is_decimal(field.type) else field
        for field in schema
    )
