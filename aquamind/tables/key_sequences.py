"""Where a table's own numbering stands: PostgreSQL's sequence, or SQLite's AUTOINCREMENT.

Both give the next row of a table, whoever adds it, a key above all that were ever given.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Max

from aquamind.target.parts import base_table

# How long others' open transactions are waited for, below the second after which the server looks
# for a deadlock; others that draw a key meanwhile wait too.
PATIENCE = "500ms"


@dataclass(frozen=True)
class Leap:
    """How far ahead of a numbering that cannot be stopped keys are reserved, and in what time.

    Nobody can draw so many keys from one sequence in so many seconds: a server gives one to two
    million a second.
    """

    keys: int = 16_000_000
    seconds: float = 2.0

    def was_in_time(self, seconds: float) -> bool:
        """Whether a leap that took so long landed where nobody had come before it."""
        return seconds < self.seconds


LEAP = Leap()


def reserve_keys(
    connection: BaseDatabaseWrapper, model: type[models.Model], count: int, leap: Leap = LEAP
) -> int:
    """Set `count` keys aside for one writer; the key just below the first of them.

    They lie above all keys that the table has, and that it ever gave; the next row of anybody
    else gets one above them, whoever is adding rows meanwhile. Where the numbering cannot be
    stopped they lie a `leap` above it.
    """
    rows = model._base_manager.using(connection.alias)
    with transaction.atomic(using=connection.alias):
        highest = int(rows.aggregate(highest=Max("pk"))["highest"] or 0)
        if connection.vendor == "postgresql":
            sequence = _sequence(connection, model)
            return _reserve_in_sequence(connection, sequence, count, highest, leap)
        # SQLite has one writer at a time, and that is this transaction.
        base = max(_last_key(connection, model), highest)
        _set_last_key(connection, model, base + count)
        return base


def give_back_keys(
    connection: BaseDatabaseWrapper, model: type[models.Model], base: int, count: int
) -> None:
    """Let a table number its rows from `base` + 1 again, where nobody drew a key above the block.

    The keys that were set aside must no longer be in use. Where somebody drew one since, or keeps
    the numbering, it goes on as it is.
    """
    with transaction.atomic(using=connection.alias):
        if connection.vendor == "postgresql":
            sequence = _sequence(connection, model)
            with _stopped(connection, sequence) as is_stopped:
                if is_stopped and _next_key(connection, sequence) == base + count + 1:
                    _restart(connection, sequence, base + 1)
        elif _last_key(connection, model) == base + count:
            _set_last_key(connection, model, base)


def _reserve_in_sequence(
    connection: BaseDatabaseWrapper, sequence: str, count: int, highest: int, leap: Leap
) -> int:
    with _stopped(connection, sequence) as is_stopped:
        if is_stopped:
            base = max(_next_key(connection, sequence) - 1, highest)
            _restart(connection, sequence, base + count + 1)
            return base
    return _leapt(connection, sequence, count, highest, leap)


@contextmanager
def _stopped(connection: BaseDatabaseWrapper, sequence: str) -> Iterator[bool]:
    """Nobody draws from the sequence until the transaction's end; False where that is not to be.

    It belongs to another role then, or somebody who drew from it keeps his transaction open. What
    sessions keep in stock they drew before; a restart makes them forget it.
    """
    is_stopped = True
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('lock_timeout')")
            (before,) = cursor.fetchone()
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
            # It changes nothing and takes the lock of changes, which every draw waits for.
            cursor.execute(f"ALTER SEQUENCE {sequence} NO CYCLE")
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [before])
    except DatabaseError:
        is_stopped = False
    yield is_stopped


def _leapt(
    connection: BaseDatabaseWrapper, sequence: str, count: int, highest: int, leap: Leap
) -> int:
    """Reserve so far ahead that nobody can have come there in the time that it took.

    Between the draw and the new place others go on drawing, below the block as long as these are
    fewer than the keys leapt over. A block that took too long is left unused.
    """
    ahead = leap.keys * _keys_a_draw(connection, sequence)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "WITH drawn AS MATERIALIZED (SELECT clock_timestamp() AS began, nextval(%s) AS key)"
                " SELECT setval(%s, greatest(key + %s, %s) + %s),"
                " extract(epoch FROM clock_timestamp() - began) FROM drawn",
                [sequence, sequence, ahead, highest, count],
            )
            last, seconds = cursor.fetchone()
        if leap.was_in_time(seconds):
            return int(last) - count


def _sequence(connection: BaseDatabaseWrapper, model: type[models.Model]) -> str:
    """The name of the table's sequence, quoted, with its schema."""
    table = base_table(connection, model)
    (name,) = _row(
        connection, "SELECT pg_get_serial_sequence(%s, %s)", [table, model._meta.pk.column]
    )
    return str(name)


def _next_key(connection: BaseDatabaseWrapper, sequence: str) -> int:
    last, is_called = _row(connection, f"SELECT last_value, is_called FROM {sequence}")
    return int(last) + bool(is_called)


def _restart(connection: BaseDatabaseWrapper, sequence: str, key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER SEQUENCE {sequence} RESTART WITH {key}")


def _keys_a_draw(connection: BaseDatabaseWrapper, sequence: str) -> int:
    """How far one draw may move the sequence: a session may take several keys in stock."""
    (keys,) = _row(
        connection,
        "SELECT seqcache * abs(seqincrement) FROM pg_sequence WHERE seqrelid = %s::regclass",
        [sequence],
    )
    return int(keys)


def _last_key(connection: BaseDatabaseWrapper, model: type[models.Model]) -> int:
    """The last key that SQLite gave in this table, also to rows that are gone; 0 before any."""
    asked = "SELECT seq FROM sqlite_sequence WHERE name = %s"
    row = _row(connection, asked, [model._meta.db_table])
    return int(row[0]) if row else 0


def _set_last_key(connection: BaseDatabaseWrapper, model: type[models.Model], key: int) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [key, table])
        if cursor.rowcount == 0:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, key])


def _row(connection: BaseDatabaseWrapper, sql: str, values: list[Any] | None = None) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()
