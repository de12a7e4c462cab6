"""Tables of equally long columns: declared, growing, dropping, joining, and what they refuse."""

# mypy: enable-error-code="attr-defined"

import numpy as np
import pytest

from scripts.data_generation.simulation.ledger.table import (
    BooleanColumn,
    FloatColumn,
    IntegerColumn,
    Table,
    TextColumn,
    column,
)

pytestmark = pytest.mark.no_database


class Fish(Table):
    """A table for these tests."""

    id: IntegerColumn = column("id", "the fish")
    weight_g: FloatColumn = column("g", "its weight")
    name: TextColumn = column("text", "what it is called")


class Tagged(Fish):
    """The same, and one column more."""

    tagged: BooleanColumn = column("flag", "it has a tag")


def fish(count: int) -> Fish:
    """So many fish, with ids from 0."""
    return Fish(id=np.arange(count), weight_g=0.0, name="A")


def test_a_new_table_is_empty_with_its_dtypes() -> None:
    table = Tagged.empty()
    assert len(table) == 0
    assert [values.dtype.str[1:] for values in table.columns.values()] == ["i8", "f8", "U16", "b1"]


def test_columns_stand_as_declared_those_of_the_parent_first() -> None:
    assert list(Tagged.declared) == ["id", "weight_g", "name", "tagged"]
    assert list(Fish.declared) == ["id", "weight_g", "name"]
    assert (Tagged.weight_g.name, Tagged.weight_g.unit) == ("weight_g", "g")
    assert Tagged.weight_g.meaning == "its weight"


def test_arrays_and_scalars_are_appended_as_rows() -> None:
    table = Fish.empty()
    table.append(Fish(id=1, weight_g=0.5, name="A"))
    table.append(Fish(id=np.asarray([2, 3]), weight_g=7, name="B"))
    assert len(table) == 3
    assert table.id.tolist() == [1, 2, 3]
    assert table.weight_g.tolist() == [0.5, 7.0, 7.0]
    assert table.name.tolist() == ["A", "B", "B"]


def test_no_rows_are_appended_from_empty_arrays() -> None:
    table = Fish.empty()
    table.append(Fish(id=np.zeros(0), weight_g=np.zeros(0), name="B"))
    assert len(table) == 0


def test_mypy_and_the_running_program_see_a_misspelt_column() -> None:
    """Each `ignore` is an error of its own to mypy as soon as it has nothing to ignore."""
    table = fish(2)
    with pytest.raises(AttributeError, match="wieght_g"):
        table.wieght_g  # type: ignore[attr-defined] # noqa: B018
    with pytest.raises(AttributeError, match="wieght_g"):
        Fish.wieght_g  # type: ignore[attr-defined] # noqa: B018
    with pytest.raises(AttributeError, match="wieght_g"):
        table.wieght_g = 1.0  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="columns differ from the table's: weight_g, wieght_g"):
        Fish(id=1, wieght_g=1.0, name="A")  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="columns differ from the table's: name"):
        Fish(id=1, weight_g=1.0)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        table["weight_g"]  # type: ignore[index]


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="broadcast"):
        Fish(id=np.arange(3), weight_g=np.zeros(2), name="A")


def test_rows_of_another_table_are_refused() -> None:
    with pytest.raises(TypeError, match="rows of Fish"):
        Tagged.empty().append(fish(1))  # type: ignore[arg-type]


def test_kept_rows_keep_their_order() -> None:
    table = fish(5)
    table.keep(table.id % 2 == 0)
    assert table.id.tolist() == [0, 2, 4]
    assert len(table.weight_g) == 3


def test_rows_are_chosen_by_mask_and_by_number() -> None:
    table = fish(4)
    assert table.where(table.id > 1).id.tolist() == [2, 3]
    assert table.where([3, 0, 3]).id.tolist() == [3, 0, 3]
    chosen = table.where(np.arange(4))
    chosen.id[:] = 9
    assert table.id.tolist() == [0, 1, 2, 3]


def test_a_column_is_set_in_place_and_keeps_its_dtype() -> None:
    table = fish(3)
    ids = table.id
    table.id = np.asarray([1.0, 2.0, 3.0])
    assert ids.tolist() == [1, 2, 3]
    assert ids.dtype == np.int64
    with pytest.raises(ValueError, match="broadcast"):
        table.id = np.arange(4)


def test_a_column_is_looked_up_by_its_declaration() -> None:
    table = fish(2)
    table[Fish.weight_g][:] = 5.0
    assert table.weight_g.tolist() == [5.0, 5.0]


def test_the_callers_array_is_copied() -> None:
    mine = np.asarray([1, 2])
    rows = Fish(id=mine, weight_g=0.0, name="A")
    mine[:] = 9
    assert rows.id.tolist() == [1, 2]


def test_rows_are_appended_as_they_stand() -> None:
    table, rows = Fish.empty(), fish(2)
    table.append(rows)
    rows.id = 9
    table.append(rows)
    assert table.id.tolist() == [0, 1, 9, 9]


def test_facts_are_pythons_own_values() -> None:
    first, second = Tagged(id=[1, 2], weight_g=0.5, name="A", tagged=[False, True]).facts()
    assert (first[Tagged.id], second[Tagged.id]) == (1, 2)
    assert second[Tagged.tagged] is True
    assert second[Tagged.weight_g] == 0.5
    assert second[Tagged.name] == "A"


def test_a_table_survives_its_bytes() -> None:
    table = Tagged(id=[1, 2], weight_g=[0.5, 1.5], name=["A", "B"], tagged=[False, True])
    again = Tagged.from_bytes(table.to_bytes())
    for name, values in table.columns.items():
        assert values.dtype == again.columns[name].dtype
        assert np.array_equal(values, again.columns[name])
