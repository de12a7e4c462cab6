"""docs/figures.md: every figure of the farm with its value, unit and source, as Markdown tables.

Pure text from `config/`: no database, no clock. `manage.py figures --write` writes the page.
"""

from collections.abc import Iterator
from dataclasses import fields
from itertools import groupby
from typing import Any

from scripts.data_generation.config.company import places_faroe, places_scotland
from scripts.data_generation.config.company.places import Place
from scripts.data_generation.config.feed.feeding import FEEDS, Feed
from scripts.data_generation.config.fixed_sections import fixed_figures
from scripts.data_generation.config.parameters import every_figure, resolve
from scripts.data_generation.config.scales import DEFAULT_SCALE
from scripts.data_generation.config.water.climate_normals import SEA_TEMPERATURE_C

# Name, value, unit, source.
Row = tuple[str, Any, str, str]

HEAD = """\
# Figures

Every figure of the farm at `{scale}` scale, with its unit and its source, as the generator uses it.
[realism.md](realism.md) tells what is published about each subject, how sure it is, and why a value
was chosen.

This page is made from `scripts/data_generation/config/` by `python manage.py figures --write`.
Values with `/` between them belong together: one per stage, month, year, meal or knot of an
interpolation, in the order that the unit names. sd is a standard deviation, CV an sd as a share of
the mean, ln a natural logarithm; the amplitude of a wave is half of its range.

A file of parameters (`--parameters`) can change the sections from `scale` to `delousing`. All
others are the same in every run.
"""
TABLE_HEAD = "| figure | value | unit | source |\n|---|---|---|---|"
NORMALS = "docs/realism.md, sea normals"

_COUNTRIES = (("faroe", places_faroe), ("scotland", places_scotland))


def every_row(scale_name: str = DEFAULT_SCALE) -> Iterator[Row]:
    """Every figure: parameters, instruments, fixed ones, sea normals, feeds and places."""
    yield from every_figure(resolve(scale_name))
    yield from fixed_figures()
    for coast, normals in SEA_TEMPERATURE_C.items():
        yield f"sea_normals.{coast}", normals, "degrees C, January to December", NORMALS
    yield from _rows_of_feeds()
    yield from _rows_of_places()


def figures_page(scale_name: str = DEFAULT_SCALE) -> str:
    """The whole page in Markdown: one table for each section of figures."""
    tables = groupby(every_row(scale_name), key=lambda row: row[0].partition(".")[0])
    parts = [HEAD.format(scale=scale_name)]
    for section, rows in tables:
        lines = "\n".join(_line(*row) for row in rows)
        parts.append(f"## {section}\n\n{TABLE_HEAD}\n{lines}\n")
    return "\n".join(parts)


def _rows_of_feeds() -> Iterator[Row]:
    """The numbers of each feed. Names and brands are invented, so they are no figures."""
    numbers = [item for item in fields(Feed) if isinstance(item.default, float)]
    for feed in FEEDS:
        for item in numbers:
            name = f"feeds.{feed.name}.{item.name}"
            yield name, getattr(feed, item.name), item.metadata["unit"], item.metadata["source"]


def _rows_of_places() -> Iterator[Row]:
    """Latitude and longitude of each station and sea area."""
    latitude = next(item for item in fields(Place) if item.name == "latitude")
    for country, known in _COUNTRIES:
        for kind, places in (("stations", known.STATIONS), ("areas", known.AREAS)):
            for place in places:
                where = (place.latitude, place.longitude)
                name = f"places.{country}.{kind}.{place.name}"
                yield name, where, "degrees north / degrees east", latitude.metadata["source"]


def _line(name: str, value: Any, unit: str, source: str) -> str:
    cells = (f"`{name}`", _shown(value), unit, source)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _shown(value: Any) -> str:
    """A value as people read it: 3,000,000, 0.9625, yes; several values with `/` between them."""
    if isinstance(value, tuple):
        return " / ".join(_shown(item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,.10g}" if isinstance(value, int | float) else str(value)
