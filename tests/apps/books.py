"""Rows for tests: each function makes the thing it is named for, with whatever it needs.

Names count on, so that two calls never collide; keywords replace single values.
"""

import datetime as dt
from itertools import count
from typing import Any

from django.contrib.auth.models import User

from apps.batch.models import (
    Batch,
    BatchContainerAssignment,
    BatchTransferWorkflow,
    GrowthSample,
    LifecycleStage,
    MortalityEvent,
    Species,
    TransferAction,
)
from apps.environmental.models import EnvironmentalParameter, EnvironmentalReading
from apps.infrastructure.models import (
    Area,
    Container,
    ContainerType,
    FeedContainer,
    FreshwaterStation,
    Geography,
    Hall,
    Sensor,
)
from apps.inventory.models import Feed, FeedContainerStock, FeedingEvent, FeedPurchase

DAY = dt.date(2024, 3, 1)
NOON = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)

_numbers = count(1)


def named(word: str) -> str:
    """WORD and a number that no other call was given."""
    return f"{word} {next(_numbers)}"


def user(**values: Any) -> User:
    return User.objects.create(**{"username": named("worker"), **values})


def geography(**values: Any) -> Geography:
    return Geography.objects.create(**{"name": named("Geography"), **values})


def area(**values: Any) -> Area:
    return Area.objects.create(
        **{
            "geography": values.get("geography") or geography(),
            "name": named("Area"),
            "latitude": 62,
            "longitude": -7,
            "max_biomass": 5_000_000,
            **values,
        }
    )


def station(**values: Any) -> FreshwaterStation:
    return FreshwaterStation.objects.create(
        **{
            "geography": values.get("geography") or geography(),
            "name": named("Station"),
            "station_type": "FRESHWATER",
            "latitude": 62,
            "longitude": -7,
            **values,
        }
    )


def hall(**values: Any) -> Hall:
    place = values.get("freshwater_station") or station()
    return Hall.objects.create(**{"name": named("Hall"), "freshwater_station": place, **values})


def container_type(**values: Any) -> ContainerType:
    return ContainerType.objects.create(
        **{"name": named("Type"), "category": "TANK", "max_volume_m3": 100, **values}
    )


def _container(**values: Any) -> Container:
    return Container.objects.create(
        **{
            "name": named("Container"),
            "container_type": values.get("container_type") or container_type(),
            "volume_m3": 50,
            "max_biomass_kg": 2_000,
            **values,
        }
    )


def tank(**values: Any) -> Container:
    return _container(**{"hall": values.get("hall") or hall(), **values})


def cage(**values: Any) -> Container:
    return _container(**{"area": values.get("area") or area(), **values})


def sensor(**values: Any) -> Sensor:
    return Sensor.objects.create(
        **{
            "container": values.get("container") or tank(),
            "name": named("Probe"),
            "sensor_type": "TEMPERATURE",
            "serial_number": named("SN"),
            **values,
        }
    )


def barge(**values: Any) -> FeedContainer:
    return FeedContainer.objects.create(
        **{
            "area": values.get("area") or area(),
            "name": named("Barge"),
            "container_type": "BARGE",
            "capacity_kg": 400_000,
            **values,
        }
    )


def species(**values: Any) -> Species:
    return Species.objects.create(**{"name": named("Species"), **values})


def stage(**values: Any) -> LifecycleStage:
    return LifecycleStage.objects.create(
        **{
            "species": values.get("species") or species(),
            "name": named("Stage"),
            "order": next(_numbers) % 30_000,
            **values,
        }
    )


def batch(**values: Any) -> Batch:
    at = values.get("lifecycle_stage") or stage()
    return Batch.objects.create(
        **{
            "batch_number": named("B"),
            "species": at.species,
            "lifecycle_stage": at,
            "start_date": DAY,
            **values,
        }
    )


def assignment(**values: Any) -> BatchContainerAssignment:
    of = values.get("batch") or batch()
    return BatchContainerAssignment.objects.create(
        **{
            "batch": of,
            "container": values.get("container") or tank(),
            "lifecycle_stage": of.lifecycle_stage,
            "initial_population_count": 1_000,
            "population_count": 1_000,
            "biomass_kg": 50,
            "assignment_date": DAY,
            **values,
        }
    )


def workflow(**values: Any) -> BatchTransferWorkflow:
    of = values.get("batch") or batch()
    return BatchTransferWorkflow.objects.create(
        **{
            "workflow_number": named("W"),
            "batch": of,
            "source_lifecycle_stage": of.lifecycle_stage,
            "planned_start_date": DAY,
            "initiated_by": values.get("initiated_by") or user(),
            **values,
        }
    )


def action(**values: Any) -> TransferAction:
    of = values.get("workflow") or workflow()
    return TransferAction.objects.create(
        **{
            "workflow": of,
            "action_number": 1,
            "source_assignment": values.get("source_assignment") or assignment(batch=of.batch),
            "source_population_before": 1_000,
            "transferred_count": 990,
            "mortality_during_transfer": 10,
            "transferred_biomass_kg": 49,
            **values,
        }
    )


def deaths(**values: Any) -> MortalityEvent:
    of = values.get("assignment") or assignment()
    return MortalityEvent.objects.create(
        **{
            "batch": of.batch,
            "assignment": of,
            "event_date": DAY,
            "count": 3,
            "biomass_kg": 1,
            **values,
        }
    )


def growth_sample(**values: Any) -> GrowthSample:
    of = values.get("assignment") or assignment()
    return GrowthSample.objects.create(
        **{
            "assignment": of,
            "sample_date": DAY,
            "sample_size": 30,
            "avg_weight_g": 50,
            **values,
        }
    )


def parameter(**values: Any) -> EnvironmentalParameter:
    return EnvironmentalParameter.objects.create(
        **{"name": named("Parameter"), "unit": "mg/L", **values}
    )


def reading(**values: Any) -> EnvironmentalReading:
    probe = values.get("sensor") or sensor()
    return EnvironmentalReading.objects.create(
        **{
            "sensor": probe,
            "parameter": values.get("parameter") or parameter(),
            "container": probe.container,
            "value": 9,
            "reading_time": NOON,
            **values,
        }
    )


def feed(**values: Any) -> Feed:
    return Feed.objects.create(
        **{"name": named("Feed"), "brand": "Brand", "size_category": "SMALL", **values}
    )


def purchase(**values: Any) -> FeedPurchase:
    return FeedPurchase.objects.create(
        **{
            "feed": values.get("feed") or feed(),
            "purchase_date": DAY,
            "quantity_kg": 20_000,
            "cost_per_kg": "1.80",
            "supplier": "Supplier",
            **values,
        }
    )


def stock(**values: Any) -> FeedContainerStock:
    return FeedContainerStock.objects.create(
        **{
            "feed_container": values.get("feed_container") or barge(),
            "feed_purchase": values.get("feed_purchase") or purchase(),
            "quantity_kg": 20_000,
            "entry_date": NOON,
            **values,
        }
    )


def meal(**values: Any) -> FeedingEvent:
    of = values.get("batch_assignment") or assignment()
    return FeedingEvent.objects.create(
        **{
            "batch": of.batch,
            "batch_assignment": of,
            "container": of.container,
            "feed": values.get("feed") or feed(),
            "feeding_date": DAY,
            "feeding_time": dt.time(8),
            "amount_kg": "12.5",
            "batch_biomass_kg": 1_000,
            **values,
        }
    )
