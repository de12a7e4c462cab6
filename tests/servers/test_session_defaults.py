"""What is written and read is the same, whatever a database tells its sessions by default."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.faults.books import Books
from tests.faults.generation import Generation

pytestmark = pytest.mark.timescaledb

HISTORY = ("--scale=ci", "--start-date=2016-01-01", "--days=20", "--dirty-data=0.1")

# Settings that change how values look, what a transaction may do, or how a question is planned.
READING = [
    ("extra_float_digits", "-6"),
    ("extra_float_digits", "-15"),
    ("TimeZone", "Pacific/Kiritimati"),
    ("DateStyle", "German, DMY"),
    ("DateStyle", "Postgres, MDY"),
    ("IntervalStyle", "iso_8601"),
    ("bytea_output", "escape"),
    ("client_encoding", "LATIN1"),
    ("standard_conforming_strings", "off"),
    ("backslash_quote", "off"),
    ("quote_all_identifiers", "on"),
    ("array_nulls", "off"),
    ("transform_null_equals", "on"),
    ("row_security", "off"),
    ("default_transaction_isolation", "serializable"),
    ("default_transaction_isolation", "repeatable read"),
    ("default_transaction_deferrable", "on"),
    ("default_transaction_read_only", "on"),
    ("jit", "on"),
    ("cursor_tuple_fraction", "1"),
    ("debug_parallel_query", "on"),
    ("force_parallel_mode", "on"),
    ("enable_hashagg", "off"),
    ("work_mem", "64kB"),
]
# With this one nothing can be written, and that is what it is set for.
FORBIDS_WRITING = "default_transaction_read_only"

# A fingerprint, and a digest of each file of an export.
Said = tuple[str, dict[str, str]]


@contextmanager
def by_default(books: Books, settings: dict[str, str]) -> Iterator[None]:
    """Whoever connects from now on has these; a server that does not know one goes without."""
    known = {name for (name,) in books.ask("SELECT lower(name) FROM pg_settings")}
    try:
        for name, value in settings.items():
            if name.lower() in known:
                books.ask(f"ALTER DATABASE {books.name} SET {name} = '{value}'")
        books.connection.close()
        yield
    finally:
        # Also where nothing may be written by default.
        books.ask("SET default_transaction_read_only = off")
        books.ask(f"ALTER DATABASE {books.name} RESET ALL")
        books.connection.close()


def read(books: Books, folder: Path) -> Said:
    """The fingerprint, and a digest of each file of an export."""
    out = StringIO()
    with books.opened():
        call_command("generation_status", "--fingerprint", stdout=out)
        call_command("export_generation", f"--out={folder}", "--format=csv", stdout=StringIO())
    return out.getvalue(), {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*.csv*")
    }


def lived(books: Books) -> None:
    books.empty()
    with Generation(books, *HISTORY) as run:
        ended = run.ended()
    assert (ended.status, ended.lines) == (0, [])


@pytest.fixture(scope="module")
def expected(books: Books, tmp_path_factory: pytest.TempPathFactory) -> Said:
    """What is read where a database says nothing."""
    lived(books)
    return read(books, tmp_path_factory.mktemp("expected") / "export")


@pytest.mark.parametrize(("name", "value"), READING)
def test_the_same_is_read(
    books: Books, expected: Said, tmp_path: Path, name: str, value: str
) -> None:
    with by_default(books, {name: value}):
        assert read(books, tmp_path / "export") == expected
    assert len(expected[1]) > 40


def test_the_same_is_written(books: Books, expected: Said, tmp_path: Path) -> None:
    with by_default(books, {n: v for n, v in READING if n != FORBIDS_WRITING}):
        lived(books)
    # Files also say when their rows were written.
    digests, _ = read(books, tmp_path / "export")
    assert digests == expected[0]
