"""The project's system checks fail when they should, and only then."""

import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from apps.environmental.models import WeatherData
from aquamind.checks import check_hypertables, check_secret_key

ROOT = Path(__file__).parents[2]
TABLE = WeatherData._meta.db_table


def _plain_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")
        cursor.execute(f"CREATE TABLE {TABLE} (id bigint)")


@pytest.mark.django_db
def test_migrated_tables_are_as_they_should_be() -> None:
    assert check_hypertables(databases=["default"]) == []


@pytest.mark.timescaledb
@pytest.mark.django_db
def test_a_plain_table_is_an_error() -> None:
    _plain_table()
    (error,) = check_hypertables(databases=["default"])
    assert error.id == "aquamind.E002"
    assert TABLE in error.msg


@pytest.mark.timescaledb
@pytest.mark.django_db
def test_a_plain_table_stops_manage_py_check() -> None:
    _plain_table()
    found = run_checks(tags=["database"], databases=["default"])
    assert "aquamind.E002" in {message.id for message in found}
    with pytest.raises(SystemCheckError, match=r"aquamind\.E002"):
        call_command("check", databases=["default"])


@pytest.mark.timescaledb
@pytest.mark.django_db
def test_a_server_without_the_extension_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aquamind.checks.has_timescale", lambda connection: False)
    found = check_hypertables(databases=["default"])
    assert [error.id for error in found] == ["aquamind.E002"] * 2


@pytest.mark.timescaledb
@pytest.mark.django_db
def test_a_table_that_is_not_migrated_yet_is_no_error() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")
    assert check_hypertables(databases=["default"]) == []


@pytest.mark.sqlite
@pytest.mark.django_db
def test_on_sqlite_ordinary_tables_are_right(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert check_hypertables(databases=["default"]) == []


def test_no_database_is_asked_unless_named() -> None:
    assert check_hypertables(databases=None) == []


@pytest.mark.parametrize(("configured", "ids"), [(True, []), (False, ["aquamind.E001"])])
def test_a_made_up_secret_key_is_not_for_deployment(
    settings: Any, configured: bool, ids: list[str]
) -> None:
    settings.SECRET_KEY_IS_CONFIGURED = configured
    assert [message.id for message in check_secret_key()] == ids


def _check_deploy(**environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("SECRET_KEY", "ALLOWED_HOSTS")}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_check_deploy_is_clean_with_production_settings() -> None:
    done = _check_deploy(SECRET_KEY=secrets.token_urlsafe(60), ALLOWED_HOSTS="books.example.com")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_check_deploy_asks_for_a_secret_key() -> None:
    done = _check_deploy(ALLOWED_HOSTS="books.example.com")
    assert done.returncode == 1
    assert "aquamind.E001" in done.stderr
