"""`make screenshots`: every page at a desk and on a phone, of ten years at dev scale."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.browsing import DESK, PHONE, a_browser, watched_page
from tests.serving import Site, log_in, served

DAYS = ("--start-date", "2016-01-01", "--end-date", "2025-12-31")
# As `make demo` has them.
SITUATIONS = ("--scenario", "uat", "--dirty-data", "0.02")
# Name of the picture, address of the page.
PICTURES = {
    "company": "/",
    "sites": "/sites/",
    "site": "/sites/area/1/",
    "station": "/sites/station/1/",
    "batches": "/batches/",
    "batch": "/batches/14/",
    "container": "/containers/280/",
    "sensor": "/sensors/1501/",
    "compare": "/compare/?batch=1&batch=2&area=1&area=2",
    "examples": "/examples/",
    "feed": "/feed/",
    "meal": "/feed/meals/300000/",
    "health": "/health/",
    "quality": "/quality/",
    "generation": "/generation/1/",
    "api": "/api/docs/",
}
# Charts move into place when they are first drawn.
SETTLED_MS = 1500
# A page is shown to this depth [pixels]; below, tables repeat themselves.
DEEPEST = 2400


def main(folder: Path) -> None:
    """Make the company, serve it, and take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        made = Site(Path(scratch))
        made.manage("generate_data", "--scale=dev", *DAYS, *SITUATIONS, "--verbosity=0")
        made.manage("generate_data", "--validate-only")
        with served(Path(scratch)) as site, a_browser() as browser:
            for width, ending in ((DESK, ""), (PHONE, "_phone")):
                with watched_page(browser, width) as watched:
                    log_in(watched.page, site.address, site.password)
                    for name, address in PICTURES.items():
                        watched.page.goto(site.address + address)
                        take(watched.page, folder / f"explorer_{name}{ending}.png")


def take(page: Page, path: Path) -> None:
    """Take one picture when the charts have settled."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLED_MS)
    width = page.evaluate("document.documentElement.clientWidth")
    height = min(page.evaluate("document.documentElement.scrollHeight"), DEEPEST)
    clip = {"x": 0, "y": 0, "width": width, "height": height}
    page.screenshot(path=path, full_page=True, clip=clip)  # type: ignore[arg-type]
    sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
