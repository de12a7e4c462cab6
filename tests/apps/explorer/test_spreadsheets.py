"""CSV files for people: no cell is a formula, all letters arrive, and numbers are numbers."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from apps.explorer.charts import Listing
from apps.explorer.spreadsheets import write_spreadsheet

pytestmark = pytest.mark.no_database


def written(tmp_path: Path, *cells: Any) -> list[str]:
    """The cells of a row as a program reads them back."""
    path = tmp_path / "table.csv"
    write_spreadsheet(Listing([f"column {n}" for n, _ in enumerate(cells)], [list(cells)]), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        _, row = csv.reader(file)
    return row


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        "+1+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "  =1+1",
        "\u00a0=1+1",
        "\uff1d1+1",
        "=",
        "-",
        "+49 1234",
    ],
)
def test_a_text_is_never_a_formula(tmp_path, text) -> None:
    assert written(tmp_path, text, "beside it") == [f"'{text}", "beside it"]


@pytest.mark.parametrize(
    ("cell", "stands"),
    [
        (-3, "-3"),
        (-0.25, "-0.25"),
        (Decimal("-1.50"), "-1.50"),
        ("-12.5", "-12.5"),
        ("+4", "+4"),
        ("FI-2025-001", "FI-2025-001"),
        ("Viðareiði", "Viðareiði"),
        ('a, b "c"\nd = e', 'a, b "c"\nd = e'),
        (None, ""),
        ("", ""),
    ],
)
def test_all_else_stands_as_it_is(tmp_path, cell, stands) -> None:
    assert written(tmp_path, cell, "beside it") == [stands, "beside it"]


def test_a_heading_is_a_text_too(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    write_spreadsheet(Listing(["date", "=A1"], []), path)
    assert path.read_bytes() == b"\xef\xbb\xbfdate,'=A1\r\n"
