"""`manage.py columns` prints the page of columns, or writes it where it belongs."""

from pathlib import Path
from typing import Any

import pytest

from scripts.data_generation.reporting.documents.columns_page import columns_page
from tests.commands import printed

pytestmark = pytest.mark.no_database


def test_prints_the_page() -> None:
    assert printed("columns") == columns_page()


def test_writes_the_page(settings: Any, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    assert printed("columns", "--write") == f"wrote {tmp_path / 'docs' / 'columns.md'}\n"
    assert "| `weight_g` |" in (tmp_path / "docs" / "columns.md").read_text("utf-8")
