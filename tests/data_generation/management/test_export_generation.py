"""`export_generation` writes a whole export or none, and says in one line why not."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.core.management import execute_from_command_line
from django.db import connection

from scripts.data_generation.models import GenerationRun
from scripts.data_generation.reporting.export.folder import MARK
from scripts.data_generation.reporting.export.tables import all_tables
from tests.commands import printed
from tests.data_generation.companies import generate
from tests.data_generation.other_databases import read_only, without_tables

WEATHER = "environmental_weatherdata"


@pytest.fixture(scope="module", autouse=True)
def small_company(open_database: None) -> None:
    """The last days of one year and the first ones of the next."""
    generate("--session=1", "--days=50", "--start-date=2015-12-01", "--end-date=2016-01-19")


def export(place: Path, *options: str) -> str:
    return printed("export_generation", f"--out={place}", *options)


def answer(capsys: pytest.CaptureFixture[str], *typed: str) -> tuple[int, str]:
    """Exit status and the one line on standard error of the command line, in this process."""
    with pytest.raises(SystemExit) as ended:
        execute_from_command_line(["manage.py", "export_generation", *typed])
    said = capsys.readouterr().err
    assert said.endswith("\n")
    assert said.count("\n") == 1
    assert isinstance(ended.value.code, int)
    return ended.value.code, said


def manifest_of(place: Path) -> dict[str, Any]:
    return dict(json.loads((place / "manifest.json").read_text("utf-8")))


@pytest.mark.parametrize("file_format", ["parquet", "csv"])
def test_every_table_is_written_and_counted(tmp_path: Path, file_format: str) -> None:
    said = export(tmp_path / "export", f"--format={file_format}")
    manifest = manifest_of(tmp_path / "export")
    counts = {table.name: table.model._default_manager.count() for table in all_tables()}
    assert {name: table["rows"] for name, table in manifest["tables"].items()} == counts
    files = {
        file["path"]: file["bytes"]
        for table in manifest["tables"].values()
        for file in table["files"]
    }
    there = {
        str(path.relative_to(tmp_path / "export")): path.stat().st_size
        for path in (tmp_path / "export").rglob(f"*.{file_format}")
    }
    assert files == there
    assert f"{WEATHER}/year=2015/part-0.{file_format}" in files
    total = sum(counts.values())
    assert manifest["rows"] == total
    assert said.startswith(f"{len(counts)} tables, {total:,} rows, ")
    assert said.endswith(f": {tmp_path / 'export'}\n")


def test_the_manifest_says_how_to_make_the_same_again(tmp_path: Path) -> None:
    export(tmp_path / "export", "--tables", "batch_batch")
    manifest, run = manifest_of(tmp_path / "export"), GenerationRun.objects.get()
    assert manifest["run"] == {
        "id": run.pk,
        "seed": run.seed,
        "scale": "ci",
        "start_date": "2015-12-01",
        "end_date": "2016-01-19",
        "books_reach_to": "2016-01-19",
        "status": "COMPLETED",
        "output_version": run.output_version,
        "parameters": run.parameters,
    }
    assert manifest["versions"]["pyarrow"]
    assert (manifest["format"], manifest["years"]) == ("parquet", "all")


def test_tables_and_years_are_chosen(tmp_path: Path) -> None:
    export(tmp_path / "export", "--tables", WEATHER, "batch_batch", "--years", "2016")
    assert {path.name for path in (tmp_path / "export").iterdir()} == {
        WEATHER,
        "batch_batch.parquet",
        "data_dictionary.json",
        "data_dictionary.md",
        "manifest.json",
    }
    assert [path.name for path in (tmp_path / "export" / WEATHER).iterdir()] == ["year=2016"]
    assert manifest_of(tmp_path / "export")["years"] == [2016]
    described = json.loads((tmp_path / "export" / "data_dictionary.json").read_text("utf-8"))
    assert [table["table"] for table in described] == ["batch_batch", WEATHER]


def test_a_second_export_is_the_same_and_asks_before_it_replaces(tmp_path: Path, capsys) -> None:
    place = tmp_path / "export"
    export(place, "--format=csv")
    before = {path: path.read_bytes() for path in place.rglob("*.csv")}
    status, said = answer(capsys, f"--out={place}")
    assert status == 2
    assert "holds an export; name another folder in --out, or replace it with --overwrite" in said
    export(place, "--format=csv", "--overwrite")
    assert {path: path.read_bytes() for path in place.rglob("*.csv")} == before
    export(place, "--overwrite")
    assert not list(place.rglob("*.csv"))


def test_a_database_that_cannot_be_written_to_is_exported(tmp_path: Path) -> None:
    with read_only(tmp_path):
        export(tmp_path / "export", "--tables", "batch_batch")
    assert pq.read_table(tmp_path / "export" / "batch_batch.parquet").num_rows > 0


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ((), "the following arguments are required: --out"),
        (("--out=new", "--format=xlsx"), "argument --format: invalid choice: 'xlsx'"),
        (("--out=new", "--tables", "batch_bach"), "did you mean 'batch_batch'?"),
        (("--out=new", "--tables"), "argument --tables: expected at least one argument"),
        (("--out=new", "--years", "2014"), "no year 2014; it runs from 2015 to 2016"),
        (("--out=new", "--years", "last"), "--years: 'last' is not a whole number of a year"),
        (("--out=new", "--years", "2016", "--tables", "batch_batch"), "leave --years out"),
        (("--out=file",), "argument --out: 'file' is not a folder; name another"),
        (("--out=.",), "is not empty and holds no export"),
        (("--out=.", "--overwrite"), "is not empty and holds no export"),
        (("--out=new", "--gzip"), "unrecognized arguments: --gzip"),
    ],
)
def test_what_is_typed_wrongly(capsys, tmp_path: Path, monkeypatch, typed, says: str) -> None:
    (tmp_path / "file").write_text("years of work", "utf-8")
    monkeypatch.chdir(tmp_path)
    status, said = answer(capsys, *typed)
    assert says in said
    assert status == 2
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.linux
@pytest.mark.parametrize(
    ("place", "says", "ends_with"),
    [
        # Only trying shows it: root may write wherever it is asked for.
        ("/proc/no/such", "/proc/no", 1),
        ("file/export", "Not a directory", 2),
        ("x" * 300, "File name too long", 2),
    ],
)
def test_places_where_nothing_can_be_written(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    says: str,
    ends_with: int,
) -> None:
    (tmp_path / "file").write_text("years of work", "utf-8")
    monkeypatch.chdir(tmp_path)
    status, said = answer(capsys, f"--out={place}")
    assert says in said
    assert status == ends_with
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_database_without_a_company(capsys, tmp_path: Path) -> None:
    with without_tables(tmp_path):
        status, said = answer(capsys, f"--out={tmp_path / 'export'}")
    assert "run generate_data first" in said
    assert status == 1
    assert not (tmp_path / "export").exists()


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """What the operating system refuses then is what it refuses on a full disk."""
    resource: Any = import_module("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.linux
@pytest.mark.parametrize("file_format", ["parquet", "csv"])
@pytest.mark.parametrize("size", [10, 20_000])
def test_a_full_disk_leaves_nothing(capsys, tmp_path: Path, file_format: str, size: int) -> None:
    with no_file_larger_than(size):
        status, said = answer(capsys, f"--out={tmp_path / 'export'}", f"--format={file_format}")
    assert "the disk is full" in said
    assert "nothing is left of the export" in said
    assert status == 1
    assert not list(tmp_path.iterdir())
    export(tmp_path / "export")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_leaves_nothing(capsys, tmp_path: Path, number: signal.Signals, code) -> None:
    """It comes when all tables are written, and the database is asked for its version."""
    seen: list[Path] = []

    def stop(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        if "version" in sql.lower() and "output_version" not in sql:
            seen.extend(tmp_path.glob("*/*.parquet"))
            os.kill(os.getpid(), number)
        return execute(sql, *more)

    # A test that runs in the background may have been started with Ctrl-C ignored.
    before = signal.signal(number, signal.SIG_DFL)
    try:
        with connection.execute_wrapper(stop):
            status, said = answer(capsys, f"--out={tmp_path / 'export'}")
    finally:
        signal.signal(number, before)
    assert len(seen) > 60
    assert said == "CommandError: stopped; nothing is left of the export\n"
    assert status == code
    assert not list(tmp_path.iterdir())
    assert GenerationRun.objects.exists()


def test_what_a_killed_export_left_does_not_look_whole_and_is_replaced(tmp_path: Path) -> None:
    part = tmp_path / "export.part"
    part.mkdir()
    (part / MARK).touch()
    (part / "batch_batch.parquet").write_bytes(b"PAR1")
    assert not (tmp_path / "export").exists()
    export(tmp_path / "export", "--tables", "batch_batch")
    assert [path.name for path in tmp_path.iterdir()] == ["export"]


@pytest.mark.parametrize("watched", [True, False])
def test_a_bar_is_shown_where_somebody_watches(capsys, monkeypatch, tmp_path, watched) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: watched, raising=False)
    export(tmp_path / "export", "--tables", WEATHER, "--years", "2016")
    shown = capsys.readouterr().err
    assert ("exporting" in shown and " rows" in shown) == watched
