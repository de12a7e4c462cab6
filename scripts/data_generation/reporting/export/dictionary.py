"""The data dictionary: what every table and column of an export means, from the models."""

import ast
import inspect
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib import import_module
from typing import Any

import pyarrow as pa

from aquamind.fields import AnyField
from aquamind.tables.meanings import meaning_of
from scripts.data_generation.reporting.export.tables import ExportedTable

# Help texts of the books have the unit in brackets: "[kg]", "[degrees] it blows from".
_UNIT = re.compile(r"\[([^],]+)")

_HEAD = """\
# Data dictionary

Names are those of the database. In Parquet the types below are the file's own. CSV is UTF-8 with a
line of names; texts are quoted (RFC 4180) and null is nothing at all, so `,,` is null and `,"",` an
empty text; moments are `2020-01-31 06:00:00.000000Z`, booleans `true` and `false`. JSON is text in
both. Tables with folders `year=...` are cut by the year of their moment [UTC]. A reference names
table and column it points to; the generator's runs (`data_generation_generationrun`) stand in
manifest.json.
"""


@dataclass(frozen=True)
class Column:
    """A column as it is described to readers."""

    name: str
    type: str
    nullable: bool
    unit: str
    meaning: str
    reference: str | None
    choices: dict[str, str]


@dataclass(frozen=True)
class Description:
    """A table as it is described to readers."""

    table: str
    meaning: str
    partitioned_by: str | None
    columns: tuple[Column, ...]


def describe(table: ExportedTable, schema: pa.Schema) -> Description:
    """The description of a table, from its model, and from the schema of its files."""
    moment = table.moment
    return Description(
        table.name,
        table.meaning or _meaning(table.model),
        f"year of {moment.column}" if moment else None,
        tuple(_column(field, str(schema.field(str(field.column)).type)) for field in table.fields),
    )


def as_json(tables: Sequence[Description]) -> str:
    """The dictionary for programs."""
    return json.dumps([asdict(table) for table in tables], indent=2, ensure_ascii=False) + "\n"


def as_markdown(tables: Sequence[Description]) -> str:
    """The dictionary for people."""
    return "\n".join([_HEAD, *(line for table in tables for line in _lines(table))])


def _meaning(model: type[Any]) -> str:
    """The first paragraph of the model's docstring; for a history, the table that it is of."""
    tracked = getattr(model, "instance_type", None)
    if tracked is not None:
        return f"Every change of a row of {tracked._meta.db_table}."
    docstring = _docstrings(model.__module__).get(model.__name__) or model.__doc__ or ""
    return " ".join(docstring.split("\n\n")[0].split())


@cache
def _docstrings(module: str) -> dict[str, str | None]:
    """Those of a module's classes, as they stand in its source.

    With -OO Python keeps none, and Django then gives models some of its own.
    """
    source = ast.parse(inspect.getsource(import_module(module)))
    return {
        node.name: ast.get_docstring(node) for node in source.body if isinstance(node, ast.ClassDef)
    }


def _column(field: AnyField, kind: str) -> Column:
    found = _UNIT.search(str(field.help_text))
    target: Any = field.related_model
    return Column(
        name=str(field.column),
        type=kind,
        nullable=field.null,
        unit=found.group(1) if found else "",
        meaning=meaning_of(field),
        reference=f"{target._meta.db_table}.{target._meta.pk.column}" if target else None,
        choices={str(value): str(label) for value, label in field.flatchoices},
    )


def _lines(table: Description) -> Iterator[str]:
    yield f"## {table.table}\n"
    cut = f" One file for each {table.partitioned_by}." if table.partitioned_by else ""
    yield f"{table.meaning}{cut}\n"
    yield "| column | type | null | unit | meaning | reference | values |"
    yield "|---|---|---|---|---|---|---|"
    for column in table.columns:
        values = ", ".join(f"`{value}` {label}" for value, label in column.choices.items())
        cells = (
            column.name,
            column.type,
            "yes" if column.nullable else "",
            column.unit,
            column.meaning,
            column.reference or "",
            values,
        )
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    yield ""
