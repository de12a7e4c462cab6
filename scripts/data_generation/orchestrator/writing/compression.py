"""Compression as a run goes on: pieces of the hypertables that lie behind the last committed day.

Only TimescaleDB's community licence has it; elsewhere nothing happens and one line says so. It
never decides: what cannot be done now is done behind a later chunk, or by the server's own job.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, time, timedelta

from django.db import DatabaseError, Error, OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from apps.environmental.compression import LAYOUTS, PATIENCE, settle_layouts
from aquamind.tables.compression import Piece, compress, patient, pieces
from aquamind.tables.compression_policies import (
    leave_policies,
    pause_policies,
    remove_left_policies,
    resume_policies,
)
from aquamind.target.parts import target_of

logger = logging.getLogger(__name__)

TABLES = tuple(LAYOUTS)
# What readings and weather are left with: after two months nobody corrects them any more.
POLICY_AFTER = "60 days"

# Somebody reads or writes there: the lock is not to be had, in time or without a circle.
IN_THE_WAY = ("55P03", "40P01")


class Compression:
    """Compresses behind a run; asks for the licence once."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection
        # How AquaMind's own tables are kept is AquaMind's.
        self._is_possible = target_of(connection) is None and settle_layouts(connection)
        self._told: set[str] = set()

    @contextmanager
    def policies_paused(self) -> Iterator[None]:
        """Within the block the server's own jobs are out of the way; at its end they go on."""
        self._tried("pausing the policies", lambda: pause_policies(self._connection, TABLES))
        try:
            yield
        except BaseException:
            # What ended the block is told, and not what else does not work after it.
            with suppress(Error):
                self._resume()
            raise
        self._resume()

    def leave_policies(self) -> None:
        """Have the server itself go on from here, where nobody has it do so already."""
        self._tried(
            "leaving the policies",
            lambda: leave_policies(self._connection, TABLES, POLICY_AFTER),
        )

    def remove_policies(self) -> None:
        """Take away what `leave_policies` left."""
        self._tried("removing the policies", lambda: remove_left_policies(self._connection, TABLES))

    def behind(self, last_day: date) -> int:
        """Compress what lies wholly before the end of `last_day`; number of pieces compressed."""
        end = datetime.combine(last_day + timedelta(days=1), time(), tzinfo=UTC)
        return sum(self._compress(piece) for table in TABLES for piece in self._waiting(table, end))

    def _waiting(self, table: str, end: datetime) -> list[Piece]:
        """What is to be compressed, also what was left behind earlier or done in part."""
        found: list[Piece] = []
        self._tried(f"looking at {table}", lambda: found.extend(pieces(self._connection, table)))
        return [piece for piece in found if piece.end <= end and not piece.is_done]

    def _compress(self, piece: Piece) -> bool:
        return self._tried("compressing a piece", lambda: compress(self._connection, piece))

    def _resume(self) -> None:
        self._tried("resuming the policies", lambda: resume_policies(self._connection, TABLES))

    def _tried(self, step: str, do: Callable[[], None]) -> bool:
        """Whether it was done; if not, nothing of it was, and the log says so once a step."""
        if not self._is_possible:
            return False
        try:
            with patient(self._connection, PATIENCE):
                do()
        except DatabaseError as error:
            self._put_off(step, error)
            return False
        return True

    def _put_off(self, step: str, error: DatabaseError) -> None:
        code = getattr(error.__cause__, "pgcode", None)
        if code is None and isinstance(error, OperationalError):
            # It is not the server that speaks: the connection is gone, which the run has to know.
            raise error
        if code in IN_THE_WAY:
            logger.info("%s is put off: somebody is reading or writing there", step)
        elif step not in self._told:
            self._told.add(step)
            logger.warning("%s is put off: %s", step, str(error).strip().splitlines()[0])
