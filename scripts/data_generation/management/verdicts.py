"""How verdicts on the books are said: one line a check."""

from collections.abc import Sequence

from scripts.data_generation.validation.registry import Check, Verdict


def state(verdict: Verdict) -> str:
    """The verdict in a word: ok, not asked, or the severity of what was found."""
    if not verdict.applies:
        return "not asked"
    return "ok" if verdict.holds else verdict.check.severity.value


def verdict_line(verdict: Verdict, width: int) -> str:
    """One line: whether the check holds, what it proves, or who offends it first."""
    check, outcome = verdict.check, verdict.outcome
    head = f"{state(verdict):<11}{check.name:<{width}}  "
    if not verdict.applies:
        return f"{head}{outcome.not_asked}"
    if verdict.holds:
        return f"{head}{check.proves} ({verdict.seconds:.1f} s)"
    more = "; ..." if outcome.violations > len(outcome.examples) else ""
    return f"{head}{outcome.violations:,} times: {'; '.join(outcome.examples)}{more}"


def widest_name(checks: Sequence[Check]) -> int:
    """Letters of the longest name."""
    return max(len(check.name) for check in checks)
