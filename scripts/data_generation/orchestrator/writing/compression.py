"""Compression as a run goes on: pieces of the hypertables that lie behind the last committed day.

Only TimescaleDB's community licence has it; elsewhere nothing happens and one line says so.
"""

from datetime import UTC, date, datetime, time, timedelta

from django.db.backends.base.base import BaseDatabaseWrapper

from aquamind.tables.hypertables import can_compress, compress_before, leave_compression_policy

# What readings and weather are left with: after two months nobody corrects them any more.
TABLES = ("environmental_environmentalreading", "environmental_weatherdata")
POLICY_AFTER = "60 days"


class Compression:
    """Compresses behind a run; asks for the licence once."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection
        self._is_possible = can_compress(connection)

    def behind(self, last_day: date) -> int:
        """Compress what lies wholly before the end of `last_day`; number of pieces compressed."""
        if not self._is_possible:
            return 0
        end = datetime.combine(last_day + timedelta(days=1), time(), tzinfo=UTC)
        return sum(compress_before(self._connection, table, end) for table in TABLES)

    def leave_policy(self) -> None:
        """At the end of a session: the server goes on compressing by itself."""
        if self._is_possible:
            for table in TABLES:
                leave_compression_policy(self._connection, table, POLICY_AFTER)
