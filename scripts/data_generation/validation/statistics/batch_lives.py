"""Where batches lived, and what their samples weighed: aggregates that several checks share."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from apps.batch.models import BatchContainerAssignment, GrowthSample, LifecycleStage
from apps.infrastructure.models import Area, Container
from scripts.data_generation.array_types import Floats
from scripts.data_generation.config.published.water import COAST_BOXES
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.sql import table_name
from scripts.data_generation.validation.engine.sql_columns import DAYS, Table, table_of

STAYS = table_name(BatchContainerAssignment)
CONTAINERS = table_name(Container)
AREAS = table_name(Area)
STAGES = table_name(LifecycleStage)
SAMPLES = table_name(GrowthSample)
# Stages by their order in life.
EGG, FRY, PARR, SMOLT, POST_SMOLT, SEA = range(1, 7)
STAGE_NAMES = {EGG: "eggs", FRY: "fry", PARR: "parr", SMOLT: "smolt", POST_SMOLT: "post-smolt"}
ELSEWHERE = "elsewhere"
STAY_OF = f"""
    JOIN {STAYS} s ON s.id = {{link}} JOIN {STAGES} l ON l.id = s.lifecycle_stage_id
"""


class Life(NamedTuple):
    """A batch's time in one stage and place; `last` is the day its last fish left."""

    batch: int
    stage: int
    place: int  # the sea area, or the hall when the stage is in fresh water
    coast: str
    first: np.datetime64
    last: np.datetime64
    over: bool


def coast_of(latitude: float, longitude: float) -> str:
    """The coast that a position [degrees] lies on, by the boxes of the published normals."""
    for name, (south, north, west, east) in COAST_BOXES.items():
        if south <= latitude <= north and west <= longitude <= east:
            return name
    return ELSEWHERE


def coasts() -> dict[int, str]:
    """The coast of every sea area, by its key."""
    return {
        area.pk: coast_of(float(area.latitude), float(area.longitude))
        for area in Area.objects.order_by("id")
    }


def lives(case: Case) -> list[Life]:
    """Every batch's stages; a stage that goes on ends on the last day of the books."""
    return case.once("lives", lambda: _lives(case))


def _lives(case: Case) -> list[Life]:
    stays = table_of(
        f"""
        SELECT s.batch_id AS batch, l."order" AS stage,
               COALESCE(c.area_id, c.hall_id) AS place, MAX(c.area_id) AS area,
               MIN(s.assignment_date) AS first, MAX(s.departure_date) AS last,
               SUM(CASE WHEN s.departure_date IS NULL THEN 1 ELSE 0 END) AS going_on
        FROM {STAYS} s JOIN {CONTAINERS} c ON c.id = s.container_id
        JOIN {STAGES} l ON l.id = s.lifecycle_stage_id
        GROUP BY s.batch_id, l."order", c.area_id, c.hall_id ORDER BY 1, 2, 3
        """,
        ("int64", "int64", "int64", "int64", DAYS, DAYS, "int64"),
    )
    coast = coasts()
    end = np.datetime64(case.last_day, "D")
    found = []
    for batch, stage, place, area, first, last, going_on in zip(*stays.values(), strict=True):
        where = coast.get(int(area), "")
        until = end if going_on else last
        found.append(Life(int(batch), int(stage), int(place), where, first, until, not going_on))
    return found


def samples(case: Case) -> Table:
    """Growth samples by batch, stage and day: means over the containers weighed on that day.

    `grams` [g], `k` [condition factor], `cv2` squared coefficient of variation among the fish of a
    sample [1], `weighed` [samples]; ordered by batch, stage and day.
    """
    return case.once("growth samples", _samples)


def _samples() -> Table:
    grams, spread, k = (
        f"CAST(g.{name} AS double precision)"
        for name in ("avg_weight_g", "std_deviation_weight", "condition_factor")
    )
    return table_of(
        f"""
        SELECT s.batch_id AS batch, l."order" AS stage, g.sample_date AS day,
               COUNT(*) AS weighed, AVG({grams}) AS grams, AVG({k}) AS k,
               AVG({spread} * {spread} / ({grams} * {grams})) AS cv2
        FROM {SAMPLES} g {STAY_OF.format(link="g.assignment_id")}
        WHERE g.avg_weight_g > 0
        GROUP BY s.batch_id, l."order", g.sample_date ORDER BY 1, 2, 3
        """,
        ("int64", "int64", DAYS, "int64", "float64", "float64", "float64"),
    )


def of_life(table: Table, life: Life) -> Table:
    """The part of a table that is of one batch in one stage; it must be ordered by batch."""
    first, end = np.searchsorted(table["batch"], [life.batch, life.batch + 1])
    of_batch = {name: column[first:end] for name, column in table.items()}
    in_stage = of_batch["stage"] == life.stage
    return {name: column[in_stage] for name, column in of_batch.items()}


def days_between(first: np.datetime64, days: NDArray[np.datetime64]) -> Floats:
    """Days from the first one to each."""
    return (days - first).astype("timedelta64[D]").astype(np.float64)
