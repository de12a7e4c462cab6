"""Whether there is a database with the generator's tables; asking changes nothing."""

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from aquamind.database import sqlite_file
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.orchestrator.errors import GenerationError

# What PostgreSQL says of a table that is not there.
NO_SUCH_TABLE = "42P01"


def lacks_tables(error: DatabaseError) -> bool:
    """Whether a statement failed because tables have never been made."""
    missing = getattr(error.__cause__, "pgcode", None) == NO_SUCH_TABLE
    return missing or "no such table" in str(error)


def is_there(database: BaseDatabaseWrapper) -> bool:
    """Whether there is a database to ask: SQLite would make its file when asked."""
    if database.vendor != "sqlite":
        return True
    file = sqlite_file(str(database.settings_dict["NAME"]))
    return file is None or file.exists()


def has_books() -> bool:
    """Whether the database has the generator's tables."""
    if not is_there(connection):
        return False
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise GenerationError(f"the database cannot be reached: {reason}") from error
    return GenerationRun._meta.db_table in connection.introspection.table_names()
