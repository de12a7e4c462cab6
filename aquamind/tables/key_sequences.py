"""Where a table's own numbering stands: PostgreSQL's sequence, or SQLite's AUTOINCREMENT.

Both give the next row of a table, whoever adds it, a key above all that were ever given.
"""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Max


def reserve_keys(connection: BaseDatabaseWrapper, model: type[models.Model], count: int) -> int:
    """Set `count` keys aside for one writer; the key just below the first of them.

    They lie above all keys that the table has, and that it ever gave; the next row of anybody
    else gets one above them.
    """
    highest = model._base_manager.using(connection.alias).aggregate(highest=Max("pk"))["highest"]
    base = max(_last_key(connection, model), int(highest or 0))
    set_next_key(connection, model, base + count + 1)
    return base


def set_next_key(connection: BaseDatabaseWrapper, model: type[models.Model], key: int) -> None:
    """Let the next row that is added without a key get this one; there must be none above it."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if _is_postgresql(connection):
            # A sequence begins with 1, so it cannot say that 0 was given last.
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)",
                [_quoted(connection, table), model._meta.pk.column, max(key - 1, 1), key > 1],
            )
            return
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [key - 1, table])
        if cursor.rowcount == 0:
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, key - 1]
            )


def _is_postgresql(connection: BaseDatabaseWrapper) -> bool:
    return connection.vendor == "postgresql"


def _last_key(connection: BaseDatabaseWrapper, model: type[models.Model]) -> int:
    """The last key that this table gave, also to rows that are gone; 0 before any.

    On PostgreSQL the next one is taken as well, so that nobody can get it meanwhile.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if _is_postgresql(connection):
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s))",
                [_quoted(connection, table), model._meta.pk.column],
            )
            return int(cursor.fetchone()[0]) - 1
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _quoted(connection: BaseDatabaseWrapper, table: str) -> str:
    return connection.ops.quote_name(table)
