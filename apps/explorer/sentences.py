"""What a chart shows, in a sentence of figures: for those who do not see it, or have no time."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

UNIT = re.compile(r"\[([^]]+)\]")
# More series than these are counted, not told.
MOST_TOLD = 3


def unit_of(name: str) -> str:
    """The unit in the name of an axis, such as "kg" in "feed [kg]"; "" where it has none."""
    found = UNIT.search(name)
    return found.group(1) if found else ""


def in_figures(value: Any) -> str:
    """A number with thousands apart and no more digits than help."""
    number = float(value)
    if number.is_integer() or abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.3g}"


def in_words(x: Any) -> str:
    """A day or a moment as people write it; all else as it stands."""
    if isinstance(x, datetime):
        return f"{x.day} {x:%B %Y}"
    if isinstance(x, date):
        return f"{x.day} {x:%B %Y}"
    if isinstance(x, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", x):
        return in_words(date.fromisoformat(x))
    return str(x)


def of_series(all_series: Sequence[Any], y_names: Sequence[str]) -> str:
    """Lowest, highest and last of each series, as "feed: 0 to 12 kg, most on 3 May 2024"."""
    told = [one for one in all_series if one.drawn not in {"thin", "band"} and _known(one)]
    many = [one for one in all_series if one.drawn == "thin" and _known(one)]
    said = [_of_one(one, unit_of(y_names[one.axis])) for one in told[:MOST_TOLD]]
    if len(told) > MOST_TOLD:
        said.append(f"{len(told) - MOST_TOLD} more are in the table")
    if many:
        values = [y for one in many for _, y in _known(one)]
        unit = unit_of(y_names[many[0].axis])
        said.append(f"{len(many)} lines: {_range(values, unit)}")
    return ". ".join(said) + "." if said else ""


def of_stays(bars: Iterable[Any], rows: Sequence[str]) -> str:
    """How many stays in how many rows, from which day to which."""
    found = list(bars)
    first, last = min(bar.first for bar in found), max(bar.last for bar in found)
    stays = "1 bar" if len(found) == 1 else f"{len(found)} bars"
    lines = "1 row" if len(rows) == 1 else f"{len(rows)} rows"
    return f"{stays} in {lines}, from {in_words(first)} to {in_words(last)}."


def _of_one(one: Any, unit: str) -> str:
    points = _known(one)
    if len(points) == 1:
        (x, y), *_ = points
        return f"{one.name}: {in_figures(y)}{_spaced(unit)}, {in_words(x)}"
    most = max(points, key=lambda point: float(point[1]))
    last = points[-1]
    values = [y for _, y in points]
    if len(set(map(float, values))) == 1:
        return f"{one.name}: {_range(values, unit)}"
    return (
        f"{one.name}: {_range(values, unit)}, most {in_words(most[0])}, last {in_figures(last[1])}"
    )


def _range(values: Sequence[Any], unit: str) -> str:
    low, high = min(map(float, values)), max(map(float, values))
    if low == high:
        return f"always {in_figures(low)}{_spaced(unit)}"
    return f"{in_figures(low)} to {in_figures(high)}{_spaced(unit)}"


def _spaced(unit: str) -> str:
    return f" {unit}" if unit else ""


def _known(one: Any) -> list[tuple[Any, Any]]:
    return [(point[0], point[1]) for point in one.points if point[1] is not None]
