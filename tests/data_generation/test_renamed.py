"""People give everything in the books other names: runs go on, and are read, by keys."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from apps.batch.models import Batch, LifecycleStage
from apps.environmental.models import EnvironmentalParameter
from apps.infrastructure.models import Container, ContainerType, Geography
from apps.inventory.models import Feed
from aquamind.fields import AnyField
from scripts.data_generation.model_lists import BOOKS, sorted_models
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.validation.engine.known_names import known_name, names_of
from tests.commands import printed
from tests.data_generation.interruptions import CHUNK, InterruptedChunkError, struck_at
from tests.data_generation.test_same_answer import assert_same, digests
from tests.databases import empty_database

# Of an alphabet that no name of the program uses.
NEW = "Ж"
# Fields by which people call things.
CALLED = {
    *("name", "code", "batch_number", "username", "first_name", "last_name", "brand"),
    *("serial_number", "scientific_name", "species", "development_stage", "workflow_number"),
    *("egg_batch_id", "label"),
}
OPTIONS = ("--scale=ci", "--start-date=2016-01-01", "--end-date=2016-01-20", "--chunk-days=10")


def called() -> Iterator[tuple[Any, AnyField]]:
    """Every field of the books, and of accounts, that holds a name somebody may change."""
    for model in (*sorted_models(BOOKS), get_user_model()):
        if hasattr(model, "instance_type"):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField) and field.name in CALLED and not field.choices:
                yield model, field


def rename_everything() -> int:
    """A letter before every name; how many rows were renamed."""
    return sum(
        model._base_manager.update(**{field.name: Concat(Value(NEW), F(field.name))})
        for model, field in called()
    )


def name_as_before() -> None:
    for model, field in called():
        there = model._base_manager.filter(**{f"{field.name}__startswith": NEW})
        there.update(**{field.name: Substr(field.name, 2)})


def rows() -> dict[str, int]:
    """Rows of every table of names."""
    return {model._meta.db_table: model._base_manager.count() for model in NAMED}


NAMED = (Geography, ContainerType, LifecycleStage, EnvironmentalParameter, Feed, get_user_model())


def run(*options: str) -> str:
    return printed("generate_data", *options)


@pytest.mark.usefixtures("open_database")
def test_a_run_goes_on_with_the_rows_that_it_knows() -> None:
    empty_database()
    run(*OPTIONS)
    expected = digests()
    run("--clear", "--yes")
    with pytest.raises(InterruptedChunkError), struck_at(CHUNK, number=2):
        run(*OPTIONS)
    before = rows()
    assert rename_everything() > 300
    run("--resume")
    with pytest.raises(InterruptedChunkError), struck_at(CHUNK):
        run("--extend-years=1", "--chunk-days=5")
    assert rows() == before
    name_as_before()
    assert_same(digests(), expected)
    rename_everything()
    run("--clear", "--yes")
    assert set(rows().values()) == {0}
    assert not Batch.objects.exists()


@pytest.mark.usefixtures("open_database")
def test_a_run_of_a_version_that_kept_no_keys_learns_them() -> None:
    empty_database()
    with pytest.raises(InterruptedChunkError), struck_at(CHUNK, number=2):
        run(*OPTIONS)
    keys = GenerationRun.objects.get().master_keys
    GenerationRun.objects.update(master_keys={})
    with pytest.raises(InterruptedChunkError), struck_at(CHUNK):
        run("--resume")
    assert GenerationRun.objects.get().master_keys == keys


@pytest.mark.usefixtures("changed_books")
def test_reports_and_checks_say_the_same_in_other_words() -> None:
    asked = (
        ("generation_report", "--years"),
        ("generation_report", "--health"),
        ("generate_data", "--validate-only", "--check=stage and container"),
        ("generate_data", "--validate-only", "--check=vaccination"),
        ("generate_data", "--validate-only", "--check=stage durations"),
    )
    before = [comparable(printed(*typed)) for typed in asked]
    rename_everything()
    assert [comparable(printed(*typed)) for typed in asked] == before
    assert "tables in csv beside it" in run("--report")


def comparable(said: str) -> str:
    """What is said, without new names, widths of columns and seconds."""
    return re.sub(r" +", " ", re.sub(r"[\d.]+ s\b|-{3,}", "", said.replace(NEW, "")))


@pytest.mark.usefixtures("changed_books")
def test_a_query_finds_the_first_name() -> None:
    names = names_of(Geography)
    rename_everything()
    assert names_of(Geography) == names
    country = known_name(Geography, "hall__freshwater_station__geography")
    found = Container.objects.filter(hall__isnull=False).annotate(country=country)
    assert set(found.values_list("country", flat=True)) == set(names.values())
