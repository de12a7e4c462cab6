"""System checks: whose a database is, hypertables that can be read, and a site's own secret."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from aquamind.tables.compression import HiddenRowsError, refuse_hidden_rows
from aquamind.tables.database_owner import Owner, owner_of, what_to_do
from aquamind.tables.hypertables import has_timescale, hypertable_models, is_hypertable
from aquamind.target.parts import target_of


def check_secret_key(
    app_configs: Sequence[AppConfig] | None = None, **options: Any
) -> list[CheckMessage]:
    """aquamind.E001: without SECRET_KEY each process signs with another key."""
    if settings.SECRET_KEY_IS_CONFIGURED:
        return []
    return [
        Error(
            "SECRET_KEY is not set: every process makes its own, and sessions end with it.",
            hint="Set SECRET_KEY in the environment to 50 random characters or more.",
            id="aquamind.E001",
        )
    ]


def check_owner(
    app_configs: Sequence[AppConfig] | None = None,
    databases: Sequence[str] | None = None,
    **options: Any,
) -> list[CheckMessage]:
    """aquamind.W001: somebody else made the tables of the database; silent on ours and empty.

    aquamind.I001 tells of AquaMind's own where it is prepared for the generator.
    """
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        owner = owner_of(connection)
        says = f"The tables of the database {alias!r} were made by {owner.value}"
        if owner is Owner.AQUAMIND and target_of(connection) is not None:
            found.append(Info(f"{says}; it is prepared for the generator.", id="aquamind.I001"))
        elif owner in (Owner.AQUAMIND, Owner.OTHERS):
            hint = (
                f"{what_to_do(connection)}."
                if owner is Owner.AQUAMIND
                else "This project fills its own tables only: give an empty database."
            )
            found.append(Warning(f"{says}.", hint=hint, id="aquamind.W001"))
    return found


def check_hypertables(
    app_configs: Sequence[AppConfig] | None = None,
    databases: Sequence[str] | None = None,
    **options: Any,
) -> list[CheckMessage]:
    """aquamind.E002: on PostgreSQL, a migrated table of readings must be a hypertable.

    Django's plain PostgreSQL engine makes ordinary tables of them without a word, and such a
    table slows down as it grows.
    """
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor == "postgresql":
            found += [_not_a_hypertable(alias, table) for table in _plain_tables(connection)]
    return found


def check_compressed_pieces(
    app_configs: Sequence[AppConfig] | None = None,
    databases: Sequence[str] | None = None,
    **options: Any,
) -> list[CheckMessage]:
    """aquamind.E003: a server whose licence has no compression must hold no compressed rows."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        try:
            refuse_hidden_rows(connections[alias])
        except HiddenRowsError as error:
            found.append(Error(f"Database {alias!r}: {error}.", id="aquamind.E003"))
    return found


def _plain_tables(connection: BaseDatabaseWrapper) -> list[str]:
    """Tables of CONNECTION that exist and should be hypertables but are not."""
    existing = set(connection.introspection.table_names())
    tables = [model._meta.db_table for model in hypertable_models()]
    timescale = has_timescale(connection)
    return [
        table
        for table in tables
        if table in existing and not (timescale and is_hypertable(connection, table))
    ]


def _not_a_hypertable(alias: str, table: str) -> Error:
    return Error(
        f"The table {table} of the database {alias!r} is not a TimescaleDB hypertable.",
        hint=(
            "Use a timescale:// address (engine timescale.db.backends.postgresql) on a server"
            " with the timescaledb extension, and migrate into an empty database."
        ),
        id="aquamind.E002",
    )
