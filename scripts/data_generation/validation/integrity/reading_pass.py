"""One pass over the readings for all checks of them: they are more than all other rows together.

The pass adds up the readings of each sensor in each stay (100 million become some 200,000 rows).
It compares the sums with sensors, stays, parameters and recorded gaps, all inside the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import connection, models, transaction

from apps.batch.models import BatchContainerAssignment
from apps.environmental.models import EnvironmentalParameter, EnvironmentalReading
from apps.infrastructure.models import Container, Sensor
from scripts.data_generation.config.company.records import FaultKind
from scripts.data_generation.config.water.instruments import INSTRUMENTS, Parameter
from scripts.data_generation.models import SensorFault
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.known_names import keys_named
from scripts.data_generation.validation.engine.registry import Outcome
from scripts.data_generation.validation.engine.sql import day_literal, minute, table_name


class ReadingFault(StrEnum):
    """The kinds of faults that the pass looks for."""

    KEY = "key"
    PLACE = "place"
    PARAMETER = "parameter"
    TIME = "time"
    COUNT = "count"
    RANGE = "range"
    FRESH_SALT = "fresh salt"


LAST_ID = "last id"
MINUTES_A_DAY = 24 * 60

READINGS = table_name(EnvironmentalReading)
SENSORS = table_name(Sensor)
STAYS = table_name(BatchContainerAssignment)
CONTAINERS = table_name(Container)
PARAMETERS = table_name(EnvironmentalParameter)
FAULTS = table_name(SensorFault)
KEYS = tuple(
    one for one in EnvironmentalReading._meta.local_fields if isinstance(one, models.ForeignKey)
)
WHOSE = "'sensor ' || r.sensor || ', assignment ' || COALESCE(CAST(r.stay AS TEXT), 'none')"

# One row a sensor and stay, and more only where these are mixed up.
READ = f"""
    SELECT sensor_id AS sensor, batch_container_assignment_id AS stay, batch_id AS batch,
           container_id AS container, parameter_id AS parameter, recorded_by_id AS person,
           COUNT(*) AS readings, MIN(reading_time) AS first, MAX(reading_time) AS last,
           MIN(value) AS low, MAX(value) AS high, MAX(id) AS id
    FROM {READINGS}
    GROUP BY sensor_id, batch_container_assignment_id, batch_id, container_id, parameter_id,
             recorded_by_id
"""
# The column of READ that has each key of a reading.
COLUMN_OF_KEY = {
    "sensor": "sensor",
    "batch_container_assignment": "stay",
    "batch": "batch",
    "container": "container",
    "parameter": "parameter",
    "recorded_by": "person",
}

# The server expects far more groups than there are and would sort all readings. To compile a plan
# over all pieces of a hypertable takes longer than to read them. Two processors read faster.
PLANNING = ("enable_sort = off", "jit = off", "work_mem = '256MB'", "parallel_tuple_cost = 0")


@dataclass(frozen=True)
class ReadingPass:
    """What the pass found, by kind of fault, and the largest id of all readings."""

    last_id: int = 0
    faults: dict[str, Outcome] = field(default_factory=dict)

    def of(self, kind: ReadingFault) -> Outcome:
        """The faults of this kind."""
        return self.faults.get(kind, Outcome(0))


def reading_pass(case: Case) -> ReadingPass:
    """The pass over all readings; made once a case."""
    return case.once("readings", lambda: _pass(case))


def _pass(case: Case) -> ReadingPass:
    faults = " UNION ALL ".join(_faults(case))
    sql = f"""
        WITH read AS MATERIALIZED ({READ}), faults AS ({faults})
        SELECT kind, SUM(times) AS times, MIN(says) AS first, MAX(says) AS last
        FROM faults GROUP BY kind
        UNION ALL SELECT '{LAST_ID}', MAX(id), '', '' FROM read
    """
    found: dict[str, Outcome] = {}
    last_id = 0
    for kind, times, *said in _rows(sql):
        if kind == LAST_ID:
            last_id = times or 0
        else:
            found[kind] = Outcome(int(times), tuple(sorted(set(said))))
    return ReadingPass(last_id, found)


def _rows(sql: str) -> list[tuple[str, int, str, str]]:
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall())
    with transaction.atomic(), connection.cursor() as cursor:
        for setting in PLANNING:
            cursor.execute(f"SET LOCAL {setting}")
        cursor.execute(sql)
        return list(cursor.fetchall())


def _faults(case: Case) -> Iterator[str]:
    """One query of (kind, times, says) for each thing that can be wrong."""
    yield from _lost_keys()
    yield f"""
        SELECT '{ReadingFault.PLACE}' AS kind, r.readings AS times, {WHOSE} AS says
        FROM read r LEFT JOIN {SENSORS} s ON s.id = r.sensor LEFT JOIN {STAYS} a ON a.id = r.stay
        WHERE r.container <> s.container_id OR r.container <> a.container_id
           OR r.batch <> a.batch_id OR (r.stay IS NOT NULL AND (r.container IS NULL
                                                                OR r.batch IS NULL))
    """
    yield f"""
        SELECT '{ReadingFault.PARAMETER}', 1,
               'sensor ' || sensor || ' reads ' || COUNT(DISTINCT parameter) || ' parameters'
        FROM read GROUP BY sensor HAVING COUNT(DISTINCT parameter) > 1
    """
    yield f"""
        SELECT '{ReadingFault.TIME}', r.readings,
               {WHOSE} || ': from ' || r.first || ' to ' || r.last
        FROM read r JOIN {STAYS} a ON a.id = r.stay
        WHERE {minute("r.first")} < {minute("a.assignment_date")}
           OR {minute("r.last")} >= {minute("a.departure_date")}
    """
    yield f"""
        SELECT '{ReadingFault.RANGE}', 1,
               'sensor ' || r.sensor || ': ' || r.low || ' to ' || r.high || ' ' || p.unit
        FROM read r JOIN {PARAMETERS} p ON p.id = r.parameter
        WHERE r.low < p.min_value OR r.high > p.max_value
    """
    named = keys_named(EnvironmentalParameter, [INSTRUMENTS[Parameter.SALINITY].label])
    salinity = ", ".join(map(str, named)) or "NULL"
    yield f"""
        SELECT '{ReadingFault.FRESH_SALT}', r.readings, 'sensor ' || r.sensor || ' in ' || c.name
        FROM read r JOIN {CONTAINERS} c ON c.id = r.container
        WHERE c.area_id IS NULL AND r.parameter IN ({salinity})
    """
    if case.run is not None:
        yield _miscounted(case)


def _lost_keys() -> Iterator[str]:
    """Readings that point to rows that are not there."""
    for key in KEYS:
        target, name = key.remote_field.model, COLUMN_OF_KEY[key.name]
        yield f"""
            SELECT '{ReadingFault.KEY}' AS kind, r.readings AS times,
                   'sensor ' || r.sensor || ': no {key.name} ' || r.{name} AS says
            FROM read r LEFT JOIN {table_name(target)} t ON t.id = r.{name}
            WHERE r.{name} IS NOT NULL AND t.id IS NULL
        """


def _miscounted(case: Case) -> str:
    """Stays and sensors with other readings than days x readings a day, less recorded gaps.

    The moments that a gap leaves out are those of the sensor's own hours, known from any reading.
    """
    a_day = case.parameters.scale.readings_per_day
    step = MINUTES_A_DAY // a_day
    reads = "" if case.parameters.scale.every_sensor_reads else "AND s.sensor_type <> 'OTHER'"
    begin = minute("a.assignment_date")
    end = f"""COALESCE({minute("a.departure_date")},
                       {minute(day_literal(case.last_day))} + {MINUTES_A_DAY})"""
    return f"""
        SELECT '{ReadingFault.COUNT}', 1, 'sensor ' || e.sensor || ', assignment ' || e.stay || ': '
               || COALESCE(n.readings, 0) || ' readings, not ' || (e.due - COALESCE(g.missing, 0))
        FROM (
            SELECT s.id AS sensor, a.id AS stay, ({end} - {begin}) / {step} AS due
            FROM {STAYS} a JOIN {SENSORS} s ON s.container_id = a.container_id {reads}
        ) e
        LEFT JOIN (
            SELECT sensor, stay, SUM(readings) AS readings FROM read GROUP BY sensor, stay
        ) n ON n.sensor = e.sensor AND n.stay = e.stay
        LEFT JOIN (
            SELECT sensor, stay,
                   SUM((b - hours) / {step} - (a - 1 - hours) / {step}) AS missing
            FROM ({_gaps(begin, end, step)}) AS gaps WHERE b >= a GROUP BY sensor, stay
        ) g ON g.sensor = e.sensor AND g.stay = e.stay
        WHERE COALESCE(n.readings, 0) <> e.due - COALESCE(g.missing, 0)
    """


def _gaps(begin: str, end: str, step: int) -> str:
    """Each recorded gap within each stay: its first and last minute, and its sensor's hours."""
    later, earlier = ("GREATEST", "LEAST") if connection.vendor == "postgresql" else ("MAX", "MIN")
    return f"""
        SELECT s.id AS sensor, a.id AS stay, COALESCE(h.hours, 0) AS hours,
               {later}({minute("f.first_moment")}, {begin}) AS a,
               {earlier}({minute("f.last_moment")}, {end} - 1) AS b
        FROM {FAULTS} f JOIN {SENSORS} s ON s.id = f.sensor_id
        JOIN {STAYS} a ON a.container_id = s.container_id
        LEFT JOIN (
            SELECT sensor, MIN({minute("first")} % {step}) AS hours FROM read GROUP BY sensor
        ) h ON h.sensor = s.id
        WHERE f.kind = '{FaultKind.GAP.name}'
    """
