"""A real browser for tests: Debian's Chromium driven by Playwright, and a page that is watched."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from unittest import mock

from playwright.sync_api import Browser, Locator, Page, sync_playwright

FINDER = Path(__file__).resolve().parents[1] / "scripts" / "browser.sh"
DESK, PHONE = 1280, 390
# Where the mouse goes in a chart: parts of its width and height.
HOVERED = ((0.3, 0.6), (0.5, 0.6), (0.5, 0.85), (0.6, 0.3), (0.7, 0.7))


@dataclass
class Watched:
    """A page with what it complained of and what it asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@contextmanager
def a_browser() -> Iterator[Browser]:
    """A browser without a screen; there must be one, or the test fails.

    Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    """
    found = os.environ.get("AQUAMIND_BROWSER") or _browser_of_this_machine()
    with (
        mock.patch.dict(os.environ, {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def watched_page(
    browser: Browser, width: int = DESK, scheme: Literal["light", "dark"] = "light"
) -> Iterator[Watched]:
    """A new page of this width; what its scripts complain of and all it requests is kept."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    watched = Watched(context.new_page())
    page = watched.page
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    page.on("request", lambda request: watched.requests.append(request.url))
    page.on(
        "console",
        lambda said: (
            watched.complaints.append(said.text) if said.type in {"error", "warning"} else None
        ),
    )
    yield watched
    context.close()


def hovered(page: Page, figure: Locator) -> str:
    """What a chart tells when the mouse moves across it."""
    canvas = figure.locator(".canvas")
    canvas.scroll_into_view_if_needed()
    place = canvas.bounding_box()
    assert place
    told = ""
    for across, down in HOVERED:
        page.mouse.move(place["x"] + place["width"] * across, place["y"] + place["height"] * down)
        told = told or " ".join(canvas.locator(".tip").all_inner_texts())
    return told


def _browser_of_this_machine() -> str:
    """The path of a Chromium; the script installs one where it may."""
    found = subprocess.run([FINDER], capture_output=True, text=True, check=True)
    return found.stdout.strip()
