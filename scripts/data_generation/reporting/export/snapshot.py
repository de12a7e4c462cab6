"""All tables as they are at one moment, also while a run writes; nothing waits for the reader."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from aquamind.session_settings import pin_transaction

# Several workers of the server would mix up the order of rows, and so would a scan that joins
# another one midway. Years would then be scattered over the row groups of the files.
_IN_ORDER = (
    "SET LOCAL max_parallel_workers_per_gather = 0",
    "SET LOCAL synchronize_seqscans = off",
)


@contextmanager
def one_moment(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """While this is open, every query sees the database as it was at the first query.

    On PostgreSQL values have the same form as text, whatever the database has by default.
    """
    connection = connections[using]
    if connection.in_atomic_block:
        # The code that opened the transaction has chosen what it sees.
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(using=using), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            for setting in _IN_ORDER:
                cursor.execute(setting)
            pin_transaction(connection)
            yield
    else:
        # Django's own transactions here take the lock for writing, at once.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
