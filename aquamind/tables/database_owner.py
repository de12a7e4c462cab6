"""Whose a database is: empty, this project's, AquaMind's own, or something else's.

AquaMind's migrations and this project's bear the same names and make other tables. Ours on top of
AquaMind's would drop indexes of it, so `migrate` asks here before it touches anything.
"""

from enum import Enum
from typing import Any

from django.apps import apps
from django.core.management.base import CommandError
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from aquamind.target.parts import target_of

# Tables that every AquaMind has. The first two belong to apps that this project has not.
AQUAMIND_TABLES = frozenset({"users_userprofile", "scenario_temperatureprofile", "batch_batch"})
# Many tables of somebody else's are named by a few.
MOST_NAMED = 3


class Owner(Enum):
    """Who made the tables of a database."""

    NOBODY = "nobody: it is empty"
    OURS = "this project"
    AQUAMIND = "AquaMind's own migrations"
    OTHERS = "something else"


def owner_of(connection: BaseDatabaseWrapper) -> Owner:
    """Who made the tables that CONNECTION sees; asks for names only."""
    tables = set(connection.introspection.table_names())
    if tables >= AQUAMIND_TABLES:
        return Owner.AQUAMIND
    if not tables:
        return Owner.NOBODY
    made_by = {app for app, _ in MigrationRecorder(connection).applied_migrations()}
    known = {app.label for app in apps.get_app_configs()}
    # A `migrate` that was killed early has made Django's tables alone, and those are ours too.
    return Owner.OURS if made_by and made_by <= known else Owner.OTHERS


def fault_of_migrating(connection: BaseDatabaseWrapper) -> str | None:
    """Why this project's migrations may not run there, and what to do instead; None if they may."""
    owner = owner_of(connection)
    if owner is Owner.AQUAMIND:
        return (
            "AquaMind's own migrations made this database; those of this project would drop"
            f" indexes of it. Nothing was changed. {what_to_do(connection)}"
        )
    taken = _names_of_others(connection) if owner is Owner.OTHERS else []
    if taken:
        return (
            f"something else made tables in this database that have names of ours"
            f" ({_some(taken)}). Nothing was changed. Give an empty database in DATABASE_URL"
        )
    return None


def what_to_do(connection: BaseDatabaseWrapper) -> str:
    """How an AquaMind database is filled, which `migrate` is not for."""
    if target_of(connection) is not None:
        return "It is prepared for the generator: generate_data fills it"
    if connection.vendor == "postgresql":
        return (
            "Give an empty database in DATABASE_URL; or have 'python manage.py prepare_target' make"
            " the generator's own tables beside AquaMind's, and generate_data fills this one"
        )
    return "Give an empty database in DATABASE_URL"


def refuse_to_migrate(using: str, **_: Any) -> None:
    """Receiver of `pre_migrate`: CommandError, before anything is done, where it may not be."""
    fault = fault_of_migrating(connections[using])
    if fault:
        raise CommandError(fault)


def some_tables(connection: BaseDatabaseWrapper) -> str:
    """A few tables of a database, by which a person knows it again."""
    return _some(sorted(connection.introspection.table_names()))


def _names_of_others(connection: BaseDatabaseWrapper) -> list[str]:
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return sorted(ours & set(connection.introspection.table_names()))


def _some(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
