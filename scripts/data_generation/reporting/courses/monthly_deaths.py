"""Deaths by month: by the cause that the books name, and as a share of the fish at sea."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Sum

from apps.batch.models import MortalityEvent
from scripts.data_generation.array_types import Floats
from scripts.data_generation.reporting.history_months import HistoryMonths
from scripts.data_generation.reporting.history_years import DAY
from scripts.data_generation.reporting.sea_stock import (
    AREA,
    Days,
    fish_at_sea,
    whole_months,
)

CAUSES = {str(key): str(label) for key, label in MortalityEvent.Cause.choices}


@dataclass(frozen=True)
class AreaMonth:
    """Deaths of one whole month in one sea area, of the fish that were there at its start."""

    area: str
    first: date
    fish: float
    dead: float
    cause: str  # the one most named

    @property
    def percent(self) -> float:
        """Dead of the fish at the month's start."""
        return 100.0 * self.dead / self.fish


def deaths_by_cause(months: HistoryMonths) -> dict[str, Floats]:
    """Dead fish of each month by the label of their cause, shape (months,)."""
    dead = months.columns(MortalityEvent.objects.all(), "event_date", "cause", fish=Sum("count"))
    return {label: dead.get((key,), np.zeros(len(months))) for key, label in CAUSES.items()}


def sea_shares(months: HistoryMonths) -> dict[str, list[float | None]]:
    """Percent of a country's fish at sea at a month's start that died in it, whole months."""
    shares = {}
    for country, (change, deaths) in fish_at_sea().items():
        dead, there = _whole(months, change, deaths)
        shares[country] = [
            100.0 * dead[month] / there[month] if month in there else None
            for month in range(len(months))
        ]
    return shares


def deaths_of_areas(months: HistoryMonths) -> list[AreaMonth]:
    """Every whole month of every sea area that began with fish, the worst first."""
    causes = _causes_in_areas(months)
    found = []
    for area, (change, deaths) in fish_at_sea(AREA).items():
        dead, there = _whole(months, change, deaths)
        for month, fish in there.items():
            named = causes[area, month]
            most = max(named, key=lambda cause: named[cause]) if named else ""
            found.append(AreaMonth(area, months.firsts[month], fish, dead[month], most))
    return sorted(found, key=lambda one: (-one.percent, one.area, one.first))


def _whole(
    months: HistoryMonths, change: Days, deaths: Days
) -> tuple[dict[int, float], dict[int, float]]:
    """Deaths and fish of whole months, by the month's place in the history."""
    dead, there = whole_months(months.begin, months.end + DAY, change, deaths)
    rows = {(first.year, first.month): row for row, first in enumerate(months.firsts)}
    return (
        {rows[month]: dead.get(month, 0.0) for month in there},
        {rows[month]: fish for month, fish in there.items()},
    )


def _causes_in_areas(months: HistoryMonths) -> dict[tuple[str, int], dict[str, float]]:
    area = "assignment__container__area__name"
    at_sea = MortalityEvent.objects.filter(assignment__container__area__isnull=False)
    dead: dict[tuple[str, int], dict[str, float]] = defaultdict(dict)
    for row in months.grouped(at_sea, "event_date", area, "cause", fish=Sum("count")):
        dead[row[area], row["month"]][CAUSES[row["cause"]]] = float(row["fish"])
    return dead
