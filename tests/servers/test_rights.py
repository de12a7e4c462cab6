"""Roles that may do less than own the tables, and files that may only be read."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import StringIO
from pathlib import Path

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from scripts.data_generation.models import GenerationRun
from scripts.data_generation.orchestrator.clearing.clearing import clear_run, plan_clearing
from scripts.data_generation.orchestrator.clearing.deletes import Pace
from tests.commands import manage
from tests.faults.books import Books
from tests.faults.generation import Generation
from tests.servers.roles import role_of

HISTORY = ("--scale=ci", "--start-date=2016-01-01", "--days=24", "--chunk-days=8")
READING: list[tuple[str, ...]] = [
    ("generation_status", "--chunks"),
    ("generation_status", "--fingerprint"),
    ("generation_report", "--years"),
    ("generation_report",),
    ("generate_data", "--report"),
    ("generate_data", "--validate-only"),
    ("compare_generations", "default", "default"),
]
WRITING = [("generate_data", "--extend-years=1"), ("generate_data", "--clear", "--yes")]


@pytest.fixture
def company(books: Books) -> Iterator[Books]:
    """A company of a few weeks."""
    books.empty()
    with Generation(books, *HISTORY) as run:
        assert run.ended().status == 0
    with books.opened():
        yield books


def everything_is_read(folder: Path) -> str:
    """What the commands that read say."""
    out = StringIO()
    for typed in (*READING, ("export_generation", f"--out={folder}")):
        call_command(*typed, stdout=out)
    return out.getvalue()


def nothing_is_written() -> None:
    for typed in WRITING:
        with pytest.raises(CommandError):
            call_command(*typed, stdout=StringIO())
    assert GenerationRun.objects.get().status == "COMPLETED"


@pytest.mark.timescaledb
def test_a_role_that_may_only_read(company: Books, tmp_path: Path) -> None:
    with role_of(company, "SELECT"):
        said = everything_is_read(tmp_path / "export")
        nothing_is_written()
    assert "may not read where the numbering stands" in said


@pytest.mark.timescaledb
def test_a_role_that_may_change_rows(books: Books) -> None:
    books.empty()
    rights = "SELECT, INSERT, UPDATE, DELETE", "USAGE, SELECT, UPDATE"
    with role_of(books, *rights) as url:
        of_role = books.reached_by(url)
        with Generation(of_role, *HISTORY) as run:
            run.until_chunks(1)
            run.kill()
        with Generation(of_role, "--resume") as run:
            assert run.ended().status == 0
        with books.opened():
            call_command("generate_data", "--validate-only", stdout=StringIO())
            call_command("generate_data", "--clear", "--yes", stdout=StringIO())
            assert not GenerationRun.objects.exists()
    assert books.ask("SELECT count(*) FROM environmental_environmentalreading") == [(0,)]
    assert books.keys_ahead_of_sequences() == []


@pytest.mark.timescaledb
def test_a_role_that_may_not_delete_marks_nothing(company: Books) -> None:
    with role_of(company, "SELECT, INSERT, UPDATE"):
        with pytest.raises(CommandError, match="nothing was deleted: the database's user may not"):
            call_command("generate_data", "--clear", "--yes", stdout=StringIO())
        assert GenerationRun.objects.get().status == "COMPLETED"


@pytest.mark.timescaledb
def test_an_owner_without_any_other_right(books: Books) -> None:
    """A database of its own, tables and all, as a cloud's server gives it."""
    role = f"{books.name}_owner"
    books.ask(f"CREATE ROLE {role} LOGIN PASSWORD 'for-tests-only' NOSUPERUSER")
    own = books.reached_by("", name=role)
    place = books.connection.settings_dict
    own.url = f"timescale://{role}:for-tests-only@{place['HOST']}:{place['PORT']}/{role}"
    books.ask(f"CREATE DATABASE {role} OWNER {role}")
    try:
        for typed in (
            ("migrate",),
            ("generate_data", *HISTORY),
            ("generate_data", "--validate-only"),
            ("generate_data", "--clear", "--yes"),
        ):
            done = manage(*typed, DATABASE_URL=own.url)
            assert done.returncode == 0, done.stderr
    finally:
        books.ask(f"DROP DATABASE {role} WITH (FORCE)")
        books.ask(f"DROP ROLE {role}")


@pytest.mark.timescaledb
def test_clearing_beside_somebody_who_reads(company: Books) -> None:
    params = connection.get_connection_params()
    with closing(psycopg2.connect(**params)) as reader, reader.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM environmental_environmentalreading, batch_batch")
        clear_run(plan_clearing(GenerationRun.objects.get()), Pace(patience="20ms"))
    assert not GenerationRun.objects.exists()
    assert company.ask("SELECT count(*) FROM environmental_environmentalreading") == [(0,)]


@contextmanager
def closed(path: Path, mode: int) -> Iterator[None]:
    """Nobody may write to it."""
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(before)


@pytest.mark.sqlite
@pytest.mark.parametrize("log", ["WAL", "DELETE"])
@pytest.mark.parametrize("what", ["file", "folder", "mode"])
def test_a_file_that_may_only_be_read(
    company: Books, tmp_path: Path, monkeypatch, what: str, log: str
) -> None:
    company.ask(f"PRAGMA journal_mode={log}")
    company.connection.close()
    if what == "mode":
        name = f"file:{company.file}?mode=ro"
        monkeypatch.setitem(company.connection.settings_dict, "NAME", name)
    # Root may write to what is closed to everybody.
    refused = {"file": {company.file}, "folder": {company.file.parent}, "mode": set()}[what]
    may = os.access

    def access(path: Path, mode: int, **more: bool) -> bool:
        return path not in refused and may(path, mode, **more)

    monkeypatch.setattr(os, "access", access)
    with closed(company.file, 0o444 if what == "file" else 0o644):
        everything_is_read(tmp_path / "export")
        nothing_is_written()
    company.connection.close()
