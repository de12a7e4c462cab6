"""Fish grow as published: TGC from recorded water and samples, weights, shape, spread.

One batch is one unit everywhere. A sample of ten fish errs by 5-7 %, so a batch's weight at the
ends of a stage is the mean of all samples of two or three weeks.
"""

from collections import defaultdict

import numpy as np

from apps.batch.models import IndividualGrowthObservation
from scripts.data_generation.array_types import Booleans, Floats, Integers
from scripts.data_generation.config.published import growth as published
from scripts.data_generation.config.published.band import Published
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.equivalence import means_in
from scripts.data_generation.validation.engine.registry import Group, Outcome, Severity, check
from scripts.data_generation.validation.engine.sql import table_name
from scripts.data_generation.validation.engine.sql_columns import Table, table_of
from scripts.data_generation.validation.statistics.batch_lives import (
    EGG,
    FRY,
    POST_SMOLT,
    SAMPLES,
    SEA,
    STAGE_NAMES,
    STAY_OF,
    Life,
    days_between,
    lives,
    of_life,
    samples,
)
from scripts.data_generation.validation.statistics.site_days import (
    hall_days,
    mean_temperature,
    sea_days,
)

Groups = dict[str, list[float]]
OBSERVATIONS = table_name(IndividualGrowthObservation)
LEAST_BATCHES = 5
TANK_ENDS, SEA_ENDS = 14, 21  # days at either end of a stage whose samples are pooled
CURVE_DAYS = (90, 180, 270, 360)
CURVE_WINDOW = 10  # days to either side whose samples are pooled
ONE_OF = 20  # every twentieth sample's fish are read one by one
# Weight classes at sea [g].
CLASSES = (
    ("sea below 0.3 kg", 0.0, 300.0),
    ("sea 0.3-1 kg", 300.0, 1000.0),
    ("sea 2-4 kg", 2000.0, 4000.0),
    ("sea above 4 kg", 4000.0, np.inf),
)
BATCHES = "one batch is one unit"


@check(
    "TGC at sea",
    group=Group.STATISTICS,
    proves="growth between the first and last samples in the sea, over the degree-days recorded "
    "between them, is published growth on every coast (TOST over batches)",
    bounds=f"{published.TGC}; {BATCHES}",
)
def tgc_at_sea(case: Case) -> Outcome:
    """TGC of the batches that have left the sea, by coast."""
    grown = _sea_tgc(case)
    bands = {coast: band for coast, band in published.SEA_TGC.items() if coast in grown}
    return means_in(grown, bands or published.SEA_TGC, least=LEAST_BATCHES, units="batches")


@check(
    "spread of TGC at sea",
    group=Group.STATISTICS,
    proves="batches of one coast differ in growth as groups of fish do (CV, jackknifed; TOST)",
    bounds=f"{published.TGC}; {BATCHES}",
    severity=Severity.WARNING,
)
def spread_of_tgc_at_sea(case: Case) -> Outcome:
    """Each batch's CV estimated by jackknife, so that its mean has a t-test."""
    values: list[float] = []
    for coast in _sea_tgc(case).values():
        if len(coast) >= LEAST_BATCHES:
            values += _jackknifed_cv(np.asarray(coast))
    name = "CV between batches"
    return means_in(
        {name: values}, {name: published.TGC_SPREAD}, least=LEAST_BATCHES, units="batches"
    )


@check(
    "TGC in tanks",
    group=Group.STATISTICS,
    proves="growth of fry, parr, smolts and post-smolts over recorded degree-days is published "
    "growth (TOST over batches)",
    bounds=f"{published.TGC}; bands are general knowledge; {BATCHES}",
    severity=Severity.WARNING,
)
def tgc_in_tanks(case: Case) -> Outcome:
    """TGC of each stage that is over."""
    grown: Groups = defaultdict(list)
    weighed, water = samples(case), hall_days(case)
    for life in _over(case, FRY, POST_SMOLT):
        ends = _ends(of_life(weighed, life), TANK_ENDS)
        warm = mean_temperature(water.get(life.place), life.first, life.last, every_day=False)
        if ends and not np.isnan(warm):
            grown[STAGE_NAMES[life.stage]].append(_tgc(*ends[1], warm * ends[0]))
    return means_in(grown, published.TANK_TGC, least=LEAST_BATCHES, units="batches")


@check(
    "weight at the end of stages",
    group=Group.STATISTICS,
    proves="fry, parr, smolts and post-smolts end their stage at published weights (TOST)",
    bounds=f"{published.WEIGHTS}; {BATCHES}",
)
def weight_at_the_end_of_stages(case: Case) -> Outcome:
    """Mean weight of a stage's last samples, at their mean day."""
    weights: Groups = defaultdict(list)
    weighed = samples(case)
    for life in _over(case, FRY, POST_SMOLT):
        ends = _ends(of_life(weighed, life), TANK_ENDS)
        if ends:
            weights[STAGE_NAMES[life.stage]].append(ends[1][1])
    return means_in(weights, published.END_WEIGHT, least=LEAST_BATCHES, units="batches")


@check(
    "growth curves at sea",
    group=Group.STATISTICS,
    proves="weights after 90, 180, 270 and 360 days at sea lie between the curves of the "
    "published TGC from each batch's first weight and recorded water (TOST over batches)",
    bounds=f"{published.TGC}; the slow curve starts with 5 weeks of the published transfer dip",
)
def growth_curves_at_sea(case: Case) -> Outcome:
    """Where weights, as cube roots, lie between the slow and the fast curve, by day at sea."""
    places: Groups = defaultdict(list)
    for life in _over(case, SEA, SEA):
        for day, place in _curve_points(case, life):
            places[f"day {day}"].append(place)
    bands = {f"day {day}": published.CURVE_POSITION for day in CURVE_DAYS}
    return means_in(places, bands, least=LEAST_BATCHES, units="batches")


@check(
    "degree-days to first feeding",
    group=Group.STATISTICS,
    proves="eyed eggs become feeding fry after the published degree-days (TOST over batches)",
    bounds=f"{published.WEIGHTS}; {BATCHES}",
)
def degree_days_to_first_feeding(case: Case) -> Outcome:
    """Days in trays times their mean recorded temperature."""
    sums = []
    for life in _over(case, EGG, EGG):
        warm = mean_temperature(
            hall_days(case).get(life.place), life.first, life.last, every_day=False
        )
        days = float((life.last - life.first).astype(int))
        if not np.isnan(warm):
            sums.append(warm * days)
    name = "degree-days"
    return means_in(
        {name: sums}, {name: published.FIRST_FEEDING}, least=LEAST_BATCHES, units="batches"
    )


@check(
    "K-factor",
    group=Group.STATISTICS,
    proves="fish have the published shape in every stage and weight class (TOST over batches), "
    "and its published spread",
    bounds=f"{published.SHAPE}; general knowledge; spread: every {ONE_OF}th sample; {BATCHES}",
    severity=Severity.WARNING,
)
def k_factor(case: Case) -> Outcome:
    """Means of a batch's samples in a stage or class; sd among fish of one sample."""
    found: Groups = defaultdict(list)
    weighed = samples(case)
    for life in lives(case):
        of_stage = of_life(weighed, life)
        for name, in_class in _classes(of_stage, life.stage):
            if in_class.any():
                found[name].append(float(np.nanmean(of_stage["k"][in_class])))
    spread = "spread in a container"
    found[spread] = _k_spread()
    bands: dict[str, Published] = {**published.K_FACTOR, spread: published.K_SPREAD}
    return means_in(found, bands, least=LEAST_BATCHES, units="batches")


@check(
    "weight CV",
    group=Group.STATISTICS,
    proves="fish of one container differ in weight as published, by stage (TOST over batches)",
    bounds=f"{published.SPREAD}; general knowledge; {BATCHES}",
    severity=Severity.WARNING,
)
def weight_cv(case: Case) -> Outcome:
    """Root of the mean squared CV of a batch's samples."""
    found: Groups = defaultdict(list)
    weighed = samples(case)
    for life in lives(case):
        of_stage = of_life(weighed, life)
        cv2, counts = of_stage["cv2"], of_stage["weighed"]
        if len(cv2):
            name = STAGE_NAMES.get(life.stage, "sea")
            mean = np.nansum(cv2 * counts) / counts[~np.isnan(cv2)].sum()
            found[name].append(100.0 * float(np.sqrt(mean)))
    return means_in(found, published.WEIGHT_CV, least=LEAST_BATCHES, units="batches")


def _over(case: Case, first: int, last: int) -> list[Life]:
    """Lives of these stages that are over."""
    return [life for life in lives(case) if life.over and first <= life.stage <= last]


def _tgc(first_g: float, last_g: float, degree_days: float) -> float:
    """Thermal growth coefficient x1000 (Iwama & Tautz 1981)."""
    return float(1000.0 * (np.cbrt(last_g) - np.cbrt(first_g)) / degree_days)


def _ends(weighed: Table, days: int) -> tuple[float, tuple[float, float]] | None:
    """Days between the mean days of the first and last samples, and the mean weights of both [g].

    None when there are fewer than four sampling days, or when the two ends overlap.
    """
    if len(weighed["day"]) < 4:
        return None
    age = days_between(weighed["day"][0], weighed["day"])
    at_first, at_last = age <= days, age >= age[-1] - days
    if (at_first & at_last).any():
        return None
    # Weights are averaged as cube roots, which grow in a straight line.
    roots, counts = np.cbrt(weighed["grams"]), weighed["weighed"]
    first_g, last_g = (_mean(roots, counts, end) ** 3 for end in (at_first, at_last))
    return _mean(age, counts, at_last) - _mean(age, counts, at_first), (first_g, last_g)


def _mean(values: Floats, counts: Integers, chosen: Booleans) -> float:
    """Mean of the chosen values, each weighted by its count."""
    return float(np.average(values[chosen], weights=counts[chosen]))


def _sea_tgc(case: Case) -> Groups:
    return case.once("TGC at sea", lambda: _grown_at_sea(case))


def _grown_at_sea(case: Case) -> Groups:
    grown: Groups = defaultdict(list)
    weighed, water = samples(case), sea_days(case)
    for life in _over(case, SEA, SEA):
        ends = _ends(of_life(weighed, life), SEA_ENDS)
        warm = mean_temperature(water.get(life.place), life.first, life.last, every_day=True)
        if ends and not np.isnan(warm) and life.coast in published.SEA_TGC:
            grown[life.coast].append(_tgc(*ends[1], warm * ends[0]))
    return grown


def _jackknifed_cv(values: Floats) -> list[float]:
    """Pseudo-values of the CV [%] with one value left out at a time."""
    n = len(values)
    whole = 100.0 * float(values.std(ddof=1) / values.mean())
    left_out = [np.delete(values, i) for i in range(n)]
    return [
        n * whole - (n - 1) * 100.0 * float(rest.std(ddof=1) / rest.mean()) for rest in left_out
    ]


def _curve_points(case: Case, life: Life) -> list[tuple[int, float]]:
    """How far a batch's weight lies between the curves, by day at sea, where it was sampled."""
    weighed, site = of_life(samples(case), life), sea_days(case).get(life.place)
    if site is None or not len(weighed["day"]) or life.coast not in published.CURVE_TGC:
        return []
    age, roots = days_between(life.first, weighed["day"]), np.cbrt(weighed["grams"])
    counts = weighed["weighed"]
    early = age <= SEA_ENDS
    points = []
    for day in CURVE_DAYS:
        near = np.abs(age - day) <= CURVE_WINDOW
        warm = mean_temperature(site, life.first, life.first + day, every_day=True)
        if near.any() and early.any() and not np.isnan(warm):
            grown = _mean(roots, counts, near) - _mean(roots, counts, early)
            slow, fast = _curves(life.coast, warm, day)
            points.append((day, (grown - slow) / (fast - slow)))
    return points


def _curves(coast: str, warm: float, day: int) -> tuple[float, float]:
    """Growth of the cube root of weight on the slow and on the fast curve [g^(1/3)]."""
    low, high = published.CURVE_TGC[coast]
    dip = min(day, published.CURVE_TRANSFER_DAYS)
    slow = published.CURVE_TRANSFER_TGC * dip + low * (day - dip)
    return warm * slow / 1000.0, warm * high * day / 1000.0


def _classes(weighed: Table, stage: int) -> list[tuple[str, Booleans]]:
    """The name of a stage, or of each weight class of the sea, and which samples belong to it."""
    if stage in STAGE_NAMES:
        return [(STAGE_NAMES[stage], np.ones(len(weighed["day"]), dtype=bool))]
    grams = weighed["grams"]
    return [(name, (grams >= low) & (grams < high)) for name, low, high in CLASSES]


def _k_spread() -> list[float]:
    """Pooled standard deviation of K among the fish of a sample, by batch."""
    k = "100.0 * CAST(o.weight_g AS double precision) / (CAST(o.length_cm AS double precision)"
    k = f"{k} * o.length_cm * o.length_cm)"
    batches = table_of(
        f"""
        SELECT batch, SUM(k2 - k1 * k1 / fish) / SUM(fish - 1) AS variance FROM (
            SELECT s.batch_id AS batch, o.growth_sample_id, COUNT(*) AS fish,
                   SUM({k}) AS k1, SUM(({k}) * ({k})) AS k2
            FROM {OBSERVATIONS} o JOIN {SAMPLES} g ON g.id = o.growth_sample_id
            {STAY_OF.format(link="g.assignment_id")}
            WHERE o.growth_sample_id % {ONE_OF} = 0 AND o.length_cm > 0
            GROUP BY s.batch_id, o.growth_sample_id
        ) AS weighed WHERE fish > 1 GROUP BY batch
        """.replace("%", "%%"),
        ("int64", "float64"),
    )
    return [float(np.sqrt(variance)) for variance in batches["variance"] if variance > 0]


CHECKS = (
    tgc_at_sea,
    spread_of_tgc_at_sea,
    tgc_in_tanks,
    weight_at_the_end_of_stages,
    growth_curves_at_sea,
    degree_days_to_first_feeding,
    k_factor,
    weight_cv,
)
