"""Writes an export: every table, then what describes them; all of it or nothing."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from scripts.data_generation.models import GenerationChunk, GenerationRun
from scripts.data_generation.reporting.export.arrow_types import with_floats, without_times
from scripts.data_generation.reporting.export.dictionary import as_json, as_markdown, describe
from scripts.data_generation.reporting.export.errors import RequestError
from scripts.data_generation.reporting.export.folder import MANIFEST, whole_folder
from scripts.data_generation.reporting.export.manifest import TableWritten, manifest
from scripts.data_generation.reporting.export.read_rows import read_rows
from scripts.data_generation.reporting.export.snapshot import one_moment
from scripts.data_generation.reporting.export.table_files import TableFiles
from scripts.data_generation.reporting.export.tables import ExportedTable, tables_named
from scripts.data_generation.reporting.export.tidy import write_views
from scripts.data_generation.validation.engine.case import Case

DICTIONARY = "data_dictionary"
VIEWS = "views"


@dataclass(frozen=True)
class Wish:
    """What to export, and where to. No tables means all tables, no years means all years."""

    place: Path
    format: str
    tables: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    overwrite: bool = False
    times_as_text: bool = False
    floats: bool = False
    views: bool = False

    def schema_of(self, table: ExportedTable) -> pa.Schema:
        """The types of a table's columns in files."""
        schema = without_times(table.schema) if self.times_as_text else table.schema
        return with_floats(schema) if self.floats else schema


def export(
    run: GenerationRun,
    wish: Wish,
    made: datetime,
    watch: Callable[[int], object] = lambda rows: None,
) -> list[TableWritten]:
    """Write the export; `watch` is called with the number of rows as they are written."""
    tables = tables_named(wish.tables)
    _refuse_years(run, wish.years, tables)
    with whole_folder(wish.place, wish.overwrite) as folder, one_moment():
        written = [_write(table, folder, wish, watch) for table in tables]
        views = write_views(folder / VIEWS, wish.format) if wish.views else {}
        described = [describe(table, wish.schema_of(table)) for table in tables]
        (folder / f"{DICTIONARY}.json").write_text(as_json(described), "utf-8")
        (folder / f"{DICTIONARY}.md").write_text(as_markdown(described), "utf-8")
        text = manifest(run, written, wish.format, sorted(wish.years), made, views)
        (folder / MANIFEST).write_text(text, "utf-8")
    return written


def expected_rows(run: GenerationRun, wish: Wish) -> int:
    """About how many rows there will be: the rows that the run recorded for these tables."""
    tables = {table.name: table for table in tables_named(wish.tables)}
    rows = Counter(run.founding_rows)
    chunks = GenerationChunk.objects.filter(session__run=run)
    for first_day, of_chunk in chunks.values_list("first_day", "rows"):
        for name, count in of_chunk.items():
            table = tables.get(name)
            whole = table is None or table.moment is None or not wish.years
            if whole or first_day.year in wish.years:
                rows[name] += count
    return sum(rows[name] for name in tables)


def _write(
    table: ExportedTable, folder: Path, wish: Wish, watch: Callable[[int], object]
) -> TableWritten:
    with TableFiles(table, folder, wish.format, wish.schema_of(table)) as files:

        def take(batch: pa.RecordBatch) -> None:
            files.take(batch)
            watch(batch.num_rows)

        read_rows(table, wish.years, take)
    return TableWritten(table.name, tuple(files.written))


def _refuse_years(
    run: GenerationRun, years: Collection[int], tables: Sequence[ExportedTable]
) -> None:
    """Refuse years outside of the history, and years for tables that are not split by year."""
    first, last = run.start_date.year, Case.of(run).last_day.year
    for year in years:
        if not first <= year <= last:
            raise RequestError(f"the history has no year {year}; it runs from {first} to {last}")
    if years and not any(table.moment for table in tables):
        raise RequestError("none of these tables is cut by year; leave --years out")
