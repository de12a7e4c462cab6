"""Tests that need no database run once, in whichever of the runs side by side is free for them.

Runs on two databases at a time are told one folder (AQUAMIND_SHARED_TESTS). Each puts these tests
last and takes them module by module; a file in the folder says that a module is taken. One begins
at the front and the other at the back: neighbours share what is costly to make, such as a farm that
lived ten years. A run alone has no such folder, and runs them all.
"""

import os
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from urllib.parse import quote

import pytest

VARIABLE = "AQUAMIND_SHARED_TESTS"
MARKER = "no_database"
MEANING = "needs no database: runs once, though there be runs on two databases"


class Sharing:
    """Which modules of such tests are this run's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._mine: dict[str, bool] = {}

    def is_mine(self, module: str) -> bool:
        """Take the module for this run, unless another has it."""
        if module not in self._mine:
            self._mine[module] = self._is_first(module)
        return self._mine[module]

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Put the shared tests last, by module, so that a run comes to them when it is free."""
        modules: dict[str, list[pytest.Item]] = {}
        for item in filter(is_shared, items):
            modules.setdefault(module_of(item), []).append(item)
        names = list(modules)
        if names and not self._begins_at_the_front():
            names.reverse()
        rest = [item for item in items if not is_shared(item)]
        items[:] = chain(rest, *(modules[name] for name in names))

    def _begins_at_the_front(self) -> bool:
        """Whether no other run has said so before."""
        return self._is_first("front of all")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """Run what is this run's, as pytest runs all; None where pytest is to do it."""
        if session.testsfailed or session.config.option.collectonly:
            return None
        mine = self._mine_of(session.items)
        item = next(mine, None)
        while item is not None:
            # What is torn down after a test depends on the next one that is run here.
            following = next(mine, None)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.shouldfail:
                raise session.Failed(session.shouldfail)
            if session.shouldstop:
                raise session.Interrupted(session.shouldstop)
            item = following
        return True

    def _is_first(self, what: str) -> bool:
        try:
            (self.folder / quote(what, safe="")).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def _mine_of(self, items: list[pytest.Item]) -> Iterator[pytest.Item]:
        """One by one, so that a module is taken when this run comes to it."""
        for item in items:
            if not is_shared(item) or self.is_mine(module_of(item)):
                yield item


def is_shared(item: pytest.Item) -> bool:
    """Whether a test needs no database."""
    return item.get_closest_marker(MARKER) is not None


def module_of(item: pytest.Item) -> str:
    """The file of a test, from the top of the project."""
    return item.nodeid.partition("::")[0]


def plugin_of_this_run(environment: Mapping[str, str] = os.environ) -> Sharing | None:
    """What shares this run's tests with another's; None where it is alone."""
    folder = environment.get(VARIABLE)
    return Sharing(Path(folder)) if folder else None
