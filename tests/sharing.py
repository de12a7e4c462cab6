"""Tests that need no database run once, in whichever of two runs side by side is free for them.

Runs on two databases at a time are told one folder (AQUAMIND_SHARED_TESTS). Each puts these tests
last and takes them module by module; a file in the folder says that a module is taken. A run alone
has no such folder, and runs them all.
"""

import os
from collections.abc import Mapping
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
            path = self.folder / quote(module, safe="")
            try:
                path.touch(exist_ok=False)
            except FileExistsError:
                self._mine[module] = False
            else:
                self._mine[module] = True
        return self._mine[module]

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Put the shared tests last, by module, so that a run comes to them when it is free."""
        items.sort(key=is_shared)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool | None:
        """Pass over a test that another run has taken."""
        return None if not is_shared(item) or self.is_mine(module_of(item)) else True


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
