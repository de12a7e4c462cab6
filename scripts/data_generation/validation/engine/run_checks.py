"""Runs checks on books, also on books that lack tables or columns."""

import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from django.db import DatabaseError, connection, transaction

from aquamind.session_settings import is_pooled
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.models_of_books import every_model
from scripts.data_generation.validation.engine.registry import Check, CompletedCheck, not_asked


def run_checks(checks: Iterable[Check], case: Case) -> Iterator[CompletedCheck]:
    """Run every check, one after the other; nothing is written.

    A check that needs a table or column that this database does not have is not asked. Any other
    DatabaseError is raised.
    """
    for one in checks:
        started = time.perf_counter()
        try:
            with recoverable():
                outcome = one.ask(case)
        except DatabaseError as error:
            lacking = next((name for name in lacking_names() if _is_about(name, error)), None)
            if lacking is None:
                raise
            outcome = not_asked(f"this database has no {lacking}")
        yield CompletedCheck(one, outcome, time.perf_counter() - started)


@contextmanager
def planned_for_whole_tables() -> Iterator[None]:
    """While this is open, PostgreSQL plans for queries over whole tables, with memory for sums.

    Compiling a plan over all pieces of a hypertable takes longer than running it.
    """
    # Behind a pooler another client would get the session, and these settings, a moment later.
    if connection.vendor != "postgresql" or is_pooled(connection):
        yield
        return
    settings = {"jit": "off", "work_mem": "256MB"}
    with connection.cursor() as cursor:
        for name, value in settings.items():
            cursor.execute(f"SET {name} = '{value}'")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for name in settings:
                cursor.execute(f"RESET {name}")


def recoverable() -> AbstractContextManager[None]:
    """A failed query does not end the transaction around it; outside of one, none is begun.

    SQLite's transactions here begin with the right to write, which a reader does not have.
    """
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def lacking_names() -> Iterator[str]:
    """Tables of the books, and `table.column`, that this database does not have."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for model in every_model():
            table = model._meta.db_table
            if table not in there:
                yield table
                continue
            described = connection.introspection.get_table_description(cursor, table)
            columns = {column.name for column in described}
            yield from (
                f"{table}.{field.column}"
                for field in model._meta.local_concrete_fields
                if field.column not in columns
            )


def _is_about(name: str, error: DatabaseError) -> bool:
    """Whether the database's complaint names this table or column."""
    return name.rpartition(".")[2] in str(error)
