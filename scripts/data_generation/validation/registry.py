"""What a check of the books is: a name, what it proves, how grave it is, its bounds' source.

A check is a small function that asks the database, set-wise, for what should not be there; the
decorator `check` makes a Check of it. Checks never change a row.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.db.models import Max, QuerySet

from scripts.data_generation.config.parameters import Parameters, from_json
from scripts.data_generation.models import GenerationChunk, GenerationRun

EXAMPLES = 3


class Severity(Enum):
    """How grave a violation is."""

    ERROR = "error"  # the books contradict themselves
    WARNING = "warning"  # the books are in order, but unlike a real farm's


@dataclass(frozen=True)
class Case:
    """The run whose books are checked, and the evening they are kept up to."""

    run: GenerationRun
    parameters: Parameters
    last_day: date

    @classmethod
    def of(cls, run: GenerationRun) -> "Case":
        """The case of this run; its books reach to its last committed day."""
        committed = GenerationChunk.objects.filter(session__run=run).aggregate(day=Max("last_day"))
        return cls(run, from_json(run.parameters), committed["day"] or run.start_date)


@dataclass(frozen=True)
class Outcome:
    """How often a check is violated, and the first offenders in words."""

    violations: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """One thing that must hold in the books."""

    name: str
    proves: str
    bounds: str
    severity: Severity
    ask: Callable[[Case], Outcome]


@dataclass(frozen=True)
class Verdict:
    """What a check found in one case, and the seconds it took."""

    check: Check
    outcome: Outcome
    seconds: float

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return self.outcome.violations == 0


def check(
    name: str, *, proves: str, bounds: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Case], Outcome]], Check]:
    """Make a check of a function; `bounds` says where what is allowed comes from."""

    def made(ask: Callable[[Case], Outcome]) -> Check:
        return Check(name, proves, bounds, severity, ask)

    return made


def offenders(rows: "QuerySet[Any, Any]", says: str) -> Outcome:
    """What a query of offending rows, as `values()`, comes to; `says` formats one row."""
    first = [says.format(**row) for row in rows[:EXAMPLES]]
    return Outcome(rows.count() if len(first) == EXAMPLES else len(first), tuple(first))


def registry(checks: Iterable[Check]) -> dict[str, Check]:
    """These checks by name; ValueError when two have the same one."""
    named: dict[str, Check] = {}
    for one in checks:
        if one.name in named:
            raise ValueError(f"two checks are named '{one.name}'")
        named[one.name] = one
    return named


def run_checks(checks: Iterable[Check], case: Case) -> Iterator[Verdict]:
    """Ask every check, one after the other."""
    for one in checks:
        started = time.perf_counter()
        outcome = one.ask(case)
        yield Verdict(one, outcome, time.perf_counter() - started)
