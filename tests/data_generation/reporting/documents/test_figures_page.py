"""The page of figures is the configuration's; pointers to docs/realism.md find their section."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from scripts.data_generation.config.parameters import every_figure, resolve
from scripts.data_generation.reporting.documents.figures_page import every_row, figures_page

pytestmark = pytest.mark.no_database

DOCS = Path(settings.BASE_DIR) / "docs"
CONFIG = Path(settings.BASE_DIR) / "scripts" / "data_generation" / "config"

# "docs/realism.md, salinity": the section's name ends at the first of : ; . ( ) " | or the line.
POINTER = re.compile(r'docs/realism\.md, ([^:;.()"|\n]+)')
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)


def sections_pointed_to(text: str) -> set[str]:
    return {name.strip().casefold() for name in POINTER.findall(text)}


def missing_sections(text: str, page: str) -> list[str]:
    """Sections that `text` points to and that begin no heading of this Markdown page."""
    headings = [heading.casefold() for heading in HEADING.findall(page)]
    return sorted(
        name
        for name in sections_pointed_to(text)
        if not any(heading.startswith(name) for heading in headings)
    )


def test_the_committed_page_is_the_rendered_one() -> None:
    committed = (DOCS / "figures.md").read_text("utf-8")
    assert committed == figures_page(), "run: python manage.py figures --write"


def test_every_figure_has_a_line_of_its_own() -> None:
    page = figures_page()
    names = [name for name, *_ in every_row()]
    assert len(set(names)) == len(names)
    assert {name for name, *_ in every_figure(resolve("production"))} <= set(names)
    assert all(page.count(f"| `{name}` |") == 1 for name in names)


def test_every_line_has_four_cells_and_none_is_empty() -> None:
    lines = [line for line in figures_page().splitlines() if line.startswith("|")]
    for line in lines:
        cells = line.replace("\\|", "").strip("|").split("|")
        assert len(cells) == 4, line
        assert all(cell.strip() for cell in cells), line


def test_values_are_shown_as_people_read_them() -> None:
    page = figures_page()
    assert "| `scale.eggs_max` | 3,500,000 | eyed eggs per batch |" in page
    assert "| `scale.every_sensor_reads` | no |" in page
    assert "| `sea_normals.faroe` | 7.2 / 6.8 / 6.7 / " in page
    assert "| `feeds.Hav 11.from_weight_g` | 3,000 | " in page
    assert "| `places.faroe.areas.A15 Froðba` | 61.5423 / -6.7657 |" in page


def test_another_scale_shows_its_own_values() -> None:
    assert "| `scale.cages_per_area` | 4 |" in figures_page("ci")


@pytest.mark.parametrize("module", sorted(CONFIG.rglob("*.py")), ids=lambda path: path.stem)
def test_pointers_of_the_configuration_find_their_section(module: Path) -> None:
    realism = (DOCS / "realism.md").read_text("utf-8")
    assert missing_sections(module.read_text("utf-8"), realism) == []


def test_pointers_of_the_page_find_their_section() -> None:
    realism = (DOCS / "realism.md").read_text("utf-8")
    assert len(sections_pointed_to(figures_page())) > 10
    assert missing_sections(figures_page(), realism) == []


def test_where_the_name_of_a_section_ends() -> None:
    text = (
        'docs/realism.md, sites, cages and density: 2-10 m3" (docs/realism.md, pH) '
        "docs/realism.md, Salinity; a cell, docs/realism.md, waves. docs/realism.md alone"
    )
    assert sections_pointed_to(text) == {"sites, cages and density", "ph", "salinity", "waves"}


def test_a_pointer_without_a_section_is_named() -> None:
    page = "# Realism\n\n## Salinity\n\n### pH and more\n\ndocs/realism.md, waves\n"
    text = "docs/realism.md, waves; docs/realism.md, pH; docs/realism.md, salinity"
    assert missing_sections(text, page) == ["waves"]
