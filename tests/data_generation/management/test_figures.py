"""`manage.py figures` prints the page of figures, or writes it where it belongs."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from scripts.data_generation.reporting.documents.figures_page import figures_page

pytestmark = pytest.mark.no_database


def test_prints_the_page() -> None:
    said = StringIO()
    call_command("figures", stdout=said)
    assert said.getvalue() == figures_page()


def test_writes_the_page(settings: Any, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    said = StringIO()
    call_command("figures", write=True, stdout=said)
    written = tmp_path / "docs" / "figures.md"
    assert written.read_text("utf-8") == figures_page()
    assert said.getvalue() == f"wrote {written}\n"
