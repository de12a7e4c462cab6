"""All checks of the books: the file of each subject lists its own in CHECKS."""

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
from scripts.data_generation.validation.statistics import (
    deaths,
    disease,
    feed,
    growth,
    harvest,
    lice,
    starts,
    water,
)

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
        *water.CHECKS,
        *growth.CHECKS,
        *feed.CHECKS,
        *deaths.CHECKS,
        *lice.CHECKS,
        *disease.CHECKS,
        *harvest.CHECKS,
        *starts.CHECKS,
    )
)
