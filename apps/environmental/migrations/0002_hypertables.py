"""Drop the hypertables' spare time index.

What compression needs is settled after every migrate: apps/environmental/compression.py.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from aquamind.tables.hypertables import drop_time_index, hypertable_models


def prepare(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put right what create_hypertable left behind."""
    for model in hypertable_models(apps):
        drop_time_index(schema_editor.connection, model)


class Migration(migrations.Migration):
    """Nothing to turn back: the tables go with 0001."""

    dependencies = [("environmental", "0001_initial")]

    operations = [migrations.RunPython(prepare, migrations.RunPython.noop)]
