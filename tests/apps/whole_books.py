"""One row in every table of the books."""

import datetime as dt
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from apps.batch.models import (
    Batch,
    BatchContainerAssignment,
    BatchTransferWorkflow,
    IndividualGrowthObservation,
)
from apps.broodstock.models import BatchParentage, ExternalEggBatch
from apps.environmental.models import PhotoperiodData, StageTransitionEnvironmental, WeatherData
from apps.harvest.models import HarvestLot, HarvestWaste
from apps.health.models import (
    FishParameterScore,
    HealthLabSample,
    JournalEntry,
    LiceCount,
    MortalityRecord,
    ParameterScoreDefinition,
    SampleType,
    VaccinationType,
)
from apps.infrastructure.models import Container
from apps.inventory.models import BatchFeedingSummary, ContainerFeedingSummary
from tests.apps import books, care_books
from tests.apps.books import DAY, NOON

DOMAINS = [
    "infrastructure",
    "batch",
    "environmental",
    "inventory",
    "health",
    "harvest",
    "broodstock",
]


def one_of_each() -> dict[type[models.Model], models.Model]:
    """Model -> its row; the rows hang together."""
    here = books.assignment(container=books.cage(area=books.area()))
    worker = books.user()
    flow = books.workflow(batch=here.batch, initiated_by=worker)
    rows = [
        *_infrastructure(here.container),
        *_batch(here, flow),
        *_environmental(here, flow),
        *_inventory(here),
        *_health_in_words_and_counts(here.batch, worker),
        *_health_of_fish(here),
        *_harvest(here),
        *_broodstock(here.batch),
    ]
    return {type(row): row for row in rows}


def _infrastructure(cage: Container) -> list[Any]:
    hall = books.tank().hall
    sensor = books.sensor(container=cage)
    return [
        cage.area.geography,
        cage.area,
        hall.freshwater_station,
        hall,
        cage.container_type,
        cage,
        sensor,
        books.barge(),
    ]


def _batch(here: BatchContainerAssignment, flow: BatchTransferWorkflow) -> list[Any]:
    sample = books.growth_sample(assignment=here)
    fish = IndividualGrowthObservation.objects.create(
        growth_sample=sample, fish_identifier="1", weight_g=51, length_cm=16
    )
    return [
        here.batch.species,
        here.batch.lifecycle_stage,
        here.batch,
        here,
        flow,
        books.action(workflow=flow, source_assignment=here),
        books.deaths(assignment=here),
        sample,
        fish,
    ]


def _environmental(here: BatchContainerAssignment, flow: BatchTransferWorkflow) -> list[Any]:
    area = here.container.area
    reading = books.reading(sensor=books.sensor(container=here.container), batch=here.batch)
    return [
        reading.parameter,
        reading,
        WeatherData.objects.create(area=area, timestamp=NOON, wind_speed=12),
        PhotoperiodData.objects.create(area=area, date=DAY, day_length_hours="10.4"),
        StageTransitionEnvironmental.objects.create(batch_transfer_workflow=flow, temperature=9),
    ]


def _inventory(here: BatchContainerAssignment) -> list[Any]:
    stock = books.stock()
    of_batch = {
        "batch": here.batch,
        "period_start": DAY,
        "period_end": DAY + dt.timedelta(30),
        "total_feed_kg": 90,
    }
    return [
        stock.feed_purchase.feed,
        stock.feed_purchase,
        stock,
        books.meal(batch_assignment=here),
        ContainerFeedingSummary.objects.create(container_assignment=here, **of_batch),
        BatchFeedingSummary.objects.create(**of_batch),
    ]


def _health_in_words_and_counts(batch: Batch, worker: User) -> list[Any]:
    reason = care_books.mortality_reason()
    entry = JournalEntry.objects.create(
        batch=batch, user=worker, entry_date=NOON, category="observation", description="Quiet"
    )
    return [
        entry,
        VaccinationType.objects.create(name="Vaccine"),
        care_books.treatment(batch=batch),
        care_books.lice_type(),
        LiceCount.objects.create(batch=batch, user=worker, count_date=NOON, fish_sampled=20),
        reason,
        MortalityRecord.objects.create(batch=batch, reason=reason, event_date=NOON, count=2),
    ]


def _health_of_fish(here: BatchContainerAssignment) -> list[Any]:
    parameter = care_books.health_parameter()
    fish = care_books.examined_fish(sampling_event=care_books.sampling_event(assignment=here))
    organ = SampleType.objects.create(name="Kidney")
    return [
        parameter,
        ParameterScoreDefinition.objects.create(parameter=parameter, score_value=0, label="Clean"),
        fish.sampling_event,
        fish,
        FishParameterScore.objects.create(
            individual_fish_observation=fish, parameter=parameter, score=1
        ),
        organ,
        HealthLabSample.objects.create(
            batch_container_assignment=here, sample_type=organ, sample_date=DAY
        ),
    ]


def _harvest(here: BatchContainerAssignment) -> list[Any]:
    event, grade = care_books.harvest(assignment=here), care_books.grade()
    return [
        event,
        grade,
        HarvestLot.objects.create(
            event=event, product_grade=grade, live_weight_kg=900, unit_count=200
        ),
        HarvestWaste.objects.create(event=event, category="Downgraded", weight_kg=12),
    ]


def _broodstock(batch: Batch) -> list[Any]:
    eggs = care_books.egg_production(destination_station=books.station())
    supplier = care_books.egg_supplier()
    return [
        supplier,
        eggs,
        ExternalEggBatch.objects.create(egg_production=eggs, supplier=supplier, batch_number="X1"),
        BatchParentage.objects.create(batch=batch, egg_production=eggs, assignment_date=NOON),
    ]
