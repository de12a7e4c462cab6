"""Models created together are those that would have been created one by one."""

import pytest
from django.db import connection, models
from django.db.migrations import AddField, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import OperationWriter

from aquamind.tables.create_models import CreateModels

LABEL = "together"

# Each points to the other: the first one's table names a table that is still to come.
FISH = CreateModel(
    "Fish",
    [
        ("id", models.BigAutoField(primary_key=True)),
        ("tank", models.ForeignKey("together.Tank", models.PROTECT, null=True)),
    ],
    {"constraints": [models.CheckConstraint(condition=models.Q(id__gt=0), name="fish_id")]},
)
TANK = CreateModel(
    "Tank",
    [
        ("id", models.BigAutoField(primary_key=True)),
        ("oldest", models.ForeignKey("together.Fish", models.PROTECT, null=True)),
    ],
)
TABLES = {"together_fish", "together_tank"}


def _forwards(operation: Operation, before: ProjectState) -> ProjectState:
    after = before.clone()
    operation.state_forwards(LABEL, after)
    with connection.schema_editor() as editor:
        operation.database_forwards(LABEL, editor, before, after)
    return after


@pytest.mark.usefixtures("committed")
def test_models_that_point_to_each_other_are_made_used_altered_and_dropped() -> None:
    nothing, together = ProjectState(), CreateModels([FISH, TANK])
    made = _forwards(together, nothing)
    assert set(connection.introspection.table_names()) >= TABLES
    longer = AddField("tank", "name", models.CharField(max_length=10, default="A"))
    altered = _forwards(longer, made)
    fish, tank = altered.apps.get_model(LABEL, "Fish"), altered.apps.get_model(LABEL, "Tank")
    fish.objects.create(tank=tank.objects.create(name="B"))
    assert fish.objects.get().tank.name == "B"
    fish.objects.all().delete()
    with connection.schema_editor() as editor:
        together.database_backwards(LABEL, editor, made, nothing)
    assert not set(connection.introspection.table_names()) & TABLES


def test_the_state_is_that_of_models_made_one_by_one() -> None:
    one_by_one, together = ProjectState(), ProjectState()
    # Rendered before: the new models must appear in what was rendered.
    assert not list(together.apps.get_models())
    for model in (FISH, TANK):
        model.state_forwards(LABEL, one_by_one)
    CreateModels([FISH, TANK]).state_forwards(LABEL, together)
    assert together == one_by_one
    assert {model.__name__ for model in together.apps.get_models()} == {"Fish", "Tank"}


def test_a_migration_file_holds_every_model() -> None:
    text, imports = OperationWriter(CreateModels([FISH, TANK])).serialize()
    assert "import aquamind.tables.create_models" in imports
    assert text.count("migrations.CreateModel(") == 2
    assert CreateModels([FISH, TANK]).describe() == "Create models Fish, Tank"
