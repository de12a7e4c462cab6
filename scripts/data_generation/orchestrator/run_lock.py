"""One run at a time: an advisory lock on PostgreSQL, a lock file beside the SQLite database."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from filelock import FileLock, Timeout

from aquamind.database import sqlite_file
from scripts.data_generation.orchestrator.errors import GenerationError

# Any number will do, as long as it never changes: "AquaMind" in ASCII.
ADVISORY_KEY = int.from_bytes(b"AquaMind"[:7], "big")

PATIENCE_SECONDS = 3.0
# Longer than `is_held` touches the lock file.
PATIENCE_WITH_LOOKERS_SECONDS = 0.2

BUSY = "another run is writing to this database; wait until it ends, or stop it first"


@contextmanager
def run_lock() -> Iterator[None]:
    """Hold the database's run lock; GenerationError when somebody else holds it.

    The database, or the operating system, lets go of it when this process dies.
    """
    if connection.vendor == "postgresql":
        yield from _advisory_lock()
        return
    file = _lock_file()
    if file is None:
        # A database in memory belongs to one process.
        yield
        return
    lock = FileLock(file)
    try:
        lock.acquire(timeout=PATIENCE_WITH_LOOKERS_SECONDS)
    except Timeout as error:
        raise GenerationError(BUSY) from error
    try:
        yield
    finally:
        lock.release()


def is_held() -> bool:
    """Whether another process is writing to this database right now; takes no lock to find out."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # pg_locks shows a 64-bit key as two halves, and marks it so by objsubid 1.
            cursor.execute(
                "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database"
                " WHERE datname = current_database() AND locktype = 'advisory' AND granted"
                " AND classid = %s AND objid = %s AND objsubid = 1 AND pid <> pg_backend_pid()",
                divmod(ADVISORY_KEY, 2**32),
            )
            return bool(cursor.fetchone()[0])
    lock_file = _lock_file()
    if lock_file is None or not lock_file.exists():
        return False
    try:
        with lock_file.open("rb") as file:
            # A shared lock, let go of with the file: it waits for nobody and writes nothing.
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def _lock_file() -> Path | None:
    """The file beside the SQLite database; None for one in memory."""
    file = sqlite_file(str(connection.settings_dict["NAME"]))
    return Path(f"{file}.lock") if file else None


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
