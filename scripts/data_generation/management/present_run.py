"""The run that a command is to read; one clear line when there is none."""

from django.core.management.base import CommandError
from django.db import DatabaseError, connection

from scripts.data_generation.models import GenerationRun

NOTHING_THERE = "this database holds no generated company; run generate_data first"


def present_run() -> GenerationRun:
    """The latest run in this database."""
    try:
        run = GenerationRun.objects.last()
    except DatabaseError as error:
        # A database whose tables have never been made, or by an older version.
        raise CommandError(NOTHING_THERE) from error
    if run is None:
        raise CommandError(NOTHING_THERE)
    return run


def run_if_any() -> GenerationRun | None:
    """The latest run; None in books that people keep, where the generator has no tables."""
    if GenerationRun._meta.db_table not in connection.introspection.table_names():
        return None
    return GenerationRun.objects.last()
