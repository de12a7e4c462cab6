"""All checks that every batch, container and store of the books balances."""

from scripts.data_generation.validation import (
    container_checks,
    feed_balances,
    fish_balances,
    health_checks,
    record_checks,
)
from scripts.data_generation.validation.registry import registry

BALANCES = registry(
    (
        *fish_balances.CHECKS,
        *container_checks.CHECKS,
        *feed_balances.CHECKS,
        *record_checks.CHECKS,
        *health_checks.CHECKS,
    )
)
