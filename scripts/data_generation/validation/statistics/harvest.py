"""Fish are harvested as published and planned: weight, its spread, yield, time at sea.

One batch is one unit; a batch counts when its last cage has been harvested.
"""

from collections import defaultdict

import numpy as np

from apps.harvest.models import HarvestEvent, HarvestLot
from scripts.data_generation.config.published import harvest as published
from scripts.data_generation.config.published.band import Published
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.equivalence import (
    mean_in,
    means_in,
    outcome_of,
    share_in,
)
from scripts.data_generation.validation.engine.registry import (
    Group,
    Outcome,
    Severity,
    check,
    not_asked,
)
from scripts.data_generation.validation.engine.sql import table_name
from scripts.data_generation.validation.engine.sql_columns import Table, table_of
from scripts.data_generation.validation.statistics.batch_lives import SEA, lives

Groups = dict[str, list[float]]
EVENTS, LOTS = table_name(HarvestEvent), table_name(HarvestLot)
LEAST_BATCHES, LEAST_CAGES = 5, 3
BATCHES = "one batch is one unit"


@check(
    "harvest weight",
    group=Group.STATISTICS,
    proves="batches are harvested at the published and planned weight (TOST of their mean), most "
    "of them within the band (exact binomial test)",
    bounds=f"{published.PLAN}; {published.WEIGHTS}; {BATCHES}",
)
def harvest_weight(case: Case) -> Outcome:
    """Live weight over fish of a batch's lots."""
    weights = np.asarray(_of_batches(case)["weight"])
    if len(weights) < LEAST_BATCHES:
        return not_asked(f"{len(weights)} batches harvested, needs {LEAST_BATCHES}")
    low, high = published.WEIGHT.low, published.WEIGHT.high
    within = int(((weights >= low) & (weights <= high)).sum())
    return outcome_of(
        [
            mean_in("mean", weights, published.WEIGHT, "batches"),
            share_in("within the band", within, len(weights), published.IN_BAND, "batches"),
        ]
    )


@check(
    "spread of harvest weight",
    group=Group.STATISTICS,
    proves="cages of one batch differ in weight at harvest as pens of a site do (CV; TOST)",
    bounds=f"{published.WEIGHTS}; {BATCHES}",
    severity=Severity.WARNING,
)
def spread_of_harvest_weight(case: Case) -> Outcome:
    """CV of the cages' mean weights within a batch."""
    return _mean_of_batches("CV between cages", _of_batches(case)["cv"], published.SPREAD)


@check(
    "gutted yield",
    group=Group.STATISTICS,
    proves="gutted weight over live weight is the published yield (TOST over batches)",
    bounds=f"{published.YIELDS}; {BATCHES}",
)
def gutted_yield(case: Case) -> Outcome:
    """Gutted over live weight of a batch's lots."""
    return _mean_of_batches("gutted yield", _of_batches(case)["gutted"], published.GUTTED)


@check(
    "days at sea",
    group=Group.STATISTICS,
    proves="batches are at sea as long as published and planned (TOST)",
    bounds=f"{published.PLAN}; {published.WEIGHTS}; {BATCHES}",
)
def days_at_sea(case: Case) -> Outcome:
    """Days from a batch's first cage filled to its last one emptied."""
    days = [
        float((life.last - life.first).astype(int))
        for life in lives(case)
        if life.stage == SEA and life.over
    ]
    return _mean_of_batches("days at sea", days, published.DAYS_AT_SEA)


def _mean_of_batches(name: str, values: list[float], band: Published) -> Outcome:
    """The outcome of testing one mean over batches against its band."""
    return means_in({name: values}, {name: band}, least=LEAST_BATCHES, units="batches")


def _of_batches(case: Case) -> Groups:
    """Mean weight [kg], CV of its cages [%] and gutted yield of every batch that is harvested."""
    cages: Table = case.once("harvested cages", _cages)
    over = {life.batch for life in lives(case) if life.stage == SEA and life.over}
    found: Groups = defaultdict(list)
    for batch in np.unique(cages["batch"]):
        of_batch = cages["batch"] == batch
        live, fish, gutted = (cages[name][of_batch] for name in ("live", "fish", "gutted"))
        if int(batch) not in over or fish.sum() <= 0:
            continue
        found["weight"].append(float(live.sum() / fish.sum()))
        if not np.isnan(gutted).any():
            found["gutted"].append(float(gutted.sum() / live.sum()))
        if len(live) >= LEAST_CAGES:
            weights = live / fish
            found["cv"].append(100.0 * float(weights.std(ddof=1) / weights.mean()))
    found.setdefault("weight", [])
    return found


def _cages() -> Table:
    real = "SUM(CAST(l.{} AS double precision))"
    return table_of(
        f"""
        SELECT e.batch_id AS batch, e.assignment_id AS stay,
               {real.format("live_weight_kg")} AS live, {real.format("gutted_weight_kg")} AS gutted,
               SUM(l.unit_count) AS fish
        FROM {EVENTS} e JOIN {LOTS} l ON l.event_id = e.id
        GROUP BY e.batch_id, e.assignment_id HAVING SUM(l.unit_count) > 0 ORDER BY 1, 2
        """,
        ("int64", "int64", "float64", "float64", "float64"),
    )


CHECKS = (harvest_weight, spread_of_harvest_weight, gutted_yield, days_at_sea)
