"""Means over equal steps of time, made by the database: what a screen can show of long series.

TimescaleDB has time_bucket for it, SQLite whole-number division; both begin their steps at the
same moment, so that they answer the same.
"""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

# Steps that people know, in hours; weeks begin on Mondays.
STEPS_HOURS = (1, 3, 6, 12, 24, 7 * 24, 4 * 7 * 24)
# As many as a wide chart has pixels for two lines.
MOST_POINTS = 600
# A Monday: steps of weeks begin there, and so do those of hours and days.
ORIGIN = "2000-01-03 00:00:00+00"
ORIGIN_UNIX = 946_857_600


def step_for(first: date, last: date, most: int = MOST_POINTS) -> timedelta:
    """The shortest step that shows these days in at most so many points."""
    hours = ((last - first).days + 1) * 24
    fitting = (step for step in STEPS_HOURS if hours <= step * most)
    return timedelta(hours=next(fitting, STEPS_HOURS[-1]))


class TimeBucket(models.Func):
    """The moment at which a row's step of time begins [UTC]; `moment` is a DateTimeField's name."""

    output_field = models.DateTimeField()

    def __init__(self, moment: str, step: timedelta, **extra: Any) -> None:
        super().__init__(moment, **extra)
        self.seconds = int(step.total_seconds())

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, list[Any]]:
        """TimescaleDB's own."""
        sql, params = compiler.compile(self.source_expressions[0])
        return (
            f"time_bucket(make_interval(secs => {self.seconds}), {sql}, '{ORIGIN}'::timestamptz)",
            list(params),
        )

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """The same by division; moments before the origin, which no book has, would round up."""
        sql, params = compiler.compile(self.source_expressions[0])
        steps = f"((unixepoch({sql}) - {ORIGIN_UNIX}) / {self.seconds})"
        moment = f"{ORIGIN_UNIX} + {steps} * {self.seconds}"
        # A single % would begin a parameter where DEBUG writes queries down.
        return f"strftime('%%Y-%%m-%%d %%H:%%M:%%S', {moment}, 'unixepoch')", tuple(params)
