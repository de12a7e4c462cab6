"""Whether what was measured agrees with a published band: equivalence tests and effect sizes.

With enough rows any difference is significant, so significance decides nothing here. The band is
an equivalence margin: a figure agrees when two one-sided tests show that it lies in the band
(TOST), disagrees when one shows that it lies outside, both at LEVEL; in between the books are too
few to tell. The independent unit of every test is what was drawn independently (a batch, a
site's year, a generation), never the single reading or fish.
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
from scripts.data_generation.validation.engine.registry import EXAMPLES, Figure, Outcome

LEVEL = 0.05
TOO_FEW = ", too few to tell"


class Answer(Enum):
    """What a test says of one figure."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    UNDECIDED = "undecided"


class Finding(NamedTuple):
    """A figure with its test's answer; `text` is how it is told when it disagrees."""

    figure: Figure
    answer: Answer
    text: str


def _answer(inside: float, outside: float) -> Answer:
    """The answer to p-values of "it lies outside of the band" and "it lies in the band"."""
    if inside < LEVEL:
        return Answer.AGREES
    return Answer.DISAGREES if outside < LEVEL else Answer.UNDECIDED


def _finding(
    name: str, measured: float, band: Published, effect: float | None,
    inside: float, outside: float, units: str,
) -> Finding:  # fmt: skip
    answer = _answer(inside, outside)
    p = outside if answer is Answer.DISAGREES else inside
    figure = Figure(
        name + (TOO_FEW if answer is Answer.UNDECIDED else ""),
        measured, band.middle, band.half_width, band.unit, effect, p,
    )  # fmt: skip
    unit = f" {band.unit}" if band.unit else ""
    said = f"{name}: {measured:.3g}{unit}, published {band.low:.3g} to {band.high:.3g}"
    size = "" if effect is None else f", effect {effect:.2f}"
    return Finding(figure, answer, f"{said} ({units}{size}, p {p:.2g})")


def mean_in(name: str, values: ArrayLike, band: Published, units: str = "units") -> Finding:
    """TOST of a mean by Student's t; the effect is Cohen's d from the band's centre."""
    sample = np.asarray(values, dtype=np.float64)
    mean, sd = float(sample.mean()), float(sample.std(ddof=1)) if len(sample) > 1 else 0.0
    counted = f"{len(sample)} {units}"
    if sd <= 1e-12 * max(1.0, abs(mean)):
        p = 0.0 if band.low <= mean <= band.high else 1.0
        return _finding(name, mean, band, None, p, 1.0 - p, counted)
    above = stats.ttest_1samp(sample, band.low, alternative="greater").pvalue
    below = stats.ttest_1samp(sample, band.high, alternative="less").pvalue
    inside = float(max(above, below))
    outside = 1.0 - inside
    effect = (mean - band.middle) / sd
    return _finding(name, mean, band, effect, inside, outside, counted)


def share_in(name: str, count: int, of: int, band: Published, units: str = "units") -> Finding:
    """TOST of a share by exact binomial tests; the effect is Cohen's h from the band's centre."""
    above = 0.0 if band.low <= 0 else _binomial(count, of, band.low, "greater")
    below = 0.0 if band.high >= 1 else _binomial(count, of, band.high, "less")
    too_low = 1.0 if band.low <= 0 else _binomial(count, of, band.low, "less")
    too_high = 1.0 if band.high >= 1 else _binomial(count, of, band.high, "greater")
    effect = cohens_h(count / of, min(1.0, max(0.0, band.middle)))
    return _finding(
        name, count / of, band, effect, max(above, below), min(too_low, too_high),
        f"{count} of {of} {units}",
    )  # fmt: skip


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
    findings, short = [], []
    for name, band in bands.items():
        values = groups.get(name, ())
        if len(values) < least:
            short.append(f"{name}: {len(values)} {units}, needs {least}")
        else:
            findings.append(mean_in(name, values, band, units))
    return outcome_of(findings, short)


def outcome_of(findings: Sequence[Finding], short: Sequence[str] = ()) -> Outcome:
    """What findings come to; not applicable when none is decided. `short` says what lacked."""
    figures = tuple(finding.figure for finding in findings)
    if all(finding.answer is Answer.UNDECIDED for finding in findings):
        told = [*short, *(finding.text + TOO_FEW for finding in findings)]
        more = f" and {len(told) - EXAMPLES} more" if len(told) > EXAMPLES else ""
        return replace(Outcome.not_applicable("; ".join(told[:EXAMPLES]) + more), figures=figures)
    wrong = [finding.text for finding in findings if finding.answer is Answer.DISAGREES]
    return Outcome(len(wrong), tuple(wrong[:EXAMPLES]), figures)
