"""Whether there is a database with the generator's tables; asking changes nothing."""

from django.db import DatabaseError, connection

from aquamind.database import sqlite_file
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.orchestrator.errors import GenerationError

# What PostgreSQL says of a table that is not there.
NO_SUCH_TABLE = "42P01"


def lacks_tables(error: DatabaseError) -> bool:
    """Whether a statement failed because tables have never been made."""
    missing = getattr(error.__cause__, "pgcode", None) == NO_SUCH_TABLE
    return missing or "no such table" in str(error)


def has_books() -> bool:
    """Whether the database has the generator's tables; SQLite would make its file when asked."""
    if connection.vendor == "sqlite":
        file = sqlite_file(str(connection.settings_dict["NAME"]))
        if file and not file.exists():
            return False
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise GenerationError(f"the database cannot be reached: {reason}") from error
    return GenerationRun._meta.db_table in connection.introspection.table_names()
