"""Columns as PostgreSQL's binary COPY format: one numpy operation a column, not one a row.

A row is its number of fields (int16) and for each field its length (int32, -1 for null) and its
bytes, all big-endian. Cells of a column have one width where they can (numbers, dates, one text
for all rows); where they differ the bytes that a row does not use are masked out at the end.
PostgreSQL 17 documentation, COPY, "Binary Format"; numeric as in numeric_recv.
"""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import models
from numpy.typing import NDArray

from aquamind.columnar.column_kinds import AnyArray, DecimalKind, Kind
from aquamind.fields import AnyField

Bytes = NDArray[np.uint8]
Integers = NDArray[np.int64]

SIGNATURE = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"

_EPOCH_DAYS = 10_957  # from 1970 to 2000, where PostgreSQL's dates begin
_EPOCH_MICROSECONDS = _EPOCH_DAYS * 86_400_000_000
_DIGITS = 4  # decimal digits in one digit of a numeric
_NEGATIVE = 0x4000
_HEADER = 4
_NULL_HEADER = np.frombuffer(b"\xff\xff\xff\xff", dtype=np.uint8)


@dataclass(frozen=True)
class Cells:
    """One column's cells, header included: bytes (rows, width), and how many each row uses.

    `used` is None where every row uses the whole width.
    """

    data: Bytes
    used: Integers | None = None


def encode_rows(columns: list[Cells], rows: int) -> bytes:
    """The rows of these columns, without signature and trailer; one cell stands for a column."""
    # A cell is copied as one item, which is what makes this fast: a field of a record each.
    layout = [("fields", ">i2"), *((str(i), f"V{c.data.shape[1]}") for i, c in enumerate(columns))]
    block = np.empty(rows, dtype=layout)
    block["fields"] = len(columns)
    position, gaps = 2, []
    for i, cells in enumerate(columns):
        width = cells.data.shape[1]
        block[str(i)] = np.ascontiguousarray(cells.data).view(f"V{width}").ravel()
        if cells.used is not None:
            gaps.append((position, position + width, cells.used))
        position += width
    if not gaps:
        return block.tobytes()
    kept = np.ones((rows, position), dtype=bool)
    for start, end, used in gaps:
        kept[:, start:end] = np.arange(end - start) < used[:, None]
    return block.view(np.uint8).reshape(rows, position)[kept].tobytes()


def cells_of(field: AnyField, kind: Kind, values: AnyArray, nulls: NDArray[np.bool_]) -> Cells:
    """The cells of VALUES, with nulls where NULLS say so; both one length."""
    if nulls.all():
        return Cells(np.repeat(_NULL_HEADER[None, :], len(values), axis=0))
    encode = encoder_of(field)
    if not nulls.any():
        return encode(kind, values)
    present = encode(kind, values[~nulls])
    width = present.data.shape[1]
    data = np.zeros((len(values), width), dtype=np.uint8)
    data[~nulls] = present.data
    data[nulls, :_HEADER] = _NULL_HEADER
    used = np.full(len(values), _HEADER, dtype=np.int64)
    used[~nulls] = width if present.used is None else present.used
    return Cells(data, used)


Encoder = Callable[[Kind, AnyArray], Cells]


def encoder_of(field: AnyField) -> Encoder:
    """How values of this field are encoded; a foreign key is encoded as what it points to."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    for fields, encode in _ENCODERS:
        if isinstance(field, fields):
            return encode
    raise TypeError(f"no binary encoding for {type(field).__name__}")


def _big_endian(values: AnyArray, kind: str) -> Bytes:
    """Numbers as rows of their big-endian bytes."""
    numbers = np.ascontiguousarray(values.astype(kind))
    return numbers.view(np.uint8).reshape(len(numbers), numbers.dtype.itemsize)


def _fixed(values: AnyArray, kind: str) -> Cells:
    cells = np.empty(len(values), dtype=[("length", ">i4"), ("value", kind)])
    cells["length"] = cells.dtype["value"].itemsize
    cells["value"] = values
    return _as_cells(cells)


def _as_cells(records: AnyArray) -> Cells:
    """One record a row as the bytes that it lies in."""
    return Cells(records.view(np.uint8).reshape(len(records), records.dtype.itemsize))


def _integers(kind: str) -> Encoder:
    def encode(column: Kind, values: AnyArray) -> Cells:
        whole = values if values.dtype != object else np.asarray(column.python(values))
        return _fixed(whole, kind)

    return encode


def _floats(column: Kind, values: AnyArray) -> Cells:
    return _fixed(values.astype(np.float64), ">f8")


def _booleans(column: Kind, values: AnyArray) -> Cells:
    return _fixed(values.astype(bool), "u1")


def _numerics(column: Kind, values: AnyArray) -> Cells:
    """Decimals with as many digits as the column can hold: the server drops the zeros."""
    assert isinstance(column, DecimalKind)
    scaled = column.scaled(values)
    places = -(-column.places // _DIGITS)
    digits = places - (-column.limit.adjusted() // _DIGITS)
    rest = np.abs(scaled) * 10 ** (places * _DIGITS - column.places)
    cells = np.empty(
        len(scaled),
        dtype=[("length", ">i4"), ("head", ">i2", 4), ("digits", ">i2", digits)],
    )
    cells["length"] = 2 * (4 + digits)
    head, body = cells["head"], cells["digits"]
    head[:, 0] = digits
    head[:, 1] = digits - places - 1
    head[:, 2] = np.where(scaled < 0, _NEGATIVE, 0)
    head[:, 3] = column.places
    for place in range(digits - 1, -1, -1):
        rest, body[:, place] = np.divmod(rest, 10**_DIGITS)
    return _as_cells(cells)


def _dates(column: Kind, values: AnyArray) -> Cells:
    days = np.asarray(values, dtype="datetime64[D]").astype(np.int64)
    return _fixed(days - _EPOCH_DAYS, ">i4")


def _moments(column: Kind, values: AnyArray) -> Cells:
    if values.dtype == object:
        values = np.asarray([moment.astimezone(dt.UTC).replace(tzinfo=None) for moment in values])
    microseconds = np.asarray(values, dtype="datetime64[us]").astype(np.int64)
    return _fixed(microseconds - _EPOCH_MICROSECONDS, ">i8")


def _times(column: Kind, values: AnyArray) -> Cells:
    microseconds = [
        ((t.hour * 60 + t.minute) * 60 + t.second) * 1_000_000 + t.microsecond for t in values
    ]
    return _fixed(np.asarray(microseconds, dtype=np.int64), ">i8")


def _texts(column: Kind, values: AnyArray) -> Cells:
    return _words([text.encode() for text in column.python(values)])


def _documents(column: Kind, values: AnyArray) -> Cells:
    """JSON in its binary form: version 1, then text."""
    encoder = getattr(column.field, "encoder", None)
    return _words([b"\x01" + json.dumps(value, cls=encoder).encode() for value in values])


def _words(words: list[bytes]) -> Cells:
    """Byte strings: each different one is laid out once, then taken by number."""
    numbers: dict[bytes, int] = {}
    which = np.asarray([numbers.setdefault(word, len(numbers)) for word in words], dtype=np.int64)
    lengths = np.asarray([len(word) for word in numbers], dtype=np.int64)
    width = int(lengths.max(initial=0))
    table = np.zeros((len(numbers), _HEADER + width), dtype=np.uint8)
    table[:, :_HEADER] = _big_endian(lengths, ">i4")
    padded = b"".join(word.ljust(width, b"\0") for word in numbers)
    table[:, _HEADER:] = np.frombuffer(padded, dtype=np.uint8).reshape(len(numbers), width)
    data = table[which]
    if (lengths == width).all():
        return Cells(data)
    return Cells(data, (lengths + _HEADER)[which])


# The first that fits is taken: a DateTimeField is a DateField too, a BigAutoField an AutoField.
_ENCODERS: tuple[tuple[type[Any] | tuple[type[Any], ...], Encoder], ...] = (
    (models.SmallIntegerField, _integers(">i2")),
    (models.PositiveSmallIntegerField, _integers(">i2")),
    ((models.BigIntegerField, models.BigAutoField), _integers(">i8")),
    ((models.IntegerField, models.AutoField), _integers(">i4")),
    (models.DecimalField, _numerics),
    (models.FloatField, _floats),
    (models.BooleanField, _booleans),
    ((models.CharField, models.TextField), _texts),
    (models.DateTimeField, _moments),
    (models.DateField, _dates),
    (models.TimeField, _times),
    (models.JSONField, _documents),
)
