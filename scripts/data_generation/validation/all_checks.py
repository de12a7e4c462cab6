"""All checks of the books: each subject's file gathers its own in CHECKS."""

from scripts.data_generation.validation import (
    belonging_checks,
    column_checks,
    container_checks,
    conversion_checks,
    feed_balances,
    fish_balances,
    growth_checks,
    harvest_checks,
    health_checks,
    key_checks,
    life_checks,
    reading_checks,
    statistics_deaths,
    statistics_disease,
    statistics_feed,
    statistics_growth,
    statistics_harvest,
    statistics_lice,
    statistics_starts,
    statistics_water,
    time_checks,
)
from scripts.data_generation.validation.registry import registry

ALL_CHECKS = registry(
    (
        *reading_checks.CHECKS,
        *key_checks.CHECKS,
        *column_checks.CHECKS,
        *belonging_checks.CHECKS,
        *time_checks.CHECKS,
        *fish_balances.CHECKS,
        *container_checks.CHECKS,
        *life_checks.CHECKS,
        *feed_balances.CHECKS,
        *conversion_checks.CHECKS,
        *growth_checks.CHECKS,
        *harvest_checks.CHECKS,
        *health_checks.CHECKS,
        *statistics_water.CHECKS,
        *statistics_growth.CHECKS,
        *statistics_feed.CHECKS,
        *statistics_deaths.CHECKS,
        *statistics_lice.CHECKS,
        *statistics_disease.CHECKS,
        *statistics_harvest.CHECKS,
        *statistics_starts.CHECKS,
    )
)
