"""`manage.py checks` prints the page of checks, or writes it where it belongs."""

from pathlib import Path
from typing import Any

import pytest

from scripts.data_generation.reporting.documents.checks_page import checks_page
from tests.commands import printed

pytestmark = pytest.mark.no_database


def test_prints_the_page() -> None:
    assert printed("checks") == checks_page()


def test_writes_the_page(settings: Any, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    written = tmp_path / "docs" / "validation.md"
    assert printed("checks", "--write") == f"wrote {written}\n"
    assert written.read_text("utf-8") == checks_page()
