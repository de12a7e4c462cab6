"""Charts: what is drawn, what the table under it says, and what the API answers, are the same."""

import hashlib
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from apps.explorer.charts import Bar, Chart, Gantt, Heat, Map, Place, Series
from apps.explorer.figures.stacks import stacked

pytestmark = pytest.mark.no_database

VENDOR = Path(__file__).parents[3] / "aquamind" / "static" / "vendor"
JANUARY, FEBRUARY = date(2020, 1, 1), date(2020, 2, 1)


def test_a_table_has_a_row_for_each_x_and_a_column_for_each_series() -> None:
    chart = Chart(
        key="k",
        title="t",
        says="s",
        y_names=("kg",),
        series=(
            Series("a", [(FEBRUARY, 2), (JANUARY, Decimal("1.5"))]),
            Series("b", [(FEBRUARY, 3)]),
            Series("c", [(JANUARY, 1, 4)], "band"),
        ),
    )
    table = chart.table()
    assert table.head == ("date", "a", "b", "c")
    assert [list(row) for row in table.rows] == [
        ["2020-01-01", Decimal("1.5"), None, "1 to 4"],
        ["2020-02-01", 2, 3, None],
    ]


def test_every_chart_is_json() -> None:
    charts = (
        Chart("k", "t", "s", (Series("a", [(JANUARY, Decimal("1.5"))]),), ("kg",)),
        Gantt("k", "t", "s", ["cage"], [Bar("cage", JANUARY, FEBRUARY, "batch")]),
        Heat("k", "t", "s", ["January"], ["cage"], [(0, 0, 1.0)], "%", "place"),
        Map("k", "t", "s", [Place("A1", "sea area", 62.0, -7.0, "full")], "land.json"),
    )
    for chart in charts:
        assert not chart.empty
        assert json.loads(json.dumps(chart.as_json()))["title"] == "t"
        assert all(len(row) == len(chart.table().head) for row in chart.table().rows)


def test_a_stack_lacks_no_bar() -> None:
    series = stacked([("x", JANUARY, 1), ("y", FEBRUARY, 2), ("x", FEBRUARY, 3)], {"x": "X"})
    assert [(one.name, list(one.points)) for one in series] == [
        ("X", [(JANUARY, 1), (FEBRUARY, 3)]),
        ("y", [(JANUARY, 0), (FEBRUARY, 2)]),
    ]


def test_words_are_set_to_the_left_and_long_ones_broken() -> None:
    heat = Heat("k", "t", "s", ["January"], ["cage"], [(0, 0, 1.0)], "%", "place")
    assert [kind for _, kind in heat.table().columns] == ["text", ""]


@pytest.mark.parametrize("folder", sorted(p.name for p in VENDOR.iterdir()))
def test_files_of_others_are_as_their_page_says(folder) -> None:
    page = (VENDOR / folder / "README.md").read_text("utf-8")
    sums = set(re.findall(r"\b[0-9a-f]{64}\b", page))
    files = [p for p in (VENDOR / folder).iterdir() if p.suffix in {".js", ".json"}]
    assert {hashlib.sha256(p.read_bytes()).hexdigest() for p in files} == sums
    assert (VENDOR / folder / "LICENSE").exists()
