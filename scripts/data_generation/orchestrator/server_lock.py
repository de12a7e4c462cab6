"""The run lock of a PostgreSQL database: one transaction that stays open on its own connection.

An advisory lock of a session would be left on a connection of the pool where a pooler hands each
transaction another one. An open transaction keeps its connection whatever stands between, and ends
with it. It has no snapshot and has written nothing, so it holds back no vacuum.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import Error, connection

# Any number will do, as long as it never changes: "AquaMind" in ASCII.
ADVISORY_KEY = int.from_bytes(b"AquaMind"[:7], "big")

# A server may end what is idle for long; this transaction is idle by intention.
LIMITS = ("idle_in_transaction_session_timeout", "transaction_timeout")
_NO_LIMITS = (
    "SELECT set_config(name, '0', true) FROM unnest(%s) AS name"
    " WHERE current_setting(name, true) IS NOT NULL"
)

# pg_locks shows a 64-bit key as two halves, and marks it so by objsubid 1.
_HOLDERS = (
    "SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database"
    " WHERE datname = current_database() AND locktype = 'advisory' AND granted"
    " AND classid = %s AND objid = %s AND objsubid = 1 AND pid <> pg_backend_pid()"
)

# The server's processes that hold the lock for this one.
_own: set[int] = set()


@contextmanager
def held_on_server(patience_s: float) -> Iterator[Callable[[], None] | None]:
    """Hold the lock; None when somebody else still does after `patience_s` seconds.

    What is yielded raises Django's Error once the lock is lost, with the connection that held it.
    """
    # Not Django's own connection: its transactions come and go.
    keeper: Any = connection.copy()
    try:
        process = _taken(keeper, patience_s)
        if process is None:
            yield None
            return
        _own.add(process)
        try:
            yield lambda: _ask(keeper)
        finally:
            _own.discard(process)
    finally:
        # The lock ends with its transaction; a connection that broke has let go of it already.
        with suppress(Error):
            keeper.close()


def is_held_on_server() -> bool:
    """Whether another process holds the lock; takes none to find out."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS, divmod(ADVISORY_KEY, 2**32))
        return bool({pid for (pid,) in cursor.fetchall()} - _own)


def _taken(keeper: Any, patience_s: float) -> int | None:
    """Begin the transaction that holds the lock; the server's process that does."""
    deadline = time.monotonic() + patience_s
    while True:
        keeper.set_autocommit(False)
        with keeper.cursor() as cursor:
            # At a stricter level it would keep the snapshot of its first statement.
            cursor.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            cursor.execute(_NO_LIMITS, [list(LIMITS)])
            cursor.execute("SELECT pg_backend_pid(), pg_try_advisory_xact_lock(%s)", [ADVISORY_KEY])
            process, is_mine = cursor.fetchone()
        if is_mine:
            return int(process)
        keeper.rollback()
        keeper.set_autocommit(True)
        # A killed run's connection holds the lock until the server has noticed.
        if time.monotonic() > deadline:
            return None
        time.sleep(0.2)


def _ask(keeper: Any) -> None:
    with keeper.cursor() as cursor:
        cursor.execute("SELECT 1")
