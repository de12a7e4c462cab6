"""Reads rows from PostgreSQL by COPY; Arrow parses its CSV, so no row is a Python object."""

from collections.abc import Callable, Collection

import pyarrow as pa
from django.db import connection
from pyarrow import csv

from scripts.data_generation.reporting.export.tables import ExportedTable


def copy_rows(
    table: ExportedTable,
    years: Collection[int],
    take: Callable[[pa.RecordBatch], object],
    batch_rows: int,
) -> None:
    """Hand all rows of a table to `take`, at most `batch_rows` at a time."""
    names = [field.attname for field in table.fields]
    asked = table.rows(years).values_list(*names).query
    parser = _Parser(table.schema, take, batch_rows)
    with connection.cursor() as cursor:
        statement = cursor.mogrify(*asked.sql_with_params()).decode()
        cursor.copy_expert(f"COPY ({statement}) TO STDOUT (FORMAT csv)", parser)
    parser.flush()


class _Parser:
    """The file that psycopg2 writes to; PostgreSQL sends one row a message, so rows are whole."""

    def __init__(
        self, schema: pa.Schema, take: Callable[[pa.RecordBatch], object], batch_rows: int
    ) -> None:
        self._schema, self._take, self._batch_rows = schema, take, batch_rows
        self._rows: list[bytes] = []

    def write(self, row: bytes) -> None:
        """Keep a row; hand over when there are enough."""
        self._rows.append(row)
        if len(self._rows) >= self._batch_rows:
            self.flush()

    def flush(self) -> None:
        """Hand over what there is."""
        if not self._rows:
            return
        text = pa.BufferReader(b"".join(self._rows))
        self._rows.clear()
        parsed = csv.read_csv(
            text,
            read_options=csv.ReadOptions(
                column_names=self._schema.names, use_threads=False, block_size=text.size() + 1
            ),
            parse_options=csv.ParseOptions(newlines_in_values=True),
            convert_options=_options(self._schema),
        )
        for batch in parsed.cast(self._schema).combine_chunks().to_batches():
            self._take(batch)


def _options(schema: pa.Schema) -> csv.ConvertOptions:
    """PostgreSQL's CSV: null is nothing at all, an empty text is quoted."""
    return csv.ConvertOptions(
        column_types=schema,
        null_values=[""],
        true_values=["t"],
        false_values=["f"],
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
    )
