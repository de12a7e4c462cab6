"""Tidy views of the books: one row a cage and day, a site and day, a batch and week.

What took seven tables and a page of joins takes one file. Every figure is what the books register,
asked of AquaMind's own columns alone; what truly happened is in the generator's tables beside them
(outbreaks, water events, sensor faults).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from django.db.models import Sum
from pyarrow import csv

from apps.batch.models import BatchContainerAssignment, MortalityEvent
from apps.inventory.models import BatchFeedingSummary
from scripts.data_generation.array_types import Floats
from scripts.data_generation.reporting.export.cage_days import CageDays, cage_days
from scripts.data_generation.reporting.export.views_page import README

# Stays that are laid out day by day at a time: a few hundred thousand rows.
STAYS_AT_ONCE = 400


@dataclass
class SiteDays:
    """Sums over the containers of each site and day, added up block by block."""

    sums: dict[tuple[str, str, date], Floats] = field(default_factory=dict)

    NAMES = ("containers", "fish", "deaths", "feed_kg")

    def add(self, block: CageDays) -> None:
        """Add a block of cage-days."""
        values = np.stack(
            [np.ones(len(block.day)), block.fish, block.deaths.sum(axis=1), block.feed_kg], axis=1
        )
        for place, country, day, row in zip(
            block.site, block.country, block.day, values, strict=True
        ):
            key = (place, country, day)
            self.sums[key] = self.sums[key] + row if key in self.sums else row

    def table(self) -> pa.Table:
        """One row a site and day, by site and day."""
        keys = sorted(self.sums)
        columns = {
            "site": [site for site, _, _ in keys],
            "country": [country for _, country, _ in keys],
            "day": pa.array([day for *_, day in keys], pa.date32()),
        }
        for place, name in enumerate(self.NAMES):
            column = [float(self.sums[key][place]) for key in keys]
            whole = name != "feed_kg"
            columns[name] = pa.array(column).cast(pa.int64()) if whole else pa.array(column)
        return pa.table(columns)


def blocks() -> Iterator[CageDays]:
    """All cage-days, some stays at a time, in the order in which the stays began."""
    keys = list(
        BatchContainerAssignment.objects.order_by("assignment_date", "pk").values_list(
            "pk", flat=True
        )
    )
    for start in range(0, len(keys), STAYS_AT_ONCE):
        block = cage_days(keys[start : start + STAYS_AT_ONCE])
        if block.day:
            yield block


def batch_weeks() -> pa.Table:
    """One row a batch and week that is summed up: feed, growth, conversion, biomass and deaths."""
    weeks = list(
        BatchFeedingSummary.objects.order_by("batch__batch_number", "period_start").values_list(
            "batch__batch_number",
            "batch",
            "period_start",
            "period_end",
            "total_feed_kg",
            "total_growth_kg",
            "fcr",
            "average_biomass_kg",
            "container_count",
        )
    )
    dead: dict[tuple[int, date], int] = {}
    events = MortalityEvent.objects.values_list("batch", "event_date").annotate(n=Sum("count"))
    for batch, day, count in events.order_by().iterator():
        dead[batch, day] = count
    names = ("batch", "first_day", "last_day", "feed_kg", "growth_kg", "fcr", "biomass_kg")
    columns: dict[str, list[object]] = {name: [] for name in (*names, "containers", "deaths")}
    for number, batch, first, last, *figures, containers in weeks:
        days = (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
        row = (
            number,
            first,
            last,
            *(None if value is None else float(value) for value in figures),
            containers,
            sum(dead.get((batch, day), 0) for day in days),
        )
        for name, value in zip(columns, row, strict=True):
            columns[name].append(value)
    return pa.table(columns)


def write_views(folder: Path, file_format: str) -> dict[str, int]:
    """Write the views and what they mean into a folder; name of each with its rows."""
    folder.mkdir(parents=True, exist_ok=True)
    sites, rows = SiteDays(), 0
    writer: pq.ParquetWriter | csv.CSVWriter | None = None
    for block in blocks():
        table = block.table()
        writer = writer or _writer(folder / f"cage_day.{file_format}", table.schema)
        writer.write_table(table)
        rows += table.num_rows
        sites.add(block)
    if writer:
        writer.close()
    written = {"cage_day": rows}
    for name, table in (("site_day", sites.table()), ("batch_week", batch_weeks())):
        with _writer(folder / f"{name}.{file_format}", table.schema) as whole:
            whole.write_table(table)
        written[name] = table.num_rows
    (folder / "README.md").write_text(README, "utf-8")
    return written


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter | csv.CSVWriter:
    if path.suffix == ".csv":
        return csv.CSVWriter(path, schema)
    return pq.ParquetWriter(path, schema, compression="zstd")
