"""The run that a command is to read; one clear line when there is none."""

from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections

from scripts.data_generation.management.failures import failure_line
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.orchestrator.errors import GenerationError
from scripts.data_generation.orchestrator.runs.guards import refuse_hidden_rows
from scripts.data_generation.orchestrator.tables_present import is_there, lacks_tables

NOTHING_THERE = "this database holds no generated company; run generate_data first"


def present_run(using: str = DEFAULT_DB_ALIAS) -> GenerationRun:
    """The latest run in the database with this alias."""
    if not is_there(connections[using]):
        raise CommandError(NOTHING_THERE)
    try:
        refuse_hidden_rows(using)
        run = GenerationRun.objects.using(using).last()
    except GenerationError as error:
        raise CommandError(str(error)) from error
    except DatabaseError as error:
        raise CommandError(why_not(error)) from error
    if run is None:
        raise CommandError(NOTHING_THERE)
    return run


def why_not(error: DatabaseError) -> str:
    """Tables that have never been made hold no company; anything else is told as it is."""
    return NOTHING_THERE if lacks_tables(error) else failure_line(error, "")


def run_if_any() -> GenerationRun | None:
    """The latest run; None in books that people keep, where the generator has no tables."""
    refuse_hidden_rows()
    if GenerationRun._meta.db_table not in connection.introspection.table_names():
        return None
    return GenerationRun.objects.last()
