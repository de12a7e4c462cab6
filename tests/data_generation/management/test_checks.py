"""`manage.py checks` prints the page of checks, or writes it where it belongs."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from scripts.data_generation.reporting.documents.checks_page import checks_page

pytestmark = pytest.mark.no_database


def test_prints_the_page() -> None:
    said = StringIO()
    call_command("checks", stdout=said)
    assert said.getvalue() == checks_page()


def test_writes_the_page(settings: Any, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    said = StringIO()
    call_command("checks", write=True, stdout=said)
    written = tmp_path / "docs" / "validation.md"
    assert written.read_text("utf-8") == checks_page()
    assert said.getvalue() == f"wrote {written}\n"
