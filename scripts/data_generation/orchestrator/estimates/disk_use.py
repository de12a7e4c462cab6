"""Bytes on disk: of counted rows, and of a run before anything of it is simulated."""

from collections.abc import Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

from aquamind.tables.hypertables import COMPRESSING_LICENCE, licence_of
from scripts.data_generation.config.row_bytes import (
    BATCHES_AN_AREA,
    CHECKPOINT_SHARE,
    COMPRESSED_READING,
    COMPRESSED_WEATHER,
    CONTAINERS_A_CAGE,
    OTHER_ROW,
    OTHER_ROWS_A_CONTAINER_DAY,
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


class DiskUse:
    """What rows take on one database; compressed where its licence does so as a run goes on."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.vendor = connection.vendor
        on_server = self.vendor == "postgresql"
        self.compresses = on_server and licence_of(connection) == COMPRESSING_LICENCE

    def of_row(self, table: str) -> float:
        """Bytes of one row, indexes included."""
        if self.compresses and table == READINGS:
            return COMPRESSED_READING
        if self.compresses and table == WEATHER:
            return COMPRESSED_WEATHER
        return float(getattr(ROW_BYTES.get(table, OTHER_ROW), self.vendor))

    def of_rows(self, rows: Mapping[str, int]) -> float:
        """Bytes of these rows, table name to count."""
        return sum(count * self.of_row(table) for table, count in rows.items())

    def of_checkpoints(self, state_bytes: int, chunks: int) -> float:
        """Bytes of the states that chunks leave."""
        return chunks * state_bytes * float(getattr(CHECKPOINT_SHARE, self.vendor))

    def roughly(self, work: PlannedWork) -> float:
        """Bytes of a run that is to begin, on the high side, from its scale and days alone."""
        scale = work.parameters.scale
        spans = [Span(session.first, session.last) for session in work.sessions if session.days]
        return sum(
            _batches(scale, years_of(work.history.first, Span(day, day))[0])
            * self._a_batch_day(scale)
            + _areas(scale) * self._an_area_day()
            for span in spans
            for day in (span.first + n * DAY for n in range(len(span)))
        )

    def _a_batch_day(self, scale: Scale) -> float:
        sensors = scale.sensors_per_container if scale.every_sensor_reads else WATER_QUALITY_SENSORS
        readings = sensors * scale.readings_per_day * self.of_row(READINGS)
        other = OTHER_ROWS_A_CONTAINER_DAY * self.of_row(MIXED)
        return CONTAINERS_A_CAGE * scale.cages_per_area * (readings + other)

    def _an_area_day(self) -> float:
        return WEATHER_ROWS_A_DAY * self.of_row(WEATHER)


def _areas(scale: Scale) -> int:
    return scale.faroe_areas + scale.scotland_areas


def _batches(scale: Scale, year: int) -> float:
    """The most batches alive in a year of the history, from 1: what starts aim at, and the room."""
    aims = scale.active_batches
    return min(aims[min(year, len(aims)) - 1], _areas(scale) * BATCHES_AN_AREA)
