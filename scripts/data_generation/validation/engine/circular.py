"""Months as points on a circle: where in the year something is centred (circular statistics)."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy import stats

MONTHS = 12


def centre_month(weights: Mapping[int, float]) -> float:
    """The circular mean of the months 1 to 12 weighted by their values; 1.0 is mid-January."""
    month = np.asarray(sorted(weights), dtype=np.float64)
    weight = np.asarray([weights[int(each)] for each in month])
    angle = 2.0 * np.pi * (month - 1.0) / MONTHS
    east, north = float(weight @ np.cos(angle)), float(weight @ np.sin(angle))
    return float(np.arctan2(north, east) / (2.0 * np.pi) * MONTHS) % MONTHS + 1.0


def unwrapped(points: Sequence[float], period: float, other: float) -> list[float]:
    """Points of a circle as numbers around their circular mean, which is taken near to `other`.

    Points on both sides of the end of a year then have their mean between them.
    """
    if not len(points):
        return []
    centre = float(stats.circmean(points, high=period, low=0.0))
    centre = other + (centre - other + period / 2) % period - period / 2
    return [centre + (point - centre + period / 2) % period - period / 2 for point in points]
