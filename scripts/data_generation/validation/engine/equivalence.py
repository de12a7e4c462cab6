"""Whether a measured figure agrees with a published band: equivalence tests and effect sizes.

With enough rows any difference is significant, so significance decides nothing here. The band is
an equivalence margin. A figure agrees when two one-sided tests (TOST) show that it lies in the
band. It disagrees when one test shows that it lies outside. Both are at LEVEL; in between, the
books are too few to tell. The independent unit of every test is what was drawn independently (a
batch, a site's year, a generation), never the single reading or fish.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from scripts.data_generation.array_types import Floats
from scripts.data_generation.config.published.band import Published
from scripts.data_generation.validation.engine.registry import (
    EXAMPLES,
    Figure,
    Outcome,
    not_asked,
)

LEVEL = 0.05
TOO_FEW = ", too few to tell"


class Agreement(Enum):
    """What a test says of one figure and its band."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    UNDECIDED = "undecided"


class ComparedFigure(NamedTuple):
    """A figure and whether it agrees with its band; `text` tells it when it disagrees."""

    figure: Figure
    agreement: Agreement
    text: str


class PValues(NamedTuple):
    """The p-values of two claims. The figure lies in the band when the first one is refuted."""

    lies_outside: float
    lies_inside: float

    @property
    def agreement(self) -> Agreement:
        """What the two tests together say at LEVEL."""
        if self.lies_outside < LEVEL:
            return Agreement.AGREES
        return Agreement.DISAGREES if self.lies_inside < LEVEL else Agreement.UNDECIDED

    @property
    def told(self) -> float:
        """The p-value that is told beside the figure."""
        disagrees = self.agreement is Agreement.DISAGREES
        return self.lies_inside if disagrees else self.lies_outside


def mean_in(name: str, values: ArrayLike, band: Published, units: str = "units") -> ComparedFigure:
    """TOST of a mean by Student's t; the effect is Cohen's d from the band's centre."""
    sample = np.asarray(values, dtype=np.float64)
    mean, sd = float(sample.mean()), float(sample.std(ddof=1)) if len(sample) > 1 else 0.0
    counted = f"{len(sample)} {units}"
    if sd <= 1e-12 * max(1.0, abs(mean)):
        p = 0.0 if band.low <= mean <= band.high else 1.0
        return _compared(name, mean, band, counted, PValues(p, 1.0 - p))
    above = stats.ttest_1samp(sample, band.low, alternative="greater").pvalue
    below = stats.ttest_1samp(sample, band.high, alternative="less").pvalue
    outside = float(max(above, below))
    effect = (mean - band.middle) / sd
    return _compared(name, mean, band, counted, PValues(outside, 1.0 - outside), effect)


def share_in(
    name: str, count: int, of: int, band: Published, units: str = "units"
) -> ComparedFigure:
    """TOST of a share by exact binomial tests; the effect is Cohen's h from the band's centre."""
    above = 0.0 if band.low <= 0 else _binomial(count, of, band.low, "greater")
    below = 0.0 if band.high >= 1 else _binomial(count, of, band.high, "less")
    too_low = 1.0 if band.low <= 0 else _binomial(count, of, band.low, "less")
    too_high = 1.0 if band.high >= 1 else _binomial(count, of, band.high, "greater")
    p = PValues(max(above, below), min(too_low, too_high))
    effect = cohens_h(count / of, min(1.0, max(0.0, band.middle)))
    return _compared(name, count / of, band, f"{count} of {of} {units}", p, effect)


def _compared(
    name: str,
    measured: float,
    band: Published,
    counted: str,
    p: PValues,
    effect: float | None = None,
) -> ComparedFigure:
    """The figure as these tests judge it; `counted` says how many units were measured."""
    figure = Figure(
        name=name + (TOO_FEW if p.agreement is Agreement.UNDECIDED else ""),
        measured=measured,
        expected=band.middle,
        tolerance=band.half_width,
        unit=band.unit,
        effect=effect,
        p=p.told,
    )
    unit = f" {band.unit}" if band.unit else ""
    said = f"{name}: {measured:.3g}{unit}, published {band.low:.3g} to {band.high:.3g}"
    size = "" if effect is None else f", effect {effect:.2f}"
    return ComparedFigure(figure, p.agreement, f"{said} ({counted}{size}, p {p.told:.2g})")


def _binomial(count: int, of: int, share: float, side: Literal["less", "greater"]) -> float:
    return float(stats.binomtest(count, of, share, alternative=side).pvalue)


def cohens_h(first: float, second: float) -> float:
    """Size of the difference of two shares: 0.2 is small, 0.5 medium, 0.8 large (Cohen 1988)."""
    return 2 * math.asin(math.sqrt(first)) - 2 * math.asin(math.sqrt(second))


def means_in(
    groups: Mapping[str, Sequence[float] | Floats],
    bands: Mapping[str, Published],
    *,
    least: int,
    units: str,
) -> Outcome:
    """The outcome of testing each group's mean against the band of its name.

    Groups of fewer than `least` units are left out, and named when no other is left.
    """
    compared, short = [], []
    for name, band in bands.items():
        values = groups.get(name, ())
        if len(values) < least:
            short.append(f"{name}: {len(values)} {units}, needs {least}")
        else:
            compared.append(mean_in(name, values, band, units))
    return outcome_of(compared, short)


def outcome_of(compared: Sequence[ComparedFigure], short: Sequence[str] = ()) -> Outcome:
    """The outcome of compared figures; not asked when none is decided. `short` says what lacked."""
    figures = tuple(one.figure for one in compared)
    if all(one.agreement is Agreement.UNDECIDED for one in compared):
        told = [*short, *(one.text + TOO_FEW for one in compared)]
        more = f" and {len(told) - EXAMPLES} more" if len(told) > EXAMPLES else ""
        return replace(not_asked("; ".join(told[:EXAMPLES]) + more), figures=figures)
    wrong = [one.text for one in compared if one.agreement is Agreement.DISAGREES]
    return Outcome.of(wrong, figures)
