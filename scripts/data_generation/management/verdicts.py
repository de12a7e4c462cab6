"""How verdicts on the books are said: one line a check, and a table of them all."""

from collections.abc import Iterator, Sequence

from scripts.data_generation.validation.engine.outcome_record import totals
from scripts.data_generation.validation.engine.registry import STATES, Check, Group, Verdict

STATE_WIDTH = max(len(state) for state in STATES)


def verdict_line(verdict: Verdict, width: int) -> str:
    """One line: whether the check holds, what it proves, or who offends it first."""
    check, outcome = verdict.check, verdict.outcome
    head = f"{verdict.state:<{STATE_WIDTH}}  {check.name:<{width}}  {verdict.seconds:6.1f} s  "
    if not verdict.applies:
        return head + outcome.not_asked
    if verdict.holds:
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


def totals_table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Checks of each state, violations and seconds, by group and together."""
    columns = ("checks", *STATES)
    head = "".join(f"{name:>{len(name) + 3}}" for name in (*columns, "violations", "seconds"))
    yield f"{'group':<11}{head}"
    groups = [(group.value, [v for v in verdicts if v.check.group is group]) for group in Group]
    for name, own in [*groups, ("all", list(verdicts))]:
        if own:
            counts = totals(own)
            cells = "".join(f"{counts[column]:>{len(column) + 3}}" for column in columns)
            violations = sum(verdict.outcome.violations for verdict in own)
            seconds = sum(verdict.seconds for verdict in own)
            yield f"{name:<11}{cells}{violations:>13,}{seconds:>10.1f}"
