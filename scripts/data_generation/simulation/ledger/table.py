"""A table of equally long numpy columns: the shape of the farm's state and of its events.

A table is declared as a class, a line for each column:

    class Lots(Table):
        store: IntegerColumn = column("index", "feed store that it lies in or is meant for")

`lots.store` is the array, `lots.store = values` fills all of it, `Lots.store` is the declaration,
and `lots[Lots.store]` is the array again, for columns that are chosen while the program runs.
`Lots(store=..., ...)` makes rows. Mypy knows the columns of each class and their types, so a
misspelt one is an error wherever it stands.
"""

from collections.abc import Iterable, Sequence
from inspect import get_annotations
from io import BytesIO
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Generic,
    Self,
    TypeVar,
    dataclass_transform,
    get_args,
    overload,
)

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scripts.data_generation.array_types import Booleans, Integers

# What a column holds, whatever its type.
Values = NDArray[Any]

Scalar = TypeVar("Scalar", bound=np.generic)

DTYPES = {np.int64: "i8", np.float64: "f8", np.bool_: "?", np.str_: "U16"}


class Column(Generic[Scalar]):
    """The declaration of one column; read from a table, its array."""

    name: str
    dtype: str

    def __init__(self, unit: str, meaning: str) -> None:
        self.unit = unit
        self.meaning = meaning

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, table: None, owner: type) -> Self: ...

    @overload
    def __get__(self, table: "Table", owner: type) -> NDArray[Scalar]: ...

    def __get__(self, table: "Table | None", owner: type) -> "Self | NDArray[Scalar]":
        if table is None:
            return self
        if table.waiting:
            table.join()
        return table.joined[self.name]

    def __set__(self, table: "Table", values: ArrayLike) -> None:
        table.columns[self.name][:] = values


IntegerColumn = Column[np.int64]
FloatColumn = Column[np.float64]
BooleanColumn = Column[np.bool_]
TextColumn = Column[np.str_]


def column(unit: str, meaning: str) -> Any:
    """The declaration of a column; its type is the annotation of the line on which it stands.

    `unit` is that of its numbers. Beside units of measure it is "id" (a number given out in the
    simulation, from 1), "index" (a place in the company's layout, from 0), "code" (of an enum or
    a list of the configuration), "day" (a proleptic day number), "minute" (of its day) or "flag".
    """
    return Column[Any](unit, meaning)


@dataclass_transform(kw_only_default=True, eq_default=False, field_specifiers=(column,))
class Table:
    """Equally long columns of fixed dtypes; rows are appended and kept, columns read and set.

    Appended rows wait in blocks and are joined when somebody reads: a log of events is written
    many times and read once.
    """

    __slots__ = ("joined", "waiting")
    joined: dict[str, Values]
    waiting: list[dict[str, Values]]

    # By name, in the order in which they are saved: those of the parent class first.
    declared: ClassVar[dict[str, Column[Any]]] = {}

    def __init_subclass__(cls) -> None:
        own = {}
        for name, annotation in get_annotations(cls, eval_str=True).items():
            own[name] = declaration = cls.__dict__[name]
            declaration.dtype = DTYPES[get_args(annotation)[0]]
        cls.declared = cls.declared | own

    def __init__(self, **values: ArrayLike) -> None:
        """Rows: one array or scalar for every column; arrays have one length, and are copied.

        Raises ValueError for columns that are missing or not declared, or of different lengths.
        """
        if values.keys() != self.declared.keys():
            odd = sorted(values.keys() ^ self.declared.keys())
            raise ValueError(f"columns differ from the table's: {', '.join(odd)}")
        columns = {
            name: np.array(values[name], dtype=declaration.dtype)
            for name, declaration in self.declared.items()
        }
        lengths = {len(column) for column in columns.values() if column.ndim}
        length = max(lengths, default=1)
        if len(lengths) > 1:
            columns = {
                name: np.array(np.broadcast_to(column, length)) for name, column in columns.items()
            }
        for name, column in columns.items():
            if not column.ndim:
                columns[name] = one = np.empty(length, dtype=column.dtype)
                one.fill(column)
        self._fill(columns)

    if not TYPE_CHECKING:  # Mypy would take a `__setattr__` as leave to set what is not declared.

        def __setattr__(self, name: str, value: object) -> None:
            if not hasattr(type(self), name):
                raise AttributeError(f"{type(self).__name__} has no column {name!r}")
            super().__setattr__(name, value)

    def _fill(self, columns: dict[str, Values]) -> None:
        self.joined = columns
        self.waiting = []

    @classmethod
    def _of(cls, columns: dict[str, Values]) -> Self:
        """A table of these columns, which become its own."""
        table = cls.__new__(cls)
        table._fill(columns)
        return table

    @classmethod
    def empty(cls) -> Self:
        """A table without rows."""
        return cls._of(
            {name: np.empty(0, dtype=column.dtype) for name, column in cls.declared.items()}
        )

    @property
    def columns(self) -> dict[str, Values]:
        """Every column by its name, in the order of their declaration."""
        if self.waiting:
            self.join()
        return self.joined

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def __getitem__(self, column: Column[Scalar]) -> NDArray[Scalar]:
        return column.__get__(self, type(self))

    def append(self, rows: Self) -> None:
        """Add these rows, as they stand now; TypeError for rows of another table."""
        if rows.declared.keys() != self.declared.keys():
            names = type(rows).__name__, type(self).__name__
            raise TypeError("rows of {} cannot be appended to {}".format(*names))
        self.waiting.append({name: column.copy() for name, column in rows.columns.items()})

    def join(self) -> None:
        """Join the rows that wait with those that are there."""
        parts = [self.joined, *self.waiting]
        self._fill({name: np.concatenate([part[name] for part in parts]) for name in self.declared})

    def keep(self, which: Booleans) -> None:
        """Drop all rows but these."""
        self.joined = {name: column[which] for name, column in self.columns.items()}

    def where(self, which: Booleans | Integers | Sequence[int]) -> Self:
        """A table of these rows alone: a mask, or row numbers in the order that is wanted."""
        return self._of({name: column[which] for name, column in self.columns.items()})

    def facts(self) -> "list[Facts]":
        """Every row as Python's own values; for the few rows that become texts."""
        names, columns = list(self.columns), self.columns.values()
        rows: Iterable[tuple[Any, ...]] = zip(*(c.tolist() for c in columns), strict=True)
        return [Facts(dict(zip(names, row, strict=True))) for row in rows]

    def to_bytes(self) -> bytes:
        """The columns as an uncompressed npz file without pickled objects."""
        buffer = BytesIO()
        arrays: dict[str, Any] = dict(self.columns)
        np.savez(buffer, allow_pickle=False, **arrays)
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The table that `to_bytes` wrote."""
        with np.load(BytesIO(data), allow_pickle=False) as arrays:
            return cls._of({name: arrays[name] for name in cls.declared})


class Facts:
    """One row of a table: `row[Lots.store]` is its value as Python's own."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    @overload
    def __getitem__(self, column: IntegerColumn) -> int: ...

    @overload
    def __getitem__(self, column: FloatColumn) -> float: ...

    @overload
    def __getitem__(self, column: BooleanColumn) -> bool: ...

    @overload
    def __getitem__(self, column: TextColumn) -> str: ...

    def __getitem__(self, column: Column[Any]) -> Any:
        return self._values[column.name]
