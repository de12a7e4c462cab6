"""Health: journal, treatments, lice, deaths and their reasons, examinations, laboratory."""

from apps.health.models.journal import JournalEntry
from apps.health.models.laboratory import HealthLabSample, SampleType
from apps.health.models.lice import LiceCount, LiceType
from apps.health.models.mortality import MortalityReason, MortalityRecord
from apps.health.models.parameters import HealthParameter, ParameterScoreDefinition
from apps.health.models.sampling import (
    FishParameterScore,
    HealthSamplingEvent,
    IndividualFishObservation,
)
from apps.health.models.treatments import Treatment, VaccinationType

__all__ = [
    "FishParameterScore",
    "HealthLabSample",
    "HealthParameter",
    "HealthSamplingEvent",
    "IndividualFishObservation",
    "JournalEntry",
    "LiceCount",
    "LiceType",
    "MortalityReason",
    "MortalityRecord",
    "ParameterScoreDefinition",
    "SampleType",
    "Treatment",
    "VaccinationType",
]
