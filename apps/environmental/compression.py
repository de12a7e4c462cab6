"""How readings and weather are compressed, where TimescaleDB's licence has it.

Why like this: docs/decisions/compression-by-parameter.md.
"""

import logging

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from apps.environmental.models import EnvironmentalReading, WeatherData
from aquamind.tables.compression import (
    COMPRESSING_LICENCE,
    Layout,
    lay_out,
    layout_of,
    licence_of,
    may_lay_out,
    patient,
)
from aquamind.tables.hypertables import is_hypertable

logger = logging.getLogger(__name__)

LAYOUTS = {
    EnvironmentalReading._meta.db_table: Layout("parameter_id", "sensor_id, reading_time"),
    WeatherData._meta.db_table: Layout("area_id", "timestamp"),
}
# As books of version 0.1 have it. Pieces that were compressed like this stay as they are.
FORMER = {EnvironmentalReading._meta.db_table: Layout("sensor_id", "reading_time")}

# Whoever reads the tables is waited for so long, and comes first then.
PATIENCE = "2s"


def settle_layouts(connection: BaseDatabaseWrapper) -> bool:
    """Let the hypertables be compressed, each unless somebody has said how; whether all can be.

    Nothing on servers that have no compression; one line says so. What cannot be done now is told
    in a line as well, and is tried again with the next run.
    """
    licence = licence_of(connection)
    if licence not in (None, COMPRESSING_LICENCE):
        logger.info("Compression is skipped: TimescaleDB runs with the %s licence.", licence)
    if licence != COMPRESSING_LICENCE:
        return False
    if not all(may_lay_out(connection, table) for table in LAYOUTS):
        logger.info("Compression is left to the owner of the tables.")
        return False
    try:
        for table, layout in LAYOUTS.items():
            _settle(connection, table, layout)
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        logger.warning("Compression is not set up: %s.", reason)
        return False
    return True


def _settle(connection: BaseDatabaseWrapper, table: str, layout: Layout) -> None:
    if not is_hypertable(connection, table):
        return
    found = layout_of(connection, table)
    if found is None or found == FORMER.get(table):
        with patient(connection, PATIENCE):
            lay_out(connection, table, layout)
