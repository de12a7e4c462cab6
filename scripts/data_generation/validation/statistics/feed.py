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
# Weight classes at sea [g].
SEA_CLASSES = (
    ("sea below 1 kg", 0.0, 1000.0),
    ("sea 1-3 kg", 1000.0, 3000.0),
    ("sea above 3 kg", 3000.0, np.inf),
)


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
        every_week = np.ones(len(fed.feed_kg), dtype=bool)
        _add(found, STAGE_NAMES.get(fed.life.stage, "sea"), fed, every_week)
        if fed.life.stage == SEA:
            for name, low, high in SEA_CLASSES:
                _add(found, name, fed, (fed.grams >= low) & (fed.grams < high))
    return means_in(found, published.FCR, least=LEAST_BATCHES, units="batches")


@check(
    "feeding rate by weight and temperature",
    group=Group.STATISTICS,
    proves="weekly rations are those of the published table for the fish's weight and water, by "
    "weight class (mean ratio; TOST over batches)",
    bounds=f"{published.RATION}; weights between samples, recorded water; one batch is a unit",
    severity=Severity.WARNING,
)
def feeding_rate(case: Case) -> Outcome:
    """Rations over those of the table; weeks without feed are left out, as tables have none."""
    ratios: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for fed in fed_lives(case):
        ratio = fed.ration / _published_ration(fed.grams, fed.degrees)
        for name, (low, high) in published.RATION_CLASSES.items():
            in_class = (fed.grams >= low) & (fed.grams < high)
            known = (fed.ration > 0) & ~np.isnan(ratio)
            ratios[name][fed.life.batch] += ratio[in_class & known].tolist()
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
    """Theil and Sen's slope a degree; weeks of storm, illness and fasting do not change it."""
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


def _add(found: Groups, name: str, fed: FedLife, chosen: Booleans) -> None:
    """Add the conversion of the chosen weeks, if anything grew in them."""
    growth = float(fed.growth_kg[chosen].sum())
    if chosen.sum() >= LEAST_WEEKS and growth > 0:
        found[name].append(float(fed.feed_kg[chosen].sum()) / growth)


def _published_ration(grams: Floats, degrees: Floats) -> Floats:
    """The published ration [% a day] for each week's weight and temperature, shape (weeks,).

    It is linear in temperature and in ln(weight), and level beyond the edges of the table.
    """
    by_weight = np.asarray(published.RATION_PERCENT)
    warm = np.clip(degrees, published.RATION_DEGREES[0], published.RATION_DEGREES[-1])
    rations = np.stack([np.interp(warm, published.RATION_DEGREES, row) for row in by_weight])
    log_weight = np.log(np.maximum(grams, published.RATION_GRAMS[0]))
    at = np.interp(log_weight, np.log(published.RATION_GRAMS), np.arange(len(by_weight)))
    at = np.nan_to_num(at)
    below = np.minimum(at.astype(np.int64), len(by_weight) - 2)
    week = np.arange(len(grams))
    share = at - below
    ration = (1 - share) * rations[below, week] + share * rations[below + 1, week]
    return np.where(np.isnan(grams), np.nan, ration)


def _without(weight: Floats, values: Floats) -> Floats:
    """What a straight line over ln(weight) leaves of these values."""
    line = stats.linregress(weight, values)
    return values - line.intercept - line.slope * weight


CHECKS = (fcr, feeding_rate, appetite_follows_warmth)
