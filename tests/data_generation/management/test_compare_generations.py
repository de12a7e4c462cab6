"""`compare_generations` tells equal histories from others, says which tables, and keeps secrets."""

import json
import re
import sqlite3
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from apps.batch.models import Batch
from scripts.data_generation.validation.fingerprint.fingerprint import FORMAT
from tests.data_generation.companies import generate

pytestmark = pytest.mark.usefixtures("forty_days")

PASSWORD = "geheim"


@pytest.fixture(scope="module")
def forty_days(open_database: None) -> None:
    """A small company in the configured database."""
    generate("--session=1", "--days=40", "--end-date=2016-02-09")


@pytest.fixture
def address(tmp_path: Path) -> str:
    """The same company under an address: on SQLite, whose test database is in memory, a copy."""
    if connection.vendor == "postgresql":
        place = connection.settings_dict
        user, password = (quote(str(place[key]), safe="") for key in ("USER", "PASSWORD"))
        return f"timescale://{user}:{password}@{place['HOST']}:{place['PORT']}/{place['NAME']}"
    connection.ensure_connection()
    file = tmp_path / "copy of it.sqlite3"
    copy = sqlite3.connect(file)
    connection.connection.backup(copy)
    copy.close()
    return f"sqlite:///{quote(str(file))}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The company's fingerprint in a file."""
    path = tmp_path / "fingerprint.json"
    with path.open("w", encoding="utf-8") as out:
        call_command("generation_status", "--fingerprint", stdout=out)
    return path


def compare(first: object, second: object) -> str:
    out = StringIO()
    call_command("compare_generations", str(first), str(second), stdout=out, stderr=out)
    return out.getvalue()


def refused(first: object, second: object) -> str:
    """What it says when it cannot compare: one line, exit status 2, no password."""
    with pytest.raises(CommandError) as caught:
        compare(first, second)
    assert caught.value.returncode == 2
    said = str(caught.value)
    assert "\n" not in said
    assert PASSWORD not in said
    return said


def test_a_database_is_equal_to_its_copy_and_to_its_fingerprint(address: str, file: Path) -> None:
    said = compare(address, file)
    count = Batch.objects.count()
    assert re.search(rf"^batch_batch +{count} +{count}  equal$", said, re.MULTILINE)
    assert re.search(r"^all \d+ tables are equal$", said, re.MULTILINE)
    assert "differs" not in said
    assert compare("default", address).splitlines()[1:] == said.splitlines()[1:]


def test_tables_that_differ_are_named(file: Path, tmp_path: Path) -> None:
    changed = json.loads(file.read_text("utf-8"))
    rows = changed["tables"]["batch_batch"]["rows"]
    changed["tables"]["batch_batch"] = {"rows": rows + 1_000, "digest": "0" * 32}
    del changed["tables"]["batch_species"]
    other = tmp_path / "other.json"
    other.write_text(json.dumps(changed), "utf-8")
    out = StringIO()
    with pytest.raises(CommandError, match=r"^2 of \d+ tables differ$") as caught:
        call_command("compare_generations", str(file), str(other), stdout=out)
    assert caught.value.returncode == 1
    differing = [line.split() for line in out.getvalue().splitlines() if line.endswith("differs")]
    assert differing == [
        ["batch_batch", str(rows), f"{rows + 1_000:,}", "differs"],
        ["batch_species", "1", "0", "differs"],
    ]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("/nowhere/at/all.json", "cannot be read: No such file"),
        pytest.param("/dev/zero", "/dev/zero is no file", marks=pytest.mark.linux),
        pytest.param("/", "/ is no file", marks=pytest.mark.linux),
        (f"mysql://me:{PASSWORD}@host/name", "begins with 'mysql', which is not known here"),
        (
            f"timescale://me:{PASSWORD}@127.0.0.1:1/x",
            "timescale://127.0.0.1:1/x: the database cannot be reached",
        ),
        ("timescale://me:12/geheim@127.0.0.1:1/x", "percent-encoded"),
        ("sqlite:////nowhere/books.sqlite3", "there is no SQLite database /nowhere/books.sqlite3"),
        ("sqlite://:memory:", "there is no SQLite database in memory"),
    ],
)
def test_what_cannot_be_compared_is_told_in_one_line(source: str, says: str) -> None:
    assert says in refused("default", source)


OF_A_TABLE = b'{"format": %d, "tables": {"a": {"rows": %b, "digest": "d1"}}}'
NO_ROWS = (b"1e400", b"-1", b"NaN", b"1.5", b'"7"', b"true", b"null", b"9" * 5000)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "holds no fingerprint"),
        (b"[]", "holds no fingerprint"),
        (b"\x00\xff", "holds no fingerprint"),
        (b"[" * 100_000, "holds no fingerprint"),
        (b"{}", "holds no fingerprint"),
        (b'{"format": %d, "tables": {"a": {"rows": "many"}}}' % FORMAT, "holds no fingerprint"),
        *((OF_A_TABLE % (FORMAT, rows), "holds no fingerprint") for rows in NO_ROWS),
        (b'{"format": 1, "tables": {}}', "another version (format 1"),
        (b" " * 1_000_001, "is too large"),
    ],
)
def test_a_file_that_is_no_fingerprint_is_told_in_one_line(
    content: bytes, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    assert says in refused(path, "default")


def test_a_database_without_a_company_is_told_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "empty.sqlite3"
    sqlite3.connect(file).close()
    before = file.stat()
    assert "holds no generated company" in refused(f"sqlite:///{file}", "default")
    (tmp_path / "not.sqlite3").write_text("a text that is longer than a hundred bytes" * 5, "utf-8")
    assert "is no SQLite database" in refused(f"sqlite:///{tmp_path / 'not.sqlite3'}", "default")
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert {path.name for path in tmp_path.iterdir()} == {"empty.sqlite3", "not.sqlite3"}
