"""More rows for tests: eggs, health and harvest, made as those of tests.apps.books."""

from typing import Any

from apps.broodstock.models import EggProduction, EggSupplier
from apps.harvest.models import HarvestEvent, ProductGrade
from apps.health.models import (
    HealthParameter,
    HealthSamplingEvent,
    IndividualFishObservation,
    LiceType,
    MortalityReason,
    Treatment,
)
from tests.apps import books


def egg_production(**values: Any) -> EggProduction:
    return EggProduction.objects.create(
        **{
            "egg_batch_id": books.named("EGG"),
            "egg_count": 400_000,
            "production_date": books.NOON,
            "source_type": "external",
            **values,
        }
    )


def egg_supplier(**values: Any) -> EggSupplier:
    return EggSupplier.objects.create(**{"name": books.named("Supplier"), **values})


def harvest(**values: Any) -> HarvestEvent:
    of = values.get("assignment") or books.assignment()
    return HarvestEvent.objects.create(
        **{"assignment": of, "batch": of.batch, "event_date": books.NOON, **values}
    )


def grade(**values: Any) -> ProductGrade:
    return ProductGrade.objects.create(
        **{"code": books.named("GRADE"), "name": "Superior", **values}
    )


def treatment(**values: Any) -> Treatment:
    return Treatment.objects.create(
        **{
            "batch": values.get("batch") or books.batch(),
            "user": values.get("user") or books.user(),
            "treatment_date": books.NOON,
            "treatment_type": "physical",
            "description": "Warm water",
            **values,
        }
    )


def lice_type(**values: Any) -> LiceType:
    return LiceType.objects.create(
        **{
            "species": books.named("Louse"),
            "gender": "female",
            "development_stage": "adult",
            **values,
        }
    )


def mortality_reason(**values: Any) -> MortalityReason:
    return MortalityReason.objects.create(**{"name": books.named("Reason"), **values})


def health_parameter(**values: Any) -> HealthParameter:
    return HealthParameter.objects.create(**{"name": books.named("Gills"), **values})


def sampling_event(**values: Any) -> HealthSamplingEvent:
    return HealthSamplingEvent.objects.create(
        **{
            "assignment": values.get("assignment") or books.assignment(),
            "sampling_date": books.DAY,
            "number_of_fish_sampled": 10,
            **values,
        }
    )


def examined_fish(**values: Any) -> IndividualFishObservation:
    return IndividualFishObservation.objects.create(
        **{
            "sampling_event": values.get("sampling_event") or sampling_event(),
            "fish_identifier": books.named("F"),
            **values,
        }
    )
