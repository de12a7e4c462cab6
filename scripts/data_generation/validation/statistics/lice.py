"""Lice are counted as published: clumped on fish as the negative binomial has it, and in season.

Two counts of a cage in a row are compared, both before its first treatment, so that the cage's own
level drops out: in all cages the first count should have the same share of the lice of both. The
shares scatter more than Poisson's law allows, because lice are clumped on single fish. By moments:
Var = p(1-p) M + 2 p²(1-p)² M²/(n k), with p the share, M a cage's expected lice and n fish.
"""

from collections import defaultdict

import numpy as np

from apps.health.models import LiceCount, LiceType, Treatment
from scripts.data_generation.config.published import health as published
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.circular import MONTHS, centre_month, unwrapped
from scripts.data_generation.validation.engine.equivalence import means_in
from scripts.data_generation.validation.engine.known_names import names_of
from scripts.data_generation.validation.engine.registry import Group, Outcome, Severity, check
from scripts.data_generation.validation.engine.sql import table_name
from scripts.data_generation.validation.engine.sql_columns import DAYS, Table, table_of
from scripts.data_generation.validation.statistics.batch_lives import (
    AREAS,
    CONTAINERS,
    ELSEWHERE,
    coasts,
)

Groups = dict[str, list[float]]
COUNTS = table_name(LiceCount)
KINDS = table_name(LiceType)
TREATMENTS = table_name(Treatment)
LEAST_BATCHES, LEAST_YEARS = 5, 3
LEAST_LICE = 200  # lice that a batch's estimate needs
SUMMER, WINTER = (7, 8, 9), (1, 2, 3)
MONTHS_OF_YEAR = 10


@check(
    "dispersion of lice counts",
    group=Group.STATISTICS,
    proves="lice are clumped more than Poisson's law allows, with a published k of the negative "
    "binomial on single fish (variance ratio and 1/k by moments; TOST over batches)",
    bounds=f"{published.COUNTS}; counts before a cage's first treatment; one batch is one unit",
)
def dispersion_of_lice_counts(case: Case) -> Outcome:
    """Variance over Poisson's of every stage, and 1/k of attached and mobile lice."""
    pairs = case.once("lice pairs", _pairs)
    found: Groups = defaultdict(list)
    stages = names_of(LiceType, "development_stage")
    for kind in sorted(set(stages.values())):
        of_kind = np.isin(pairs["kind"], [key for key, stage in stages.items() if stage == kind])
        for batch in np.unique(pairs["batch"][of_kind]):
            chosen = of_kind & (pairs["batch"] == batch)
            of_batch = {name: column[chosen] for name, column in pairs.items()}
            if of_batch["first"].sum() + of_batch["second"].sum() >= LEAST_LICE:
                over, inverse_k = _moments(of_batch)
                found[f"{kind}, variance"].append(over)
                found[kind].append(inverse_k)
    variance = {f"{kind}, variance": published.OVERDISPERSION for kind in published.AGGREGATION}
    bands = {**published.AGGREGATION, **variance}
    return means_in(found, bands, least=LEAST_BATCHES, units="batches")


@check(
    "season of lice",
    group=Group.STATISTICS,
    proves="adult females are most numerous from July to September (circular mean of the months "
    "of a year; TOST over years of a coast), and several times as many as in winter",
    bounds="docs/realism.md, development of lice; one year of a coast is one unit",
    severity=Severity.WARNING,
)
def season_of_lice(case: Case) -> Outcome:
    """The centre of the months by adult females a fish, and the logarithm of summer over winter."""
    months = _female_months()
    centre, ratio = "centre of the females' months", "July to September"
    found: Groups = {centre: [], ratio: []}
    for year in months.values():
        if len(year) < MONTHS_OF_YEAR:
            continue
        found[centre].append(centre_month(year))
        summer, winter = (
            [year[month] for month in season if month in year] for season in (SUMMER, WINTER)
        )
        if summer and winter and min(np.mean(summer), np.mean(winter)) > 0:
            found[ratio].append(float(np.log(np.mean(summer) / np.mean(winter))))
    found[centre] = unwrapped(found[centre], MONTHS, published.FEMALE_CENTRE.middle)
    bands = {centre: published.FEMALE_CENTRE, ratio: published.SUMMER_OVER_WINTER}
    return means_in(found, bands, least=LEAST_YEARS, units="years")


def _pairs() -> Table:
    """Sums over cages of two counts in a row, by batch, type of louse and day of the second."""
    return table_of(
        f"""
        SELECT batch, kind, fish, COUNT(*) AS cages, SUM(first) AS first, SUM(second) AS second,
               SUM(first * first) AS first2, SUM(first * second) AS product,
               SUM(second * second) AS second2
        FROM (
            SELECT c.batch_id AS batch, c.lice_type_id AS kind, c.fish_sampled AS fish,
                   date(c.count_date) AS day, 1.0 * c.count_value AS second,
                   1.0 * LAG(c.count_value) OVER same AS first,
                   LAG(date(c.count_date)) OVER same AS before,
                   LAG(c.fish_sampled) OVER same AS fish_before
            FROM {COUNTS} c
            LEFT JOIN (
                SELECT batch_assignment_id AS stay, MIN(treatment_date) AS treated
                FROM {TREATMENTS} GROUP BY batch_assignment_id
            ) AS d ON d.stay = c.assignment_id
            WHERE c.count_value IS NOT NULL AND (d.treated IS NULL OR c.count_date < d.treated)
            WINDOW same AS (PARTITION BY c.assignment_id, c.lice_type_id ORDER BY c.count_date)
        ) AS counted
        WHERE first IS NOT NULL AND fish = fish_before
        GROUP BY batch, kind, fish, day HAVING COUNT(*) > 2 AND SUM(first) + SUM(second) > 0
        ORDER BY 1, 2
        """,
        ("int64", "int64", *["float64"] * 7),
    )


def _moments(pairs: Table) -> tuple[float, float]:
    """Variance of the shares over Poisson's, and 1/k of single fish, from one batch's pairs."""
    first2, product, second2 = pairs["first2"], pairs["product"], pairs["second2"]
    total = pairs["first"] + pairs["second"]
    p = pairs["first"] / total
    both2 = first2 + 2 * product + second2
    scatter = first2 - 2 * p * (first2 + product) + p**2 * both2
    scatter *= pairs["cages"] / (pairs["cages"] - 1)
    poisson = p * (1 - p) * total
    weight = 2 * (p * (1 - p)) ** 2 * (both2 - total)
    excess = (scatter - poisson).sum()
    level = (weight - (p**2 + (1 - p) ** 2) * (scatter - poisson)).sum()
    fish = float(np.median(pairs["fish"]))
    return float(scatter.sum() / poisson.sum()), float(fish * excess / level)


def _female_months() -> dict[tuple[str, int], dict[int, float]]:
    """Adult females a fish by coast and year, then calendar month."""
    counts = table_of(
        f"""
        SELECT k.area_id AS area, date(c.count_date) AS day, SUM(c.adult_female_count) AS females,
               SUM(c.fish_sampled) AS fish
        FROM {COUNTS} c JOIN {KINDS} t ON t.id = c.lice_type_id
        JOIN {CONTAINERS} k ON k.id = c.container_id JOIN {AREAS} a ON a.id = k.area_id
        WHERE t.gender = 'female' GROUP BY k.area_id, date(c.count_date)
        """,
        ("int64", DAYS, "float64", "float64"),
    )
    coast = coasts()
    months = counts["day"].astype("datetime64[M]").astype(int)
    sums: dict[tuple[str, int], dict[int, list[float]]] = defaultdict(
        lambda: defaultdict(lambda: [0.0, 0.0])
    )
    for area, month, females, fish in zip(
        counts["area"], months, counts["females"], counts["fish"], strict=True
    ):
        of_month = sums[coast.get(int(area), ELSEWHERE), 1970 + month // MONTHS][month % MONTHS + 1]
        of_month[0] += females
        of_month[1] += fish
    return {
        key: {month: females / fish for month, (females, fish) in sorted(year.items()) if fish}
        for key, year in sorted(sums.items())
    }


CHECKS = (dispersion_of_lice_counts, season_of_lice)
