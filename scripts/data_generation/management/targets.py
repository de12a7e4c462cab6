"""Preparing an AquaMind database for the generator, and undoing that: what is refused and told."""

from collections.abc import Iterator

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from aquamind.session_settings import is_pooled
from aquamind.tables.database_owner import Owner, owner_of
from aquamind.target.making import prepare, remove
from aquamind.target.parts import SCHEMA, target_of
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.orchestrator.errors import GenerationError


def prepare_target(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """Make the schema; a line for each thing made. GenerationError where it may not be."""
    _refuse_other_databases(connection)
    if target_of(connection) is not None:
        yield f"this database is prepared already: it has the schema {SCHEMA}"
        return
    _refuse_taken_name(connection)
    try:
        made = prepare(connection)
    except DatabaseError as error:
        raise GenerationError(f"nothing was made: {_reason(error)}") from error
    yield from (f"made {thing}" for thing in made)
    yield "nothing of AquaMind's was changed; 'python manage.py prepare_target --remove' undoes it"


def remove_target(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """Drop the schema; a line for each table gone. GenerationError while it holds a run."""
    if connection.vendor != "postgresql" or target_of(connection) is None:
        raise GenerationError("this database is not prepared; there is nothing to remove")
    if GenerationRun.objects.exists():
        raise GenerationError(
            "the schema knows which rows are generated ones; delete them first with "
            "'python manage.py generate_data --clear'"
        )
    try:
        gone = remove(connection)
    except DatabaseError as error:
        raise GenerationError(f"nothing was removed: {_reason(error)}") from error
    yield from (f"removed {thing}" for thing in gone)


def _refuse_other_databases(connection: BaseDatabaseWrapper) -> None:
    owner = owner_of(connection)
    if owner is not Owner.AQUAMIND:
        raise GenerationError(
            f"the tables of this database were made by {owner.value}; only AquaMind's own database "
            "needs to be prepared, nothing was changed"
        )
    if connection.vendor != "postgresql":
        raise GenerationError("only an AquaMind on PostgreSQL can be prepared, this is none")
    if is_pooled(connection):
        raise GenerationError(
            "a pooler stands before this database, which forgets where a session's tables lie; "
            "give the server's own address in DATABASE_URL"
        )


def _refuse_taken_name(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace(%s)", [SCHEMA])
        if cursor.fetchone()[0] is not None:
            raise GenerationError(
                f"this database has a schema {SCHEMA} that was not made for this AquaMind; nothing "
                "was changed"
            )


def _reason(error: DatabaseError) -> str:
    return str(error).strip().splitlines()[0]
