"""The server ends the connection in the middle of each command: told as that, in one line."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.core.management import call_command
from django.db import connection

from scripts.data_generation.models import GenerationRun
from tests.data_generation.management.test_bad_input import answer, assert_one_line
from tests.faults.books import Books
from tests.faults.generation import Generation

pytestmark = pytest.mark.timescaledb

HISTORY = ("--scale=ci", "--start-date=2016-01-01", "--days=12")
LOST = (
    "the database server ended the connection",
    "the connection to the database broke",
    "the database cannot be reached",
)
Typed = tuple[str, ...]
# Commands, and before which of their statements the connection ends.
EARLY, LATER = (1, 3), (1, 3, 12)
COMMANDS: dict[Typed, tuple[int, ...]] = {
    ("generation_status", "--chunks"): EARLY,
    ("generation_status", "--fingerprint"): LATER,
    ("generation_report",): LATER,
    ("generation_report", "--years"): LATER,
    ("generation_report", "--health"): LATER,
    ("compare_generations", "default", "default"): LATER,
    ("generate_data", "--report"): LATER,
    ("generate_data", "--validate-only", "--group=rules"): LATER,
    ("generate_data", "--dry-run", "--extend-years=1"): EARLY,
    ("export_generation", "--out=export"): EARLY,
    ("demo_user",): EARLY,
    ("generate_data", "--extend-years=1", "--chunk-days=5"): LATER,
    ("generate_data", "--clear", "--yes"): (*LATER, 40, 80),
}
CASES = [(typed, number) for typed, numbers in COMMANDS.items() for number in numbers]


@contextmanager
def cut_off_at(number: int) -> Iterator[list[str]]:
    """The server ends the connection before the NUMBERth statement; what statement that was."""
    struck: list[str] = []
    count = 0

    def strike(execute: Any, sql: str, *rest: Any) -> Any:
        nonlocal count
        count += 1
        if count == number:
            struck.append(sql)
            end_this_connection()
        return execute(sql, *rest)

    with connection.execute_wrapper(strike):
        yield struck


def end_this_connection() -> None:
    pid = connection.connection.info.backend_pid
    with closing(psycopg2.connect(**connection.get_connection_params())) as other:
        other.autocommit = True
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 60000)", [pid])


@pytest.fixture
def _company(books: Books) -> Iterator[None]:
    """A company of twelve days, made anew where the test before has changed it."""
    with books.opened():
        is_whole = GenerationRun.objects.filter(status="COMPLETED").exists()
    if not is_whole:
        books.empty()
        with Generation(books, *HISTORY) as run:
            assert run.ended().status == 0
    with books.opened():
        yield
        connection.close()


@pytest.mark.usefixtures("_company")
@pytest.mark.parametrize(
    ("typed", "number"), CASES, ids=[f"{' '.join(typed)} {number}" for typed, number in CASES]
)
def test_it_is_told(
    capsys, tmp_path: Path, monkeypatch, typed: tuple[str, ...], number: int
) -> None:
    monkeypatch.chdir(tmp_path)
    connection.ensure_connection()
    with cut_off_at(number) as struck:
        status, said = answer(capsys, *typed)
    assert struck
    line = said.splitlines(keepends=True)[-1]
    assert_one_line(line, "")
    assert any(words in line for words in LOST), line
    assert status == (2 if typed[0] == "compare_generations" else 1)
    assert not list(tmp_path.iterdir())
    if "--clear" in typed:
        connection.close()
        call_command("generate_data", "--clear", "--yes", stdout=StringIO())
        assert not GenerationRun.objects.exists()
