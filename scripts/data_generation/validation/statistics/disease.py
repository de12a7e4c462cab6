"""Diseases come as often as published, and in the published season: outbreaks in the death records.

An outbreak is what the mortality records show of it: days on which fish of one batch, in the sea or
in tanks, died of a named disease, with no gap longer than GAP_DAYS. A disease so mild that it was
never the worst cause of a day in any container is not seen here. A farm does not see it either.
"""

from collections import Counter, defaultdict
from typing import NamedTuple

import numpy as np

from apps.health.models import MortalityReason, MortalityRecord
from scripts.data_generation.config.published import health as published
from scripts.data_generation.config.published.band import Published
from scripts.data_generation.config.published.health import Incidence
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.equivalence import (
    ComparedFigure,
    mean_in,
    outcome_of,
    share_in,
)
from scripts.data_generation.validation.engine.known_names import names_of
from scripts.data_generation.validation.engine.registry import (
    Group,
    Outcome,
    Severity,
    check,
    not_asked,
)
from scripts.data_generation.validation.engine.sql import table_name
from scripts.data_generation.validation.engine.sql_columns import DAYS, table_of
from scripts.data_generation.validation.statistics.batch_lives import CONTAINERS, SEA, lives

RECORDS, REASONS = table_name(MortalityRecord), table_name(MortalityReason)
GAP_DAYS = 30
LEAST_GENERATIONS, LEAST_OUTBREAKS = 15, 8


class Outbreak(NamedTuple):
    """A disease in one batch, in the sea or in tanks, from its first death on."""

    disease: str
    batch: int
    at_sea: bool
    first: np.datetime64


@check(
    "disease frequencies",
    group=Group.STATISTICS,
    proves="as many generations at sea have each disease as its published incidence "
    "makes likely (exact binomial tests, TOST; effect: Cohen's h)",
    bounds=f"{published.DISEASES}: outbreaks a site-year; one generation in one area is one unit, "
    "with a chance of 1 - exp(-incidence x its years there)",
    severity=Severity.WARNING,
)
def disease_frequencies(case: Case) -> Outcome:
    """Generations struck at sea, by disease."""
    return _frequencies(case, published.AT_SEA, at_sea=True)


@check(
    "disease frequencies in tanks",
    group=Group.STATISTICS,
    proves="as many batches in tanks have IPN as its published incidence makes likely "
    "(exact binomial tests, TOST; effect: Cohen's h)",
    bounds=f"{published.DISEASES}: outbreaks a site-year; one batch is one unit",
    severity=Severity.WARNING,
)
def disease_frequencies_in_tanks(case: Case) -> Outcome:
    """Batches struck in fresh water."""
    return _frequencies(case, published.IN_TANKS, at_sea=False)


@check(
    "season of diseases",
    group=Group.STATISTICS,
    proves="outbreaks begin in the published months (exact binomial tests, TOST)",
    bounds=f"{published.DISEASES}; one outbreak is one unit, dated by its first death",
    severity=Severity.WARNING,
)
def season_of_diseases(case: Case) -> Outcome:
    """Share of a disease's outbreaks at sea that begin in its months."""
    compared: list[ComparedFigure] = []
    short: list[str] = []
    for disease, (months, band) in published.SEASONS.items():
        began = [
            int(outbreak.first.astype("datetime64[M]").astype(int)) % 12 + 1
            for outbreak in outbreaks(case)
            if outbreak.disease == disease and outbreak.at_sea
        ]
        if len(began) < LEAST_OUTBREAKS:
            short.append(f"{disease}: {len(began)} outbreaks, needs {LEAST_OUTBREAKS}")
            continue
        in_season = sum(month in months for month in began)
        compared.append(share_in(disease, in_season, len(began), band, "outbreaks"))
    return outcome_of(compared, short)


def outbreaks(case: Case) -> list[Outbreak]:
    """All outbreaks that the mortality records show, in order of disease, batch and day."""
    return case.once("outbreaks", _outbreaks)


def _outbreaks() -> list[Outbreak]:
    names = names_of(MortalityReason)
    diseases = [key for key, name in names.items() if name in published.AT_SEA]
    keys = ", ".join(map(str, diseases)) or "NULL"
    days = table_of(
        f"""
        SELECT disease, batch, at_sea, day FROM (
            SELECT disease, batch, at_sea, day,
                   LAG(day) OVER (PARTITION BY disease, batch, at_sea ORDER BY day) AS before
            FROM (
                SELECT m.reason_id AS disease, m.batch_id AS batch, date(m.event_date) AS day,
                       CASE WHEN c.area_id IS NULL THEN 0 ELSE 1 END AS at_sea
                FROM {RECORDS} m
                JOIN {CONTAINERS} c ON c.id = m.container_id
                WHERE m.reason_id IN ({keys}) GROUP BY 1, 2, 3, 4
            ) AS days
        ) AS ordered
        ORDER BY 1, 2, 3, 4
        """,
        ("int64", "int64", "int64", DAYS),
    )
    found: list[Outbreak] = []
    last: tuple[tuple[str, int, bool], np.datetime64] | None = None
    for disease, batch, at_sea, day in zip(*days.values(), strict=True):
        key = names[int(disease)], int(batch), bool(at_sea)
        if last is None or last[0] != key or (day - last[1]).astype(int) > GAP_DAYS:
            found.append(Outbreak(*key, day))
        last = key, day
    return found


def _frequencies(case: Case, known: dict[str, Incidence], *, at_sea: bool) -> Outcome:
    """Generations struck, by disease, against what each incidence makes likely."""
    years: dict[int, float] = defaultdict(float)
    for life in lives(case):
        if (life.stage == SEA) == at_sea and (life.over or at_sea):
            years[life.batch] += float((life.last - life.first).astype(int)) / 365.25
    if len(years) < LEAST_GENERATIONS:
        return not_asked(f"{len(years)} generations, needs {LEAST_GENERATIONS}")
    exposed = np.asarray([years[batch] for batch in sorted(years)])
    compared, likely = [], np.zeros(2)
    diseases_of: Counter[int] = Counter(dict.fromkeys(years, 0))
    for disease, incidence in known.items():
        struck = {
            outbreak.batch
            for outbreak in outbreaks(case)
            if outbreak.disease == disease and outbreak.at_sea == at_sea
        } & years.keys()
        diseases_of.update(struck)
        low, high = (float(np.mean(-np.expm1(-rate * exposed))) for rate in incidence[:2])
        likely += low, high
        band = Published(low, high, "share of generations", published.DISEASES, incidence.where)
        compared.append(share_in(disease, len(struck), len(years), band, "generations"))
    if len(known) > 1:
        low, high = (float(each) for each in likely)
        unit, source, reason = "diseases a generation", published.DISEASES, "their sum"
        band = Published(low, high, unit, source, reason)
        compared.append(mean_in("all of them", list(diseases_of.values()), band, "generations"))
    return outcome_of(compared)


CHECKS = (disease_frequencies, disease_frequencies_in_tanks, season_of_diseases)
