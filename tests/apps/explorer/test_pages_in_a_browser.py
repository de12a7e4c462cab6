"""The pages in a real browser, over a company that was generated: seen, used, and watched live."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browsing import DESK, PHONE, Watched, hovered, watched_page
from tests.serving import Site, log_in, served

# The pages are the same on both databases; what they ask is tested on both without a browser.
pytestmark = pytest.mark.no_database

SOME_MONTHS = ("--start-date=2016-01-01", "--end-date=2016-06-30")
DAYS = ("--start-date", "2016-01-01", "--end-date", "2025-12-31")
PAGES = {
    "company": "/",
    "sites": "/sites/",
    "area": "/sites/area/1/?from=2017-06-01&to=2018-12-31",
    "station": "/sites/station/1/?from=2016-01-01&to=2017-12-31",
    "batches": "/batches/",
    "batch": "/batches/1/",
    "container": "/containers/37/?from=2017-01-01&to=2018-12-31",
    "sensor": "/sensors/150/?from=2018-06-01&to=2018-12-31",
    "compare": "/compare/?batch=1&batch=2&area=1&from=2016-01-01&to=2018-12-31",
    "search": "/search/?q=cage",
    "examples": "/examples/",
    "feed": "/feed/?from=2016-01-01",
    "health": "/health/?from=2016-01-01",
    "quality": "/quality/",
    "runs": "/generation/",
    "run": "/generation/1/",
    "api": "/api/docs/",
}
# Pages of the admin, each with what opens on it when it is clicked.
ADMIN = {
    "/admin/": "",
    "/admin/batch/batch/": "",
    "/admin/batch/batch/add/": ".datetimeshortcuts a",
    "/admin/batch/batch/1/change/": "",
    "/admin/infrastructure/hall/add/": ".select2-selection",
    "/admin/infrastructure/area/1/history/": "",
    "/admin/environmental/environmentalreading/": "",
    "/admin/password_change/": "",
}
# Charts that have nothing to show in a clean ci company of three years.
MAY_BE_EMPTY = {"faults", "outbreaks"}
NOT_DRAWN = "figure[data-chart]:not([data-drawn]) .canvas"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Three years of a ci company, validated and served."""
    folder = tmp_path_factory.mktemp("served")
    made = Site(folder)
    made.manage("generate_data", "--session=1", "--scale=ci", *DAYS, "--verbosity=0")
    made.manage("generate_data", "--validate-only", "--check=stage order")
    with served(folder) as site:
        yield site


@pytest.fixture(scope="module")
def key(browser: Browser, site: Site) -> list[Any]:
    """The cookies of somebody who is logged in."""
    with watched_page(browser) as watched:
        log_in(watched.page, site.address, site.password)
        return list(watched.page.context.cookies())


@pytest.fixture
def visit(browser: Browser, key: list[Any]) -> Iterator[Watched]:
    """A page that is logged in."""
    with watched_page(browser) as watched:
        watched.page.context.add_cookies(key)
        yield watched


def open_page(watched: Watched, site: Site, name: str) -> Page:
    page = watched.page
    page.goto(site.address + PAGES[name])
    expect(page.locator(NOT_DRAWN)).to_have_count(0)
    if name == "api":
        # It asks for what it shows when it is there.
        page.wait_for_load_state("networkidle")
    return page


def test_a_wrong_password_is_refused_and_the_right_one_leads_on(browser, site) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(site.address + "/batches/")
        page.get_by_label("Name").fill("demo")
        page.get_by_label("Password").fill("guessed")
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("alert")).to_contain_text("do not belong together")
        page.get_by_label("Name").fill("demo")
        page.get_by_label("Password").fill(site.password)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Batches")
        page.get_by_role("button", name="Log out demo").click()
        page.goto(site.address + "/batches/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Log in")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_draws_its_charts_and_asks_no_other_host(visit, site, name) -> None:
    page = open_page(visit, site, name)
    expect(page.locator("main h1").first).to_be_visible()
    told: list[str] = []
    for figure in page.locator("figure[data-chart]").all():
        name = figure.get_attribute("id")
        if figure.locator(".nothing").count():
            assert name in MAY_BE_EMPTY
            continue
        expect(figure).to_have_attribute("data-drawn", "yes")
        assert figure.locator("svg path, svg rect").count() >= 3, name
        figure.locator("summary").click()
        assert figure.locator("tbody tr").count() >= 1, name
        told.append(hovered(page, figure))
    # The mouse does not meet every mark, but some of every page.
    assert not told or any(told)
    assert visit.complaints == []
    # Nothing that a reader of screens, or of the keyboard alone, would stumble over.
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert {urlsplit(address).netloc for address in visit.requests if "data:" not in address} == {
        urlsplit(site.address).netloc
    }


def test_the_admin_breaks_no_rule_of_its_pages(visit, site) -> None:
    with closing(sqlite3.connect(site.folder / "farm.sqlite3")) as books, books:
        books.execute("UPDATE auth_user SET is_superuser = 1")
    for address, opens in ADMIN.items():
        answer = visit.page.goto(site.address + address)
        assert answer
        assert answer.status == 200, address
        if opens:
            visit.page.locator(opens).first.click()
        visit.page.wait_for_load_state("networkidle")
    assert visit.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_a_phone(browser, site, key, scheme) -> None:
    with watched_page(browser, PHONE, scheme) as watched:
        watched.page.context.add_cookies(key)
        # Every other page in each scheme: a width does not depend on colours.
        for name in list(PAGES)[scheme == "dark" :: 2]:
            page = open_page(watched, site, name)
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, name
        assert watched.complaints == []


def test_keys_alone_lead_through_the_pages(visit, site) -> None:
    page = open_page(visit, site, "company")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("To the content")
    page.keyboard.press("Enter")
    assert urlsplit(page.url).fragment == "content"
    page.get_by_role("link", name="Batches", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Batches")


def test_filters_and_ranges_narrow_what_is_shown(visit, site) -> None:
    page = open_page(visit, site, "batches")
    everything = page.locator("main table").first.locator("tbody tr").count()
    page.get_by_label("stage", exact=True).select_option("Adult")
    page.get_by_role("button", name="Show").click()
    stages = page.locator("main table").first.locator("tbody tr td:nth-child(3)").all_inner_texts()
    assert set(stages) == {"Adult"}
    assert 0 < len(stages) < everything

    page.goto(site.address + PAGES["area"])
    page.get_by_label("from", exact=True).fill("2018-01-01")
    page.get_by_label("to", exact=True).fill("2018-01-31")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("1 January 2018 to 31 January 2018. With Ctrl")).to_be_visible()


def test_a_meal_leads_back_to_its_purchase(visit, site) -> None:
    page = open_page(visit, site, "feed")
    page.get_by_role("button", name="Show meals").click()
    page.get_by_role("link", name="back to its purchase").first.click()
    expect(page.get_by_text("The purchase.")).to_be_visible()
    expect(page.get_by_role("cell", name="from this lot")).to_have_count(1)


def chunks(site: Site) -> int:
    """Chunks that the run has committed."""
    with closing(sqlite3.connect(site.folder / "farm.sqlite3")) as books:
        return int(
            books.execute("SELECT count(*) FROM data_generation_generationchunk").fetchone()[0]
        )


def go_on(run: psutil.Process, site: Site, count: int) -> None:
    """Have the run commit so many chunks in all, and stand still then, however fast it is."""
    run.resume()
    while chunks(site) < count:
        time.sleep(0.005)
    run.suspend()


def test_a_run_is_watched_to_its_end(browser, tmp_path: Path) -> None:
    made = Site(tmp_path)
    made.manage("migrate", "--verbosity=0")
    with served(tmp_path) as site, watched_page(browser, DESK) as watched:
        process = site.start("generate_data", "--scale=ci", "--chunk-days=4", *SOME_MONTHS, "-v0")
        run = psutil.Process(process.pid)
        try:
            go_on(run, site, 2)
            page = watched.page
            log_in(page, site.address, site.password, "/generation/")
            page.get_by_role("link", name="run 1").click()
            progress = page.locator("[data-progress] progress")
            first = progress.get_attribute("value") or ""
            go_on(run, site, 20)
            # The page asks every other second.
            expect(progress).not_to_have_attribute("value", first)
            assert 0.0 < float(first) < float(progress.get_attribute("value") or 0)
        finally:
            run.resume()
            process.wait()
        expect(page.locator("[data-name='simulated date']")).to_have_text("2016-06-30")
        expect(page.locator("[data-progress]")).to_have_count(0)
        assert watched.complaints == []


ZOOMED = """(id) => echarts.getInstanceByDom(document.querySelector(`#${id} .canvas`))
    .getOption().dataZoom[0].startValue"""


def test_charts_of_a_page_zoom_together_are_read_aloud_and_saved(visit, site) -> None:
    page = open_page(visit, site, "container")
    before = page.evaluate(ZOOMED, "weights")
    page.locator("#feeding .canvas").scroll_into_view_if_needed()
    page.locator("#feeding .canvas").hover(position={"x": 250, "y": 150})
    page.keyboard.down("Control")
    page.mouse.wheel(0, -600)
    page.keyboard.up("Control")
    page.wait_for_function(f"(before) => ({ZOOMED})('weights') > before", arg=before)

    page.locator("#feeding .canvas").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("status")).to_contain_text("kg a week")

    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a picture: Weight").click()
    assert saved.value.suggested_filename == "weights.png"
    assert Path(saved.value.path()).read_bytes().startswith(b"\x89PNG")
    assert visit.complaints == []
