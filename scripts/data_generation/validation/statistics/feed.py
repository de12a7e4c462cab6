"""Fish eat as published: feed conversion by stage and weight, ration by weight and temperature.

One batch is one unit; the weeks of a batch are added up or averaged first.
"""

from collections import defaultdict

import numpy as np
from scipy import stats

from scripts.data_generation.array_types import Booleans, Floats
from scripts.data_generation.config.published import feed as published
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.equivalence import means_in
from scripts.data_generation.validation.engine.registry import Group, Outcome, Severity, check
from scripts.data_generation.validation.statistics.batch_lives import SEA, STAGE_NAMES
from scripts.data_generation.validation.statistics.feed_weeks import FedLife, fed_lives

Groups = dict[str, list[float]]
LEAST_BATCHES = 5
LEAST_WEEKS = 3
WEEKS_FOR_A_SLOPE = 30
SEA_CLASSES = (("sea below 1 kg", 0.0, 1000.0), ("sea 1-3 kg", 1000.0, 3000.0),
               ("sea above 3 kg", 3000.0, np.inf))  # fmt: skip


@check(
    "FCR",
    group=Group.STATISTICS,
    proves="feed over growth is the published conversion in every stage, and rises with weight at "
    "sea as published (TOST over batches)",
    bounds=f"{published.CONVERSION}; feed and growth of the weekly summaries; one batch is a unit",
)
def fcr(case: Case) -> Outcome:
    """Feed over gross growth of whole stages, and of the weeks of each weight class at sea."""
    found: Groups = defaultdict(list)
    for fed in fed_lives(case):
        if not fed.life.over or not len(fed.feed_kg):
            continue
        everything = np.ones(len(fed.feed_kg), dtype=bool)
        _add(found, STAGE_NAMES.get(fed.life.stage, "sea"), fed, everything)
        if fed.life.stage == SEA:
            for name, low, high in SEA_CLASSES:
                _add(found, name, fed, (fed.grams >= low) & (fed.grams < high))
    return means_in(found, published.FCR, least=LEAST_BATCHES, units="batches")


@check(
    "feeding rate by weight and temperature",
    group=Group.STATISTICS,
    proves="weekly rations are the table's for the fish's weight and water, by weight class (mean "
    "ratio; TOST over batches)",
    bounds=f"{published.RATION}; weights between samples, recorded water; one batch is a unit",
    severity=Severity.WARNING,
)
def feeding_rate(case: Case) -> Outcome:
    """Ratio of rations to the table's; weeks without feed are left out, since tables know none."""
    ratios: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for fed in fed_lives(case):
        ratio = fed.ration / _table(fed.grams, fed.degrees)
        for name, (low, high) in published.RATION_CLASSES.items():
            weeks = (fed.grams >= low) & (fed.grams < high) & (fed.ration > 0) & ~np.isnan(ratio)
            ratios[name][fed.life.batch] += ratio[weeks].tolist()
    found = {
        name: [float(np.mean(weeks)) for weeks in batches.values() if len(weeks) >= LEAST_WEEKS]
        for name, batches in ratios.items()
    }
    bands = dict.fromkeys(published.RATION_CLASSES, published.RATION_RATIO)
    return means_in(found, bands, least=LEAST_BATCHES, units="batches")


@check(
    "appetite follows warmth",
    group=Group.STATISTICS,
    proves="at sea the ration rises with recorded temperature as published (slope of ln ration, "
    "ln weight taken out, within a batch; TOST over batches)",
    bounds="docs/realism.md, temperature response: Handeland et al. 2008; one batch is a unit",
    severity=Severity.WARNING,
)
def appetite_follows_warmth(case: Case) -> Outcome:
    """Theil and Sen's slope per degree, which weeks of storm, illness and fasting do not bend."""
    slopes: list[float] = []
    for fed in fed_lives(case):
        known = (fed.ration > 0) & (fed.grams > 0) & ~np.isnan(fed.degrees)
        if fed.life.stage == SEA and known.sum() >= WEEKS_FOR_A_SLOPE:
            weight = np.log(fed.grams[known])
            ration = _without(weight, np.log(fed.ration[known]))
            warm = _without(weight, fed.degrees[known])
            slopes.append(float(stats.theilslopes(ration, warm).slope))
    name = "slope of ln ration"
    return means_in(
        {name: slopes}, {name: published.RATION_SLOPE}, least=LEAST_BATCHES, units="batches"
    )


def _add(found: Groups, name: str, fed: FedLife, weeks: Booleans) -> None:
    """Add the conversion of these weeks, if anything grew in them."""
    growth = float(fed.growth_kg[weeks].sum())
    if weeks.sum() >= LEAST_WEEKS and growth > 0:
        found[name].append(float(fed.feed_kg[weeks].sum()) / growth)


def _table(grams: Floats, degrees: Floats) -> Floats:
    """The table's ration [% a day], linear in temperature and in ln(weight); level at its edges."""
    rows = np.asarray(published.RATION_PERCENT)
    warm = np.clip(degrees, published.RATION_DEGREES[0], published.RATION_DEGREES[-1])
    columns = np.stack([np.interp(warm, published.RATION_DEGREES, row) for row in rows])
    place = np.interp(
        np.log(np.maximum(grams, published.RATION_GRAMS[0])),
        np.log(published.RATION_GRAMS), np.arange(len(rows)),
    )  # fmt: skip
    place = np.nan_to_num(place)
    below = np.minimum(place.astype(np.int64), len(rows) - 2)
    week = np.arange(len(grams))
    share = place - below
    ration = (1 - share) * columns[below, week] + share * columns[below + 1, week]
    return np.where(np.isnan(grams), np.nan, ration)


def _without(weight: Floats, values: Floats) -> Floats:
    """What a straight line over ln(weight) leaves of these values."""
    line = stats.linregress(weight, values)
    return values - line.intercept - line.slope * weight


CHECKS = (fcr, feeding_rate, appetite_follows_warmth)
