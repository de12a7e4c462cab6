"""Whole fish and whole lice: quantiles of the binomial and of the negative binomial law.

Apart from the laws' other formulas: what they need takes longer to load than all the rest, and
the processes that write readings draw neither deaths nor lice.
"""

import numpy as np
from scipy.stats import binom, nbinom

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.health.practice import HEALTH_PRACTICE

# Keeps the chance of a negative binomial below 1.
LEAST_MEAN = 1e-12


def deaths(uniform: Floats, count: Integers, hazard: Floats) -> Integers:
    """Whole fish dead, 0 to `count`: the binomial quantile of `uniform` in (0, 1); one shape."""
    if len(count) == 0:
        return np.zeros(0, dtype=np.int64)
    chance = 1.0 - np.exp(-np.clip(hazard, 0.0, HEALTH_PRACTICE.most_hazard))
    return np.asarray(binom.ppf(uniform, count, chance), dtype=np.int64)


def counted(uniform: Floats, mean: Floats, k: Floats, fish: Integers) -> Integers:
    """Lice on so many fish together: the quantile of `uniform` in (0, 1); one broadcast shape.

    Lice on one fish are negative binomial with mean m and dispersion k; the sum over n fish is
    negative binomial with mean n m and n k.
    """
    least = np.maximum(mean, LEAST_MEAN)
    return np.asarray(nbinom.ppf(uniform, fish * k, k / (k + least)), dtype=np.int64)
