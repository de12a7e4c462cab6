"""One run at a time: an advisory lock on PostgreSQL, a lock file beside the SQLite database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from filelock import FileLock, Timeout

from scripts.data_generation.orchestrator.errors import GenerationError

# Any number will do, as long as it never changes: "AquaMind" in ASCII.
ADVISORY_KEY = int.from_bytes(b"AquaMind"[:7], "big")

BUSY = "another run is writing to this database; wait until it ends, or stop it first"


@contextmanager
def run_lock() -> Iterator[None]:
    """Hold the database's run lock; GenerationError when somebody else holds it.

    The database, or the operating system, lets go of it when this process dies.
    """
    if connection.vendor == "postgresql":
        yield from _advisory_lock()
        return
    name = str(connection.settings_dict["NAME"])
    if "memory" in name:
        # A database in memory belongs to one process.
        yield
        return
    lock = FileLock(f"{name}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise GenerationError(BUSY) from error
    try:
        yield
    finally:
        lock.release()


def _advisory_lock() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_KEY])
        if not cursor.fetchone()[0]:
            raise GenerationError(BUSY)
    try:
        yield
    finally:
        # A connection that broke has let go of the lock already.
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_KEY])
