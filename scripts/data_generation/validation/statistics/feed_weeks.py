"""What batches ate and gained each week: the feeding summaries of the books, summed by stage."""

from typing import NamedTuple

import numpy as np

from apps.inventory.models import ContainerFeedingSummary
from scripts.data_generation.array_types import Floats
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.sql import table_name
from scripts.data_generation.validation.engine.sql_columns import DAYS, Table, table_of
from scripts.data_generation.validation.statistics.batch_lives import (
    STAGE_NAMES,
    STAY_OF,
    Life,
    days_between,
    lives,
    of_life,
    samples,
)
from scripts.data_generation.validation.statistics.site_days import hall_days, sea_days

WEEKS = table_name(ContainerFeedingSummary)


class FedLife(NamedTuple):
    """The weeks of one batch in one stage; nan where a weight or the water is not known."""

    life: Life
    feed_kg: Floats
    growth_kg: Floats
    ration: Floats  # % of body mass a day
    grams: Floats
    degrees: Floats


def fed_lives(case: Case) -> list[FedLife]:
    """The weeks in which a batch was fed, for every batch and stage."""
    return case.once("fed lives", lambda: [_fed(case, life) for life in lives(case)])


def _weeks() -> Table:
    real = "SUM(CAST({} AS double precision))"
    feed, grown, before, after = (
        real.format(f"w.{name}")
        for name in ("total_feed_kg", "growth_kg", "starting_biomass_kg", "ending_biomass_kg")
    )
    return table_of(
        f"""
        SELECT s.batch_id AS batch, l."order" AS stage, w.period_start AS first,
               w.period_end AS last, {feed} AS feed, {grown} AS growth,
               ({before} + {after}) / 2 AS biomass
        FROM {WEEKS} w {STAY_OF.format(link="w.container_assignment_id")}
        GROUP BY s.batch_id, l."order", w.period_start, w.period_end ORDER BY 1, 2, 3
        """,
        ("int64", "int64", DAYS, DAYS, "float64", "float64", "float64"),
    )


def _fed(case: Case, life: Life) -> FedLife:
    weeks = of_life(case.once("feeding weeks", _weeks), life)
    feed, biomass = weeks["feed"], weeks["biomass"]
    begin = days_between(life.first, weeks["first"])
    days = days_between(life.first, weeks["last"]) - begin + 1.0
    with np.errstate(divide="ignore", invalid="ignore"):
        ration = np.where(biomass > 0, 100.0 * feed / biomass / days, np.nan)
    return FedLife(life, feed, weeks["growth"], ration, *_state(case, life, begin + days / 2))


def _state(case: Case, life: Life, middle: Floats) -> tuple[Floats, Floats]:
    """Weight [g] between samples, and recorded temperature [°C], in the middle of each week."""
    weighed = of_life(samples(case), life)
    nothing = np.full(len(middle), np.nan)
    grams = nothing
    if len(weighed["day"]):
        roots = np.cbrt(weighed["grams"])
        grams = np.interp(middle, days_between(life.first, weighed["day"]), roots) ** 3
    site = (hall_days if life.stage in STAGE_NAMES else sea_days)(case).get(life.place)
    if site is None or not len(site.day):
        return grams, nothing
    there = (site.day >= life.first) & (site.day <= life.last) & ~np.isnan(site.temperature)
    if not there.any():
        return grams, nothing
    read = days_between(life.first, site.day[there])
    return grams, np.interp(middle, read, site.temperature[there])
