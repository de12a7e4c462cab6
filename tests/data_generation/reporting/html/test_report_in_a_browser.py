"""The report opened from the disk in a real browser: light, dark, narrow and printed."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from apps.batch.models import Batch
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.reporting.html.files import write_report
from scripts.data_generation.reporting.html.subject import Subject
from scripts.data_generation.validation.engine.case import Case
from tests.browsing import DESK, PHONE, hovered, watched_page

# The page is the same on both databases.
pytestmark = pytest.mark.sqlite

DRAWN = "figure[data-drawn]"
# Figures without a chart say that there is nothing to show; all others have shapes in their SVG.
SHAPES = """() => [...document.querySelectorAll('figure[data-chart]')]
    .filter((figure) => !figure.querySelector('.nothing'))
    .map((figure) => [figure.id, figure.querySelectorAll('svg path, svg rect').length])"""


@pytest.fixture(scope="module")
def report(company: GenerationRun, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with everything in it, alone in its folder."""
    folder = tmp_path_factory.mktemp("page")
    batch = Batch.objects.order_by("id")[0]
    subject = Subject(Case.of(company), company, [batch])
    path = write_report(subject, folder, datetime(2026, 1, 1, tzinfo=UTC)).path
    shutil.rmtree(folder / "csv")
    return path


def opened(page: Page, report: Path) -> None:
    """Open the page and wait for its charts."""
    page.goto(report.as_uri())
    page.wait_for_selector(DRAWN)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_chart_is_drawn_without_a_complaint_or_a_request(
    browser: Browser, report: Path, scheme: Literal["light", "dark"]
) -> None:
    with watched_page(browser, DESK, scheme) as watched:
        opened(watched.page, report)
        shapes = watched.page.evaluate(SHAPES)
        assert len(shapes) > 30
        assert [name for name, count in shapes if count < 5] == []
        told = [hovered(watched.page, figure) for figure in watched.page.locator(DRAWN).all()]
        assert sum(map(bool, told)) > len(told) * 3 / 4
        assert watched.complaints == []
        assert watched.requests == [report.as_uri()]


def test_the_figures_of_every_chart_are_in_a_table_that_keys_open(
    browser: Browser, report: Path
) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        opened(page, report)
        drawn = page.locator(DRAWN)
        assert page.locator(f"{DRAWN} details table tbody tr").count() >= drawn.count()
        page.locator(f"{DRAWN} summary").first.focus()
        page.keyboard.press("Enter")
        assert page.locator(f"{DRAWN} details[open] table").first.is_visible()
        names = page.locator(f"{DRAWN} .canvas")
        assert all(names.nth(n).get_attribute("aria-label") for n in range(names.count()))


def test_arrow_keys_tell_the_figures_of_a_chart(browser: Browser, report: Path) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        opened(page, report)
        page.locator("#harvest-by-year .canvas").focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "() => document.querySelector('#harvest-by-year .canvas').innerText.includes('2018')"
        )


def test_charts_take_the_colours_of_the_scheme(browser: Browser, report: Path) -> None:
    colour = "() => document.querySelector('#feed-stock svg text').getAttribute('fill')"
    with watched_page(browser) as watched:
        opened(watched.page, report)
        light = watched.page.evaluate(colour)
        watched.page.emulate_media(color_scheme="dark")
        watched.page.wait_for_function(f"(before) => ({colour})() !== before", arg=light)


def test_nothing_is_wider_than_a_phone(browser: Browser, report: Path) -> None:
    with watched_page(browser, PHONE) as watched:
        opened(watched.page, report)
        assert watched.page.evaluate("() => document.documentElement.scrollWidth") <= PHONE
        assert watched.complaints == []


def test_paper_is_light_and_charts_fit_on_it(browser: Browser, report: Path) -> None:
    with watched_page(browser, DESK, "dark") as watched:
        page = watched.page
        opened(page, report)
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        widths = page.evaluate(
            f"() => [...document.querySelectorAll('{DRAWN} svg')].map((svg) => svg.clientWidth)"
        )
        assert max(widths) <= 680
        ground = page.evaluate(
            "() => getComputedStyle(document.documentElement).getPropertyValue('--ground').trim()"
        )
        assert ground == "#f6f8f9"
        page.evaluate("() => dispatchEvent(new Event('afterprint'))")
        assert page.evaluate("() => document.documentElement.className") == ""
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
