"""What `generate_data` ends with: rows by table, a line for each session, and what to do next."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from scripts.data_generation.models import GenerationRun, Progress
from scripts.data_generation.orchestrator.history_days import years_of
from scripts.data_generation.orchestrator.session_manager import SessionResult


def closing_lines(
    start: date, founding: Counter[str], results: Sequence[SessionResult], rate: str
) -> Iterator[str]:
    """The tables and the totals of these sessions; `start` is the history's first day."""
    rows: Counter[str] = sum((result.rows for result in results), Counter())
    if any(result.number == 1 for result in results):
        rows += founding
    yield ""
    width = max((len(name) for name in rows), default=0)
    for name, count in sorted(rows.items()):
        yield f"  {name:<{width}}  {count:>12,}"
    total = rows.total()
    yield f"  {'all tables':<{width}}  {total:>12,}"
    yield ""
    yield from _session_lines(start, results)
    yield ""
    seconds = sum(result.seconds for result in results)
    yield (
        f"{total:,} rows in {seconds:.1f} s ({total / max(seconds, 1e-6):,.0f} {rate}), "
        f"peak memory {max(r.peak_memory_mb for r in results):.0f} MB, "
        f"{sum(r.waits for r in results)} batch-days waited for room, "
        f"{sum(r.shortages for r in results)} store-days short of a feed"
    )


def _session_lines(start: date, results: Sequence[SessionResult]) -> Iterator[str]:
    yield f"  {'session':<7}  {'years':<7}  {'days':<24}  {'rows':>12}  {'seconds':>8}"
    for result in results:
        first, last = years_of(start, result.span)
        years = f"{first}-{last}" if first < last else str(first)
        yield (
            f"  {result.number:<7}  {years:<7}  {result.span!s:<24}  {result.rows.total():>12,}  "
            f"{result.seconds:>8.1f}"
        )


def next_steps(run: GenerationRun) -> str:
    """What whoever ran this may want to type next."""
    if run.status != Progress.COMPLETED:
        return "next: generate_data --resume, for the sessions that are left"
    return (
        "next: generate_data --report for figures and pictures, generate_data --validate-only for "
        "the checks, generate_data --extend-years N to carry on"
    )
