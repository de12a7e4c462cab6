"""Rows of a table as Arrow batches, a bounded number at a time, from either database."""

from collections.abc import Callable, Collection

import pyarrow as pa
from django.db import connection

from scripts.data_generation.reporting.export.read_postgresql import copy_rows
from scripts.data_generation.reporting.export.read_sqlite import select_rows
from scripts.data_generation.reporting.export.tables import ExportedTable

# Rows held in memory at a time, 20 MB of readings. The row groups of files have as many.
BATCH_ROWS = 100_000

Take = Callable[[pa.RecordBatch], object]


def read_rows(
    table: ExportedTable, years: Collection[int], take: Take, batch_rows: int = BATCH_ROWS
) -> None:
    """Hand all rows of a table to `take`, at most `batch_rows` at a time."""
    read = copy_rows if connection.vendor == "postgresql" else select_rows
    read(table, years, take, batch_rows)
