"""No figure of the farm hides in simulation/: its numbers come from config/, with unit and source.

Every number that is written in simulation/ is 0, 1 or 2 (a half is `1 / 2`), a member of an
enumeration, the size of a cache, or one of the few technical numbers listed here.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.data_generation import simulation

pytestmark = pytest.mark.no_database

FOLDER = Path(simulation.__file__).parent
PLAIN = (0, 1, 2)
# A published algorithm on 32-bit words; its own tests hold it to the published answers.
ALGORITHMS = {"ledger/randomness.py"}
# Numbers that say nothing about a farm: file, name, and why it is no figure.
TECHNICAL = {
    ("biology/whole_numbers.py", "LEAST_MEAN"): "keeps a chance below 1",
    ("biology/whole_numbers.py", "LEAN_DIVISOR"): "of a published formula of statistics",
    ("biology/whole_numbers.py", "STRIDE"): "numbers that are looked at in one pass",
    ("biology/whole_numbers.py", "PASSES"): "passes after which a guess is cheaper",
    ("health/examining.py", "EXAMINED_FROM"): "first address of fish that are examined",
    ("ledger/daily_numbers.py", "BLOCK_DAYS"): "days looked up at once",
    ("ledger/farm_state.py", "STATE_VERSION"): "version of the saved state",
    ("ledger/farm_state.py", "NEVER"): "a day that never comes",
    ("sensors/dirty_readings.py", "SENSOR_STRIDE"): "room for the moments of a sensor",
    ("sensors/reading_block.py", "DECIMALS"): "decimals of the column",
    ("water/climate.py", "DAYS_CACHED_YEARS"): "size of a cache",
    ("water/climate.py", "PARAMETER_STRIDE"): "addresses of a water body",
    ("water/water_events.py", "KIND_STRIDE"): "addresses of a kind of event",
    ("water/water_events.py", "YEARS_CACHED"): "size of a cache",
    ("water/weather.py", "SLOTS"): "steps of a day, which the shape of every table has",
    ("water/weather.py", "SPIN_UP_DAYS"): "days until a series has forgotten its start",
    ("water/weather.py", "YEARS_CACHED"): "size of a cache",
}


def parts(tree: ast.Module, file: str) -> Iterator[ast.AST]:
    """The parts of a module in which a written number would be a hidden figure."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and any("Enum" in ast.unparse(x) for x in node.bases):
            continue
        if isinstance(node, ast.Assign) and (file, ast.unparse(node.targets[0])) in TECHNICAL:
            continue
        yield from _without_cache_sizes(node)


def _without_cache_sizes(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.keyword) and node.arg == "maxsize":
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _without_cache_sizes(child)


def hidden(source: str, file: str = "") -> list[str]:
    """Line and value of every hidden figure of a module."""
    return [
        f"{file}:{node.lineno}: {node.value}"
        for node in parts(ast.parse(source), file)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float | complex)
        and not isinstance(node.value, bool)
        and abs(node.value) not in PLAIN
    ]


@pytest.mark.parametrize(
    "file", sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.py"))
)
def test_no_figure_hides_in_the_simulation(file: str) -> None:
    if file not in ALGORITHMS:
        assert hidden((FOLDER / file).read_text("utf-8"), file) == []


def test_technical_numbers_are_all_there() -> None:
    """No exception outlives what it was made for."""
    for file, name in TECHNICAL:
        tree = ast.parse((FOLDER / file).read_text("utf-8"))
        made = [ast.unparse(x.targets[0]) for x in tree.body if isinstance(x, ast.Assign)]
        assert name in made, f"{file} has no {name}"


@pytest.mark.parametrize(
    "source",
    [
        "RATE = 0.4",
        "def f(x):\n    return x * 1000.0",
        "x = [7]",
        "@g(3)\ndef f(): ...",
        "x = -5",
        "def f(x=24): ...",
        "class A:\n    y = 3",
        "x = y[..., 4]",
    ],
)
def test_a_hidden_figure_is_seen(source: str) -> None:
    assert len(hidden(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "x = 1 / 2 + 2.0 * y - 1",
        "x = True",
        "@lru_cache(maxsize=4)\ndef f(): ...",
        "class Kind(IntEnum):\n    A = 7",
    ],
)
def test_plain_numbers_are_let_through(source: str) -> None:
    assert hidden(source) == []
