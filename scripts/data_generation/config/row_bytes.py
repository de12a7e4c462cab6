"""How many bytes rows take on disk, with their indexes and their share of half-empty pages.

Measured after session 1 at dev scale, 768,115 rows: `hypertable_size` and `pg_total_relation_size`
on PostgreSQL 17 with TimescaleDB 2.19, `dbstat` of SQLite 3. The databases hold within 2 % of these
figures x rows at that size, and 4 to 12 % more after ten years at ci scale.
"""

from typing import NamedTuple


class Bytes(NamedTuple):
    """Bytes on each kind of database."""

    postgresql: float
    sqlite: float


READINGS = "environmental_environmentalreading"
WEATHER = "environmental_weatherdata"

# The tables with most rows. The others have few rows each, so pages and indexes weigh more there.
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

# Days of a piece of a hypertable, which is compressed when it lies wholly in the past.
PIECE_DAYS: dict[str, int] = {READINGS: 30, WEATHER: 90}

# A row of a compressed piece, by scale: what a piece takes by itself weighs more where it holds few
# rows. Measured as `hypertable_size` / rows with all pieces compressed, on PostgreSQL 17 with the
# community edition of TimescaleDB 2.29: ten years at ci scale, three at dev and production, the
# pieces of 250 days at full.
COMPRESSED_ROW: dict[str, dict[str, float]] = {
    "ci": {READINGS: 68.0, WEATHER: 188.0},
    "dev": {READINGS: 15.8, WEATHER: 62.8},
    "production": {READINGS: 6.6, WEATHER: 26.0},
    "full": {READINGS: 7.2, WEATHER: 26.0},
}

# A checkpoint's bytes on disk for each byte of the state: PostgreSQL compresses it.
CHECKPOINT_SHARE = Bytes(0.3, 1.0)

# An estimate of a run's rows before it is simulated. It is on the high side: ten years at ci scale
# and four at dev scale reached it in their fullest years.
# Containers that a batch fills, per cage of its area.
CONTAINERS_A_CAGE = 1.35
# Rows per day of a container with fish, besides its readings.
OTHER_ROWS_A_CONTAINER_DAY = 9.0
# Rows of weather and light per day and area.
WEATHER_ROWS_A_DAY = 9.0
# Batches alive per area, those in tanks included.
BATCHES_AN_AREA = 2.0
# Sensors of a container that read, where not every sensor does.
WATER_QUALITY_SENSORS = 4
