"""The data dictionary says of every column what the models do."""

import json
import re

import pytest
from django.apps import apps
from django.db import models

from aquamind.tables.hypertables import time_field
from aquamind.tables.meanings import meanings_of
from scripts.data_generation.reporting.export.arrow_types import arrow_type
from scripts.data_generation.reporting.export.dictionary import (
    Column,
    Description,
    as_json,
    as_markdown,
    describe,
)
from scripts.data_generation.reporting.export.errors import RequestError
from scripts.data_generation.reporting.export.tables import all_tables, tables_named
from scripts.data_generation.validation.engine.models_of_books import DOMAINS, models_of

pytestmark = pytest.mark.no_database

NOT_FOR_READERS = {
    "data_generation_generationrun",
    "data_generation_generationsession",
    "data_generation_generationchunk",
    "data_generation_generationblock",
    "data_generation_generationvalidation",
    "data_generation_monthlydeaths",
}

# A sentence of four words or more.
SENTENCE = re.compile(r"[A-Z]\S*(?: \S+){3,}\.")


def column(table: str, name: str) -> Column:
    (found,) = tables_named([table])
    return next(one for one in describe(found, found.schema).columns if one.name == name)


def test_every_table_of_the_books_is_exported() -> None:
    books = {model._meta.db_table for domain in DOMAINS for model in models_of(domain)}
    exported = {table.name for table in all_tables()}
    assert exported == books - NOT_FOR_READERS | {"auth_user"}


def test_no_password_leaves_the_database() -> None:
    (staff,) = tables_named(["auth_user"])
    assert staff.schema.names == ["id", "username", "first_name", "last_name"]


def test_every_table_and_column_is_described() -> None:
    for table in all_tables():
        described = describe(table, table.schema)
        assert len(described.meaning) > 10, table.name
        assert [one.name for one in described.columns] == table.schema.names
        for one in described.columns:
            assert SENTENCE.fullmatch(one.meaning), (table.name, one.name, one.meaning)
        assert bool(described.partitioned_by) == (time_field(table.model) is not None)


def test_a_measure_has_its_digits_and_unit() -> None:
    assert column("environmental_weatherdata", "wind_direction") == Column(
        "wind_direction",
        "int32",
        True,
        "degrees",
        "The direction that the wind came from, clockwise from north.",
        None,
        {},
    )
    amount = column("inventory_feedingevent", "amount_kg")
    assert (amount.type, amount.unit, amount.nullable) == ("decimal128(10, 4)", "kg", False)


def test_a_unit_and_what_is_said_beside_it_are_told_apart() -> None:
    growth = column("inventory_batchfeedingsummary", "total_growth_kg")
    assert growth.unit == "kg"
    assert "negative when more died than grew" in growth.meaning


def test_no_meaning_is_of_a_column_that_is_not_there() -> None:
    for label in {table.model._meta.app_label for table in all_tables()}:
        for model, columns in meanings_of(label).items():
            fields = {field.name for field in apps.get_model(label, model)._meta.concrete_fields}
            assert set(columns) <= fields, (label, model)


def test_a_column_of_a_history_means_what_it_means_in_its_table() -> None:
    for name in ("start_date", "batch_number", "created_at"):
        assert column("batch_historicalbatch", name).meaning == column("batch_batch", name).meaning


def test_a_reference_names_its_table() -> None:
    assert column("batch_batch", "species_id").reference == "batch_species.id"
    assert column("batch_historicalbatch", "species_id").reference == "batch_species.id"
    assert column("batch_batch", "batch_number").reference is None


def test_choices_are_listed() -> None:
    assert column("batch_batch", "status").choices["COMPLETED"] == "Completed"


def test_every_reference_leads_to_an_exported_table_or_the_run() -> None:
    tables = {table.name for table in all_tables()} | {"data_generation_generationrun"}
    references = {
        one.reference.split(".")[0]
        for table in all_tables()
        for one in describe(table, table.schema).columns
        if one.reference
    }
    assert references <= tables


def test_both_forms_say_the_same() -> None:
    column = Column("at", "int64", True, "kg", "a | b", "u.id", {"A": "first"})
    described = [Description("t", "Fish | chips.", "year of at", (column,))]
    assert json.loads(as_json(described))[0]["columns"][0]["choices"] == {"A": "first"}
    lines = as_markdown(described).splitlines()
    assert "Fish | chips. One file for each year of at." in lines
    assert r"| at | int64 | yes | kg | a \| b | u.id | `A` first |" in lines


def test_a_misspelt_table_is_answered_with_the_near_one() -> None:
    with pytest.raises(RequestError, match="did you mean 'batch_batch'"):
        tables_named(["batch_bach"])


def test_a_kind_of_field_without_a_type_is_an_error() -> None:
    with pytest.raises(TypeError, match="has no type in files"):
        arrow_type(models.BinaryField())


def test_meanings_stay_where_python_keeps_no_docstrings(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with PYTHONOPTIMIZE=2, where Django puts the names of the fields there."""
    before = as_json([describe(table, table.schema) for table in all_tables()])
    for table in all_tables():
        monkeypatch.setattr(table.model, "__doc__", f"{table.model.__name__}(id, name)")
    assert as_json([describe(table, table.schema) for table in all_tables()]) == before
