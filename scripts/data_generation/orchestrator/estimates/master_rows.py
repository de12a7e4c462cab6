"""How many rows of names and staff a new company brings along, told without asking a database.

Those that an AquaMind has already are not written again, so this is the most of them.
"""

from collections import Counter
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models

from apps.batch.models import LifecycleStage, Species
from apps.broodstock.models import EggSupplier
from apps.environmental.models import EnvironmentalParameter
from apps.harvest.models import ProductGrade
from apps.health.models import (
    HealthParameter,
    LiceType,
    MortalityReason,
    ParameterScoreDefinition,
    SampleType,
    VaccinationType,
)
from apps.infrastructure.models import ContainerType, Geography
from apps.inventory.models import Feed
from scripts.data_generation.config.company.egg_supply import EGG_SUPPLIERS
from scripts.data_generation.config.company.equipment import KINDS
from scripts.data_generation.config.company.staff import ROLES
from scripts.data_generation.config.feed.feeding import FEEDS
from scripts.data_generation.config.fish.harvest import GRADES
from scripts.data_generation.config.fish.life_cycle import STAGE_LABELS
from scripts.data_generation.config.fish.mortality_reasons import HEADINGS, REASONS
from scripts.data_generation.config.health.examination import LABELS, SCORED
from scripts.data_generation.config.health.laboratory import SAMPLE_TYPES
from scripts.data_generation.config.health.lice import LICE_TYPES
from scripts.data_generation.config.health.products import VACCINES
from scripts.data_generation.config.water.instruments import INSTRUMENTS
from scripts.data_generation.generators.company.staff import people
from scripts.data_generation.simulation.company.layout_tables import Sites


def master_rows(sites: Sites) -> Counter[str]:
    """Table name to rows, of a company with these sites."""
    accounts = {account for role in ROLES for account, _, _ in people(role, sites)}
    rows: dict[type[models.Model], int] = {
        Species: 1,
        LifecycleStage: len(STAGE_LABELS),
        EnvironmentalParameter: len(INSTRUMENTS),
        Feed: len(FEEDS),
        MortalityReason: len(HEADINGS) + len(REASONS),
        SampleType: len(SAMPLE_TYPES),
        HealthParameter: len(SCORED),
        ParameterScoreDefinition: len(SCORED) * len(LABELS),
        get_user_model(): len(accounts),
        ProductGrade: len(GRADES),
        EggSupplier: len(EGG_SUPPLIERS),
        LiceType: len(LICE_TYPES),
        VaccinationType: len(VACCINES),
    }
    with_history: dict[Any, int] = {
        Geography: len(set(sites.geography.tolist())),
        ContainerType: len(KINDS),
    }
    counts = Counter({model._meta.db_table: count for model, count in rows.items()})
    for model, count in with_history.items():
        counts[model._meta.db_table] += count
        counts[model.history.model._meta.db_table] += count
    return counts
