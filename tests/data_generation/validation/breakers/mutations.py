"""All mutations of the books: to import the breakers makes them known."""

from tests.data_generation.validation.breakers import (
    balances,
    health,
    integrity,
    readings,
    rules,
    statistics,
    statistics_of_health,
)
from tests.data_generation.validation.breakers.shared import MUTATIONS

__all__ = [
    "MUTATIONS",
    "balances",
    "health",
    "integrity",
    "readings",
    "rules",
    "statistics",
    "statistics_of_health",
]
