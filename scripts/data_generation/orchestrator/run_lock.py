"""One run at a time: an advisory lock on PostgreSQL, a lock file beside the SQLite database."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from filelock import FileLock, Timeout

from scripts.data_generation.orchestrator.errors import GenerationError

# Any number will do, as long as it never changes: "AquaMind" in ASCII.
ADVISORY_KEY = int.from_bytes(b"AquaMind"[:7], "big")

PATIENCE_SECONDS = 3.0

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


def _taken() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_KEY])
        return bool(cursor.fetchone()[0])


def _advisory_lock() -> Iterator[None]:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not _taken():
        # A killed run's connection holds the lock until the server has noticed.
        if time.monotonic() > deadline:
            raise GenerationError(BUSY)
        time.sleep(0.2)
    try:
        yield
    finally:
        # A connection that broke has let go of the lock already.
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_KEY])
