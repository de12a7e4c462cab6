"""Arms a and b: the same readings by Columns, by Django's bulk_create, by the database alone."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import starmap
from operator import truediv
from typing import Any

from django.db import transaction

from apps.environmental.models import EnvironmentalReading
from aquamind.columnar.columns import SLICE_ROWS, Columns
from scripts.data_generation.benchmark.figures import OVER_COPY, OVER_DJANGO, Figure
from scripts.data_generation.benchmark.limit import Limit, limit_of
from scripts.data_generation.benchmark.readings import Fields
from scripts.data_generation.benchmark.scratch import ALIAS, Scratch

TABLE = EnvironmentalReading._meta.db_table

Seconds = list[float]


def write_arms(scratch: Scratch, fields: Fields, runs: int) -> Iterator[Figure]:
    """Time each way in turn, into an empty table, `runs` times each; then compare."""
    rows = len(fields["value"])
    with closing(limit_of(scratch, Columns(EnvironmentalReading, **fields).whole_rows())) as limit:
        seconds, instances = _timed(scratch, fields, limit, runs)
        yield from _figures(rows, seconds, instances, limit.name)


def _timed(
    scratch: Scratch, fields: Fields, limit: Limit, runs: int
) -> tuple[dict[str, Seconds], Seconds]:
    """Seconds of each way in each run, and those of making instances."""
    instances: Seconds = []
    ways: dict[str, Callable[[], float]] = {
        "columns": lambda: by_columns(fields),
        "django": lambda: by_instances(fields, instances),
        "limit": limit.seconds,
    }
    # The first rows on a connection cost more; they are not counted.
    limit.empty()
    limit.seconds()
    scratch.empty_table(TABLE)
    by_columns(fields)
    seconds: dict[str, Seconds] = {name: [] for name in ways}
    for run in range(runs):
        # Each way comes first, second and last in turn.
        for name in (*list(ways)[run % len(ways) :], *list(ways)[: run % len(ways)]):
            scratch.empty_table(TABLE)
            limit.empty()
            seconds[name].append(ways[name]())
    scratch.empty_table(TABLE)
    return seconds, instances


def _figures(
    rows: int, seconds: dict[str, Seconds], instances: Seconds, limit: str
) -> Iterator[Figure]:
    columns, django = seconds["columns"], seconds["django"]
    with_instances = [a + b for a, b in zip(django, instances, strict=True)]
    for arm, name, taken in (
        ("a", "Columns", columns),
        ("a", "bulk_create, instances included", with_instances),
        ("a", "bulk_create, instances made before", django),
        ("b", limit, seconds["limit"]),
    ):
        yield Figure(arm, name, "rows/s", tuple(rows / s for s in taken), f"{rows:,} readings")
    for arm, name, slow in (
        ("a", OVER_DJANGO, with_instances),
        ("a", "Columns over bulk_create, instances made before", django),
        ("b", OVER_COPY, seconds["limit"]),
    ):
        pairs = zip(slow, columns, strict=True)
        yield Figure(arm, name, "x", tuple(starmap(truediv, pairs)))


def by_columns(fields: Fields) -> float:
    """Seconds to check, encode, send and commit columns."""
    started = time.perf_counter()
    EnvironmentalReading.objects.using(ALIAS).bulk_create(Columns(**fields))
    return time.perf_counter() - started


def by_instances(fields: Fields, instances: Seconds) -> float:
    """Seconds of Django's bulk_create with its commit; `instances` gets those of making them."""
    columns = Columns(EnvironmentalReading, **fields)
    rows: Any = EnvironmentalReading.objects.using(ALIAS)
    making, started = 0.0, time.perf_counter()
    with transaction.atomic(using=ALIAS):
        for start in range(0, len(columns), SLICE_ROWS):
            begun = time.perf_counter()
            objects = columns.instances(start, start + SLICE_ROWS)
            making += time.perf_counter() - begun
            rows.bulk_create(objects, batch_size=SLICE_ROWS)
    instances.append(making)
    return time.perf_counter() - started - making
