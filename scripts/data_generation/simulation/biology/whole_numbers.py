"""Whole fish and whole lice: quantiles of the binomial and of the negative binomial law.

A quantile is the smallest number k whose share of the law, from 0 to k, reaches a given share.
Few are dead or counted as a rule, so shares are added up from 0 on, many numbers side by side;
where many are, k is guessed and put right. The numbers are those of `scipy.stats`, which takes
longer to load than all the rest.
"""

from collections.abc import Callable

import numpy as np
from scipy.special import betainc, betaincc, ndtri

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.health.practice import HEALTH_PRACTICE

# Keeps the chance of a negative binomial below 1.
LEAST_MEAN = 1e-12
# By which Cornish & Fisher 1938 divide a law's skewness, in their first term after the normal law.
LEAN_DIVISOR = 6
# Numbers that are looked at in one pass; and passes after which a guess is cheaper.
STRIDE = 32
PASSES = 4

# The share of the law from 0 to k, for some k and the rows that they belong to.
ShareTo = Callable[[Floats, Integers], Floats]


def deaths(uniform: Floats, count: Integers, hazard: Floats) -> Integers:
    """Whole fish dead, 0 to `count`: the binomial quantile of `uniform` in (0, 1); one shape."""
    chance = 1.0 - np.exp(-np.clip(hazard, 0.0, HEALTH_PRACTICE.most_hazard))
    dead = np.zeros(len(count), dtype=np.int64)
    none = np.exp(count * np.log1p(-chance))
    some = np.flatnonzero(uniform > none)
    # The share of j + 1 is that of j times (fish - j) / (j + 1) times the odds.
    share, fish, p = uniform[some], count[some], chance[some]
    found = _counted_up(share, none[some], -p / (1.0 - p), -fish)
    many = np.flatnonzero(found < 0)
    if len(many):
        found[many] = _many_dead(share[many], fish[many], p[many])
    dead[some] = found
    return dead


def counted(uniform: Floats, mean: Floats, k: Floats, fish: Integers) -> Integers:
    """Lice on so many fish together: the quantile of `uniform` in (0, 1); one broadcast shape.

    Lice on one fish are negative binomial with mean m and dispersion k; the sum over n fish is
    negative binomial with mean n m and n k.
    """
    least = np.maximum(mean, LEAST_MEAN)
    chance, size = np.broadcast_arrays(k / (k + least), fish * k)
    lice = np.zeros(uniform.shape, dtype=np.int64)
    none = np.exp(size * np.log(chance))
    some = uniform > none
    # The share of j + 1 is that of j times (size + j) / (j + 1) times 1 - p.
    share, n, p = uniform[some], size[some], chance[some]
    found = _counted_up(share, none[some], 1.0 - p, n)
    many = np.flatnonzero(found < 0)
    if len(many):
        found[many] = _many_lice(share[many], n[many], p[many])
    lice[some] = found
    return lice


def _counted_up(share: Floats, none: Floats, factor: Floats, size: Integers | Floats) -> Integers:
    """The smallest number whose share of the law, from 0 on, reaches `share`; -1: beyond reach.

    `none` is the law's share of 0; that of j + 1 is that of j times `factor` (size + j) / (j + 1).
    """
    found = np.full(len(share), -1)
    rows = np.flatnonzero(none > 0.0)
    mass, reached = none[rows], none[rows]
    for begin in range(0, STRIDE * PASSES, STRIDE):
        if len(rows) == 0:
            break
        j = np.arange(begin, begin + STRIDE, dtype=np.float64)[:, None]
        # One array all the way: ratios of neighbours, then shares of each, then shares up to each.
        shares = size[rows] + j
        shares *= factor[rows]
        shares *= 1.0 / (j + 1.0)
        shares[0] *= mass
        np.multiply.accumulate(shares, axis=0, out=shares)
        mass = shares[-1].copy()
        shares[0] += reached
        np.add.accumulate(shares, axis=0, out=shares)
        below = np.count_nonzero(shares < share[rows], axis=0)
        there = below < STRIDE
        found[rows[there]] = begin + 1 + below[there]
        beyond = ~there
        rows, mass, reached = rows[beyond], mass[beyond], shares[-1, beyond]
    return found


def _many_dead(share: Floats, fish: Integers, p: Floats) -> Integers:
    def share_to(k: Floats, rows: Integers) -> Floats:
        n = fish[rows]
        return np.where(k < n, betaincc(k + 1.0, np.maximum(n - k, 1.0), p[rows]), 1.0)

    spread = np.sqrt(fish * p * (1.0 - p))
    guess = _guess(share, fish * p, spread, (1.0 - 2.0 * p) / spread)
    return _put_right(share, np.minimum(guess, fish), share_to)


def _many_lice(share: Floats, size: Floats, p: Floats) -> Integers:
    def share_to(k: Floats, rows: Integers) -> Floats:
        return np.asarray(betainc(size[rows], k + 1.0, p[rows]))

    mean = size * (1.0 - p) / p
    guess = _guess(share, mean, np.sqrt(mean / p), (2.0 - p) / np.sqrt(size * (1.0 - p)))
    return _put_right(share, guess, share_to)


def _guess(share: Floats, mean: Floats, spread: Floats, skewness: Floats) -> Floats:
    """About the quantile: a normal law's, bent by the skewness."""
    normal = ndtri(share)
    bent = normal + skewness * (normal**2 - 1.0) / LEAN_DIVISOR
    return np.asarray(np.maximum(np.ceil(mean + spread * bent - 1 / 2), 0.0))


def _put_right(share: Floats, guess: Floats, share_to: ShareTo) -> Integers:
    """The guess, moved to the smallest number to which the law reaches the share."""
    k = guess.copy()
    low = share_to(k, np.arange(len(k))) < share
    up, down = np.flatnonzero(low), np.flatnonzero(~low & (k > 0.0))
    while len(up):
        k[up] += 1.0
        up = up[share_to(k[up], up) < share[up]]
    while len(down):
        down = down[share_to(k[down] - 1.0, down) >= share[down]]
        k[down] -= 1.0
        down = down[k[down] > 0.0]
    return k.astype(np.int64)
