"""DATABASE_URL becomes Django's settings for one of two engines."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from aquamind.database import (
    SQLITE_ENGINE,
    TIMESCALE_ENGINE,
    database_settings,
    sqlite_file,
    without_password,
)
from aquamind.sqlite.names import absolute_name

pytestmark = pytest.mark.no_database

PROJECT = Path("/srv/aquamind")


@pytest.mark.parametrize("scheme", ["timescale", "timescaledb", "postgres", "postgresql"])
def test_every_postgresql_address_opens_timescaledb(scheme: str) -> None:
    settings = database_settings(f"{scheme}://farm:p%40ss@db.example:5433/books", PROJECT)

    assert settings["ENGINE"] == TIMESCALE_ENGINE == "timescale.db.backends.postgresql"
    assert (settings["USER"], settings["PASSWORD"]) == ("farm", "p@ss")
    assert (settings["HOST"], settings["PORT"]) == ("db.example", 5433)
    assert settings["NAME"] == "books"


def test_options_in_the_address_are_kept() -> None:
    settings = database_settings("timescale://farm@db/books?sslmode=require", PROJECT)

    assert settings["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("db/books?options=-c%20jit%3Don", {"OPTIONS": {"options": "-c jit=on"}}),
        (
            "db/books?options=-c%20search_path%3Dfarm%2Cpublic&connect_timeout=3",
            {"OPTIONS": {"options": "-c search_path=farm,public", "connect_timeout": "3"}},
        ),
        ("db/books?currentSchema=farm", {"OPTIONS": {"options": "-c search_path=farm"}}),
        ("db/books?application_name=true", {"OPTIONS": {"application_name": "true"}}),
        (
            "db/books?sslmode=verify-full&sslrootcert=%2Fca%20of%20ours.pem",
            {"OPTIONS": {"sslmode": "verify-full", "sslrootcert": "/ca of ours.pem"}},
        ),
        ("%2FRun%2FPG%3A5/books", {"HOST": "/Run/PG:5", "PORT": ""}),
        ("me@%2Frun%2Fpg:5433/books", {"HOST": "/run/pg", "PORT": 5433}),
        ("/books?host=%2FRun", {"HOST": "", "OPTIONS": {"host": "/Run"}}),
        ("me:pw@[::1]:5433/books", {"HOST": "::1", "PORT": 5433}),
        ("[fe80::1]/books", {"HOST": "fe80::1", "PORT": ""}),
        ("one,two:5433/books", {"HOST": "one,two", "PORT": 5433}),
        (
            "m%40e:p%40%3A%2F%23%3F%25%20%C3%A6%5B+@db/books",
            {"USER": "m@e", "PASSWORD": "p@:/#?% æ[+", "HOST": "db"},
        ),
        ("db/b%40oks", {"NAME": "b@oks"}),
    ],
)
def test_all_of_an_address_of_a_server_is_kept(rest: str, expected: dict[str, object]) -> None:
    settings = database_settings(f"timescale://{rest}", PROJECT)
    expected = {"NAME": "books", "OPTIONS": {}, **expected}
    assert {key: settings[key] for key in expected} == expected


def test_nothing_that_a_pooler_refuses_is_sent_unless_asked_for() -> None:
    assert database_settings("timescale://me@db/books", PROJECT)["OPTIONS"] == {}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("?bogus=geheim", 'invalid connection option "bogus"'),
        ("?sslmode", "the options of DATABASE_URL cannot be read"),
        ("?pass%20word", "the options of DATABASE_URL cannot be read"),
        ("#geheim", "DATABASE_URL cannot be read"),
    ],
)
def test_options_that_no_server_is_told_are_refused(options: str, says: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=says) as refusal:
        database_settings(f"timescale://me:geheim@db/books{options}", PROJECT)
    assert "geheim" not in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (None, "/srv/aquamind/aquamind.sqlite3"),
        ("", "/srv/aquamind/aquamind.sqlite3"),
        ("sqlite:///demo.sqlite3", "demo.sqlite3"),
        ("sqlite:////data/books.sqlite3", "/data/books.sqlite3"),
        ("sqlite:////data/our%20books.sqlite3", "/data/our books.sqlite3"),
        ("sqlite:///:memory:", ":memory:"),
        ("sqlite://:memory:", ":memory:"),
        ("sqlite://", ":memory:"),
        ("sqlite:////memory_lane/farm.sqlite3", "/memory_lane/farm.sqlite3"),
        ("sqlite:////mode=memory/farm.sqlite3", "file:/mode%3Dmemory/farm.sqlite3"),
        ("sqlite:////a/b%3F%23.sqlite3?mode=ro", "file:/a/b%3F%23.sqlite3?mode=ro"),
        ("sqlite:///b?mode=memory&cache=shared", "file:b?mode=memory&cache=shared"),
        ("sqlite:///file:b%3Fcache=shared?mode=rw", "file:b?cache=shared&mode=rw"),
    ],
)
def test_sqlite_addresses(url: str | None, name: str) -> None:
    settings = database_settings(url, PROJECT)

    assert (settings["ENGINE"], settings["NAME"]) == (SQLITE_ENGINE, name)


def test_a_clone_may_lie_anywhere() -> None:
    settings = database_settings(None, Path("/home/sjúrður/C# & 100%25?"))

    assert settings["NAME"] == "/home/sjúrður/C# & 100%25?/aquamind.sqlite3"


@pytest.mark.parametrize("url", ["mysql://host/books", "books.sqlite3", "://"])
def test_unknown_addresses_are_refused_with_the_known_ones(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"timescale://") as refusal:
        database_settings(url, PROJECT)

    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("password", ["1/geheim", "a/geheim", "#geheim", "[geheim"])
def test_an_address_that_cannot_be_read_is_refused_without_the_password(password: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="percent-encoded") as refusal:
        database_settings(f"timescale://me:{password}@host:5432/books", PROJECT)
    assert "geheim" not in str(refusal.value)
    assert refusal.value.__suppress_context__ or refusal.value.__context__ is None


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("timescale://me:geheim@host:1/books?password=geheim", "timescale://host:1/books"),
        ("timescale://me:geh@im@host/books", "timescale://host/books"),
        ("sqlite:////data/books.sqlite3", "sqlite:////data/books.sqlite3"),
        ("fingerprint.json", "fingerprint.json"),
    ],
)
def test_an_address_is_shown_without_user_and_password(url: str, shown: str) -> None:
    assert without_password(url) == shown


def test_sqlite_is_opened_with_a_write_ahead_log(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    settings = database_settings(f"sqlite:///{tmp_path}/books.sqlite3", PROJECT)
    connection = ConnectionHandler({"default": settings})["default"]

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
        connection.close()

    assert pragmas == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1}


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("/data/memory/books.sqlite3", "/data/memory/books.sqlite3"),
        ("file:/data/our%20books.sqlite3?mode=ro", "/data/our books.sqlite3"),
        (":memory:", None),
        ("file:books?mode=memory&cache=shared", None),
        ("file::memory:?cache=shared", None),
        ("file:books?vfs=memdb", None),
        ("", None),
        ("/data/memory_lane/farm.sqlite3", "/data/memory_lane/farm.sqlite3"),
        ("/data/mode=memory/farm.sqlite3", "/data/mode=memory/farm.sqlite3"),
        ("/data/a:memory:b/farm.sqlite3", "/data/a:memory:b/farm.sqlite3"),
        ("file:/data/mode%3Dmemory?mode=rw", "/data/mode=memory"),
        ("file:farm.sqlite3?cache=shared", "farm.sqlite3"),
        ("memory", "memory"),
    ],
)
def test_a_sqlite_database_is_a_file_or_in_memory(name: str, file: str | None) -> None:
    assert sqlite_file(name) == (Path(file) if file else None)


def test_somebody_who_writes_is_waited_for_as_long_as_asked() -> None:
    usual = database_settings("sqlite:///b", PROJECT)["OPTIONS"]
    asked = database_settings("sqlite:///b?timeout=5", PROJECT)
    assert (asked["NAME"], asked["OPTIONS"]) == ("b", {**usual, "timeout": 5})


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite:///b?bogus=1", "SQLite has no option 'bogus'; it has cache, immutable, mode"),
        ("sqlite:///b?mode", "write it as sqlite:///relative/path"),
        ("sqlite:///b#c", "percent-encoded"),
        ("sqlite:///b?mode=read", "the modes of SQLite are memory, ro, rw, rwc"),
        ("sqlite://data/b", "names a host, SQLite has none"),
        ("sqlite:///b?timeout=soon", "a whole number of seconds"),
        ("sqlite:///b?timeout=-1", "a whole number of seconds"),
        (f"sqlite:///b?timeout={'9' * 5000}", "a whole number of seconds"),
        (f"sqlite:////tmp/{'x' * 10_000}", "File name too long"),
        (f"sqlite:////tmp/{'x/' * 10_000}b", "File name too long"),
        ("sqlite:////tmp/a%00b", "null byte"),
        (f"timescale://db/{'x' * 10_000}", "longer than 63 bytes"),
        (f"timescale://db/{'æ' * 32}", "longer than 63 bytes"),
        (f"{'x' * 10_000}://db/b", "which is not known here"),
        (f"sqlite:///b?{'x' * 10_000}=1", "SQLite has no option"),
        (f"timescale://db/b?{'x' * 10_000}=1", "invalid connection option"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused_in_one_short_line(url: str, says: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=says) as refusal:
        database_settings(url, PROJECT)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 300


@pytest.mark.parametrize(
    ("name", "absolute"),
    [
        (":memory:", ":memory:"),
        ("file:b?mode=memory", "file:b?mode=memory"),
        ("/data/b", "/data/b"),
        ("file:/data/b%3Fc?cache=shared", "file:/data/b%3Fc?cache=shared"),
        ("b c", "{}/b c"),
        ("file:b%20c?mode=rw", "file:{}/b%20c?mode=rw"),
    ],
)
def test_a_process_in_another_folder_finds_the_same_file(
    tmp_path: Path, monkeypatch, name: str, absolute: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert absolute_name(name) == absolute.format(tmp_path)
