"""All mutations of the books: importing the breakers makes them known."""

from tests.data_generation.validation import (
    balance_breakers,
    health_breakers,
    integrity_breakers,
    reading_breakers,
    rule_breakers,
    statistics_breakers,
    statistics_health_breakers,
)
from tests.data_generation.validation.breakers import MUTATIONS

__all__ = [
    "MUTATIONS",
    "balance_breakers",
    "health_breakers",
    "integrity_breakers",
    "reading_breakers",
    "rule_breakers",
    "statistics_breakers",
    "statistics_health_breakers",
]
