"""Columns that hold nothing."""

from typing import Any

import numpy as np


def nulls(count: int, dtype: str = "i8") -> Any:
    """A column of so many nulls of this numpy type."""
    return np.ma.masked_array(np.zeros(count, dtype=dtype), mask=np.ones(count, dtype=bool))
