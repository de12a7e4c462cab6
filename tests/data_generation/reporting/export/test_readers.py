"""DuckDB, pandas and polars read back what is in the books: every row, and values one by one."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from django.core.management import call_command
from django.db import models

from apps.batch.models import Species
from apps.environmental.models import EnvironmentalReading
from scripts.data_generation.reporting.export.table_files import FORMATS
from scripts.data_generation.reporting.export.tables import ExportedTable, all_tables, tables_named

Rows = list[dict[str, Any]]
Reader = Callable[[str], Rows]

ODD_TEXT = 'Atlantslaksur, "laksur"\r\nfrá Føroyum; 鮭 \\N NULL , \t|\''
LAST_OF_2016 = datetime(2016, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
FIRST_OF_2017 = datetime(2017, 1, 1, tzinfo=UTC)

# Every kind of column: texts, decimals, moments, times, JSON, floats, booleans, nulls.
COMPARED = (
    "auth_user",
    "batch_batch",
    "batch_historicalbatch",
    "batch_species",
    "batch_transferaction",
    "data_generation_waterevent",
    "environmental_weatherdata",
    "harvest_harvestlot",
    "health_healthlabsample",
    "health_journalentry",
    "infrastructure_area",
    "inventory_feedcontainerstock",
)
LARGE = ("environmental_environmentalreading", "inventory_feedingevent", "batch_mortalityevent")


@pytest.fixture(scope="module")
def exports(company, tmp_path_factory) -> dict[str, Path]:
    """The folder of an export in each format, of books with some odd rows."""
    Species.objects.create(name=ODD_TEXT, scientific_name="", optimal_ph_min=Decimal("0.01"))
    reading = EnvironmentalReading.objects.first()
    for moment, value in ((LAST_OF_2016, "-999999.9999"), (FIRST_OF_2017, "-0.0001")):
        reading.pk = None
        reading.reading_time, reading.value, reading.notes = moment, Decimal(value), ODD_TEXT
        reading.save(force_insert=True)
    folder = tmp_path_factory.mktemp("exports")
    for name in FORMATS:
        call_command("export_generation", f"--format={name}", f"--out={folder / name}", stdout=None)
    return {name: folder / name for name in FORMATS}


def duckdb_parquet(files: str) -> Rows:
    asked = duckdb.sql(f"SELECT * FROM read_parquet('{files}', hive_partitioning = false)")
    return list(asked.to_arrow_table().to_pylist())


def pandas_parquet(files: str) -> Rows:
    paths = sorted(Path("/").glob(files.lstrip("/")))
    frames = [pd.read_parquet(path, dtype_backend="pyarrow", partitioning=None) for path in paths]
    return list(pa.Table.from_pandas(pd.concat(frames), preserve_index=False).to_pylist())


def polars_parquet(files: str) -> Rows:
    return pl.read_parquet(files, hive_partitioning=False).to_dicts()


def duckdb_csv(files: str) -> Rows:
    asked = duckdb.sql(
        f"SELECT * FROM read_csv('{files}', header = true, all_varchar = true, "
        "allow_quoted_nulls = false, hive_partitioning = false)"
    )
    return list(asked.to_arrow_table().to_pylist())


def polars_csv(files: str) -> Rows:
    return pl.read_csv(files, infer_schema=False).to_dicts()


def pandas_csv(files: str) -> Rows:
    paths = sorted(Path("/").glob(files.lstrip("/")))
    frames = [pd.read_csv(path, dtype=str, keep_default_na=False) for path in paths]
    return list(pd.concat(frames).to_dict("records"))


READERS: list[tuple[str, Reader]] = [
    ("parquet", duckdb_parquet),
    ("parquet", pandas_parquet),
    ("parquet", polars_parquet),
    ("csv", duckdb_csv),
    ("csv", polars_csv),
    ("csv", pandas_csv),
]
of_every_reader = pytest.mark.parametrize(
    ("file_format", "read"), READERS, ids=[read.__name__ for _, read in READERS]
)


def files_of(table: ExportedTable, folder: Path, file_format: str) -> str:
    cut = "/*/*" if table.moment else ""
    return f"{folder / table.name}{cut}.{file_format}"


def in_the_books(table: ExportedTable) -> Rows:
    """Rows as Django reads them, by column."""
    names = {field.attname: str(field.column) for field in table.fields}
    rows = table.model._default_manager.values(*names)
    return [{names[key]: value for key, value in row.items()} for row in rows.iterator()]


def as_text(value: Any) -> str | None:
    """A value as the data dictionary says that CSV has it."""
    match value:
        case None | str():
            return value
        case bool():
            return str(value).lower()
        case datetime():
            return f"{value:%Y-%m-%d %H:%M:%S.%f}Z"
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M:%S.%f}"
        case Decimal():
            return f"{value:f}"
    return str(value)


def comparable(rows: Rows, table: ExportedTable) -> Rows:
    """Rows by their key, JSON and floats as what they say."""
    key = str(table.model._meta.pk.column)
    as_said: dict[type, Callable[[Any], Any]] = {models.JSONField: json.loads}
    as_said[models.FloatField] = float
    for field in table.fields:
        said = as_said.get(type(field))
        for row in rows if said else ():
            value = row[str(field.column)]
            row[str(field.column)] = said(value) if isinstance(value, str) else value
    return sorted(rows, key=lambda row: int(row[key]))


def expected(table: ExportedTable, read: Reader, file_format: str) -> Rows:
    rows = in_the_books(table)
    if file_format == "csv":
        rows = [{name: as_text_of(value) for name, value in row.items()} for row in rows]
    if read is pandas_csv:
        # It takes what is quoted and empty for what is not there.
        rows = [{k: "" if v is None else v for k, v in row.items()} for row in rows]
    return rows


def as_text_of(value: Any) -> Any:
    """JSON and floats are compared as what they say."""
    return value if isinstance(value, dict | list | float) else as_text(value)


@of_every_reader
def test_every_table_has_its_rows(exports, file_format: str, read: Reader) -> None:
    for table in all_tables():
        count = table.model._default_manager.count()
        files = files_of(table, exports[file_format], file_format)
        if count or not table.moment:
            assert len(read(files)) == count, table.name


@of_every_reader
def test_values_are_those_of_the_books(exports, file_format: str, read: Reader) -> None:
    for table in tables_named(COMPARED):
        found = read(files_of(table, exports[file_format], file_format))
        wanted = expected(table, read, file_format)
        assert found, table.name
        assert comparable(found, table) == comparable(wanted, table), table.name


@pytest.mark.parametrize(("file_format", "read"), [READERS[0], READERS[3]], ids=FORMATS)
def test_values_of_large_tables_are_those_of_the_books(exports, file_format, read) -> None:
    for table in tables_named(LARGE):
        found = read(files_of(table, exports[file_format], file_format))
        wanted = expected(table, read, file_format)
        assert comparable(found, table) == comparable(wanted, table), table.name


@of_every_reader
def test_odd_texts_nulls_and_empty_texts(exports, file_format: str, read: Reader) -> None:
    (species,) = tables_named(["batch_species"])
    rows = read(files_of(species, exports[file_format], file_format))
    (odd,) = (row for row in rows if row["name"] == ODD_TEXT)
    assert odd["scientific_name"] == ""
    assert odd["optimal_ph_max"] == ("" if read is pandas_csv else None)
    assert Decimal(odd["optimal_ph_min"]) == Decimal("0.01")


@of_every_reader
def test_a_reading_lies_in_the_file_of_its_year(exports, file_format: str, read: Reader) -> None:
    folder = exports[file_format] / "environmental_environmentalreading"
    assert sorted(path.name for path in folder.iterdir()) == ["year=2016", "year=2017", "year=2018"]
    for year, value in ((2016, "-999999.9999"), (2017, "-0.0001")):
        rows = read(f"{folder}/year={year}/part-0.{file_format}")
        assert [row["notes"] for row in rows if Decimal(row["value"]) == Decimal(value)] == [
            ODD_TEXT
        ]
        assert {str(row["reading_time"])[:4] for row in rows} == {str(year)}


def test_the_year_is_a_column_for_readers_that_look_for_one(exports) -> None:
    folder = exports["parquet"] / "environmental_weatherdata"
    by_year = duckdb.sql(
        f"SELECT year, count(*), min(timestamp AT TIME ZONE 'UTC') FROM '{folder}/*/*.parquet' "
        "GROUP BY year ORDER BY year"
    ).fetchall()
    assert [year for year, _, _ in by_year] == [2016, 2017, 2018]
    frame = pl.read_parquet(folder, columns=["year", "timestamp"])
    assert (frame["year"] == frame["timestamp"].dt.year()).all()
    assert set(pd.read_parquet(folder)["year"].astype(int)) == {2016, 2017, 2018}


def test_types_and_nulls_are_those_of_the_schema(exports) -> None:
    for table in all_tables():
        for path in exports["parquet"].glob(f"{table.name}.parquet"):
            assert pa.parquet.read_schema(path).equals(table.schema), table.name
    (feeding,) = tables_named(["inventory_feedingevent"])
    schema = feeding.schema
    assert schema.field("amount_kg") == pa.field("amount_kg", pa.decimal128(10, 4), False)
    assert schema.field("feeding_date").type == pa.date32()
    assert schema.field("feeding_time").type == pa.time64("us")
    assert schema.field("created_at").type == pa.timestamp("us", "UTC")
    assert schema.field("batch_assignment_id").nullable


# What Spark 3.5 says of Parquet: it has no type for these.
UNKNOWN_TO_SPARK = {"TIME"}


def logical_types(path: Path) -> dict[str, str]:
    """The types of a file's columns, as Parquet names them."""
    columns = pa.parquet.ParquetFile(path).schema
    return {column.name: str(column.logical_type) for column in columns}


def unknown_to_spark(folder: Path) -> set[tuple[str, str]]:
    """Tables and columns that Spark cannot read."""
    return {
        (path.stem, name)
        for path in folder.rglob("*.parquet")
        for name, kind in logical_types(path).items()
        if kind.split("(")[0].upper() in UNKNOWN_TO_SPARK
    }


def test_times_as_text_are_for_readers_without_such_a_type(exports, tmp_path: Path) -> None:
    (feeding,) = tables_named(["inventory_feedingevent"])
    asked = f"--tables={feeding.name}", "--times-as-text"
    call_command("export_generation", f"--out={tmp_path / 'text'}", *asked, stdout=None)
    assert unknown_to_spark(exports["parquet"]) == {(feeding.name, "feeding_time")}
    assert unknown_to_spark(tmp_path / "text") == set()
    table = pa.parquet.read_table(tmp_path / "text" / f"{feeding.name}.parquet")
    times = feeding.model._default_manager.order_by("pk").values_list("feeding_time", flat=True)
    assert table["feeding_time"].to_pylist() == [as_text(one) for one in times]
    others = [name for name in feeding.schema.names if name != "feeding_time"]
    whole = pa.parquet.read_table(exports["parquet"] / f"{feeding.name}.parquet")
    assert table.select(others).equals(whole.select(others))
    described = json.loads((tmp_path / "text" / "data_dictionary.json").read_text("utf-8"))
    columns = {one["name"]: one["type"] for one in described[0]["columns"]}
    assert columns["feeding_time"] == "string"
