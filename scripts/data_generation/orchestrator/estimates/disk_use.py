"""Bytes on disk: of counted rows, and of a run before anything of it is simulated."""

from collections.abc import Mapping
from datetime import date

from django.db.backends.base.base import BaseDatabaseWrapper

from aquamind.tables.compression import can_compress
from scripts.data_generation.config.row_bytes import (
    BATCHES_AN_AREA,
    CHECKPOINT_SHARE,
    COMPRESSED_ROW,
    CONTAINERS_A_CAGE,
    OTHER_ROW,
    OTHER_ROWS_A_CONTAINER_DAY,
    PIECE_DAYS,
    READINGS,
    ROW_BYTES,
    WATER_QUALITY_SENSORS,
    WEATHER,
    WEATHER_ROWS_A_DAY,
)
from scripts.data_generation.config.scales import Scale
from scripts.data_generation.orchestrator.estimates.planned_work import PlannedWork
from scripts.data_generation.orchestrator.history_days import DAY, Span, years_of

# Of a row besides readings and weather, the many kinds together.
MIXED = "inventory_feedingevent"
EPOCH = date(1970, 1, 1)


class DiskUse:
    """What rows of a run take on one database; compressed where that is done as a run goes on."""

    def __init__(self, connection: BaseDatabaseWrapper, work: PlannedWork) -> None:
        self.vendor = connection.vendor
        self._work = work
        self.compresses = self.vendor == "postgresql" and can_compress(connection, READINGS)

    def of_row(self, table: str) -> float:
        """Bytes of one row, indexes included, when the run has ended: the mean of its days."""
        days = PIECE_DAYS.get(table, 1)
        # Pieces are cut by whole multiples of their length since 1970.
        last = (self._work.history.last - EPOCH).days
        return self._mean(table, open_days=last % days + 1)

    def _mean(self, table: str, open_days: int) -> float:
        """Bytes of a row, where so many days of the run are not compressed."""
        plain = float(getattr(ROW_BYTES.get(table, OTHER_ROW), self.vendor))
        packed = COMPRESSED_ROW[self._work.parameters.scale.name].get(table)
        if packed is None or not self.compresses:
            return plain
        share = min(1.0, open_days / max(self._work.days, 1))
        return share * plain + (1.0 - share) * packed

    def of_rows(self, rows: Mapping[str, int]) -> float:
        """Bytes of these rows, table name to count."""
        return sum(count * self.of_row(table) for table, count in rows.items())

    def of_checkpoints(self, state_bytes: int, chunks: int) -> float:
        """Bytes of the states that chunks leave."""
        return chunks * state_bytes * float(getattr(CHECKPOINT_SHARE, self.vendor))

    def roughly(self) -> float:
        """Bytes of a run that is to begin, on the high side, from its scale and days alone."""
        work = self._work
        scale = work.parameters.scale
        spans = [Span(session.first, session.last) for session in work.sessions if session.days]
        return sum(
            _batches(scale, years_of(work.history.first, Span(day, day))[0])
            * self._a_batch_day(scale)
            + _areas(scale) * self._an_area_day()
            for span in spans
            for day in (span.first + n * DAY for n in range(len(span)))
        )

    def _at_most(self, table: str) -> float:
        """Bytes of a row while the run goes on: a piece, and what workers are at, is still open."""
        return self._mean(table, PIECE_DAYS.get(table, 1) + 2 * self._work.chunk_days)

    def _a_batch_day(self, scale: Scale) -> float:
        sensors = scale.sensors_per_container if scale.every_sensor_reads else WATER_QUALITY_SENSORS
        readings = sensors * scale.readings_per_day * self._at_most(READINGS)
        other = OTHER_ROWS_A_CONTAINER_DAY * self.of_row(MIXED)
        return CONTAINERS_A_CAGE * scale.cages_per_area * (readings + other)

    def _an_area_day(self) -> float:
        return WEATHER_ROWS_A_DAY * self._at_most(WEATHER)


def _areas(scale: Scale) -> int:
    return scale.faroe_areas + scale.scotland_areas


def _batches(scale: Scale, year: int) -> float:
    """The most batches alive in a year of the history, from 1: what starts aim at, and the room."""
    aims = scale.active_batches
    return min(aims[min(year, len(aims)) - 1], _areas(scale) * BATCHES_AN_AREA)
