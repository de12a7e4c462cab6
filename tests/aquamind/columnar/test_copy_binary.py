"""The binary COPY encoding and its whole numbers, against Python's own decimals."""

import struct
from decimal import Decimal

import numpy as np
import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from apps.batch.models import MortalityEvent
from apps.environmental.models import EnvironmentalReading
from apps.harvest.models import HarvestLot
from aquamind.columnar.column_kinds import DecimalKind, kind_of
from aquamind.columnar.copy_binary import cells_of, encode_rows, encoder_of

pytestmark = pytest.mark.no_database

DECIMALS = [
    EnvironmentalReading._meta.get_field("value"),
    MortalityEvent._meta.get_field("biomass_kg"),
    HarvestLot._meta.get_field("live_weight_kg"),
]


def numeric(data: bytes) -> Decimal:
    """A numeric as the server reads it: digits of base 10,000, weight, sign, scale."""
    count, weight, sign, scale = struct.unpack(">hhhh", data[:8])
    digits = struct.unpack(f">{count}h", data[8:])
    value = sum(
        (
            Decimal(digit) * Decimal(10_000) ** (weight - place)
            for place, digit in enumerate(digits)
        ),
        Decimal(0),
    )
    return (-value if sign else value).quantize(Decimal(1).scaleb(-scale))


@given(st.lists(st.floats(-900_000, 900_000, allow_nan=False), min_size=1, max_size=30))
def test_a_float_becomes_the_decimal_that_django_would_write(values: list[float]) -> None:
    for field in DECIMALS:
        kind = DecimalKind(field)
        expected = kind.python(np.asarray(values))
        scaled = kind.scaled(np.asarray(values))
        assert [Decimal(int(s)).scaleb(-kind.places) for s in scaled] == expected
        nulls = np.zeros(len(values), dtype=bool)
        cells = cells_of(field, kind, np.asarray(values), nulls)
        assert [numeric(row[4:].tobytes()) for row in cells.data] == expected


@pytest.mark.parametrize("value", [0.125, 2.675, 1.005, 0.5 * 0.01, -0.125, 4.35, 1e5 + 0.005])
def test_halves_are_rounded_as_their_decimal_form_says(value: float) -> None:
    kind = DecimalKind(MortalityEvent._meta.get_field("biomass_kg"))
    (expected,) = kind.python(np.asarray([value]))
    assert Decimal(int(kind.scaled(np.asarray([value]))[0])).scaleb(-2) == expected


@given(st.lists(st.one_of(st.none(), st.text(max_size=12)), min_size=1, max_size=40))
def test_texts_and_nulls_come_back_from_the_stream(words: list[str | None]) -> None:
    field = models.CharField(max_length=100, null=True, name="word")
    given = np.asarray([word or "" for word in words], dtype=object)
    nulls = np.asarray([word is None for word in words])
    stream = encode_rows([cells_of(field, kind_of(field), given, nulls)], len(words))
    found, position = [], 0
    while position < len(stream):
        fields, length = struct.unpack_from(">hi", stream, position)
        assert fields == 1
        position += 6
        found.append(None if length < 0 else stream[position : position + length].decode())
        position += max(length, 0)
    assert found == words


def test_one_cell_stands_for_a_whole_column() -> None:
    number = models.IntegerField(name="n")
    flag = models.BooleanField(name="b")
    none = np.zeros(3, dtype=bool)
    numbers = cells_of(number, kind_of(number), np.asarray([1, -2, 3]), none)
    once = cells_of(flag, kind_of(flag), np.asarray([True]), none[:1])
    rows = struct.iter_unpack(">hiiib", encode_rows([numbers, once], 3))
    assert list(rows) == [(2, 4, n, 1, 1) for n in (1, -2, 3)]


def test_a_field_without_an_encoding_is_refused() -> None:
    with pytest.raises(TypeError, match="no binary encoding for BinaryField"):
        encoder_of(models.BinaryField(name="raw"))
