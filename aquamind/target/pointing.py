"""Keys of AquaMind's tables that these books have not, which point to tables that they have."""

from typing import NamedTuple

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from aquamind.target.parts import base_table, target_of


class ForeignPointer(NamedTuple):
    """A column of a table of AquaMind's that no model here stands for, and that table's key."""

    # Quoted, with its schema.
    table: str
    column: str
    key: str


def pointers_from_elsewhere(
    connection: BaseDatabaseWrapper, model: type[models.Model]
) -> list[ForeignPointer]:
    """The columns by which such tables point to a model's table; none in our own books."""
    target = target_of(connection)
    if target is None:
        return []
    ours = [one._meta.db_table for one in apps.get_models(include_auto_created=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, quote_ident(points.attname), quote_ident(named.attname)"
            " FROM pg_constraint AS keys JOIN pg_class ON pg_class.oid = conrelid"
            " JOIN pg_index ON indrelid = conrelid AND indisprimary"
            " JOIN pg_attribute AS points ON points.attrelid = conrelid"
            " AND points.attnum = conkey[1]"
            " JOIN pg_attribute AS named ON named.attrelid = conrelid"
            " AND named.attnum = indkey[0]"
            " WHERE contype = 'f' AND confrelid = %s::regclass AND conrelid <> confrelid"
            " AND relnamespace = to_regnamespace(%s) AND NOT relname = ANY (%s) ORDER BY 1, 2",
            [base_table(connection, model), target.schema, ours],
        )
        return [
            ForeignPointer(f'"{target.schema}"."{table}"', column, key)
            for table, column, key in cursor.fetchall()
        ]
