"""A benchmark's figures as a table for people and as JSON for programs."""

from collections.abc import Iterator
from typing import Any

from scripts.data_generation.benchmark.figures import Benchmark, Figure, Goal

ARMS = {
    "a": "writing readings: Columns and Django",
    "b": "writing readings: the limit of the database",
    "c": "generation alone",
    "d": "whole sessions",
    "e": "cost of a simulated year",
    "f": "size on disk",
}
WIDTHS = (50, 12, 12, 12, 7, 5)
HEADER = ("", "median", "least", "most", "unit", "runs")


def lines(found: Benchmark) -> Iterator[str]:
    """The whole table."""
    width = max(len(name) for name in found.about)
    for name, text in found.about.items():
        yield f"{name:<{width}}  {text}"
    for arm, title in ARMS.items():
        of_arm = [figure for figure in found.figures if figure.arm == arm]
        if of_arm:
            yield ""
            yield _cells((f"({arm}) {title}", *HEADER[1:])).rstrip()
            yield from (_line(figure, found.goal(figure)) for figure in of_arm)


def _line(figure: Figure, goal: Goal | None) -> str:
    if not figure.values:
        return f"{_cells((figure.name, '-', '-', '-', figure.unit, '0'))}  {figure.note}"
    numbers = (figure.median, min(figure.values), max(figure.values))
    texts = (figure.name, *map(_number, numbers), figure.unit, str(len(figure.values)))
    said = [figure.note] if figure.note else []
    if goal:
        said.append(f"goal {goal}: {'met' if goal.is_met(figure.median) else 'MISSED'}")
    return f"{_cells(texts)}  {', '.join(said)}".rstrip()


def _cells(texts: tuple[str, ...]) -> str:
    first, *others = texts
    cells = [first.ljust(WIDTHS[0])]
    cells += [text.rjust(width) for text, width in zip(others, WIDTHS[1:], strict=True)]
    return "  ".join(cells)


def _number(value: float) -> str:
    """A number with three or four significant digits."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def as_json(found: Benchmark) -> dict[str, Any]:
    """All that was measured, run by run, with the goals."""
    figures = []
    for figure in found.figures:
        goal = found.goal(figure)
        entry = figure.as_json()
        if goal:
            entry |= {"goal": str(goal), "met": goal.is_met(figure.median)}
        figures.append(entry)
    plan = found.plan
    sizes = {
        "scale": plan.scale,
        "rows": plan.rows,
        "days": len(plan.history),
        "runs": plan.runs,
        "workers": plan.workers,
    }
    return {"about": found.about, "sizes": sizes, "figures": figures}
