"""Imports point down, from the command to the figures; a few lines of ast hold the law."""

import ast
from pathlib import Path

import pytest

pytestmark = pytest.mark.sqlite

ROOT = Path(__file__).resolve().parents[2]
SUITE = "scripts.data_generation"
WORKERS = ("generators", "validation", "reporting")
DJANGO = ("django", "timescale", "simple_history", "psycopg2", "dj_database_url")


def _suite(*parts: str) -> tuple[str, ...]:
    return tuple(f"{SUITE}.{part}" for part in parts)


COMMAND = _suite("management", "benchmark", "pages")
RUN = _suite("orchestrator", "models", "admin", "apps")
WORK = _suite(*WORKERS)
# What each part of the tree may not import; a name stands for itself and all below it.
FORBIDDEN = {
    "aquamind": ("apps", "scripts", "tests"),
    "apps": ("scripts", "tests"),
    "scripts/data_generation/config": (
        *DJANGO,
        "apps",
        "aquamind",
        "tests",
        *_suite("simulation"),
        *WORK,
        *RUN,
        *COMMAND,
    ),
    "scripts/data_generation/simulation": (
        *DJANGO,
        "apps",
        "aquamind",
        "tests",
        *WORK,
        *RUN,
        *COMMAND,
    ),
    "scripts/data_generation/generators": ("tests", *RUN, *COMMAND),
    "scripts/data_generation/validation": ("tests", *_suite("orchestrator"), *COMMAND),
    "scripts/data_generation/reporting": ("tests", *_suite("orchestrator"), *COMMAND),
    "scripts/data_generation/orchestrator": ("tests", *COMMAND),
    "scripts/data_generation/pages": ("tests", *_suite("management", "benchmark")),
    "scripts/data_generation/benchmark": ("tests", *_suite("management")),
    "scripts/data_generation/management": ("tests",),
}
PURE = ("scripts/data_generation/config", "scripts/data_generation/simulation")
NO_OUTSIDE = {
    "os",
    "sys",
    "socket",
    "subprocess",
    "urllib",
    "requests",
    "logging",
    "tqdm",
    "psutil",
}


def _modules(folder: str) -> list[Path]:
    return sorted(p for p in (ROOT / folder).rglob("*.py") if "migrations" not in p.parts)


def _imported(path: Path) -> set[str]:
    """Full names of all modules, and of the names taken from them, that a module imports."""
    names = set()
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            upwards = package[: len(package) - node.level + 1] if node.level else ()
            source = ".".join([*upwards, *([node.module] if node.module else [])])
            names |= {source} | {f"{source}.{alias.name}" for alias in node.names}
    return names


def _below(name: str, forbidden: tuple[str, ...]) -> bool:
    return any(name == part or name.startswith(f"{part}.") for part in forbidden)


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_imports_point_down(folder: str) -> None:
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in _modules(folder)
        for name in _imported(path)
        if _below(name, FORBIDDEN[folder])
    }
    assert not wrong


@pytest.mark.parametrize("folder", PURE)
def test_pure_layers_reach_for_nothing_outside(folder: str) -> None:
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in _modules(folder)
        for name in _imported(path)
        if name.split(".")[0] in NO_OUTSIDE
    }
    assert not wrong


def test_the_simulation_opens_no_files_and_prints_nothing() -> None:
    wrong = {
        f"{path.name} calls {node.func.id}"
        for path in _modules("scripts/data_generation/simulation")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in {"open", "print", "input", "exec", "eval"}
    }
    assert not wrong


def test_every_folder_of_the_generator_has_its_layer() -> None:
    folders = {
        str(path.parent.relative_to(ROOT))
        for path in (ROOT / "scripts" / "data_generation").glob("*/__init__.py")
        if path.parent.name != "migrations"
    }
    assert folders <= FORBIDDEN.keys()
    assert all(_modules(folder) for folder in FORBIDDEN if (ROOT / folder).is_dir())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import django.db", {"django.db"}),
        ("from apps.batch import models", {"apps.batch", "apps.batch.models"}),
        ("from ..config import growth", {"tests.config", "tests.config.growth"}),
        ("def f():\n    import random", {"random"}),
        ("x = 'import django'", set()),
    ],
)
def test_every_way_to_import_is_seen(
    text: str, expected: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tests" / "simulation" / "module.py"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    monkeypatch.setattr("tests.data_generation.test_layers.ROOT", tmp_path)
    assert _imported(path) == expected
