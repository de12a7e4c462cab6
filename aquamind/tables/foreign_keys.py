"""Foreign keys set aside while many rows go in, and proved set-wise when all are in.

PostgreSQL looks up every key of every new row by itself: two thirds of the time in which a chunk of
events is written. Inside one transaction keys are dropped, rows written, and the keys added again
as NOT VALID; nobody else ever sees the tables without them, and a crash undoes the dropping. From
then on they hold for new rows; `prove_foreign_keys` has the server compare all old ones at once.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from django.db import DatabaseError, IntegrityError, OperationalError, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from aquamind.target.parts import base_table, target_of

# Dropping a key takes an exclusive lock: readers wait for it, and it for readers. Below the second
# after which the server looks for a deadlock, so that it is never the reader who is ended.
PATIENCE = "500ms"
_NOT_VALID = " NOT VALID"


class _Key(NamedTuple):
    """A foreign key: its table and name, quoted, and what it says."""

    table: str
    name: str
    says: str


@contextmanager
def foreign_keys_aside(
    connection: BaseDatabaseWrapper, tables: Sequence[type[models.Model]]
) -> Iterator[None]:
    """Write into TABLES without their foreign keys; to be used inside a transaction.

    The keys stay, and are checked row by row, where somebody is reading a table just then or the
    tables belong to another role, and on other databases than PostgreSQL. AquaMind's own tables
    are never altered: there this transaction asks for no key.
    """
    if target_of(connection) is not None:
        with foreign_keys_unasked(connection):
            yield
        return
    keys = _dropped(connection, tables) if connection.vendor == "postgresql" else []
    yield
    with connection.cursor() as cursor:
        for key in keys:
            says = key.says.removesuffix(_NOT_VALID)
            cursor.execute(f"ALTER TABLE {key.table} ADD CONSTRAINT {key.name} {says} NOT VALID")


def prove_foreign_keys(
    connection: BaseDatabaseWrapper, tables: Sequence[type[models.Model]]
) -> None:
    """Compare all rows of TABLES with the keys that were set aside; others read and write on.

    Raises IntegrityError when a row points nowhere.
    """
    if connection.vendor != "postgresql":
        return
    if target_of(connection) is not None:
        _compare_keys(connection, tables)
        return
    with connection.cursor() as cursor:
        for key in _keys(connection, tables):
            if key.says.endswith(_NOT_VALID):
                cursor.execute(f"ALTER TABLE {key.table} VALIDATE CONSTRAINT {key.name}")


@contextmanager
def foreign_keys_unasked(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """On an AquaMind database: within it no key of a new row is looked up; in a transaction.

    No table is altered, not for a moment. A role that may not ask for it has every row looked up.
    """
    if target_of(connection) is None:
        yield
        return
    asked = "SELECT set_config('session_replication_role', %s, true)"
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('session_replication_role')")
            (before,) = cursor.fetchone()
            cursor.execute(asked, ["replica"])
    except DatabaseError:
        yield
        return
    yield
    with connection.cursor() as cursor:
        cursor.execute(asked, [before])


def _compare_keys(connection: BaseDatabaseWrapper, tables: Sequence[type[models.Model]]) -> None:
    """IntegrityError for the first key of these tables' rows that points to no row."""
    names = [base_table(connection, table) for table in tables]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, quote_ident(c.attname), confrelid::regclass::text,"
            " quote_ident(p.attname) FROM pg_constraint"
            " JOIN pg_attribute AS c ON c.attrelid = conrelid AND c.attnum = conkey[1]"
            " JOIN pg_attribute AS p ON p.attrelid = confrelid AND p.attnum = confkey[1]"
            " WHERE contype = 'f' AND conrelid = ANY (%s::regclass[]) ORDER BY 1, 2",
            [names],
        )
        for table, column, target, key in cursor.fetchall():
            cursor.execute(
                f"SELECT {column} FROM {table} AS rows WHERE {column} IS NOT NULL AND NOT EXISTS"
                f" (SELECT FROM {target} AS there WHERE there.{key} = rows.{column}) LIMIT 1"
            )
            if lost := cursor.fetchone():
                raise IntegrityError(f"{table}.{column} {lost[0]} is not in {target}")


def _dropped(connection: BaseDatabaseWrapper, tables: Sequence[type[models.Model]]) -> list[_Key]:
    """The keys of TABLES, which are no longer there; none when somebody is in the way."""
    keys = _keys(connection, tables)
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('lock_timeout')")
            (before,) = cursor.fetchone()
            _set_patience(connection, PATIENCE)
            for key in keys:
                cursor.execute(f"ALTER TABLE {key.table} DROP CONSTRAINT {key.name}")
            _set_patience(connection, before)
    except OperationalError:
        return []
    return keys


def _set_patience(connection: BaseDatabaseWrapper, patience: str) -> None:
    """How long this transaction waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [patience])


def _keys(connection: BaseDatabaseWrapper, tables: Sequence[type[models.Model]]) -> list[_Key]:
    """The foreign keys of TABLES that this role may alter."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(keys.oid)"
            " FROM pg_constraint AS keys JOIN pg_class AS tables ON tables.oid = conrelid"
            " WHERE contype = 'f' AND pg_has_role(relowner, 'USAGE')"
            " AND conrelid IN (SELECT to_regclass(quote_ident(name)) FROM unnest(%s) AS name)"
            " ORDER BY 1, 2",
            [[table._meta.db_table for table in tables]],
        )
        return [_Key(*row) for row in cursor.fetchall()]
