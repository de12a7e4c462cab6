"""How records of fish, containers and feed are broken; to import it makes the breakers known."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

from django.db.models import F, Max, Min

from apps.batch.models import (
    Batch,
    BatchContainerAssignment,
    BatchTransferWorkflow,
    GrowthSample,
    LifecycleStage,
    MortalityEvent,
    TransferAction,
)
from apps.harvest.models import HarvestEvent, HarvestLot, ProductGrade
from apps.health.models import Treatment
from apps.infrastructure.models import Area, Container, Geography
from apps.inventory.models import FeedContainerStock, FeedingEvent
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.validation.engine.case import Case
from tests.data_generation.validation.breakers.shared import DAY, breaks, change, stays


@breaks("batch fish")
def one_dead_fish_more() -> None:
    change(MortalityEvent.objects.first(), count=F("count") + 1)


@breaks("assignment fish")
def a_death_booked_elsewhere() -> None:
    death = MortalityEvent.objects.first()
    other = stays().exclude(pk=death.assignment_id).filter(batch=death.batch).first()
    change(death, assignment=other)


@breaks("emptied assignments")
def fewer_moved_out() -> None:
    change(TransferAction.objects.first(), transferred_count=F("transferred_count") - 1)


@breaks("arrivals")
def more_at_the_start() -> None:
    change(stays().filter(transfers_in__isnull=False).first(), initial_population_count=7)


@breaks("transfers")
def a_total_too_low() -> None:
    change(BatchTransferWorkflow.objects.first(), total_source_count=F("total_source_count") - 1)


@breaks("actions")
def more_than_there_was() -> None:
    change(TransferAction.objects.first(), source_population_before=1)


@breaks("harvest lots")
def a_fish_missing_in_the_lots() -> None:
    event = HarvestEvent.objects.select_related("assignment").first()
    grade = ProductGrade.objects.create(code="TEST", name="Test")
    event.lots.all().delete()
    fish = event.assignment.population_count - 1
    HarvestLot.objects.create(
        event=event, product_grade=grade, live_weight_kg=Decimal(1), unit_count=fish
    )


@breaks("stage order")
def back_to_the_tray() -> None:
    arrival = TransferAction.objects.filter(dest_assignment__lifecycle_stage__order=3).first()
    eggs = LifecycleStage.objects.get(order=1)
    change(arrival.dest_assignment, lifecycle_stage=eggs)


def closed_pair(same: str) -> tuple[BatchContainerAssignment, BatchContainerAssignment]:
    """Two assignments in the same container or area, the later one of another batch."""
    for later in stays().filter(**({"container__area__isnull": False} if same == "area" else {})):
        place = later.container.area_id if same == "area" else later.container_id
        there = {"container__area" if same == "area" else "container": place}
        earlier = stays().filter(**there, departure_date__lte=later.assignment_date)
        earlier = earlier.exclude(batch=later.batch)
        for last in earlier.order_by("-departure_date")[:1]:
            return last, later
    raise AssertionError(f"no two batches in one {same}")


@breaks("one batch a container")
def left_a_day_too_late() -> None:
    earlier, later = closed_pair("container")
    change(earlier, departure_date=later.assignment_date + DAY)


@breaks("rest of containers")
def rested_six_days() -> None:
    earlier, later = closed_pair("container")
    change(earlier, departure_date=later.assignment_date - 6 * DAY)


@breaks("fallow of areas")
def fish_came_while_others_were_there() -> None:
    cage = stays().filter(container__area__isnull=False).order_by("assignment_date").first()
    other = Batch.objects.exclude(pk=cage.batch_id).first()
    empty = Container.objects.filter(area=cage.container.area).exclude(pk=cage.container_id)
    fallow = Case.of(GenerationRun.objects.get()).parameters.life_cycle.area_fallow_faroe_days
    last = stays().filter(batch=cage.batch).aggregate(day=Max("departure_date"))["day"]
    BatchContainerAssignment.objects.create(
        batch=other,
        container=empty.first(),
        lifecycle_stage=cage.lifecycle_stage,
        population_count=1,
        biomass_kg=1,
        assignment_date=last + (fallow - 1) * DAY,
        departure_date=last + fallow * DAY,
        is_active=False,
    )


@breaks("one area a batch")
def a_cage_abroad() -> None:
    cage = stays().filter(container__area__isnull=False).first()
    abroad = Area.objects.create(
        geography=Geography.objects.create(name="Elsewhere"),
        name="A",
        latitude=0,
        longitude=0,
        max_biomass=1,
    )
    other = stays().filter(batch=cage.batch, container__area__isnull=False).last()
    change(other.container, area=abroad)


@breaks("room in containers")
def a_kilogram_too_much() -> None:
    tank = stays().select_related("container").first()
    change(tank, biomass_kg=tank.container.max_biomass_kg + Decimal("0.01"))


@breaks("room in areas")
def a_small_licence() -> None:
    cage = stays().filter(container__area__isnull=False, is_active=True).first()
    change(cage.container.area, max_biomass=cage.biomass_kg - 1)


@breaks("stage and container")
def fry_in_a_cage() -> None:
    fry = LifecycleStage.objects.get(order=2)
    change(stays().filter(container__area__isnull=False).first(), lifecycle_stage=fry)


@breaks("containers in use")
def a_closed_tank() -> None:
    change(stays().filter(is_active=True).first().container, active=False)


def used_up_lot() -> FeedContainerStock:
    """A lot that was fed from, and of whose feed the store had a later one."""
    return FeedContainerStock.objects.filter(
        pk__in=FeedingEvent.objects.values("feed_stock"), quantity_kg=0
    ).order_by("id")[0]


@breaks("feed lots")
def ten_grams_written_off() -> None:
    change(used_up_lot(), written_off_kg=F("written_off_kg") + Decimal("0.01"))


@breaks("feed orders")
def more_ordered_than_came() -> None:
    change(used_up_lot().feed_purchase, quantity_kg=F("quantity_kg") + 1)


@breaks("feed stores")
def an_overfull_silo() -> None:
    lot = used_up_lot()
    change(lot, quantity_kg=lot.feed_container.capacity_kg + Decimal("0.01"))


@breaks("age of feed")
def fed_before_it_came() -> None:
    lot = used_up_lot()
    first = lot.feeding_events.aggregate(day=Min("feeding_date"))["day"]
    change(lot, entry_date=datetime.combine(first + DAY, time(5), UTC))


@breaks("first in, first out")
def an_old_lot_kept() -> None:
    for older in FeedContainerStock.objects.filter(quantity_kg=0, written_off_kg=0):
        later = FeedContainerStock.objects.filter(
            feed_container=older.feed_container,
            pk__in=FeedingEvent.objects.values("feed_stock"),
            feed_purchase__feed=older.feed_purchase.feed,
            feed_purchase__purchase_date__gt=older.feed_purchase.purchase_date,
        )
        if later.exists():
            change(older, quantity_kg=1)
            change(older.feed_purchase, expiry_date=date(2030, 1, 1))
            return


@breaks("cost of meals")
def a_cent_too_much() -> None:
    meal = FeedingEvent.objects.order_by("-amount_kg").first()
    change(meal, feed_cost=F("feed_cost") + Decimal("0.01"))


@breaks("feed of meals")
def fed_from_another_hall() -> None:
    meal = FeedingEvent.objects.filter(container__hall__isnull=False).first()
    elsewhere = Container.objects.filter(area__isnull=False).first()
    change(meal, container=elsewhere)


@breaks("meals in time")
def a_meal_on_the_day_of_departure() -> None:
    meal = FeedingEvent.objects.filter(batch_assignment__is_active=False).first()
    change(meal, feeding_date=meal.batch_assignment.departure_date)


@breaks("deaths in time")
def dead_before_they_came() -> None:
    death = MortalityEvent.objects.first()
    change(death, event_date=death.assignment.assignment_date - DAY)


@breaks("samples in time")
def weighed_before_they_came() -> None:
    sample = GrowthSample.objects.first()
    change(sample, sample_date=sample.assignment.assignment_date - DAY)


@breaks("withholding")
def harvested_four_days_after_a_treatment() -> None:
    event = HarvestEvent.objects.first()
    # The second one is over in time.
    for days, before in ((5, 4), (5, 6)):
        Treatment.objects.create(
            batch=event.batch,
            treatment_date=event.event_date - before * DAY,
            description="",
            treatment_type="medication",
            withholding_period_days=days,
            user_id=BatchTransferWorkflow.objects.first().initiated_by_id,
        )
