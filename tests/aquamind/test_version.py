"""The version stands in pyproject.toml alone, and everything that tells it reads it there."""

import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

from aquamind.version import UNKNOWN, project_version
from scripts.data_generation.reporting.provenance import versions

pytestmark = pytest.mark.sqlite

PROJECT = Path(__file__).resolve().parents[2]
VERSION = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def test_commands_tell_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call_command("generate_data", "--version")
    assert capsys.readouterr().out == f"{VERSION}\n"


@pytest.mark.django_db
def test_exports_reports_and_logs_tell_the_version() -> None:
    assert dict(versions())["AquaMind data generation"] == VERSION


def test_no_code_repeats_the_version() -> None:
    folders = ("aquamind", "apps", "scripts")
    modules = [path for folder in folders for path in (PROJECT / folder).rglob("*.py")]
    assert len(modules) > 100
    assert [path for path in modules if f'"{VERSION}"' in path.read_text("utf-8")] == []


def test_without_the_project_file_the_version_is_unknown(tmp_path: Path) -> None:
    assert project_version(tmp_path / "pyproject.toml") == UNKNOWN
