"""Tables of equally long columns: growing, dropping, joining, and what they refuse."""

import numpy as np
import pytest

from scripts.data_generation.simulation.ledger.table import EventLog, Table

pytestmark = pytest.mark.sqlite

DTYPES = {"id": "i8", "weight_g": "f8", "number": "U4"}


def test_a_new_table_is_empty_with_its_dtypes() -> None:
    table = Table(DTYPES)
    assert len(table) == 0
    assert [table[name].dtype.str[1:] for name in DTYPES] == ["i8", "f8", "U4"]


def test_arrays_and_scalars_are_appended_as_rows() -> None:
    table = Table(DTYPES)
    table.append(id=1, weight_g=0.5, number="A")
    table.append(id=np.asarray([2, 3]), weight_g=7, number="B")
    assert table["id"].tolist() == [1, 2, 3]
    assert table["weight_g"].tolist() == [0.5, 7.0, 7.0]
    assert table["number"].tolist() == ["A", "B", "B"]


def test_no_rows_are_appended_from_empty_arrays() -> None:
    table = Table(DTYPES)
    table.append(id=np.zeros(0), weight_g=np.zeros(0), number="B")
    assert len(table) == 0


@pytest.mark.parametrize("values", [{"id": 1, "weight_g": 1.0}, {"id": 1, "wieght_g": 1.0}])
def test_missing_and_misspelt_columns_are_named(values: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="columns differ from the table's: number"):
        Table(DTYPES).append(**values)


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="broadcast"):
        Table(DTYPES).append(id=np.arange(3), weight_g=np.zeros(2), number="A")


def test_kept_rows_keep_their_order() -> None:
    table = Table(DTYPES)
    table.append(id=np.arange(5), weight_g=0.0, number="A")
    table.keep(table["id"] % 2 == 0)
    assert table["id"].tolist() == [0, 2, 4]
    assert len(table["weight_g"]) == 3


def test_a_column_is_set_in_place_and_keeps_its_dtype() -> None:
    table = Table(DTYPES)
    table.append(id=np.arange(3), weight_g=0.0, number="A")
    table["id"] = np.asarray([1.0, 2.0, 3.0])
    assert table["id"].dtype == np.int64
    with pytest.raises(ValueError, match="broadcast"):
        table["id"] = np.arange(4)


def test_the_callers_array_is_copied() -> None:
    table, mine = Table(DTYPES), np.asarray([1, 2])
    table.append(id=mine, weight_g=0.0, number="A")
    mine[:] = 9
    assert table["id"].tolist() == [1, 2]


def test_a_log_shows_its_rows_once_it_is_joined() -> None:
    log = EventLog(DTYPES)
    mine = np.asarray([1, 2])
    log.append(id=mine, weight_g=0.5, number="A")
    log.append(id=3, weight_g=0.5, number="B")
    mine[:] = 9
    assert len(log) == 0
    assert log.join() is log
    assert log["id"].tolist() == [1, 2, 3]
    assert log.join()["id"].tolist() == [1, 2, 3]
    log.append(id=4, weight_g=0.5, number="C")
    assert log.join()["id"].tolist() == [1, 2, 3, 4]


def test_a_log_refuses_a_wrong_column_at_once() -> None:
    with pytest.raises(ValueError, match="columns differ"):
        EventLog(DTYPES).append(id=1)
