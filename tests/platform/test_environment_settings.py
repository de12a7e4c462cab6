"""Settings come from the environment, and are safe without any of it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.no_database

PROJECT = Path(__file__).resolve().parents[2]
OURS = {"DATABASE_URL", "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "BEHIND_TLS_PROXY"}
READ_SETTINGS = """
import json
from aquamind import settings
values = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
print(json.dumps(values, default=str))
"""
PRODUCTION = {
    "SECRET_KEY": "only-for-this-test-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "ALLOWED_HOSTS": "aquamind.example.com, books.example.com",
    "BEHIND_TLS_PROXY": "1",
}
HTTPS_SETTINGS = [
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS",
]


def run_python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the project with ENVIRONMENT as all that is set of our variables."""
    base = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=PROJECT,
        env={**base, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def settings_with(**environment: str) -> dict[str, Any]:
    """The settings, as a new process with ENVIRONMENT reads them."""
    result = run_python("-c", READ_SETTINGS, **environment)
    assert result.returncode == 0, result.stderr
    values: dict[str, Any] = json.loads(result.stdout)
    return values


def test_without_any_variable_it_is_safe_and_local() -> None:
    settings = settings_with()

    assert settings["DEBUG"] is False
    assert settings["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert settings["DATABASES"]["default"]["ENGINE"] == "aquamind.sqlite"
    assert not any(settings[name] for name in HTTPS_SETTINGS)
    assert settings["SECURE_PROXY_SSL_HEADER"] is None
    assert settings["SECRET_KEY_IS_CONFIGURED"] is False
    assert settings["SECRET_KEY"] != settings_with()["SECRET_KEY"]


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), (" True ", True), ("on", True), ("0", False), ("", False)]
)
def test_debug_is_on_only_when_asked_for(value: str, expected: bool) -> None:
    assert settings_with(DEBUG=value)["DEBUG"] is expected


def test_naming_a_host_requires_https() -> None:
    settings = settings_with(**PRODUCTION)

    assert settings["ALLOWED_HOSTS"] == ["aquamind.example.com", "books.example.com"]
    assert all(settings[name] for name in HTTPS_SETTINGS)
    assert settings["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert settings["SECRET_KEY"] == PRODUCTION["SECRET_KEY"]


@pytest.mark.parametrize(
    "environment",
    [{"ALLOWED_HOSTS": "localhost"}, {"ALLOWED_HOSTS": "aquamind.example.com", "DEBUG": "1"}],
)
def test_a_server_for_nobody_else_does_not_require_https(environment: dict[str, str]) -> None:
    assert not any(settings_with(**environment)[name] for name in HTTPS_SETTINGS)


def test_deployment_check_is_clean_with_production_settings() -> None:
    result = run_python("manage.py", "check", "--deploy", "--fail-level", "DEBUG", **PRODUCTION)

    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


def test_deployment_check_asks_for_a_secret_key() -> None:
    environment = {name: value for name, value in PRODUCTION.items() if name != "SECRET_KEY"}

    result = run_python("manage.py", "check", "--deploy", **environment)

    assert result.returncode == 1
    assert "aquamind.E001" in result.stderr


def test_an_unknown_database_is_refused_in_one_clear_line() -> None:
    result = run_python("manage.py", "check", DATABASE_URL="mysql://someone:secret@host/books")

    assert result.returncode == 1
    message = result.stderr.strip().splitlines()[-1]
    assert "'mysql'" in message
    assert "timescale://" in message
    assert "secret" not in message
