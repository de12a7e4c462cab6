"""Seasons and persistence: what daily water and three-hourly weather are both made of."""

import numpy as np
from scipy.linalg import solve_banded

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.units import (
    DAYS_A_YEAR,
    DAYS_OF_A_LEAP_YEAR,
    MONTHS_A_YEAR,
    NUMPY_EPOCH,
)


def normal_year(monthly_means: Floats) -> Floats:
    """Daily normals, shape (sites, 366), whose monthly means are these, shape (sites, 12).

    Harmonics of the twelve means, each divided by what averaging over a month takes from it.
    """
    months = np.asarray(monthly_means, dtype=np.float64)
    harmonics = np.fft.rfft(months, axis=-1) / MONTHS_A_YEAR
    orders = np.arange(MONTHS_A_YEAR // 2)
    harmonics = harmonics[..., : len(orders)] / np.sinc(orders / MONTHS_A_YEAR)
    days = np.arange(DAYS_OF_A_LEAP_YEAR)
    middle = (days + 1 / 2) / len(days) - 1 / 2 / MONTHS_A_YEAR
    waves = np.exp(2j * np.pi * orders[:, None] * middle)
    weights = np.where(orders == 0, 1.0, 2.0)
    return np.asarray(np.real((harmonics * weights) @ waves))


def autoregressive(innovations: Floats, phi: float) -> Floats:
    """First-order autoregressive series of unit variance, from rest, along the last axis.

    y(t) - phi y(t-1) = sqrt(1 - phi^2) e(t), solved as one system with two diagonals: the same
    numbers as scipy.signal.lfilter, whose import takes 0.4 s.
    """
    diagonals = np.ones((2, innovations.shape[-1]))
    diagonals[1] = -phi
    return np.asarray(solve_banded((1, 0), diagonals, np.sqrt(1.0 - phi**2) * innovations.T).T)


def day_of_year(days: Integers) -> Integers:
    """Day of the year, 1 to 366, of proleptic day numbers."""
    dates = (days - NUMPY_EPOCH.toordinal()).astype("datetime64[D]")
    since_new_year = dates - dates.astype("datetime64[Y]")
    return np.asarray(since_new_year.astype(np.int64) + 1)


def season(days: Integers, peak_day: float) -> Floats:
    """A wave over the year, -1 to 1, highest on this day of the year; shape as `days`."""
    return np.asarray(np.cos(2 * np.pi * (day_of_year(days) - peak_day) / DAYS_A_YEAR))
