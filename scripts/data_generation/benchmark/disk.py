"""Arm f: how much space a reading takes on disk, with and without compression."""

import time
from collections.abc import Iterator

from aquamind.tables.compression import COMPRESSING_LICENCE, licence_of
from scripts.data_generation.benchmark.figures import Figure
from scripts.data_generation.benchmark.readings import Fields
from scripts.data_generation.benchmark.scratch import Scratch
from scripts.data_generation.benchmark.writing import TABLE, by_columns


def disk_arm(scratch: Scratch, fields: Fields) -> Iterator[Figure]:
    """Write the readings once and look at the size, before and after compression."""
    rows = len(fields["value"])
    scratch.empty_table(TABLE)
    before = size_of(scratch)
    by_columns(fields)
    per_row = (size_of(scratch) - before) / rows
    yield Figure("f", "a reading on disk, index included", "bytes", (per_row,))
    if scratch.vendor == "postgresql":
        yield from _compressed(scratch, rows)
    scratch.empty_table(TABLE)


def size_of(scratch: Scratch) -> int:
    """Bytes of the table of readings with its index; on SQLite of all tables."""
    with scratch.connection.cursor() as cursor:
        if scratch.vendor == "postgresql":
            cursor.execute("SELECT hypertable_size(%s)", [TABLE])
            return int(cursor.fetchone()[0])
        found = []
        for name in ("page_count", "freelist_count", "page_size"):
            cursor.execute(f"PRAGMA {name}")
            found.append(int(cursor.fetchone()[0]))
        pages, free, size = found
        return (pages - free) * size


def _compressed(scratch: Scratch, rows: int) -> Iterator[Figure]:
    licence = licence_of(scratch.connection)
    if licence != COMPRESSING_LICENCE:
        note = f"the server's licence, {licence}, has no compression"
        yield Figure("f", "a compressed reading on disk", "bytes", (), note)
        return
    with scratch.connection.cursor() as cursor:
        started = time.perf_counter()
        cursor.execute("SELECT compress_chunk(piece, true) FROM show_chunks(%s) piece", [TABLE])
        seconds = time.perf_counter() - started
    yield Figure("f", "a compressed reading on disk", "bytes", (size_of(scratch) / rows,))
    yield Figure("f", "compression", "rows/s", (rows / seconds,))
