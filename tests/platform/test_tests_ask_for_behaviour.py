"""Tests reach the product by its public names, and replace none of its constants.

What a test needs to be otherwise is an argument, a setting or an object that it gives. It may
replace what stands outside of the product: clocks, disks, terminals, processes, Django.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.platform import sources

pytestmark = pytest.mark.no_database

FILES = {file: code for file, code in sources.FILES.items() if file.startswith("tests/")}
PRODUCT = {"apps", "aquamind", "scripts"}
OURS = PRODUCT | {"tests"}
# Django and django-simple-history give these to every model or query set, and say what they do.
OF_MODELS = {"_base_manager", "_default_manager", "_history_date", "_meta", "_raw_delete", "_state"}
# The last word of what replaces something: of monkeypatch and of mock.
REPLACING = (["setattr"], ["delattr"], ["setitem"], ["object"], ["patch"])


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__") and name not in OF_MODELS


def _is_inside(name: str) -> bool:
    """Whether a name is private, or a constant."""
    return _is_private(name) or (name.isupper() and len(name) > 1)


def _imports(tree: ast.AST) -> Iterator[tuple[str, ast.alias]]:
    """Every import: the module that it is from, or that it is, and how it is written."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, alias) for alias in node.names)


def _package(module: str) -> str:
    return module.split(".")[0]


def _steps(node: ast.AST) -> tuple[str, list[str]]:
    """The name that an expression begins with, "" for none, and the attributes taken from there."""
    match node:
        case ast.Name(id=name):
            return name, []
        case ast.Attribute(value=value, attr=attr):
            name, steps = _steps(value)
            return name, [*steps, attr]
        case ast.Call(func=inner) | ast.Subscript(value=inner):
            return _steps(inner)
    return "", []


def _replaced(call: ast.Call) -> tuple[str, list[str]]:
    """What a call of monkeypatch or mock replaces: the name that leads there, and the names on."""
    first, steps = _steps(call.func)
    how = [first, *steps][-1:]
    if how not in REPLACING or not call.args:
        return "", []
    target, *rest = call.args
    if isinstance(target, ast.Constant):
        package, *names = str(target.value).split(".")
        return package, names
    first, steps = _steps(target)
    if how != ["setitem"] and rest and isinstance(rest[0], ast.Constant):
        steps.append(str(rest[0].value))
    return first, steps


def inside_names(code: str) -> Iterator[tuple[int, str]]:
    """Every line that uses the inside of the product, with the name that it uses."""
    tree = ast.parse(code)
    product: set[str] = set(PRODUCT)
    others: set[str] = set()
    for module, alias in _imports(tree):
        bound = alias.asname or _package(alias.name)
        (product if _package(module) in PRODUCT else others).add(bound)
        if _package(module) in OURS:
            names = [*module.split("."), alias.name]
            yield from ((alias.lineno, name) for name in names if _is_private(name))
            if alias.asname:
                yield alias.lineno, alias.asname
    for node in ast.walk(tree):
        match node:
            case ast.Attribute() if _steps(node)[0] in product and _is_private(node.attr):
                yield node.lineno, node.attr
            case ast.Assign():
                for first, steps in map(_steps, node.targets):
                    if first in product and steps and _is_inside(steps[-1]):
                        yield node.lineno, steps[-1]
            case ast.Call():
                first, steps = _replaced(node)
                if first not in others:
                    yield from ((node.lineno, name) for name in steps if _is_inside(name))


def test_tests_use_no_private_names_and_replace_no_constants() -> None:
    assert len(FILES) > 250
    found = [
        f"{file}:{line}: {name}"
        for file, code in FILES.items()
        for line, name in inside_names(code)
    ]
    assert found == []


FROM = "from scripts.data_generation.orchestrator import run_log\n"


@pytest.mark.parametrize(
    "code",
    [
        "from scripts.data_generation.orchestrator.run_log import _new_file",
        "from aquamind._inside import anything",
        "from tests.faults.disk import _mount",
        "from scripts.data_generation.orchestrator import run_log as module",
        FROM + "run_log._new_file()",
        FROM + "run_log.RunLog()._has_begun",
        FROM + "run_log.KEPT_LOGS = 3",
        FROM + "monkeypatch.setattr(run_log, '_new_file', fake)",
        FROM + "monkeypatch.setattr(run_log, 'KEPT_LOGS', 3)",
        FROM + "monkeypatch.setattr(run_log.RunLog, '_step', 3)",
        FROM + "monkeypatch.delattr(run_log, 'KEPT_LOGS')",
        FROM + "monkeypatch.setitem(run_log.PATTERNS, 'a', 3)",
        FROM + "mock.patch.object(run_log, 'KEPT_LOGS', 3)",
        "monkeypatch.setattr('scripts.data_generation.self_test.CHECKS', {})",
        "mock.patch('aquamind.version._read')",
        "from unittest.mock import patch\npatch('aquamind.version._read')",
        "monkeypatch.setattr(manager, '_complete', fake)",
    ],
)
def test_a_name_of_the_inside_is_found(code: str) -> None:
    assert list(inside_names(code))


@pytest.mark.parametrize(
    "code",
    [
        "from scripts.data_generation.orchestrator.run_log import KEPT_LOGS, RunLog",
        "from hypothesis import strategies as st",
        FROM + "assert count == run_log.KEPT_LOGS",
        FROM + "run_log.RunLog().__enter__()",
        "from apps.batch.models import Batch\nBatch._meta.db_table",
        "import shutil\nmonkeypatch.setattr(shutil, 'disk_usage', fake)",
        "import sys\nmonkeypatch.setattr(sys, '_getframe', fake)",
        "from django.db import connection\n"
        "monkeypatch.setitem(connection.settings_dict, 'NAME', 'x')",
        "self._ended.set()",
    ],
)
def test_what_anybody_may_use_is_let_through(code: str) -> None:
    assert list(inside_names(code)) == []
