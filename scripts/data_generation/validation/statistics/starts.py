"""Batches start in the planned months, from eggs of the planned sources."""

import math

import numpy as np
from scipy import stats

from apps.batch.models import Batch
from apps.broodstock.models import BatchParentage, EggProduction
from scripts.data_generation.config.published import harvest as published
from scripts.data_generation.config.published.water import MONTHS
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.equivalence import cohens_h
from scripts.data_generation.validation.engine.registry import (
    Figure,
    Group,
    Outcome,
    Severity,
    check,
    not_asked,
)

LEAST_STARTS = 60  # five in a month on average, as the chi-square test asks
LEAST_BATCHES = 15


@check(
    "batch starts by month",
    group=Group.STATISTICS,
    proves="starts are spread over the months as planned (chi-square; decided by Cohen's w)",
    bounds=f"{published.STARTS_SOURCE}; w below {published.STARTS_EFFECT}: areas and stations "
    "that are free decide the week, so the plan is met roughly",
    severity=Severity.WARNING,
)
def batch_starts_by_month(case: Case) -> Outcome:
    """Starts by calendar month against the plan's pattern."""
    days = Batch.objects.values_list("start_date", flat=True)
    starts = np.bincount([day.month - 1 for day in days], minlength=len(MONTHS))
    total = int(starts.sum())
    if total < LEAST_STARTS:
        return not_asked(f"{total} batches, needs {LEAST_STARTS}")
    pattern = np.asarray(published.STARTS)
    expected = total * pattern / pattern.sum()
    test = stats.chisquare(starts, expected)
    effect = math.sqrt(float(test.statistic) / total)
    figures = tuple(
        Figure(
            name=month,
            measured=float(seen),
            expected=float(planned),
            tolerance=float(planned) * published.STARTS_EFFECT,
            unit="starts",
            effect=effect,
            p=float(test.pvalue),
        )
        for month, seen, planned in zip(MONTHS, starts, expected, strict=True)
    )
    if effect < published.STARTS_EFFECT:
        return Outcome(0, figures=figures)
    worst = int(np.argmax((starts - expected) ** 2 / expected))
    text = (
        f"{starts[worst]} starts in {MONTHS[worst]}, planned {expected[worst]:.1f}; "
        f"w {effect:.2f}, p {test.pvalue:.2g}"
    )
    return Outcome(1, (text,), figures)


@check(
    "egg sources",
    group=Group.STATISTICS,
    proves="three batches of five grow from bought eggs (exact binomial test; decided by "
    "Cohen's h)",
    bounds=f"{published.EGGS}: plan 60 and 40 %; h below {published.EGGS_EFFECT}, a small effect",
)
def egg_sources(case: Case) -> Outcome:
    """Batches whose eggs were bought, of those whose source is known."""
    source = EggProduction.SourceType
    known = BatchParentage.objects.values("batch", "egg_production__source_type").distinct()
    bought = known.filter(egg_production__source_type=source.EXTERNAL).count()
    total = known.count()
    if total < LEAST_BATCHES:
        return not_asked(f"{total} batches, needs {LEAST_BATCHES}")
    test = stats.binomtest(bought, total, published.BOUGHT_EGGS)
    low, high = test.proportion_ci(0.95)
    effect = cohens_h(bought / total, published.BOUGHT_EGGS)
    figure = Figure(
        name="batches from bought eggs",
        measured=bought / total,
        expected=published.BOUGHT_EGGS,
        tolerance=published.EGGS_EFFECT / 2,
        unit="share",
        effect=effect,
        p=float(test.pvalue),
    )
    if abs(effect) < published.EGGS_EFFECT:
        return Outcome(0, figures=(figure,))
    text = (
        f"{bought} of {total} batches from bought eggs ({low:.0%} to {high:.0%} at 95 %), "
        f"planned {published.BOUGHT_EGGS:.0%}; h {effect:.2f}, p {test.pvalue:.2g}"
    )
    return Outcome(1, (text,), (figure,))


CHECKS = (batch_starts_by_month, egg_sources)
