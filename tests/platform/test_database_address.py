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

pytestmark = pytest.mark.sqlite

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


def test_plans_are_not_compiled_unless_asked_for() -> None:
    asked = database_settings("timescale://farm@db/books?options=-c%20jit%3Don", PROJECT)

    assert (
        "jit=off" in database_settings("timescale://farm@db/books", PROJECT)["OPTIONS"]["options"]
    )
    assert asked["OPTIONS"]["options"] == "-c jit=on"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (None, "/srv/aquamind/aquamind.sqlite3"),
        ("", "/srv/aquamind/aquamind.sqlite3"),
        ("sqlite:///demo.sqlite3", "demo.sqlite3"),
        ("sqlite:////data/books.sqlite3", "/data/books.sqlite3"),
        ("sqlite:////data/our%20books.sqlite3", "/data/our books.sqlite3"),
        ("sqlite:///:memory:", ":memory:"),
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
    ],
)
def test_a_sqlite_database_is_a_file_or_in_memory(name: str, file: str | None) -> None:
    assert sqlite_file(name) == (Path(file) if file else None)
