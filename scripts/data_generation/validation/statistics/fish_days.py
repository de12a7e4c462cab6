"""How many fish there were and how many died, by batch, stage and day, for all rates."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from apps.batch.models import MortalityEvent, TransferAction
from apps.harvest.models import HarvestEvent
from scripts.data_generation.array_types import Floats
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.sql import table_name
from scripts.data_generation.validation.engine.sql_columns import DAYS, Table, table_of
from scripts.data_generation.validation.statistics.batch_lives import (
    STAY_OF,
    STAYS,
    Life,
    lives,
    of_life,
)

DEATHS = table_name(MortalityEvent)
ACTIONS = table_name(TransferAction)
HARVESTS = table_name(HarvestEvent)
DONE = TransferAction.Status.COMPLETED


class FishDays(NamedTuple):
    """One batch in one stage, day by day from its first one on."""

    life: Life
    day: NDArray[np.datetime64]
    fish: Floats  # alive in the morning
    dead: Floats
    came: float  # fish that came into the stage


def fish_days(case: Case) -> list[FishDays]:
    """The days of every batch in every stage."""
    return case.once("fish days", lambda: _fish_days(case))


# Fish that come, die, move (the dead of the move included) and are harvested, as signed changes.
CHANGES = f"""
    SELECT s.id AS stay, s.assignment_date AS day, s.initial_population_count AS came,
           0 AS died, 0 AS went FROM {STAYS} s
    UNION ALL
    SELECT e.assignment_id, e.event_date, 0, e.count, 0 FROM {DEATHS} e
    UNION ALL
    SELECT a.source_assignment_id, a.actual_execution_date, 0, 0,
           a.transferred_count + a.mortality_during_transfer
    FROM {ACTIONS} a WHERE a.status = '{DONE}'
    UNION ALL
    SELECT s.id, s.departure_date, 0, 0, s.population_count FROM {STAYS} s
    WHERE s.departure_date IS NOT NULL
      AND EXISTS (SELECT 1 FROM {HARVESTS} h WHERE h.assignment_id = s.id)
"""


def _fish_days(case: Case) -> list[FishDays]:
    changes = table_of(
        f"""
        SELECT s.batch_id AS batch, l."order" AS stage, c.day AS day,
               SUM(c.came) AS came, SUM(c.died) AS died, SUM(c.went) AS went
        FROM ({CHANGES}) AS c {STAY_OF.format(link="c.stay")}
        WHERE c.day IS NOT NULL GROUP BY s.batch_id, l."order", c.day ORDER BY 1, 2, 3
        """,
        ("int64", "int64", DAYS, "float64", "float64", "float64"),
    )
    found = []
    for life in lives(case):
        of_stage = of_life(changes, life)
        days = np.arange(life.first, life.last + 1)
        came, dead, went = (_by_day(of_stage, name, life) for name in ("came", "died", "went"))
        fish = np.cumsum(came) - np.cumsum(dead + went) + dead
        found.append(FishDays(life, days, np.maximum(fish, 0.0), dead, float(came.sum())))
    return found


def _by_day(changes: Table, name: str, life: Life) -> Floats:
    """Sum of a column of changes on each day of a life, shape (days,)."""
    days = int((life.last - life.first).astype(int)) + 1
    at = (changes["day"] - life.first).astype(np.int64)
    inside = (at >= 0) & (at < days)
    sums = np.bincount(at[inside], weights=changes[name][inside], minlength=max(0, days))
    return sums.astype(np.float64)
