"""Digests of rows: every value, its row and its column count; the order of rows does not."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.data_generation.validation.fingerprint.row_digests import (
    NO_NUMBER,
    RowDigests,
    of_floats,
    of_numbers,
    of_texts,
)

pytestmark = pytest.mark.no_database

Row = tuple[int, str | None]
WHOLE = st.integers(-(2**53), 2**53) | st.just(NO_NUMBER)
ROWS = st.lists(st.tuples(WHOLE, st.none() | st.text(max_size=5)), min_size=1, max_size=8)


def digest(rows: Sequence[Row], block: int = 100) -> str:
    digests = RowDigests()
    for start in range(0, len(rows), block):
        numbers, texts = zip(*rows[start : start + block], strict=True)
        digests.add([of_numbers(np.asarray(numbers, dtype=np.int64)), of_texts(texts)])
    assert digests.rows == len(rows)
    return digests.digest


@given(rows=ROWS, block=st.integers(1, 8), data=st.data())
def test_neither_order_nor_blocks_count(rows: list[Row], block: int, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rows))
    assert digest(shuffled, block) == digest(rows)


@given(first=ROWS, second=ROWS)
def test_other_rows_have_another_digest(first: list[Row], second: list[Row]) -> None:
    def in_order(rows: list[Row]) -> list[Row]:
        return sorted(rows, key=repr)

    assert (digest(first) == digest(second)) == (in_order(first) == in_order(second))


def test_values_belong_to_their_row_and_column() -> None:
    assert digest([(1, "a"), (2, "b")]) != digest([(1, "b"), (2, "a")])
    one, other = RowDigests(), RowDigests()
    here, there = (of_numbers(np.asarray([n], dtype=np.int64)) for n in (3, 4))
    one.add([here, there])
    other.add([there, here])
    assert one.digest != other.digest


def test_no_value_is_a_value_of_its_own() -> None:
    nothing = {digest([(0, None)]), digest([(0, "")]), digest([(0, "None")])}
    assert len(nothing) == 3
    assert digest([(NO_NUMBER, "")]) != digest([(0, "")])


def test_a_row_twice_is_not_no_row() -> None:
    assert digest([(1, "a")] * 2) != digest([(2, "b")] * 2)
    assert digest([(1, "a")] * 3) != digest([(1, "a")])


@given(number=st.floats(-1e6, 1e6).filter(lambda number: abs(number) > 1e-6), up=st.booleans())
def test_the_last_bit_of_a_fraction_is_the_processors(number: float, up: bool) -> None:
    told = float(f"{number:.9g}")
    beside = np.nextafter(told, np.inf if up else -np.inf)
    assert of_floats([told])[0] == of_floats([beside])[0]


def test_numbers_with_a_fraction_count_to_the_ninth_digit() -> None:
    lanes = of_floats([0.1, 0.100000001, 123456.789, 123456.788, -0.0, 0.0, None])
    assert len(set(lanes.tolist())) == 6
    assert lanes[4] == lanes[5]
