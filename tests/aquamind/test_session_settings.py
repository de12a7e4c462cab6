"""A session of PostgreSQL is told what it needs, and what the address asks for goes before."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import quote

import psycopg2
import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.utils import load_backend

from aquamind.database import TIMESCALE_ENGINE
from aquamind.other_database import to_be_read
from aquamind.session_settings import ISOLATION, SPEED, TEXT_FORMS, is_pooled, pin_transaction

pytestmark = [pytest.mark.timescaledb, pytest.mark.django_db]

# What a database may have by default, other than what is needed.
OTHERWISE = {
    "jit": "on",
    "extra_float_digits": "-6",
    "DateStyle": "German, DMY",
    "IntervalStyle": "iso_8601",
    "bytea_output": "escape",
    "quote_all_identifiers": "on",
    "standard_conforming_strings": "off",
    "default_transaction_isolation": "serializable",
}
NEEDED = SPEED | TEXT_FORMS | ISOLATION


@contextmanager
def another(**options: str) -> Iterator[Any]:
    """Another connection to the test database, as `?name=value` of its address would make it."""
    settings = {**connection.settings_dict, "OPTIONS": options}
    wrapper = load_backend(TIMESCALE_ENGINE).DatabaseWrapper(settings, DEFAULT_DB_ALIAS)
    with closing(wrapper):
        yield wrapper


def shown(database: Any, name: str) -> str:
    with database.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return str(cursor.fetchone()[0])


@pytest.fixture
def otherwise() -> Iterator[None]:
    """The test database has all of these by default."""
    name = connection.ops.quote_name(str(connection.settings_dict["NAME"]))
    with closing(psycopg2.connect(**connection.get_connection_params())) as database:
        database.autocommit = True
        with database.cursor() as cursor:
            for setting, value in OTHERWISE.items():
                cursor.execute(f"ALTER DATABASE {name} SET {setting} = '{value}'")
            yield
            cursor.execute(f"ALTER DATABASE {name} RESET ALL")


@pytest.mark.usefixtures("otherwise")
def test_defaults_of_the_database_are_not_those_of_a_session() -> None:
    params = connection.get_connection_params()
    with closing(psycopg2.connect(**params)) as plain, plain.cursor() as cursor:
        cursor.execute("SHOW extra_float_digits")
        assert cursor.fetchone() == ("-6",)
    with another() as database:
        assert {name: shown(database, name) for name in NEEDED} == NEEDED


@pytest.mark.parametrize(
    ("options", "name", "value"),
    [
        ("-c jit=on", "jit", "on"),
        ("-cjit=on -c work_mem=5MB", "jit", "on"),
        ("--jit=on", "jit", "on"),
        ("--extra-float-digits=-3", "extra_float_digits", "-3"),
        ("-c work_mem=5MB", "work_mem", "5MB"),
        ("-c search_path=farm,public", "search_path", "farm,public"),
    ],
)
def test_what_the_address_asks_for_goes_before(options: str, name: str, value: str) -> None:
    with another(options=options) as database:
        assert shown(database, name) == value


def test_what_the_environment_asks_for_goes_before(monkeypatch) -> None:
    monkeypatch.setenv("PGOPTIONS", "-c jit=on")
    with another() as database:
        assert shown(database, "jit") == "on"


def test_a_transaction_is_pinned_whatever_its_session_was_told() -> None:
    with another(options="-c extra_float_digits=-6 -c timezone=Asia/Tokyo") as database:
        connections[DEFAULT_DB_ALIAS], usual = database, connections[DEFAULT_DB_ALIAS]
        try:
            with transaction.atomic():
                pin_transaction(database)
                inside = shown(database, "extra_float_digits"), shown(database, "TimeZone")
            assert inside == ("1", "UTC")
            assert shown(database, "extra_float_digits") == "-6"
        finally:
            connections[DEFAULT_DB_ALIAS] = usual


def test_no_pooler_stands_before_the_server_of_the_tests() -> None:
    assert not is_pooled(connection)


def test_a_database_to_be_read_keeps_the_options_of_its_address() -> None:
    place = connection.settings_dict
    user, password = (quote(str(place[key]), safe="") for key in ("USER", "PASSWORD"))
    url = f"timescale://{user}:{password}@{place['HOST']}:{place['PORT']}/{place['NAME']}"
    options = quote("-c search_path=farm")
    settings = to_be_read(f"{url}?options={options}&application_name=me")
    with closing(load_backend(TIMESCALE_ENGINE).DatabaseWrapper(settings, "looked_at")) as found:
        assert shown(found, "search_path") == "farm"
        assert shown(found, "application_name") == "me"
        assert shown(found, "default_transaction_read_only") == "on"
