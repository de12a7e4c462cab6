"""A run that would not fit on the database's disk refuses before it writes anything."""

import shutil
from collections import namedtuple
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import connection

from scripts.data_generation.config.parameters import resolve
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.orchestrator.estimates.disk_space import (
    DEFAULT_WAL_BYTES,
    database_disk,
    needed_bytes,
    size,
)
from scripts.data_generation.orchestrator.estimates.disk_use import DiskUse
from scripts.data_generation.orchestrator.estimates.dry_run import dry_run
from scripts.data_generation.orchestrator.estimates.planned_work import PlannedSession, PlannedWork
from scripts.data_generation.orchestrator.history_days import Span
from tests.commands import printed

pytestmark = pytest.mark.usefixtures("committed")

Usage = namedtuple("Usage", "total used free")
SHORT = ("--scale=ci", "--session=1", "--days=3", "--end-date=2016-01-03")


def years(scale: str, count: int) -> PlannedWork:
    """The first years of a company."""
    history = Span(date(2016, 1, 1), date(2015 + count, 12, 31))
    session = PlannedSession(1, history.first, history.last)
    return PlannedWork(resolve(scale), 42, history, (session,), chunk_days=90)


def run(*options: str) -> str:
    return printed("generate_data", *SHORT, *options)


@contextmanager
def server_says(**answers: str | None) -> Iterator[None]:
    """The server answers so when it is asked for these settings; None is one that it hides."""

    def answer(execute: Any, sql: str, params: Any, *rest: Any) -> Any:
        asked = params[0] if "pg_settings" in sql else None
        if asked not in answers:
            return execute(sql, params, *rest)
        value = answers[asked]
        return execute("SELECT %s WHERE %s", [value, value is not None], *rest)

    with connection.execute_wrapper(answer):
        yield


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The database lies, or seems to lie, on a disk with 20 KB free."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 20_000))
    if connection.vendor == "sqlite":
        file = tmp_path / "books.sqlite3"
        file.touch()
        monkeypatch.setitem(connection.settings_dict, "NAME", str(file))
        yield tmp_path
    else:
        with server_says(data_directory=str(tmp_path)):
            yield tmp_path


def test_a_run_that_does_not_fit_is_refused_with_what_it_needs_and_what_is_free(small_disk) -> None:
    with pytest.raises(CommandError) as caught:
        run()
    said = str(caught.value)
    assert "\n" not in said
    assert f"19.5 KiB free in {small_disk}" in said
    assert "--ignore-disk-space" in said
    assert "MiB and there are" in said or "KiB and there are" in said
    assert not GenerationRun.objects.exists()


def test_it_begins_all_the_same_when_told_to(small_disk) -> None:
    assert "rows/s" in run("--ignore-disk-space")


def test_the_dry_run_says_that_it_does_not_fit(small_disk) -> None:
    assert "it does not fit" in run("--dry-run")


def test_a_disk_with_room_is_no_obstacle(small_disk, monkeypatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, 10**12))
    assert "fit" not in run("--dry-run")
    assert "rows/s" in run()


def test_only_what_is_left_must_fit(small_disk, monkeypatch) -> None:
    run("--ignore-disk-space")
    run_row = GenerationRun.objects.get()
    assert "nothing to resume" in printed("generate_data", "--resume")
    with pytest.raises(CommandError, match="the disk is too small"):
        printed("generate_data", "--extend-years=1")
    run_row.refresh_from_db()
    assert run_row.end_date == date(2016, 1, 3)


@pytest.mark.sqlite
def test_sqlite_lies_in_the_folder_of_its_file(tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "not made yet" / "books.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(file))
    disk = database_disk()
    assert disk.free == pytest.approx(shutil.disk_usage(tmp_path).free, rel=0.2)
    assert disk.why == str(file.parent)


@pytest.mark.sqlite
def test_a_database_in_memory_has_no_disk() -> None:
    assert str(database_disk()) == "free disk unknown: the database is in memory"


@pytest.mark.timescaledb
@pytest.mark.parametrize(
    ("host", "folder", "says"),
    [
        ("db.example", "/", "the server is elsewhere"),
        ("127.0.0.1", None, "the server does not tell this user where its data lie"),
        ("localhost", "/no/such/folder", "the server's data folder is not one of this machine's"),
    ],
)
def test_a_server_s_disk_is_asked_for_where_it_can_be(
    host: str, folder: str | None, says: str, monkeypatch
) -> None:
    monkeypatch.setitem(connection.settings_dict, "HOST", host)
    with server_says(data_directory=folder):
        assert str(database_disk()) == f"free disk unknown: {says}"


@pytest.mark.timescaledb
def test_a_server_needs_room_for_its_log_too() -> None:
    work, rows = years("ci", 1), float(2**50)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_bytes(current_setting('max_wal_size'))")
        (most,) = cursor.fetchone()
    assert needed_bytes(rows, work) == rows + most
    with server_says(max_wal_size="512"):
        assert needed_bytes(rows, work) == rows + 512 * 2**20
        assert needed_bytes(1000.0, work) == 2000.0
    with server_says(max_wal_size=None):
        assert needed_bytes(rows, work) == rows + DEFAULT_WAL_BYTES


@pytest.mark.parametrize(("scale", "count"), [("ci", 3), ("dev", 2)])
def test_the_rough_estimate_is_on_the_high_side_but_not_far(scale: str, count: int) -> None:
    work = years(scale, count)
    disk_use = DiskUse(connection, work)
    exact = disk_use.of_rows(dry_run(work, StringIO()).rows)
    # Compressed pieces are few bytes: the open ones, which the estimate is cautious with, are most.
    assert exact <= disk_use.roughly() <= (3.0 if disk_use.compresses else 2.0) * exact


def test_a_larger_company_and_more_days_need_more() -> None:
    growing = (("ci", 1), ("ci", 2), ("dev", 2), ("production", 2), ("full", 2))
    needed = [DiskUse(connection, years(*one)).roughly() for one in growing]
    assert needed == sorted(needed)
    assert needed_bytes(needed[-1], years("full", 2)) > needed[-1]


@pytest.mark.parametrize(
    ("count", "text"),
    [(512, "0.5 KiB"), (20_000, "19.5 KiB"), (3e6, "2.9 MiB"), (2**31, "2.0 GiB")],
)
def test_sizes_are_told_in_a_fitting_unit(count: float, text: str) -> None:
    assert size(count) == text
