"""All checks of the books: each subject's file gathers its own in CHECKS."""

from scripts.data_generation.validation import (
    container_checks,
    feed_balances,
    fish_balances,
    health_checks,
    record_checks,
)
from scripts.data_generation.validation.registry import registry

ALL_CHECKS = registry(
    (
        *fish_balances.CHECKS,
        *container_checks.CHECKS,
        *feed_balances.CHECKS,
        *record_checks.CHECKS,
        *health_checks.CHECKS,
    )
)
