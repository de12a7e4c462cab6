"""Every management command of the project has a test file of its own."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.no_database

ROOT = Path(__file__).parents[3]


def test_every_management_command_has_a_test() -> None:
    commands = {
        path.stem
        for folder in ("apps", "aquamind", "scripts")
        for path in (ROOT / folder).rglob("management/commands/*.py")
        if path.stem != "__init__"
    }
    tested = {path.stem.removeprefix("test_") for path in (ROOT / "tests").rglob("test_*.py")}
    assert commands
    assert not commands - tested
