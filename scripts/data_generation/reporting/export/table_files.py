"""The files of one table: one, or one a year, each written batch by batch."""

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv

from scripts.data_generation.array_types import Integers
from scripts.data_generation.reporting.export.tables import ExportedTable

FORMATS = ("parquet", "csv")


class _Writer(Protocol):
    def write_batch(self, batch: pa.RecordBatch) -> None: ...

    def close(self) -> None: ...


@dataclass
class FileWritten:
    """A file, seen from the export's folder, with its rows and, when it is closed, bytes."""

    path: str
    rows: int = 0
    bytes: int = 0


@dataclass
class _OpenFile:
    written: FileWritten
    file: BinaryIO
    writer: _Writer

    def close(self) -> None:
        """Finish the file: all of it lies on the disk afterwards."""
        self.writer.close()
        self.file.flush()
        os.fsync(self.file.fileno())
        self.written.bytes = self.file.tell()
        self.file.close()

    def abandon(self) -> None:
        """Close a file that will be removed; the error behind it is known already."""
        with suppress(OSError, pa.ArrowException):
            self.writer.close()
        with suppress(OSError):
            self.file.close()


@dataclass
class TableFiles:
    """Writes the batches of a table, each row to the file that it belongs to.

    `schema` are the types in the files; batches come with those of the table.
    """

    table: ExportedTable
    folder: Path
    format: str
    schema: pa.Schema
    _open: dict[int | None, _OpenFile] = field(init=False, default_factory=dict)

    def __enter__(self) -> Self:
        # A table that is not split by year has its file even when it has no rows.
        if self.table.moment is None:
            self._file(None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for one in self._open.values():
            if error is None:
                one.close()
            else:
                one.abandon()

    @property
    def written(self) -> list[FileWritten]:
        """The files so far, by path."""
        return sorted((one.written for one in self._open.values()), key=lambda file: file.path)

    def take(self, batch: pa.RecordBatch) -> None:
        """Write rows, each to the file of its year."""
        moment = self.table.moment
        if moment is None:
            self._write(None, batch)
            return
        years = _years(batch.column(str(moment.column)))
        for year in np.unique(years).tolist():
            here = years == year
            self._write(year, batch if here.all() else batch.filter(pa.array(here)))

    def _write(self, year: int | None, batch: pa.RecordBatch) -> None:
        to = self._file(year)
        to.writer.write_batch(batch.cast(self.schema))
        to.written.rows += batch.num_rows

    def _file(self, year: int | None) -> _OpenFile:
        if year not in self._open:
            name = self.table.name
            path = f"{name}.{self.format}"
            if year is not None:
                path = f"{name}/year={year}/part-0.{self.format}"
            place = self.folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            file = place.open("wb")
            self._open[year] = _OpenFile(FileWritten(path), file, self._writer(file))
        return self._open[year]

    def _writer(self, file: BinaryIO) -> _Writer:
        if self.format == "csv":
            of_csv: _Writer = csv.CSVWriter(file, self.schema)
            return of_csv
        of_parquet: _Writer = pq.ParquetWriter(
            file, self.schema, compression="zstd", store_decimal_as_integer=True
        )
        return of_parquet


def _years(moments: pa.Array) -> Integers:
    """Calendar year [UTC] of each moment, (n,)."""
    return np.asarray(moments.to_numpy().astype("datetime64[Y]").astype(np.int64) + 1970)
