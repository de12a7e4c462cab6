"""The page of checks is the registry's; pointers to other pages find them."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from scripts.data_generation.reporting.documents.checks_page import checks_page
from scripts.data_generation.validation.all_checks import ALL_CHECKS
from tests.data_generation.reporting.documents.test_figures_page import missing_sections

pytestmark = pytest.mark.no_database

DOCS = Path(settings.BASE_DIR) / "docs"


def test_the_committed_page_is_the_rendered_one() -> None:
    committed = (DOCS / "validation.md").read_text("utf-8")
    assert committed == checks_page(), "run: python manage.py checks --write"


def test_every_check_has_a_line_of_four_cells() -> None:
    page = checks_page()
    for name in ALL_CHECKS:
        (line,) = [line for line in page.splitlines() if line.startswith(f"| {name} |")]
        cells = line.strip("|").split(" | ")
        assert len(cells) == 4
        assert all(cell.strip() for cell in cells)


def test_every_pointer_finds_its_page_and_section() -> None:
    page = checks_page()
    realism = (DOCS / "realism.md").read_text("utf-8")
    assert missing_sections(page, realism) == []
    pages = set(re.findall(r"docs/(\w+\.md)", page)) | set(re.findall(r"\((\w+\.md)", page))
    assert pages
    assert all((DOCS / name).exists() for name in pages)
