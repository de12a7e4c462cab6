"""From the simulation's day and minute numbers to the dates and times of the books."""

from datetime import date, time

import numpy as np
from numpy.typing import NDArray

from scripts.data_generation.array_types import Integers

EPOCH = date(1970, 1, 1).toordinal()
MINUTES_A_DAY = 24 * 60

_CLOCK = np.asarray([time(m // 60, m % 60) for m in range(MINUTES_A_DAY)], dtype=object)


def dates(days: Integers) -> NDArray[np.datetime64]:
    """Calendar dates of proleptic day numbers."""
    return (np.asarray(days, dtype=np.int64) - EPOCH).astype("datetime64[D]")


def dates_or_null(days: Integers) -> "np.ma.MaskedArray[tuple[int], np.dtype[np.datetime64]]":
    """Calendar dates, null where the day number is 0."""
    return np.ma.masked_array(dates(days), mask=np.asarray(days) == 0)


def moments(days: Integers, minutes: Integers | int = 0) -> NDArray[np.datetime64]:
    """UTC moments: so many minutes after the midnight that begins each day."""
    total = (np.asarray(days, dtype=np.int64) - EPOCH) * MINUTES_A_DAY + minutes
    return total.astype("datetime64[m]").astype("datetime64[s]")


def clock(minutes: Integers) -> NDArray[np.object_]:
    """Times of day as Python's own, from minutes after midnight."""
    return np.asarray(_CLOCK[minutes], dtype=object)
