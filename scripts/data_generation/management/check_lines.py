"""Completed checks as text: one line each, and a table of them all."""

from collections.abc import Iterator, Sequence

from scripts.data_generation.validation.engine.outcome_record import totals
from scripts.data_generation.validation.engine.registry import STATES, Check, CompletedCheck, Group

STATE_WIDTH = max(len(state) for state in STATES)


def completed_line(completed: CompletedCheck, width: int) -> str:
    """One line: the check's state, then what it proves, or the first that violate it."""
    check, outcome = completed.check, completed.outcome
    head = f"{completed.state:<{STATE_WIDTH}}  {check.name:<{width}}  {completed.seconds:6.1f} s  "
    if not completed.asked:
        return head + outcome.not_asked
    if completed.holds:
        return head + check.proves
    more = "; ..." if outcome.violations > len(outcome.examples) else ""
    return f"{head}{outcome.violations:,} times: {'; '.join(outcome.examples)}{more}"


def widest_name(checks: Sequence[Check]) -> int:
    """Letters of the longest name."""
    return max(len(check.name) for check in checks)


def check_lines(checks: Sequence[Check]) -> Iterator[str]:
    """Group, name and meaning of every check."""
    width = widest_name(checks)
    for one in checks:
        yield f"{one.group.value:<11} {one.name:<{width}}  {one.proves}"


def totals_table(completed: Sequence[CompletedCheck]) -> Iterator[str]:
    """Checks of each state, violations and seconds, by group and together."""
    columns = ("checks", *STATES)
    head = "".join(f"{name:>{len(name) + 3}}" for name in (*columns, "violations", "seconds"))
    yield f"{'group':<11}{head}"
    groups = [
        (group.value, [one for one in completed if one.check.group is group]) for group in Group
    ]
    for name, own in [*groups, ("all", list(completed))]:
        if own:
            counts = totals(own)
            cells = "".join(f"{counts[column]:>{len(column) + 3}}" for column in columns)
            violations = sum(one.outcome.violations for one in own)
            seconds = sum(one.seconds for one in own)
            yield f"{name:<11}{cells}{violations:>13,}{seconds:>10.1f}"
