"""Runs side by side share the tests that need no database: each runs once, whoever asks first."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from tests.sharing import VARIABLE, Sharing, is_shared, module_of, plugin_of_this_run

pytestmark = pytest.mark.no_database

PROJECT = Path(__file__).resolve().parents[2]
CONFTEST = """
from tests import sharing

def pytest_configure(config):
    config.addinivalue_line("markers", f"{sharing.MARKER}: {sharing.MEANING}")
    config.pluginmanager.register(sharing.plugin_of_this_run())
"""
TWO_TESTS = """
import pytest

pytestmark = pytest.mark.no_database

@pytest.fixture(scope="module")
def lent():
    given = []
    yield given
    assert len(given) == 2

@pytest.mark.parametrize("number", [1, 2])
def test_number(lent, number):
    lent.append(number)
"""

ASKED = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(["a/b.py", "a+b.py", "a/c.py"])))


@given(ASKED)
def test_a_module_is_taken_once_and_its_run_keeps_it(asked: list[tuple[int, str]]) -> None:
    with TemporaryDirectory() as folder:
        runs = (Sharing(Path(folder)), Sharing(Path(folder)))
        owners: dict[str, int] = {}
        for number, module in asked:
            owner = owners.setdefault(module, number)
            assert runs[number].is_mine(module) == (owner == number)


def test_a_run_alone_shares_nothing(tmp_path: Path) -> None:
    assert plugin_of_this_run({}) is None
    found = plugin_of_this_run({VARIABLE: str(tmp_path)})
    assert found is not None
    assert found.folder == tmp_path


def test_one_run_begins_at_the_front_and_the_other_at_the_back(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    ours: list[pytest.Item] = []
    others: list[pytest.Item] = []
    for item in request.session.items:
        (ours if is_shared(item) else others).append(item)
    taken = []
    for _ in range(2):
        items = list(request.session.items)
        Sharing(tmp_path).pytest_collection_modifyitems(items)
        assert items[: len(others)] == others
        taken.append(list(dict.fromkeys(module_of(item) for item in items[len(others) :])))
    assert taken[0] == taken[1][::-1]
    assert set(taken[0]) == {module_of(item) for item in ours}


def test_this_test_is_shared(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    assert is_shared(request.node)
    other = Sharing(tmp_path)
    items = [request.node, *(item for item in request.session.items if not is_shared(item))]
    other.pytest_collection_modifyitems(items)
    assert items[-1] is request.node


def test_no_test_that_needs_no_database_can_open_one() -> None:
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.ensure_connection()


def test_a_run_tears_down_what_it_leaves_and_passes_over_what_another_has(tmp_path: Path) -> None:
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"test_{folder}.py").write_text(TWO_TESTS, "utf-8")
    (tmp_path / "conftest.py").write_text(CONFTEST, "utf-8")
    (tmp_path / "shared").mkdir()
    assert Sharing(tmp_path / "shared").is_mine("b/test_b.py")
    for passed in ("4 passed", "no tests ran"):
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:django"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(PROJECT), VARIABLE: str(tmp_path / "shared")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert passed in done.stdout.splitlines()[-1], done.stdout
