"""Imports point down, from the command to the figures: as docs/architecture.md draws the house."""

import ast
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.data_generation.house import (
    ROOTS,
    SUITE,
    Floor,
    circles,
    house_of,
    imported,
    looked_up,
    modules_of,
    room_of,
    upward,
)

pytestmark = pytest.mark.no_database

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
GREAT, WITHIN = house_of(PAGE)

# Where a name in quotes may point upwards, and why.
IN_QUOTES_ALLOWED = {
    "aquamind.settings": "Django is told here what the project is made of",
    "aquamind.urls": "and here where each app's addresses begin",
}
DJANGO = ("django", "timescale", "simple_history", "psycopg2", "dj_database_url")
PURE = (f"{SUITE}.config", f"{SUITE}.simulation")
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
    *DJANGO,
}
# Modules beside the rooms that only start something.
DOORS = {"run_generation", "clear_data", "test_orchestrator"}


def pure_modules() -> dict[str, Path]:
    return {
        module: file for module, file in modules_of(ROOT).items() if room_of(module, GREAT) in PURE
    }


def test_imports_point_down() -> None:
    assert upward(ROOT, GREAT, WITHIN, IN_QUOTES_ALLOWED) == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    try:
        TopologicalSorter(circles(ROOT)).prepare()
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))


def test_every_exception_is_needed() -> None:
    for module in IN_QUOTES_ALLOWED:
        others = {name: why for name, why in IN_QUOTES_ALLOWED.items() if name != module}
        assert upward(ROOT, GREAT, WITHIN, others), module


def test_every_module_has_its_room() -> None:
    homeless = {
        module
        for module, file in modules_of(ROOT).items()
        if file.name != "__init__.py" and room_of(module, GREAT) is None
        if module.startswith(("apps.", "aquamind.", f"{SUITE}."))
    }
    assert homeless == {f"{SUITE}.{door}" for door in DOORS}


def test_every_folder_of_a_divided_room_has_its_floor() -> None:
    divided = {room.removesuffix(".*").rpartition(".")[0] for f in WITHIN for room in f.rooms}
    without = {
        module
        for module, file in modules_of(ROOT).items()
        if file.name != "__init__.py" and room_of(module, WITHIN) is None
        if module.startswith(tuple(f"{room}." for room in divided - {"", "scripts", SUITE}))
    }
    assert without == set()


def test_the_tables_name_only_what_is_there() -> None:
    modules = modules_of(ROOT)
    for floor in [*GREAT, *WITHIN]:
        for room in (*floor.rooms, *(floor.may or ())):
            assert room.removesuffix(".*") in modules, room
    assert [room for f in GREAT for room in f.rooms if room.startswith(PURE)]
    # What a row may import lies below it.
    for level, floor in enumerate(GREAT):
        below = {room for lower in GREAT[level + 1 :] for room in lower.rooms}
        assert set(floor.may or ()) <= below, floor


def test_pure_rooms_reach_for_nothing_outside() -> None:
    wrong = {
        f"{module} imports {name}"
        for module, file in pure_modules().items()
        for name in imported(module, file.read_text("utf-8"))
        if name.split(".")[0] in NO_OUTSIDE
    }
    assert not wrong


def test_the_simulation_opens_no_files_and_prints_nothing() -> None:
    wrong = {
        f"{module} calls {node.func.id}"
        for module, file in pure_modules().items()
        if module.startswith(f"{SUITE}.simulation")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in {"open", "print", "input", "exec", "eval"}
    }
    assert not wrong


def test_every_file_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"`((?:\w+/)*\w+\.(?:py|md|json)|(?:\w+/)+)`", PAGE))
    # Written when it runs.
    named -= {"checkpoints/"}
    places = {
        f"/{place.relative_to(ROOT)}"
        for top in (*ROOTS, "docs", "tests")
        for place in (ROOT / top, *(ROOT / top).rglob("*"))
    }
    assert len(named) > 50
    for name in named:
        assert any(place.endswith(f"/{name.rstrip('/')}") for place in places), name


HOUSE = """
| room | what it holds | may import |
|---|---|---|
| `management/` | commands | all below |
| `pages/`, `benchmark/` | pages | all below |
| `models.py` | tables | `config/`, `apps/` |
| `simulation/` | numbers | `config/` |
| `config/` | figures | nothing |
| `apps/` | the books | `aquamind/` |
| `aquamind/` | the project | nothing |

| room | what it holds |
|---|---|
| `simulation/farm.py` | the day |
| `simulation/feed/`, `simulation/health/` | subjects |
| `simulation/*.py` | the rest |
| `simulation/ledger/` | tables |
"""


@pytest.mark.parametrize(
    ("module", "text", "seen"),
    [
        (f"{SUITE}.management.a", f"from {SUITE}.config import b", False),
        (f"{SUITE}.config.a", f"from {SUITE}.management import b", True),
        (f"{SUITE}.config.a", f"def f():\n    import {SUITE}.management.b", True),
        (f"{SUITE}.pages.a", f"from {SUITE}.benchmark.b import c", True),
        (f"{SUITE}.simulation.farm", "import apps.batch.models", True),
        (f"{SUITE}.simulation.farm", f"from {SUITE}.simulation.feed.b import c", False),
        (f"{SUITE}.simulation.feed.a", f"from {SUITE}.simulation.farm import Farm", True),
        (f"{SUITE}.simulation.feed.a", f"from {SUITE}.simulation.health.b import c", True),
        (f"{SUITE}.simulation.feed.a", "from ..health import b", True),
        (f"{SUITE}.simulation.feed.a", f"from {SUITE}.simulation.days import b", False),
        (f"{SUITE}.simulation.ledger.a", f"from {SUITE}.simulation.days import b", True),
        (f"{SUITE}.simulation.ledger.a", f"from {SUITE}.simulation.ledger.b import c", False),
        (f"{SUITE}.simulation.days", f"from {SUITE}.simulation.ledger import b", False),
        (f"{SUITE}.models", f"from {SUITE}.simulation import b", True),
        ("apps.explorer.a", 'apps.get_model("data_generation", "WaterEvent")', True),
        ("apps.explorer.a", 'apps.get_model("data_generation.WaterEvent")', True),
        ("apps.explorer.a", f'import_module("{SUITE}.models")', True),
        ("apps.explorer.a", f'import_module(f"{SUITE}.{{name}}")', True),
        ("apps.explorer.a", '"""See scripts.data_generation.models."""', False),
        ("apps.explorer.a", 'place = "scripts/data_generation/logs"', False),
        ("apps.explorer.a", "from tests.apps import books", True),
        ("aquamind.a", "from apps.batch import models", True),
        ("aquamind.a", 'LOOK = "apps.batch.models"', True),
        ("aquamind.settings", 'APPS = ["apps.batch.models"]', False),
        (f"{SUITE}.models", 'FACTS = "apps.explorer.charts"', False),
    ],
)
def test_a_wrong_arrow_is_seen(tmp_path: Path, module: str, text: str, seen: bool) -> None:
    file = tmp_path.joinpath(*module.split(".")).with_suffix(".py")
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    assert bool(upward(tmp_path, *house_of(HOUSE), IN_QUOTES_ALLOWED)) is seen


def test_a_circle_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "scripts"
    folder.mkdir()
    for name, other in (("a", "b"), ("b", "c"), ("c", "a")):
        (folder / f"{name}.py").write_text(f"def f():\n    from scripts.{other} import g", "utf-8")
    with pytest.raises(CycleError):
        TopologicalSorter(circles(tmp_path)).prepare()


def test_the_tables_are_read_as_they_are_drawn() -> None:
    great, within = house_of(HOUSE)
    assert great[0] == Floor((f"{SUITE}.management",), None)
    assert great[2] == Floor((f"{SUITE}.models",), (f"{SUITE}.config", "apps"))
    assert great[-1] == Floor(("aquamind",), ())
    assert within[2] == Floor((f"{SUITE}.simulation.*",))
    assert {room.split(".")[0] for floor in GREAT for room in floor.rooms} == set(ROOTS)


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
def test_every_way_to_import_is_seen(text: str, expected: set[str]) -> None:
    assert imported("tests.simulation.module", text) == expected


def test_only_whole_names_in_quotes_are_look_ups() -> None:
    text = 'a = "scripts.b.c", "say scripts.b", "appsx.b", "data_generation_sensorfault", "apps"'
    assert looked_up(text) == {"scripts.b.c"}
