"""The figures of a benchmark, with one value a run, and the goals that they should reach."""

from dataclasses import dataclass, field
from statistics import median
from typing import Any

from scripts.data_generation.benchmark.plan import Plan

OVER_DJANGO = "Columns over bulk_create, instances included"
OVER_COPY = "Columns over the bare limit"
DAY_LOOP_45 = "day loop, production scale, 45 batches"
SESSION_1 = "session 1, whole command, all tables"
SESSION_1_SECONDS = "session 1, whole command"
ALL_YEARS = "all sessions, whole commands"
PEAK_MEMORY = "peak memory of any session"
FLATNESS = "years 5 on, farthest from their median"
LAST_YEAR = "readings of the last year, in their chunks"


@dataclass(frozen=True)
class Goal:
    """What a figure should reach, on one kind of database and at some scales; None means any."""

    limit: float
    at_least: bool
    vendor: str | None = None
    scales: tuple[str, ...] | None = None
    days: int = 0

    def applies(self, vendor: str, scale: str, days: int) -> bool:
        """Whether the goal was set for such a run, whose history has so many days."""
        return (
            self.vendor in (None, vendor)
            and (self.scales is None or scale in self.scales)
            and days >= self.days
        )

    def is_met(self, value: float) -> bool:
        """Whether a value reaches the goal."""
        return value >= self.limit if self.at_least else value <= self.limit

    def __str__(self) -> str:
        return f"{'>=' if self.at_least else '<='} {self.limit:,.10g}"


TEN_YEARS, THREE_YEARS = 3652, 1095  # days
POSTGRESQL, SQLITE = "postgresql", "sqlite"
PRODUCTION, LARGE = ("production",), ("production", "full")
GOALS: dict[str, tuple[Goal, ...]] = {
    OVER_DJANGO: (Goal(15, True, POSTGRESQL),),
    OVER_COPY: (Goal(0.85, True, POSTGRESQL),),
    DAY_LOOP_45: (Goal(15, False),),
    SESSION_1: (Goal(200_000, True, POSTGRESQL, PRODUCTION, THREE_YEARS),),
    SESSION_1_SECONDS: (Goal(240, False, SQLITE, PRODUCTION, THREE_YEARS),),
    ALL_YEARS: (
        Goal(600, False, POSTGRESQL, PRODUCTION, TEN_YEARS),
        Goal(10, False, SQLITE, ("ci",), TEN_YEARS),
    ),
    PEAK_MEMORY: (Goal(500, False, scales=LARGE),),
    FLATNESS: (Goal(15, False, scales=LARGE),),
    LAST_YEAR: (Goal(250_000, True, POSTGRESQL, ("full",)),),
}


@dataclass(frozen=True)
class Figure:
    """One thing measured: a value a run. Where nothing could be measured, `note` says why."""

    arm: str
    name: str
    unit: str
    values: tuple[float, ...]
    note: str = ""

    @property
    def median(self) -> float:
        """The middle of the runs."""
        return median(self.values)

    def goal(self, vendor: str, scale: str, days: int) -> Goal | None:
        """The goal that was set for this figure in such a run."""
        goals = (g for g in GOALS.get(self.name, ()) if g.applies(vendor, scale, days))
        return next(goals, None) if self.values else None

    def as_json(self) -> dict[str, Any]:
        """All of it, and the median with its spread."""
        found: dict[str, Any] = {
            "arm": self.arm,
            "name": self.name,
            "unit": self.unit,
            "runs": list(self.values),
        }
        if self.note:
            found["note"] = self.note
        if self.values:
            found |= {
                "median": self.median,
                "least": min(self.values),
                "most": max(self.values),
            }
        return found


@dataclass
class Benchmark:
    """What was measured by a plan, on what database and machine."""

    plan: Plan
    vendor: str
    about: dict[str, str]
    figures: list[Figure] = field(default_factory=list)

    def goal(self, figure: Figure) -> Goal | None:
        """The goal that was set for a figure in such a run."""
        return figure.goal(self.vendor, self.plan.scale, len(self.plan.history))
