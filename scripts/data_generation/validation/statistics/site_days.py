"""The recorded water of sites by day: one container of each site speaks for all of them.

Containers of a site share its water, apart from small offsets. So only the one that held fish most
often is read: about one in fifty of the readings at production scale. Of sea areas every day is
read. The water of halls is kept constant, so only the 5th, 15th and 25th of each month are read, at
STATIONS stations at most, taken evenly from all.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from apps.environmental.models import EnvironmentalReading
from apps.infrastructure.models import FreshwaterStation, Hall, Sensor
from scripts.data_generation.array_types import Booleans, Floats, Integers
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.sql import table_name
from scripts.data_generation.validation.engine.sql_columns import DAYS, Table, listed, table_of
from scripts.data_generation.validation.statistics.batch_lives import CONTAINERS, STAYS

READINGS, SENSORS = table_name(EnvironmentalReading), table_name(Sensor)
Kind = Sensor.SensorType
LEAST_COVERAGE = 0.8
LEAST_HALL_DAYS = 4
STATIONS = 10
SOME_DAYS = "AND SUBSTR(CAST(date(reading_time) AS varchar(10)), 9, 2) IN ('05', '15', '25')"


class SiteDays(NamedTuple):
    """Daily means of one site, days rising; nan where nothing was read."""

    day: NDArray[np.datetime64]
    temperature: Floats
    oxygen: Floats
    salinity: Floats

    def where(self, chosen: Booleans) -> "SiteDays":
        """The chosen days."""
        return SiteDays(
            self.day[chosen],
            self.temperature[chosen],
            self.oxygen[chosen],
            self.salinity[chosen],
        )


def sea_days(case: Case) -> dict[int, SiteDays]:
    """Daily means of every sea area, by its key."""
    kinds = (Kind.TEMPERATURE, Kind.OXYGEN, Kind.SALINITY)
    return case.once("sea days", lambda: _site_days("area_id", kinds))


def hall_days(case: Case) -> dict[int, SiteDays]:
    """Temperature of every hall on three days a month, by its key."""
    return case.once("hall days", lambda: _site_days("hall_id", (Kind.TEMPERATURE,)))


def _site_days(site: str, kinds: tuple[str, ...]) -> dict[int, SiteDays]:
    sensors = _speaking_sensors(site, kinds)
    some = "" if site == "area_id" else SOME_DAYS
    means = table_of(
        f"""
        SELECT sensor_id AS sensor, date(reading_time) AS day,
               AVG(CAST(value AS double precision)) AS mean
        FROM {READINGS} WHERE sensor_id IN ({listed(sensors["sensor"])}) {some}
        GROUP BY sensor_id, date(reading_time)
        """,
        ("int64", DAYS, "float64"),
    )
    sites = {}
    for key in np.unique(sensors["site"]):
        at_site = sensors["site"] == key
        sites[int(key)] = _pivot(means, sensors["sensor"][at_site], sensors["kind"][at_site])
    return sites


def _speaking_sensors(site: str, kinds: tuple[str, ...]) -> Table:
    """The sensors of these kinds in the container of each site that was occupied most often."""
    used = table_of(
        f"""
        SELECT c.{site} AS site, c.id AS container, COUNT(*) AS stays
        FROM {STAYS} s JOIN {CONTAINERS} c ON c.id = s.container_id
        WHERE c.{site} IS NOT NULL AND (c.hall_id IS NULL OR c.hall_id IN ({listed(_halls())}))
        GROUP BY c.{site}, c.id ORDER BY 1, 3 DESC, 2
        """,
        ("int64", "int64", "int64"),
    )
    _, first = np.unique(used["site"], return_index=True)
    site_of = dict(zip(used["container"][first], used["site"][first], strict=True))
    names = ", ".join(f"'{kind}'" for kind in kinds)
    sensors = table_of(
        f"""
        SELECT MIN(id) AS sensor, container_id AS site, sensor_type AS kind FROM {SENSORS}
        WHERE container_id IN ({listed(list(site_of))}) AND sensor_type IN ({names})
        GROUP BY container_id, sensor_type
        """,
        ("int64", "int64", "U20"),
    )
    sensors["site"] = np.asarray([site_of[key] for key in sensors["site"]], dtype=np.int64)
    return sensors


def _halls() -> list[int]:
    """The halls of some stations, taken evenly from all."""
    stations = list(FreshwaterStation.objects.order_by("id").values_list("id", flat=True))
    every = -(-len(stations) // STATIONS) or 1
    chosen = Hall.objects.filter(freshwater_station__in=stations[::every])
    return list(chosen.order_by("id").values_list("id", flat=True))


def _pivot(means: Table, sensors: Integers, kinds: NDArray[np.str_]) -> SiteDays:
    """The daily means of one site's sensors side by side."""
    at_site = np.isin(means["sensor"], sensors)
    days = np.unique(means["day"][at_site])
    columns = {}
    for kind in (Kind.TEMPERATURE, Kind.OXYGEN, Kind.SALINITY):
        columns[kind] = np.full(len(days), np.nan)
        for sensor in sensors[kinds == kind]:
            of_sensor = means["sensor"] == sensor
            at = np.searchsorted(days, means["day"][of_sensor])
            columns[kind][at] = means["mean"][of_sensor]
    return SiteDays(days, *columns.values())


def mean_temperature(
    site: SiteDays | None, first: np.datetime64, last: np.datetime64, every_day: bool
) -> float:
    """Mean of recorded temperatures from first to last day [°C]; nan without enough of them."""
    if site is None:
        return float("nan")
    within = (site.day >= first) & (site.day <= last) & ~np.isnan(site.temperature)
    days = int((last - first).astype(int)) + 1
    needed = LEAST_COVERAGE * days if every_day else min(LEAST_HALL_DAYS, days / 15)
    if within.sum() < max(1, needed):
        return float("nan")
    return float(site.temperature[within].mean())
