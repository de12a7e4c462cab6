"""The calendar months of a history, and queries that group rows by them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db.models import QuerySet
from django.db.models.functions import TruncMonth

from scripts.data_generation.array_types import Floats, Integers


@dataclass(frozen=True)
class HistoryMonths:
    """`firsts` are the first days of the months; the history may begin and end within a month."""

    begin: date
    end: date  # the last day
    firsts: tuple[date, ...]

    @classmethod
    def of(cls, begin: date, end: date) -> "HistoryMonths":
        """The months that the days from `begin` to `end`, both included, lie in."""
        firsts, first = [], begin.replace(day=1)
        while first <= end:
            firsts.append(first)
            first = (first + timedelta(days=31)).replace(day=1)
        return cls(begin, end, tuple(firsts))

    def __len__(self) -> int:
        return len(self.firsts)

    @property
    def labels(self) -> list[str]:
        """Each month as 2019-05."""
        return [f"{first:%Y-%m}" for first in self.firsts]

    @property
    def days(self) -> int:
        """Days of the history."""
        return (self.end - self.begin).days + 1

    def at(self, day: date) -> int:
        """The number of the month, from 0, that a day lies in."""
        return (day.year - self.firsts[0].year) * 12 + day.month - self.firsts[0].month

    def first_days(self) -> Integers:
        """Position, in days from `begin`, of each month's first day in the history [days]."""
        return np.array([max(0, (first - self.begin).days) for first in self.firsts])

    def last_days(self) -> Integers:
        """Position of each month's last day in the history [days]."""
        return np.append(self.first_days()[1:], self.days) - 1

    def means(self, daily: Floats) -> Floats:
        """Mean of each month; `daily` is one value a day of the history, shape (days,)."""
        sums = np.add.reduceat(daily, self.first_days())
        return np.asarray(sums / (self.last_days() - self.first_days() + 1))

    def grouped(
        self, rows: "QuerySet[Any, Any]", day: str, *by: str, **sums: Any
    ) -> list[dict[str, Any]]:
        """Aggregates of rows by `month`, the number of the month of `day`, and by columns."""
        dated = rows.order_by().annotate(first=TruncMonth(day)).values("first", *by)
        found = []
        for row in dated.annotate(**sums):
            first = row.pop("first")
            month = self.at(first)
            if 0 <= month < len(self):
                found.append({"month": month, **row})
        return found

    def columns(
        self, rows: "QuerySet[Any, Any]", day: str, *by: str, **value: Any
    ) -> dict[tuple[Any, ...], Floats]:
        """One sum a month, 0 where there are no rows, by columns; shape (months,)."""
        (name,) = value
        found: dict[tuple[Any, ...], Floats] = {}
        for row in self.grouped(rows, day, *by, **value):
            key = tuple(row[column] for column in by)
            found.setdefault(key, np.zeros(len(self)))[row["month"]] += float(row[name] or 0)
        return found
