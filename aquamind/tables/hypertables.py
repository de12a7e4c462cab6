"""TimescaleDB's side of the two hypertables: which tables they are, and what migrations do to them.

django-timescaledb makes the hypertable; what it leaves behind is put right here.
"""

import logging
from collections.abc import Iterator
from datetime import datetime

from django.apps import apps as installed_apps
from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from timescale.db.models.fields import TimescaleDateTimeField

from aquamind.fields import AnyField

logger = logging.getLogger(__name__)

# With it the server has compression.
COMPRESSING_LICENCE = "timescale"


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


def licence_of(connection: BaseDatabaseWrapper) -> str | None:
    """TimescaleDB's licence, `timescale` or `apache`; None where there is no TimescaleDB."""
    if not has_timescale(connection):
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('timescaledb.license', true)")
        return str(cursor.fetchone()[0])


def can_compress(connection: BaseDatabaseWrapper) -> bool:
    """Whether the server's licence has compression; where it has not, one line says so."""
    licence = licence_of(connection)
    if licence not in (None, COMPRESSING_LICENCE):
        logger.info("Compression is skipped: TimescaleDB runs with the %s licence.", licence)
    return licence == COMPRESSING_LICENCE


def compress_before(connection: BaseDatabaseWrapper, table: str, moment: datetime) -> int:
    """Compress the pieces of TABLE that end at or before MOMENT and are not yet; how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(compress_chunk(format('%%I.%%I', chunk_schema, chunk_name)::regclass))"
            " FROM timescaledb_information.chunks"
            " WHERE hypertable_name = %s AND NOT is_compressed AND range_end <= %s",
            [table, moment],
        )
        return int(cursor.fetchone()[0])


def leave_compression_policy(connection: BaseDatabaseWrapper, table: str, after: str) -> None:
    """Have the server itself compress pieces of TABLE that are older than AFTER, an interval."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT add_compression_policy(%s, %s::interval, if_not_exists => true)",
            [table, after],
        )


def enable_compression(connection: BaseDatabaseWrapper, tables: dict[str, tuple[str, str]]) -> bool:
    """Let TABLES be compressed, where the server's licence has it; says so once where not.

    TABLES maps a hypertable to the column that its pieces are grouped by and the one they are
    ordered by: together, a sensor's values shrink from 141 bytes each to 6.
    """
    if not can_compress(connection):
        return False
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table, (segment_by, order_by) in tables.items():
            cursor.execute(
                f"ALTER TABLE {quote(table)} SET (timescaledb.compress,"
                f" timescaledb.compress_segmentby = '{segment_by}',"
                f" timescaledb.compress_orderby = '{order_by}')"
            )
    return True
