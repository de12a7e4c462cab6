"""TimescaleDB's side of the two hypertables: which tables they are, and what migrations do to them.

django-timescaledb makes the hypertable; what it leaves behind is put right here.
"""

from collections.abc import Iterator

from django.apps import apps as installed_apps
from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from timescale.db.models.fields import TimescaleDateTimeField

from aquamind.fields import AnyField


def time_field(model: type[models.Model]) -> AnyField | None:
    """The field by which MODEL's table is cut into pieces; None for an ordinary table."""
    return next(
        (field for field in model._meta.fields if isinstance(field, TimescaleDateTimeField)), None
    )


def hypertable_models(apps: Apps = installed_apps) -> Iterator[type[models.Model]]:
    """The models whose tables should be hypertables."""
    return (model for model in apps.get_models() if time_field(model) is not None)


def has_timescale(connection: BaseDatabaseWrapper) -> bool:
    """Whether CONNECTION leads to a PostgreSQL with the TimescaleDB extension."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'timescaledb'")
        return cursor.fetchone() is not None


def is_hypertable(connection: BaseDatabaseWrapper, table: str) -> bool:
    """Whether TABLE, seen through the search path, is a hypertable of TimescaleDB."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM timescaledb_information.hypertables"
            " WHERE to_regclass(format('%%I.%%I', hypertable_schema, hypertable_name))"
            " = to_regclass(quote_ident(%s))",
            [table],
        )
        return cursor.fetchone() is not None


def drop_time_index(connection: BaseDatabaseWrapper, model: type[models.Model]) -> None:
    """Drop the index on time alone that create_hypertable makes.

    The table's pieces are cut by time already, and the index costs almost half of the speed at
    which rows are loaded.
    """
    field = time_field(model)
    if field is None or not has_timescale(connection):
        return
    name = connection.ops.quote_name(f"{model._meta.db_table}_{field.column}_idx")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {name}")
