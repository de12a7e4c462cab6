"""What rows take on disk, their indexes and their share of half-empty pages included.

Measured after session 1 at dev scale, 768,115 rows: `hypertable_size` and `pg_total_relation_size`
on PostgreSQL 17 with TimescaleDB 2.19, `dbstat` of SQLite 3. The databases hold within 2 % of these
figures x rows then, and 4 to 12 % more after ten years at ci scale.
"""

from typing import NamedTuple


class Bytes(NamedTuple):
    """Bytes on each kind of database."""

    postgresql: float
    sqlite: float


READINGS = "environmental_environmentalreading"
WEATHER = "environmental_weatherdata"

# The tables of most rows; all others have few rows each, so that pages and indexes weigh more.
ROW_BYTES: dict[str, Bytes] = {
    READINGS: Bytes(157, 115),
    "inventory_feedingevent": Bytes(205, 181),
    WEATHER: Bytes(172, 139),
    "batch_mortalityevent": Bytes(170, 154),
    "batch_individualgrowthobservation": Bytes(141, 109),
    "health_mortalityrecord": Bytes(143, 73),
    "health_fishparameterscore": Bytes(137, 81),
}
OTHER_ROW = Bytes(390, 205)

# A row of a compressed piece of a hypertable: readings measured with the community licence of
# TimescaleDB 2.22; a weather row is a guess, with four times the columns.
COMPRESSED_READING = 6.0
COMPRESSED_WEATHER = 25.0

# A checkpoint's bytes on disk for each byte of the state: PostgreSQL compresses it.
CHECKPOINT_SHARE = Bytes(0.3, 1.0)

# A run's rows before anything is simulated, on the high side: what ten years at ci and four at dev
# scale reached in their fullest years. A batch fills so many containers for each cage of an area, a
# container with fish so many rows a day besides its readings, an area so many of weather and light;
# so many batches share an area, in tanks and at sea.
CONTAINERS_A_CAGE = 1.35
OTHER_ROWS_A_CONTAINER_DAY = 9.0
WEATHER_ROWS_A_DAY = 9.0
BATCHES_AN_AREA = 2.0
# Those of a container that read unless every sensor does.
WATER_QUALITY_SENSORS = 4
