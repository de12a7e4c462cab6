"""What a check of the books is: its name, what it proves, its severity, the source of its bounds.

A check is a small function that asks the database, set-wise, for what should not be there; the
decorator `check` makes a Check of it. Checks never change a row.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import QuerySet

from scripts.data_generation.validation.engine.case import Case

EXAMPLES = 3
# The states of a completed check beside the severities.
OK, NOT_ASKED = "ok", "not asked"
NO_RUN = "no run of the generator in these books says what it should be"


class Severity(Enum):
    """How grave a violation is."""

    ERROR = "error"  # the books contradict themselves
    WARNING = "warning"  # the books are in order, but unlike a real farm's


STATES = (OK, *(severity.value for severity in Severity), NOT_ASKED)


class Group(Enum):
    """What kind of truth a check is about."""

    INTEGRITY = "integrity"  # rows fit each other: keys, uniqueness, times, counts
    RULES = "rules"  # what a farm may and may not do: balances, limits, rests, order
    STATISTICS = "statistics"  # the numbers are like published ones


@dataclass(frozen=True)
class Figure:
    """What a statistical check compared: a measured number with the one that was expected."""

    name: str
    measured: float
    expected: float
    tolerance: float
    unit: str
    effect: float | None = None  # size of the difference, as the check's own text defines it
    p: float | None = None  # p-value of the test that the check's text names


@dataclass(frozen=True)
class Outcome:
    """What a check found: how often it is violated, the first offenders in words, the figures.

    `not_asked` says why these books could not be asked. Then the check has neither held nor been
    violated.
    """

    violations: int
    examples: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    not_asked: str = ""

    @classmethod
    def of(cls, violations: Sequence[str], figures: tuple[Figure, ...] = ()) -> "Outcome":
        """The outcome of these violations, each told in words."""
        return cls(len(violations), tuple(violations[:EXAMPLES]), figures)

    @classmethod
    def together(cls, outcomes: Iterable["Outcome"]) -> "Outcome":
        """The violations and first examples of several outcomes as one."""
        every = list(outcomes)
        examples = tuple(text for outcome in every for text in outcome.examples)
        return cls(sum(outcome.violations for outcome in every), examples[:EXAMPLES])


def not_asked(reason: str) -> Outcome:
    """The outcome of a check that these books could not be asked for, and why."""
    return Outcome(0, not_asked=reason)


@dataclass(frozen=True)
class Check:
    """One thing that must hold in the books."""

    name: str
    group: Group
    proves: str
    bounds: str
    severity: Severity
    ask: Callable[[Case], Outcome]


@dataclass(frozen=True)
class CompletedCheck:
    """A check with its outcome in one case, and the seconds it took."""

    check: Check
    outcome: Outcome
    seconds: float

    @property
    def state(self) -> str:
        """One word: ok, not asked, or the severity of what was found."""
        if not self.asked:
            return NOT_ASKED
        return OK if self.holds else self.check.severity.value

    @property
    def asked(self) -> bool:
        """Whether the books could be asked at all."""
        return not self.outcome.not_asked

    @property
    def holds(self) -> bool:
        """Whether the books were asked and nothing was found."""
        return self.asked and self.outcome.violations == 0

    @property
    def violated(self) -> bool:
        """Whether something was found."""
        return self.asked and not self.holds

    @property
    def fails(self) -> bool:
        """Whether what was found means that the books contradict themselves."""
        return self.violated and self.check.severity is Severity.ERROR


def check(
    name: str,
    *,
    group: Group,
    proves: str,
    bounds: str,
    severity: Severity = Severity.ERROR,
) -> Callable[[Callable[[Case], Outcome]], Check]:
    """Make a check of a function; `bounds` says where what is allowed comes from."""

    def made(ask: Callable[[Case], Outcome]) -> Check:
        return Check(name, group, proves, bounds, severity, ask)

    return made


def offenders(rows: "QuerySet[Any, Any]", says: str) -> Outcome:
    """The outcome of a query of offending rows, as `values()`; `says` formats one row."""
    # The rows are counted first: a server that is asked for a few rows in order looks at all rows
    # one by one.
    count = rows.count()
    first = [says.format(**row) for row in rows[:EXAMPLES]] if count else []
    return Outcome(count, tuple(first))


def registry(checks: Iterable[Check]) -> dict[str, Check]:
    """These checks by name; ValueError when two have the same one."""
    named: dict[str, Check] = {}
    for one in checks:
        if one.name in named:
            raise ValueError(f"two checks are named '{one.name}'")
        named[one.name] = one
    return named
