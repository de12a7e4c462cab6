"""All checks of the books: each subject's file gathers its own in CHECKS."""

from scripts.data_generation.validation.engine.registry import registry
from scripts.data_generation.validation.integrity import (
    belonging_checks,
    column_checks,
    key_checks,
    reading_checks,
    time_checks,
)
from scripts.data_generation.validation.rules import (
    container_checks,
    conversion_checks,
    feed_balances,
    fish_balances,
    growth_checks,
    harvest_checks,
    health_checks,
    life_checks,
)
from scripts.data_generation.validation.statistics import deaths as statistics_deaths
from scripts.data_generation.validation.statistics import disease as statistics_disease
from scripts.data_generation.validation.statistics import feed as statistics_feed
from scripts.data_generation.validation.statistics import growth as statistics_growth
from scripts.data_generation.validation.statistics import harvest as statistics_harvest
from scripts.data_generation.validation.statistics import lice as statistics_lice
from scripts.data_generation.validation.statistics import starts as statistics_starts
from scripts.data_generation.validation.statistics import water as statistics_water

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
