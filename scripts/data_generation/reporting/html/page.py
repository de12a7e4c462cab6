"""The report as one HTML page that needs no other file: styles, library and figures are in it."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from apps.explorer.listings import Link, Listing
from scripts.data_generation.reporting.html.parts import Part, Section, Sheet
from scripts.data_generation.reporting.html.subject import Subject
from scripts.data_generation.reporting.key_figures.yearly_batches import BATCHES, SURVIVAL
from scripts.data_generation.reporting.key_figures.yearly_feed import FCR
from scripts.data_generation.reporting.key_figures.yearly_harvest import HARVEST

# The page shows no more rows of a table than this; its CSV file has all rows.
MOST_ROWS = 150
TEMPLATE = "generation_report/report.html"
STYLES = ("explorer/palette.css", "explorer/explorer.css", "generation_report/report.css")
SCRIPTS = ("vendor/echarts/echarts.min.js", "explorer/charts.js", "explorer/page.js")


@dataclass(frozen=True)
class ShownPart:
    """A chart or table, as the template needs it."""

    part: Part

    @property
    def is_chart(self) -> bool:
        """Whether there is something to draw."""
        return not isinstance(self.part, Sheet)

    @property
    def data_id(self) -> str:
        """Where charts.js finds the figures."""
        return f"data-{self.part.key}"

    @property
    def csv(self) -> str:
        """Where its CSV file lies, as seen from the page."""
        return f"csv/{self.part.key}.csv"

    @cached_property
    def json(self) -> dict[str, Any]:
        """The figures for charts.js."""
        return {} if isinstance(self.part, Sheet) else _without_links(self.part.as_json())

    @cached_property
    def listing(self) -> Listing:
        """The rows that the page shows."""
        table = self.part.table()
        rows = [
            [str(c) if isinstance(c, Link) else c for c in row] for row in table.rows[:MOST_ROWS]
        ]
        return Listing(table.head, rows)

    @property
    def left_out(self) -> int:
        """Rows that only the CSV file has."""
        return max(len(self.part.table().rows) - MOST_ROWS, 0)


def _without_links(chart: dict[str, Any]) -> dict[str, Any]:
    """The figures without the pages of the explorer, which a file cannot lead to."""
    bars = [{**bar, "link": ""} for bar in chart.get("bars", ())]
    return {**chart, **({"bars": bars, "links": {}} if bars else {})}


def page(subject: Subject, sections: Sequence[Section], made: datetime) -> str:
    """The whole page; `made` is the moment that it shows as its own."""
    shown = [(section, [ShownPart(part) for part in section.parts]) for section in sections]
    styles, scripts = [_static(name) for name in STYLES], [_static(name) for name in SCRIPTS]
    return render_to_string(
        TEMPLATE,
        {
            "policy": _policy(styles, scripts),
            "run": subject.run,
            "last_day": subject.case.last_day,
            "made": made,
            "facts": _facts(subject),
            "sections": shown,
            "styles": styles,
            "scripts": scripts,
        },
    )


def _policy(styles: Sequence[str], scripts: Sequence[str]) -> str:
    """What a browser lets the page do: use these styles and scripts, and load nothing."""
    return "; ".join(
        (
            "default-src 'none'",
            "img-src data:",
            f"style-src {_digests(styles)}",
            f"script-src {_digests(scripts)}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digests(texts: Sequence[str]) -> str:
    """By which a policy knows the texts that stand in the page."""
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _static(name: str) -> str:
    """The text of a static file; the page contains it unchanged."""
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(f"the static file {name} is missing")
    return Path(str(path)).read_text("utf-8")


def _facts(subject: Subject) -> list[tuple[str, float | None, str]]:
    """Figures of the last complete year for the head of the page: title, value, unit."""
    figures, days = subject.year_figures, subject.years.days
    last = max((n for n, length in enumerate(days) if length >= 365), default=len(days) - 1)
    label = subject.years.label(last)
    asked = (
        ("batches harvested", (BATCHES, "harvested"), ""),
        ("batches active, mean", (BATCHES, "active, mean over the year"), ""),
        ("whole fish", (HARVEST, "whole"), "t"),
        ("mean weight", (HARVEST, "mean weight, whole"), "kg"),
        ("egg to harvest", (SURVIVAL, "eyed egg to harvest"), "%"),
        ("FCR", (FCR, "all stages"), ""),
    )
    return [
        (f"{title}, {label}", figures.row(*name).values[last], unit) for title, name, unit in asked
    ]
