"""Bars that show how far something is, where somebody watches on a terminal that can redraw."""

from typing import IO, Any

from tqdm import tqdm

from aquamind.shell.streams import Display


def bar_of_steps(stream: IO[str] | None, total: int) -> Any:
    """A bar that counts steps, each with its title; gone when it is closed."""
    return _bar(stream, total=total, bar_format="{desc} {bar} {n_fmt}/{total_fmt} {elapsed}")


def bar_of_rows(stream: IO[str] | None, total: int, title: str) -> Any:
    """A bar that counts rows, with rate and time left; gone when it is closed."""
    return _bar(stream, total=total, desc=title, unit=" rows", unit_scale=True)


def _bar(stream: IO[str] | None, **looks: Any) -> Any:
    shown = Display(stream)
    return tqdm(file=shown.text, disable=not shown.can_redraw(), leave=False, **looks)
