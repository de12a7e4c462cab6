"""Whatever stops a run is told in one line: what happened, what to do, what is kept."""

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError, connection
from psycopg2 import connect, errors

from scripts.data_generation.management.failures import CONTINUE, failure_line
from scripts.data_generation.orchestrator.errors import GenerationError


def raised(action: Callable[[], object]) -> Exception:
    """What an action fails with."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 - which one it is, is looked at next
        action()
    return caught.value


def as_django_has_it(cause: Exception) -> OperationalError:
    """A driver's error as Django hands it on."""
    error = OperationalError(*cause.args)
    error.__cause__ = cause
    return error


def sqlite_refuses(file: Path, statement: str = "CREATE TABLE a (b)") -> OperationalError:
    books = sqlite3.connect(file)
    try:
        return as_django_has_it(raised(lambda: books.execute(statement)))
    finally:
        books.close()


def test_it_is_one_line_with_the_errors_own_first_line() -> None:
    said = failure_line(OSError(errno.EIO, "Input/output error\nand more"))
    assert said.startswith("the operating system refused something ([Errno 5] Input/output error)")
    assert said.endswith(CONTINUE)
    assert "\n" not in said
    assert failure_line(OSError(errno.EIO, "worn out"), kept="").endswith("put that right")


def test_what_the_generator_says_itself_is_left_as_it_is() -> None:
    assert failure_line(GenerationError("there is no run; begin one")) == (
        "there is no run; begin one"
    )


@pytest.mark.parametrize(
    ("error", "says", "remedy"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "the disk is full", "free some space"),
        (OSError(errno.EFBIG, os.strerror(errno.EFBIG)), "the disk is full", "free some space"),
        (PermissionError(errno.EACCES, "Permission denied"), "may not be written", "allow it"),
        (OSError(errno.EMFILE, "Too many open files"), "too many files are open", "ulimit -n"),
        (OSError(errno.ENOMEM, "Cannot allocate"), "no memory left", "--chunk-days"),
        (MemoryError(), "no memory left (MemoryError)", "--chunk-days"),
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division", "--traceback"),
        (DatabaseError("odd"), "refused something (odd)", "see what it says"),
    ],
)
def test_each_kind_has_its_remedy(error, says, remedy) -> None:
    said = failure_line(error)
    assert says in said
    assert remedy in said


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("53100", "the database server's disk is full"),
        ("53200", "the database server ran out of memory"),
        ("57P01", "the database server ended the connection"),
        ("25006", "the database is read-only"),
        ("42P01", "run 'python manage.py migrate'"),
        ("42501", "is not allowed to do this"),
        ("40P01", "another user of the database was in the way"),
        ("P0001", "the database refused something"),
    ],
)
def test_a_server_is_understood_by_its_codes(code, says) -> None:
    kind = type("Coded", (errors.lookup(code),), {"pgcode": code})
    said = failure_line(as_django_has_it(kind("FATAL:  as it was\nDETAIL:  a row")))
    assert says in said
    assert "(FATAL:  as it was)" in said
    assert "DETAIL" not in said


def test_a_server_that_does_not_answer_is_not_a_broken_connection() -> None:
    nobody = raised(lambda: connect(host="127.0.0.1", port=1, password="hush", dbname="x"))
    said = failure_line(as_django_has_it(nobody))
    assert said.startswith("the database cannot be reached")
    assert "hush" not in said
    broke = as_django_has_it(Exception("server closed the connection unexpectedly"))
    assert failure_line(broke).startswith("the connection to the database broke")


def test_sqlite_is_understood_by_its_codes(tmp_path: Path) -> None:
    no_database = tmp_path / "farm.toml"
    no_database.write_text("[growth]\n" * 200, "utf-8")
    assert "is no SQLite database" in failure_line(sqlite_refuses(no_database))
    assert "cannot be opened" in failure_line(
        as_django_has_it(raised(lambda: sqlite3.connect(tmp_path / "nowhere" / "books")))
    )
    full = "PRAGMA max_page_count=1"
    books = sqlite3.connect(tmp_path / "small", isolation_level=None)
    books.execute(full)
    error = raised(lambda: books.execute("CREATE TABLE a (b)"))
    books.close()
    assert "the database's disk is full" in failure_line(as_django_has_it(error))


@pytest.mark.django_db
def test_the_configured_database_is_understood() -> None:
    with connection.cursor() as cursor:
        error = raised(lambda: cursor.execute("SELECT * FROM no_such_table"))
    said = failure_line(error)
    assert "no_such_table" in said or "no such table" in said
    assert said.startswith("the database has other tables than this version")
