"""Whole fish and whole lice: quantiles of the binomial and of the negative binomial law.

Those of scipy.stats are the same numbers, but loading it takes longer than all the rest together.
"""

from collections.abc import Callable

import numpy as np
from scipy.special import betainc, betaincc, ndtri

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.health.practice import HEALTH_PRACTICE

# Keeps the chance of a negative binomial below 1.
LEAST_MEAN = 1e-12
# By which Cornish & Fisher 1938 divide a law's lean, in their first term after the normal law.
LEAN_DIVISOR = 6

# The share of a law at or below whole numbers, for the elements at some positions.
Share = Callable[[Floats, Integers], Floats]


def deaths(uniform: Floats, count: Integers, hazard: Floats) -> Integers:
    """Whole fish dead, 0 to `count`: the binomial quantile of `uniform` in (0, 1); one shape."""
    chance = 1.0 - np.exp(-np.clip(hazard, 0.0, HEALTH_PRACTICE.most_hazard))
    mean, alive = count * chance, 1.0 - chance
    highest = count.astype(np.float64)
    guess = _near(uniform, mean, mean * alive, alive - chance)

    def share(dead: Floats, at: Integers) -> Floats:
        left = highest[at] - dead
        # All fish at most: certain, and no case for the incomplete beta function.
        return np.where(left > 0, betaincc(dead + 1, np.maximum(left, 1.0), chance[at]), 1.0)

    return _least(uniform, np.minimum(guess, highest), share)


def counted(uniform: Floats, mean: Floats, k: Floats, fish: Integers) -> Integers:
    """Lice on so many fish together: the quantile of `uniform` in (0, 1); one broadcast shape.

    Lice on one fish are negative binomial with mean m and dispersion k; the sum over n fish is
    negative binomial with mean n m and n k.
    """
    least = np.maximum(mean, LEAST_MEAN)
    given = np.broadcast_arrays(uniform, fish * least, fish * k, k / (k + least))
    luck, sums, clumps, chance = (one.ravel() for one in given)
    guess = _near(luck, sums, sums / chance, (2.0 - chance) / chance)

    def share(lice: Floats, at: Integers) -> Floats:
        return np.asarray(betainc(clumps[at], lice + 1, chance[at]))

    return _least(luck, guess, share).reshape(given[0].shape)


def _near(uniform: Floats, mean: Floats, variance: Floats, lean: Floats) -> Floats:
    """The quantile of a law, nearly; `lean` is its third cumulant over its variance."""
    z = ndtri(uniform)
    return np.maximum(
        np.floor(mean + np.sqrt(variance) * z + lean * (z * z - 1) / LEAN_DIVISOR), 0.0
    )


def _least(uniform: Floats, guess: Floats, share: Share) -> Integers:
    """The least whole numbers whose share of the law is `uniform` or more, from near them."""
    found = guess.copy()
    reached = share(found, np.arange(len(found))) >= uniform
    at = np.flatnonzero(~reached)
    while len(at):
        found[at] += 1
        at = at[share(found[at], at) < uniform[at]]
    at = np.flatnonzero(reached & (found > 0))
    while len(at):
        at = at[share(found[at] - 1, at) >= uniform[at]]
        found[at] -= 1
        at = at[found[at] > 0]
    return found.astype(np.int64)
