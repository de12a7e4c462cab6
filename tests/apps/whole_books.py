"""One row in every table of the books."""

import datetime as dt
from typing import Any

from django.db import models

from apps.batch.models import IndividualGrowthObservation
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
    area = books.area()
    cage = books.cage(area=area)
    here = books.assignment(container=cage)
    batch, worker = here.batch, books.user()
    flow = books.workflow(batch=batch, initiated_by=worker)
    fish = care_books.examined_fish(sampling_event=care_books.sampling_event(assignment=here))
    sample = books.growth_sample(assignment=here)
    health_parameter = care_books.health_parameter()
    harvest = care_books.harvest(assignment=here)
    eggs = care_books.egg_production(destination_station=books.station())
    tank = books.tank()
    stock = books.stock()
    reading = books.reading(sensor=books.sensor(container=cage), batch=batch)
    period = {"period_start": DAY, "period_end": DAY + dt.timedelta(30), "total_feed_kg": 90}
    rows: list[Any] = [
        area.geography,
        area,
        eggs.destination_station,
        tank.hall,
        cage.container_type,
        cage,
        reading.sensor,
        stock.feed_container,
        batch.species,
        batch.lifecycle_stage,
        batch,
        here,
        flow,
        books.action(workflow=flow, source_assignment=here),
        books.deaths(assignment=here),
        sample,
        IndividualGrowthObservation.objects.create(
            growth_sample=sample, fish_identifier="1", weight_g=51, length_cm=16
        ),
        reading.parameter,
        reading,
        WeatherData.objects.create(area=area, timestamp=NOON, wind_speed=12),
        PhotoperiodData.objects.create(area=area, date=DAY, day_length_hours="10.4"),
        StageTransitionEnvironmental.objects.create(batch_transfer_workflow=flow, temperature=9),
        stock.feed_purchase.feed,
        stock.feed_purchase,
        stock,
        books.meal(batch_assignment=here),
        ContainerFeedingSummary.objects.create(batch=batch, container_assignment=here, **period),
        BatchFeedingSummary.objects.create(batch=batch, **period),
        JournalEntry.objects.create(
            batch=batch,
            user=worker,
            entry_date=NOON,
            category="observation",
            description="Quiet",
        ),
        SampleType.objects.create(name="Gill"),
        VaccinationType.objects.create(name="Vaccine"),
        care_books.treatment(batch=batch),
        care_books.lice_type(),
        LiceCount.objects.create(batch=batch, user=worker, count_date=NOON, fish_sampled=20),
        care_books.mortality_reason(),
        MortalityRecord.objects.create(
            batch=batch, reason=care_books.mortality_reason(), event_date=NOON, count=2
        ),
        health_parameter,
        ParameterScoreDefinition.objects.create(
            parameter=health_parameter, score_value=0, label="Clean"
        ),
        fish.sampling_event,
        fish,
        FishParameterScore.objects.create(
            individual_fish_observation=fish, parameter=health_parameter, score=1
        ),
        HealthLabSample.objects.create(
            batch_container_assignment=here,
            sample_type=SampleType.objects.create(name="Kidney"),
            sample_date=DAY,
        ),
        harvest,
        care_books.grade(),
        HarvestLot.objects.create(
            event=harvest, product_grade=care_books.grade(), live_weight_kg=900, unit_count=200
        ),
        HarvestWaste.objects.create(event=harvest, category="Downgraded", weight_kg=12),
        care_books.egg_supplier(),
        eggs,
        ExternalEggBatch.objects.create(
            egg_production=eggs, supplier=care_books.egg_supplier(), batch_number="X1"
        ),
        BatchParentage.objects.create(batch=batch, egg_production=eggs, assignment_date=NOON),
    ]
    return {type(row): row for row in rows}
