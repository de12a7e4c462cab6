"""The page of columns is that of the models and their meanings."""

from pathlib import Path

import pytest
from django.conf import settings

from scripts.data_generation.reporting.documents.columns_page import columns_page

pytestmark = pytest.mark.no_database


def test_the_committed_page_is_the_rendered_one() -> None:
    committed = (Path(settings.BASE_DIR) / "docs" / "columns.md").read_text("utf-8")
    assert committed == columns_page(), "run: python manage.py columns --write"
