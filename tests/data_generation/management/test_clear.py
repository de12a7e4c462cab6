"""`generate_data --clear`: what runs made goes, what people added stays, whatever comes between."""

import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from apps.batch.models import Batch, Species
from apps.environmental.models import EnvironmentalReading
from apps.infrastructure.models import Area, Container, Geography, Sensor
from scripts.data_generation.models import GenerationRun, WaterEvent
from scripts.data_generation.orchestrator.clearing.clearing import clear_run, plan_clearing
from scripts.data_generation.orchestrator.clearing.deletes import Pace
from tests.apps import books
from tests.commands import Terminal, printed, refused
from tests.data_generation.companies import generate
from tests.data_generation.interruptions import DELETING, struck_at

pytestmark = pytest.mark.usefixtures("committed")

SHORT = ("--session=1", "--days=45", "--end-date=2016-02-14")
# What Django notes about every model.
DJANGOS = ("contenttypes.ContentType", "auth.Permission")
Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO())


def clear(*options: str) -> str:
    return printed("generate_data", "--clear", *options)


def clear_in_small_steps() -> None:
    """The same, with several transactions for the larger tables."""
    clear_run(plan_clearing(GenerationRun.objects.get()), Pace(chunk_rows=700))


def everything() -> Rows:
    """Every row of every table, but what Django itself keeps about its models."""
    return {
        model._meta.db_table: sorted(model._base_manager.values_list(), key=repr)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in DJANGOS and model._base_manager.exists()
    }


def rows_by_hand() -> None:
    """A company's own rows in several tables, with history, and two names that runs look for."""
    Species.objects.create(name="Atlantic Salmon", scientific_name="Salmo salar")
    Geography.objects.create(name="Faroe Islands", description="Ours")
    assignment = books.assignment()
    books.meal(batch=assignment.batch, container=assignment.container)
    books.reading()
    assignment.population_count = 7
    assignment.save()
    books.user(username="head.of.farming")


def with_own_rows(*options: str) -> Rows:
    rows_by_hand()
    before = everything()
    generate(*SHORT, "--into-existing", *options)
    return before


def test_exactly_the_rows_by_hand_remain(output_dir: Path) -> None:
    before = with_own_rows("--dirty-data=0.1")
    mirror = output_dir / "checkpoints" / "session_1_checkpoint.json"
    assert WaterEvent.objects.exists()
    assert mirror.exists()
    said = clear("--yes")
    assert everything() == before
    assert not mirror.exists()
    assert "environmental_environmentalreading" in said
    assert "rows that no run made, and that stay:" in said


def test_a_database_that_was_empty_is_empty_again_and_takes_another_run() -> None:
    generate(*SHORT)
    first = Batch.objects.get().pk
    clear("--yes")
    assert everything() == {}
    generate(*SHORT)
    assert Batch.objects.get().pk == first


def test_many_small_steps_end_the_same() -> None:
    before = with_own_rows()
    assert EnvironmentalReading.objects.count() > 2 * 700
    clear_in_small_steps()
    assert everything() == before


@pytest.mark.parametrize("clearing", [lambda: clear("--yes"), clear_in_small_steps])
def test_an_interrupted_clear_is_carried_on_by_another_alone(clearing: Callable[[], None]) -> None:
    before = with_own_rows()
    for step in (1, 4, 13):
        lost = OperationalError("the connection is gone")
        with pytest.raises((CommandError, OperationalError)), struck_at(DELETING, step, lost):
            clearing()
        assert GenerationRun.objects.get().status == "CLEARING"
        assert "--clear" in str(refused("--resume"))
        assert "--clear" in str(refused(*SHORT))
        assert "--clear" in str(refused("--extend-years=1"))
    clearing()
    assert everything() == before


def test_an_interrupted_run_is_cleared() -> None:
    before = with_own_rows("--chunk-days=30")
    GenerationRun.objects.update(status="RUNNING")
    clear("--yes")
    assert everything() == before


def test_an_extension_is_cleared_too() -> None:
    rows_by_hand()
    before = everything()
    generate("--session=1", "--days=5", "--end-date=2016-01-05", "--into-existing")
    call_command("generate_data", "--extend-years=1", stdout=StringIO())
    clear("--yes")
    assert everything() == before


def test_rows_added_during_and_after_the_run_stay() -> None:
    generate(*SHORT)
    area = books.area(name="Ours since the run")
    reading = books.reading()
    clear("--yes")
    assert Area.objects.get() == area
    assert EnvironmentalReading.objects.get().pk == reading.pk
    assert Container.history.filter(id=reading.sensor.container_id).exists()


def test_rows_that_point_to_generated_ones_are_listed_and_nothing_goes() -> None:
    generate(*SHORT)
    dead = books.deaths(batch=Batch.objects.get())
    sensor = Sensor.objects.first()
    reading = books.reading(sensor=sensor, container=sensor.container)
    before = everything()
    said = str(refused("--clear", "--yes"))
    assert everything() == before
    assert f"batch_mortalityevent 1 by batch (id {dead.pk})" in said
    assert f"environmental_environmentalreading 1 by sensor (id {reading.pk})" in said


def test_master_data_that_people_use_stays() -> None:
    generate(*SHORT)
    species = Species.objects.get()
    mine = books.batch(species=species)
    signer = get_user_model().objects.first()
    signer.groups.add(Group.objects.create(name="veterinarians"))
    said = clear("--yes")
    assert "batch_species 1" in said
    assert "auth_user 1" in said
    assert Batch.objects.get() == mine
    assert set(Species.objects.all()) == {species, mine.lifecycle_stage.species}
    assert get_user_model().objects.get() == signer


def test_what_people_changed_in_generated_rows_goes_with_its_history() -> None:
    generate(*SHORT)
    batch = Batch.objects.get()
    batch.notes = "looked at by hand"
    batch.save()
    clear("--yes")
    assert everything() == {}


def test_keys_go_on_where_they_stood() -> None:
    first = books.area(name="before").pk
    generate(*SHORT, "--into-existing")
    clear("--yes")
    assert books.area(name="after").pk == first + 1


def test_it_asks_for_the_name_of_the_database(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    generate(*SHORT)
    name = connection.settings_dict["NAME"]
    name = name if connection.vendor == "postgresql" else "the database in memory"
    error = refused("--clear")
    assert (error.returncode, "--yes" in str(error)) == (2, True)
    for answer, left in (("yes\n", 1), (f"{name}\n", 0)):
        monkeypatch.setattr(sys, "stdin", Terminal(answer))
        if left:
            assert "nothing was deleted" in str(refused("--clear"))
        else:
            clear()
        assert GenerationRun.objects.count() == left
    assert name in capsys.readouterr().out


def test_quick_is_for_databases_that_are_generated_as_a_whole() -> None:
    generate(*SHORT)
    books.geography(name="Iceland")
    said = str(refused("--clear", "--quick", "--yes"))
    assert "infrastructure_geography 1" in said
    assert "--clear" in said
    Geography.objects.filter(name="Iceland").delete()
    Geography.history.filter(name="Iceland").delete()
    books.user(username="administrator")
    clear("--quick", "--yes")
    assert list(everything()) == ["auth_user"]


def test_without_a_run_there_is_nothing_to_clear() -> None:
    rows_by_hand()
    before = everything()
    assert "nothing to clear" in clear("--yes")
    assert everything() == before


@pytest.mark.parametrize(
    "options",
    [("--clear", "--resume"), ("--clear", "--scale=ci"), ("--yes",), ("--quick", "--session=1")],
)
def test_options_that_do_not_fit_are_usage_errors(options: tuple[str, ...]) -> None:
    assert refused(*options).returncode == 2
