"""One run at a time: a lock of the server on PostgreSQL, a lock file beside the SQLite database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from filelock import FileLock, Timeout

from aquamind.database import sqlite_file
from scripts.data_generation.orchestrator.errors import GenerationError
from scripts.data_generation.orchestrator.same_file import SameFile
from scripts.data_generation.orchestrator.server_lock import held_on_server, is_held_on_server

try:
    import fcntl
except ImportError:
    # Windows, where filelock has another way.
    fcntl = None  # type: ignore[assignment]

PATIENCE_SECONDS = 3.0
# Longer than `is_held` touches the lock file.
PATIENCE_WITH_LOOKERS_SECONDS = 0.2
# Longer than another looker holds it, where looking takes the lock.
LOOKERS_PATIENCE_SECONDS = 0.05

BUSY = "another run is writing to this database; wait until it ends, or stop it first"


@contextmanager
def run_lock(patience_s: float = PATIENCE_SECONDS) -> Iterator[Callable[[], None]]:
    """Hold the database's run lock; GenerationError when somebody else holds it.

    A server is asked for it for `patience_s` seconds: it may not have noticed yet that the run
    before has ended.
    The database, or the operating system, lets go of it when this process dies. What is yielded
    raises when the lock was lost; it is asked once more at the end.
    """
    if connection.vendor == "postgresql":
        with held_on_server(patience_s) as still_held:
            if still_held is None:
                raise GenerationError(BUSY)
            yield still_held
            still_held()
        return
    file = _lock_file()
    if file is None:
        # A database in memory belongs to one process.
        yield _always
        return
    database = SameFile(file.with_suffix(""))
    lock = FileLock(file)
    try:
        lock.acquire(timeout=PATIENCE_WITH_LOOKERS_SECONDS)
    except Timeout as error:
        raise GenerationError(BUSY) from error
    try:
        yield database.check
        database.check()
    finally:
        lock.release()


def is_held() -> bool:
    """Whether another process is writing to this database right now; no run is kept from it."""
    if connection.vendor == "postgresql":
        return is_held_on_server()
    lock_file = _lock_file()
    if lock_file is None or not lock_file.exists():
        return False
    return _is_locked(lock_file)


def _is_locked(lock_file: Path) -> bool:
    """Whether another process holds the lock of this file."""
    if fcntl is None:
        try:
            with FileLock(lock_file, timeout=LOOKERS_PATIENCE_SECONDS):
                return False
        except Timeout:
            return True
    try:
        with lock_file.open("rb") as file:
            # A shared lock, let go of with the file: it waits for nobody and writes nothing.
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def _lock_file() -> Path | None:
    """The file beside the SQLite database, however that was called; None for one in memory."""
    file = sqlite_file(str(connection.settings_dict["NAME"]))
    return Path(f"{file.resolve()}.lock") if file else None


def _always() -> None:
    """Nothing can take this lock away."""
