"""The years of a history, and queries that group rows by them.

Year 1 begins on the first day of the history, year 2 a calendar year later. The last year ends with
the books, so it may be shorter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import (
    Case,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)

from scripts.data_generation.config.history import years_later

DAY = timedelta(days=1)
NO_TIME = Value(timedelta(0), output_field=DurationField())

Column = list[float | None]


@dataclass(frozen=True)
class HistoryYears:
    """`begins` are the first days of the years, `end` is the day after the last one."""

    begins: tuple[date, ...]
    end: date

    @classmethod
    def of(cls, first: date, last: date) -> "HistoryYears":
        """The years of a history from `first` to `last`, both included."""
        begins = [first]
        while (following := years_later(first, len(begins))) <= last:
            begins.append(following)
        return cls(tuple(begins), last + DAY)

    def __len__(self) -> int:
        return len(self.begins)

    @property
    def bounds(self) -> tuple[date, ...]:
        """First day of each year, and the day after the last year."""
        return (*self.begins, self.end)

    @property
    def days(self) -> list[int]:
        """Days of each year."""
        return [(b - a).days for a, b in pairwise(self.bounds)]

    def label(self, at: int) -> str:
        """The calendar year, or both calendar years, that year number `at`, from 0, lies in."""
        first, last = self.begins[at], years_later(self.begins[at], 1) - DAY
        return str(first.year) if first.year == last.year else f"{first.year}/{last.year % 100:02d}"

    @property
    def labels(self) -> list[str]:
        """The label of each year."""
        return [self.label(at) for at in range(len(self))]

    @property
    def spans(self) -> list[dict[str, str]]:
        """First and last day of each year, as text."""
        return [
            {"first_day": str(begin), "last_day": str(end - DAY)}
            for begin, end in pairwise(self.bounds)
        ]

    def year_of(self, day: str, *, moment: bool = False) -> Case:
        """The number of the year, from 0, that the column `day` lies in; for moments in UTC."""
        whens = [
            When(**{f"{day}__lt": _midnight(end) if moment else end}, then=Value(at))
            for at, end in enumerate(self.begins[1:])
        ]
        return Case(*whens, default=Value(len(self) - 1), output_field=IntegerField())

    def grouped(
        self, rows: "QuerySet[Any, Any]", day: str, *by: str, moment: bool = False, **sums: Any
    ) -> list[dict[str, Any]]:
        """Aggregates of rows by `year`, the number of the year of `day`, and by columns."""
        if len(self) == 1 and not rows.exists():
            return []  # a single year is no column to group by: the query would give an empty row
        dated = rows.order_by().annotate(year=self.year_of(day, moment=moment))
        return list(dated.values("year", *by).annotate(**sums))

    def column(
        self, rows: "QuerySet[Any, Any]", day: str, *, moment: bool = False, **value: Any
    ) -> Column:
        """One aggregate a year, 0 where a year has no rows."""
        found: Column = [0.0] * len(self)
        (name,) = value
        for row in self.grouped(rows, day, moment=moment, **value):
            found[row["year"]] = float(row[name] or 0)
        return found

    def days_within(
        self, rows: "QuerySet[Any, Any]", start: str, end: str, *by: str
    ) -> dict[tuple[Any, ...], list[float]]:
        """Days of all spans [start, end) that lie in each year, by columns; no end yet is null."""
        sums = {f"by_{n}": _days_before(start, end, day) for n, day in enumerate(self.bounds)}
        totals = rows.order_by().values(*by).annotate(**sums) if by else [rows.aggregate(**sums)]
        return {
            tuple(row[name] for name in by): _differences(
                [(row[name] or timedelta(0)) / DAY for name in sums]
            )
            for row in totals
        }


def _days_before(start: str, end: str, day: date) -> Sum:
    """Time of all spans that lies before `day`."""
    begun = Q(**{f"{start}__lt": day})
    over = Q(**{f"{end}__lte": day})
    whole = ExpressionWrapper(F(end) - F(start), output_field=DurationField())
    part = ExpressionWrapper(Value(day) - F(start), output_field=DurationField())
    return Sum(
        Case(When(begun & over, then=whole), When(begun, then=part), default=NO_TIME),
        output_field=DurationField(),
    )


def _differences(totals: Sequence[float]) -> list[float]:
    return [b - a for a, b in pairwise(totals)]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
