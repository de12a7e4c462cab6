"""All mutations of the books: importing the breakers makes them known."""

from tests.data_generation.validation.breakers import balances as balance_breakers
from tests.data_generation.validation.breakers import health as health_breakers
from tests.data_generation.validation.breakers import integrity as integrity_breakers
from tests.data_generation.validation.breakers import readings as reading_breakers
from tests.data_generation.validation.breakers import rules as rule_breakers
from tests.data_generation.validation.breakers import statistics as statistics_breakers
from tests.data_generation.validation.breakers import (
    statistics_of_health as statistics_health_breakers,
)
from tests.data_generation.validation.breakers.all_breakers import MUTATIONS

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
