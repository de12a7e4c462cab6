"""Drop the hypertables' spare time index, and allow compression where the licence has it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from aquamind.tables.hypertables import drop_time_index, enable_compression, hypertable_models

COMPRESSED = {
    "environmental_environmentalreading": ("sensor_id", "reading_time"),
    "environmental_weatherdata": ("area_id", "timestamp"),
}


def prepare(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put right what create_hypertable left behind."""
    for model in hypertable_models(apps):
        drop_time_index(schema_editor.connection, model)
    enable_compression(schema_editor.connection, COMPRESSED)


class Migration(migrations.Migration):
    """Nothing to turn back: the tables go with 0001."""

    dependencies = [("environmental", "0001_initial")]

    operations = [migrations.RunPython(prepare, migrations.RunPython.noop)]
