"""A table of equally long numpy columns: the shape of the farm's state and of its events."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from scripts.data_generation.array_types import Booleans

Column = NDArray[Any]


class Table:
    """Equally long columns of fixed dtypes; rows are appended and kept, columns read and set."""

    def __init__(self, dtypes: Mapping[str, str]) -> None:
        self.dtypes = dict(dtypes)
        self.columns: dict[str, Column] = {
            name: np.empty(0, dtype=dtype) for name, dtype in self.dtypes.items()
        }

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]

    def __setitem__(self, name: str, values: Any) -> None:
        self.columns[name][:] = values

    def append(self, **values: Any) -> None:
        """Add rows: one array or scalar for every column; arrays have one length."""
        self.columns = self._joined([self.columns, self._checked(values)])

    def keep(self, rows: Booleans) -> None:
        """Drop all rows but these."""
        self.columns = {name: column[rows] for name, column in self.columns.items()}

    def where(self, rows: Booleans | NDArray[np.integer[Any]]) -> "Table":
        """A table of these rows alone."""
        chosen = Table(self.dtypes)
        chosen.columns = {name: column[rows] for name, column in self.columns.items()}
        return chosen

    def facts(self) -> list[dict[str, Any]]:
        """Every row by column, as Python's own values; for the few rows that become texts."""
        columns = [column.tolist() for column in self.columns.values()]
        return [dict(zip(self.columns, row, strict=True)) for row in zip(*columns, strict=True)]

    def to_bytes(self) -> bytes:
        """The columns as an uncompressed npz file without pickled objects."""
        buffer = BytesIO()
        arrays: dict[str, Any] = dict(self.columns)
        np.savez(buffer, allow_pickle=False, **arrays)
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, dtypes: Mapping[str, str], data: bytes) -> Self:
        """The table of these columns that `to_bytes` wrote."""
        table = cls(dtypes)
        with np.load(BytesIO(data), allow_pickle=False) as arrays:
            table.columns = {name: arrays[name] for name in table.dtypes}
        return table

    def _checked(self, values: dict[str, Any]) -> dict[str, Column]:
        if values.keys() != self.dtypes.keys():
            odd = sorted(values.keys() ^ self.dtypes.keys())
            raise ValueError(f"columns differ from the table's: {', '.join(odd)}")
        columns = {name: np.array(values[name], dtype=dtype) for name, dtype in self.dtypes.items()}
        length = max((len(column) for column in columns.values() if column.ndim), default=1)
        return {
            name: column if column.shape == (length,) else np.array(np.broadcast_to(column, length))
            for name, column in columns.items()
        }

    def _joined(self, parts: Iterable[Mapping[str, Column]]) -> dict[str, Column]:
        parts = list(parts)
        return {name: np.concatenate([part[name] for part in parts]) for name in self.dtypes}


class EventLog(Table):
    """A table that grows row group by row group and is joined once, when it is read."""

    def __init__(self, dtypes: Mapping[str, str]) -> None:
        super().__init__(dtypes)
        self._waiting: list[dict[str, Column]] = []

    def append(self, **values: Any) -> None:
        """Add rows: one array or scalar for every column."""
        self._waiting.append(self._checked(values))

    def join(self) -> "EventLog":
        """The log with all appended rows in its columns."""
        if self._waiting:
            self.columns = self._joined([self.columns, *self._waiting])
            self._waiting = []
        return self
