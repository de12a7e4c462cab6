"""What a chart shows, in figures: drawn by the page, listed under it, and answered by the API.

A chart never holds more points than a screen can show; whoever makes one asks the database for
means over steps of time (see buckets.py).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from apps.explorer.listings import Link, Listing
from apps.explorer.sentences import in_figures, of_series, of_stays, unit_of

__all__ = [
    "AnyChart",
    "Bar",
    "Chart",
    "Gantt",
    "Heat",
    "Level",
    "Link",
    "Listing",
    "Map",
    "Period",
    "Place",
    "Series",
]

Point = tuple[Any, ...]

# "thin" lines are many of one kind, such as all batches: faint, and not in the legend.
Drawn = Literal["line", "step", "bar", "points", "band", "area", "dashed", "thin"]


@dataclass(frozen=True)
class Series:
    """One named row of points (x, y); of a band (x, lowest, highest)."""

    name: str
    points: Sequence[Point]
    drawn: Drawn = "line"
    axis: int = 0  # which of the chart's y axes
    stack: str = ""  # bars and areas of one stack stand on each other
    colour: str = ""  # a colour's name in the style sheet; without it the next of the palette


@dataclass(frozen=True)
class Level:
    """A line across the chart, such as a limit."""

    name: str
    value: float
    axis: int = 0


@dataclass(frozen=True)
class Period:
    """Days that are shaded, such as a storm or a treatment."""

    name: str
    first: date
    last: date
    colour: str = ""


@dataclass(frozen=True)
class Chart:
    """Series over time or over categories, with the units of their axes in the axes' names."""

    key: str
    title: str
    says: str  # what there is to see, in words, for those who do not see it
    series: Sequence[Series]
    y_names: tuple[str, ...]
    x: Literal["time", "category", "value"] = "time"
    x_name: str = ""
    categories: Sequence[str] = ()
    heading: str = "category"  # what the categories are: over the first column of the table
    levels: Sequence[Level] = ()
    periods: Sequence[Period] = ()
    log: bool = False  # the first y axis; nothing on it may then be 0
    days: tuple[date, date] | None = None  # the time drawn; None: that of the points
    kind: Literal["xy"] = "xy"

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(len(one.points) for one in self.series)

    @property
    def sentence(self) -> str:
        """What it shows, in figures."""
        return of_series(self.series, self.y_names)

    def table(self) -> Listing:
        """The same figures as rows: one for each x, one column for each series, with its unit."""
        names = [one.name for one in self.series]
        units = [unit_of(self.y_names[one.axis]) for one in self.series]
        values: dict[Any, dict[str, Any]] = {}
        for one in self.series:
            for x, *y in one.points:
                values.setdefault(x, {})[one.name] = y[0] if len(y) == 1 else _between(y)
        head = self.x_name or {"time": "date", "category": self.heading, "value": "x"}[self.x]
        rows = [[_plain(x), *(row.get(name) for name in names)] for x, row in values.items()]
        if self.x == "time":
            rows.sort(key=lambda row: row[0])
        heads = [
            f"{name} [{unit}]" if unit and "[" not in name else name
            for name, unit in zip(names, units, strict=True)
        ]
        return Listing((head, *heads), rows, self.key)

    def as_json(self) -> dict[str, Any]:
        """The chart as JSON holds it: dates as text, decimals as numbers."""
        return dict(_plain(asdict(self)))


@dataclass(frozen=True)
class Bar:
    """One stay of a Gantt chart: from the first day to the last, in one row."""

    row: str
    first: date
    last: date
    label: str
    colour: str = ""
    link: str = ""
    kind: str = ""  # what the colour means, for the legend: such as a stage


@dataclass(frozen=True)
class Gantt:
    """Stays over time, one row for each of `rows`."""

    key: str
    title: str
    says: str
    rows: Sequence[str]
    bars: Sequence[Bar]
    days: tuple[date, date] | None = None  # the first and last day drawn; None: those of the bars
    links: Mapping[str, str] = field(default_factory=dict)  # row -> the page of what it names
    kind: Literal["gantt"] = "gantt"

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.bars

    @property
    def sentence(self) -> str:
        """How many stays there are, and of which days."""
        return of_stays(self.bars, self.rows) if self.bars else ""

    def table(self) -> Listing:
        """The same stays as rows."""
        rows = [
            [
                Link(b.row, self.links.get(b.row, "")),
                Link(b.label, b.link),
                b.first.isoformat(),
                b.last.isoformat(),
            ]
            for b in self.bars
        ]
        return Listing(("where", "what", "from", "to"), rows, self.key)

    def as_json(self) -> dict[str, Any]:
        """The chart as JSON holds it."""
        return dict(_plain(asdict(self)))


@dataclass(frozen=True)
class Heat:
    """A grid of values: columns by rows, (column, row, value or None)."""

    key: str
    title: str
    says: str
    columns: Sequence[str]
    rows: Sequence[str]
    cells: Sequence[tuple[int, int, float | None]]
    unit: str
    heading: str  # what the rows are: over the first column of the table
    highest: float | None = None
    links: Mapping[str, str] = field(default_factory=dict)  # row -> the page of what it names
    kind: Literal["heat"] = "heat"

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.cells

    @property
    def sentence(self) -> str:
        """The lowest and the highest cell."""
        values = [value for _, _, value in self.cells if value is not None]
        if not values:
            return ""
        low, high = in_figures(min(values)), in_figures(max(values))
        return f"{len(self.rows)} rows, {len(self.columns)} columns: {low} to {high} {self.unit}."

    def table(self) -> Listing:
        """The same grid as rows."""
        grid: list[list[Any]] = [
            [Link(name, self.links.get(name, "")), *[None] * len(self.columns)]
            for name in self.rows
        ]
        for column, row, value in self.cells:
            grid[row][column + 1] = value
        return Listing((self.heading, *self.columns), grid, self.key)

    def as_json(self) -> dict[str, Any]:
        """The chart as JSON holds it."""
        return dict(_plain(asdict(self)))


@dataclass(frozen=True)
class Place:
    """A site on the map [degrees north and east], what there is to say of it, and its page."""

    name: str
    kind: str
    latitude: float
    longitude: float
    says: str
    link: str = ""
    state: str = ""  # how it stands, for the legend: in use, empty, above the limit
    colour: str = ""  # of its state


@dataclass(frozen=True)
class Map:
    """Places on the coastline, without any server of maps."""

    key: str
    title: str
    says: str
    places: Sequence[Place]
    land: str  # address of the coastline, as GeoJSON
    kind: Literal["map"] = "map"

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.places

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """West, south, east and north of what is shown [degrees]: all places with some water."""
        east = [place.longitude for place in self.places]
        north = [place.latitude for place in self.places]
        return min(east) - 0.5, min(north) - 0.2, max(east) + 0.5, max(north) + 0.2

    @property
    def sentence(self) -> str:
        """How many places of each kind there are."""
        counts = Counter(place.kind for place in self.places)
        told = [f"{n} {kind}{'s' if n > 1 else ''}" for kind, n in sorted(counts.items())]
        return f"{', '.join(told)}." if told else ""

    def table(self) -> Listing:
        """The same places as rows."""
        rows = [
            [Link(p.name, p.link), p.kind, p.latitude, p.longitude, p.says] for p in self.places
        ]
        head = ("site", "kind", "latitude [°N]", "longitude [°E]", "now")
        return Listing(head, rows, self.key)

    def as_json(self) -> dict[str, Any]:
        """The chart as JSON holds it."""
        return dict(_plain({**asdict(self), "frame": self.frame if self.places else ()}))


AnyChart = Chart | Gantt | Heat | Map


def _between(values: Sequence[Any]) -> str:
    return " to ".join("" if value is None else str(_plain(value)) for value in values)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Link):
        return value.text
    return float(value) if isinstance(value, Decimal) else value
