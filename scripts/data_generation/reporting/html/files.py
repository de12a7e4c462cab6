"""Writes the report: report.html, and beside it csv/NAME.csv for every table shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from apps.explorer.spreadsheets import write_spreadsheet
from scripts.data_generation.reporting.html.contents import sections
from scripts.data_generation.reporting.html.page import page
from scripts.data_generation.reporting.html.parts import Section
from scripts.data_generation.reporting.html.subject import Subject

PAGE, TABLES = "report.html", "csv"


@dataclass(frozen=True)
class Written:
    """Where a report lies."""

    path: Path
    size: int  # bytes of the page
    tables: int


def write_report(
    subject: Subject, folder: Path, made: datetime, tell: Callable[[str], None] = lambda _: None
) -> Written:
    """Make the report in `folder`; `tell` is called with the title of each finished section.

    The files of an earlier report are replaced. The page appears when it is complete.
    """
    found = []
    for section in sections(subject):
        tell(section.title)
        found.append(section)
    text = page(subject, found, made)
    tables = folder / TABLES
    tables.mkdir(parents=True, exist_ok=True)
    for old in tables.glob("*.csv"):
        old.unlink()
    count = _write_tables(found, tables)
    path, whole = folder / PAGE, folder / f"{PAGE}.part"
    whole.write_text(text, "utf-8")
    whole.replace(path)
    return Written(path, path.stat().st_size, count)


def _write_tables(found: Sequence[Section], folder: Path) -> int:
    parts = [part for section in found for part in section.parts]
    for part in parts:
        write_spreadsheet(part.table(), folder / f"{part.key}.csv")
    return len(parts)
