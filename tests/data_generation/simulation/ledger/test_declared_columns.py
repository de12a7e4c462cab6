"""Every column that the code names is declared, as far as a reader of its text can tell.

Mypy sees more; this sees it without mypy, before a day is lived.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.data_generation.config.health.disease_profiles import Disease
from scripts.data_generation.config.health.examination import SCORED
from scripts.data_generation.config.health.laboratory import BLOOD
from scripts.data_generation.generators.journal import treatments
from scripts.data_generation.simulation import ledger
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.health_tables import (
    BLOOD_COLUMNS,
    CT_COLUMNS,
    SCORE_COLUMNS,
    ExaminedFish,
    LabSamples,
)
from scripts.data_generation.simulation.ledger.table import Table
from scripts.data_generation.simulation.sensors import readings

pytestmark = pytest.mark.no_database

GENERATOR = Path(ledger.__file__).parents[2]
FILES = sorted(
    path
    for folder in ("simulation", "generators", "orchestrator")
    for path in (GENERATOR / folder).rglob("*.py")
)

# Tables as attributes of `state` and `events`.
HELD: dict[str, dict[str, Table]] = {
    "state": FarmState(1, 1, 1).tables,
    "events": ChunkEvents(1, 1).logs,
}
# Tables that the modules named here declare beside those of the ledger.
ELSEWHERE = {"Courses": treatments.Courses, "SensorStays": readings.SensorStays}
DECLARED: dict[str, type[Table]] = ELSEWHERE | {
    type(table).__name__: type(table) for tables in HELD.values() for table in tables.values()
}
BASE = set(dir(Table))


def _unknown(tree: ast.AST) -> Iterator[str]:
    """What this code asks of tables that they have not, and what it leaves out of a row."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), keywords=given) if name in DECLARED:
                names = {keyword.arg for keyword in given if keyword.arg}
                columns = DECLARED[name].declared.keys()
                whole = any(keyword.arg is None for keyword in given)
                yield from names - columns if whole else names ^ columns
            case ast.Attribute(value=ast.Name(id=name), attr=column) if name in DECLARED:
                if column not in DECLARED[name].declared.keys() | BASE:
                    yield column
            case ast.Attribute(
                value=ast.Attribute(value=ast.Name(id="state" | "events" as who), attr=held),
                attr=column,
            ) if held in HELD[who]:
                if column not in HELD[who][held].declared.keys() | BASE:
                    yield column
            case ast.Subscript(
                value=ast.Attribute(attr="columns"), slice=ast.Constant(value=str(column))
            ):
                yield f"columns[{column!r}]"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_what_is_asked_of_tables_is_declared(path: Path) -> None:
    assert list(_unknown(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("events.waits.append(Waits(day=1, batch=2, stage=3))", []),
        ("events.waits.append(Waits(day=1, bacth=2, stage=3))", ["bacth", "batch"]),
        ("events.waits.append(Waits(day=1, batch=2))", ["stage"]),
        ("BatchChanges(**batches.columns, day=1, completed=True)", []),
        ("BatchChanges(**batches.columns, day=1, complete=True)", ["complete"]),
        ("state.batches.stage[row] = Stage.FRY", []),
        ("state.batches.stag[row] = Stage.FRY", ["stag"]),
        ("events.deaths.kuont.sum()", ["kuont"]),
        ("row[Deaths.count]", []),
        ("row[Deaths.kuont]", ["kuont"]),
        ("lots.columns['left_units']", ["columns['left_units']"]),
    ],
)
def test_misspelt_columns_are_found(code: str, found: list[str]) -> None:
    assert sorted(_unknown(ast.parse(code))) == found


@pytest.mark.parametrize("table", sorted(DECLARED))
def test_every_table_and_column_says_what_it_is(table: str) -> None:
    assert DECLARED[table].__doc__
    assert DECLARED[table].declared
    for column in DECLARED[table].declared.values():
        assert column.unit.strip(), column.name
        assert column.meaning.strip(), column.name


def test_every_table_of_the_ledger_is_held_by_a_state_or_a_chunk() -> None:
    def below(table: type[Table]) -> Iterator[type[Table]]:
        for child in table.__subclasses__():
            yield child
            yield from below(child)

    of_ledger = {t.__name__ for t in below(Table) if t.__module__.startswith(ledger.__name__)}
    assert of_ledger == DECLARED.keys() - ELSEWHERE.keys()


def test_what_is_measured_has_a_column_for_each_entry_of_the_configuration() -> None:
    tested = [name for name in LabSamples.declared if name.startswith("ct_")]
    assert tested == [column.name for column in CT_COLUMNS]
    assert len(tested) == len(Disease)
    assert [column.name for column in BLOOD_COLUMNS] == list(LabSamples.declared)[-len(BLOOD) :]
    assert [column.unit for column in BLOOD_COLUMNS] == [unit for _, unit, *_ in BLOOD]
    scores = [name for name in ExaminedFish.declared if name.startswith("score_")]
    assert scores == [column.name for column in SCORE_COLUMNS]
    assert [column.meaning for column in SCORE_COLUMNS] == [name.lower() for name, *_ in SCORED]
