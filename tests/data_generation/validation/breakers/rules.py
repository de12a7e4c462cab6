"""How the rules of a farm are broken: stages, waters, stock, growth; to import makes it known."""

from datetime import timedelta
from decimal import Decimal

from django.db.models import F

from apps.batch.models import Batch, GrowthSample
from apps.harvest.models import HarvestEvent, HarvestLot
from apps.health.models import LiceCount, Treatment
from apps.infrastructure.models import Area, Container, FreshwaterStation, Hall
from apps.inventory.models import (
    BatchFeedingSummary,
    ContainerFeedingSummary,
    FeedContainerStock,
    FeedingEvent,
)
from tests.data_generation.validation.breakers.balances import used_up_lot
from tests.data_generation.validation.breakers.shared import breaks, change, stays


@breaks("stage durations")
def first_fed_three_weeks_late() -> None:
    fry = stays().filter(lifecycle_stage__order=2)
    first = fry.filter(batch=fry[0].batch)
    first.update(assignment_date=F("assignment_date") + timedelta(days=21))


@breaks("stage durations")
def still_at_sea_after_two_years() -> None:
    cages = stays().filter(lifecycle_stage__order=6, is_active=True)
    cages.update(assignment_date=F("assignment_date") - timedelta(days=600))


@breaks("fresh water and sea")
def a_tray_in_the_sea() -> None:
    tray = Container.objects.filter(container_type__category="TRAY")[0]
    change(tray, hall=None, area=Area.objects.all()[0])


@breaks("fresh water and sea")
def fry_in_an_area() -> None:
    cage = stays().filter(container__area__isnull=False)[0]
    change(cage, lifecycle_stage=stays().filter(lifecycle_stage__order=2)[0].lifecycle_stage)


@breaks("way to the sea")
def a_tank_in_another_station() -> None:
    first = FreshwaterStation.objects.all()[0]
    station = FreshwaterStation.objects.create(
        name="Another",
        station_type="FRESHWATER",
        latitude=62,
        longitude=-7,
        geography=first.geography,
    )
    hall = Hall.objects.create(name="Another", freshwater_station=station)
    change(stays().filter(lifecycle_stage__order=3)[0].container, hall=hall)


@breaks("way to the sea")
def back_ashore() -> None:
    tank = stays().filter(lifecycle_stage__order=5, is_active=False)[0]
    cages = stays().filter(batch=tank.batch, container__area__isnull=False)
    last = cages.latest("assignment_date").assignment_date
    change(tank, assignment_date=last + timedelta(days=1), departure_date=None)


@breaks("status of batches")
def completed_with_fish() -> None:
    change(Batch.objects.filter(assignments__is_active=True)[0], status="COMPLETED")


@breaks("status of batches")
def a_batch_in_a_stage_of_none_of_its_fish() -> None:
    batch = Batch.objects.filter(assignments__is_active=True, lifecycle_stage__order__gt=1)[0]
    change(batch, lifecycle_stage=stays().filter(lifecycle_stage__order=1)[0].lifecycle_stage)


@breaks("density")
def fed_in_a_crowd() -> None:
    meal = FeedingEvent.objects.select_related("container").order_by("id")[0]
    change(meal, batch_biomass_kg=meal.container.max_biomass_kg + Decimal("0.1"))


@breaks("meals within stock")
def feed_that_came_two_months_late() -> None:
    store = used_up_lot().feed_container_id
    FeedContainerStock.objects.filter(feed_container=store).update(
        entry_date=F("entry_date") + timedelta(days=60)
    )


def _week() -> ContainerFeedingSummary:
    return ContainerFeedingSummary.objects.filter(fcr__gt=0).order_by("id")[0]


@breaks("conversion of weeks")
def a_better_conversion() -> None:
    change(_week(), fcr=F("fcr") - Decimal("0.02"))


@breaks("conversion of weeks")
def no_conversion_of_a_batch() -> None:
    change(BatchFeedingSummary.objects.filter(fcr__gt=0).order_by("id")[0], fcr=None)


@breaks("growth of weeks")
def growth_out_of_nothing() -> None:
    own = ContainerFeedingSummary.objects.filter(
        container_assignment=_week().container_assignment_id
    )
    own.update(growth_kg=F("growth_kg") + 1)


@breaks("weeks of batches")
def a_batch_that_grew_more_than_its_fish() -> None:
    change(BatchFeedingSummary.objects.order_by("id")[0], total_growth_kg=F("total_growth_kg") + 1)


@breaks("weeks of batches")
def a_week_of_a_batch_without_containers() -> None:
    week = BatchFeedingSummary.objects.order_by("id")[0]
    own = ContainerFeedingSummary.objects.filter(batch=week.batch_id)
    own.filter(period_end__lte=week.period_end).delete()


@breaks("weight at harvest")
def harvested_at_eight_kilograms() -> None:
    event = HarvestEvent.objects.order_by("id")[0]
    HarvestLot.objects.filter(event__batch=event.batch_id).update(
        live_weight_kg=F("live_weight_kg") * Decimal("1.6")
    )


@breaks("weight at harvest")
def harvested_small_and_early() -> None:
    event = HarvestEvent.objects.order_by("id")[0]
    HarvestLot.objects.filter(event__batch=event.batch_id).update(
        live_weight_kg=F("live_weight_kg") * Decimal("0.6")
    )
    HarvestEvent.objects.filter(batch=event.batch_id).update(
        event_date=F("event_date") - timedelta(days=120)
    )


@breaks("lice above the limit")
def lice_left_alone() -> None:
    cage = stays().filter(container__area__isnull=False, is_active=False)[0]
    LiceCount.objects.filter(assignment=cage).update(adult_female_count=F("fish_sampled") * 3)
    Treatment.objects.filter(batch_assignment=cage).delete()


@breaks("growth from the water")
def samples_of_other_fish() -> None:
    late = GrowthSample.objects.filter(sample_date__day__gt=15)
    late.update(avg_weight_g=F("avg_weight_g") * Decimal("1.4"))


@breaks("growth from the water")
def samples_of_shrinking_fish() -> None:
    GrowthSample.objects.update(avg_weight_g=Decimal(10000) / F("avg_weight_g"))
