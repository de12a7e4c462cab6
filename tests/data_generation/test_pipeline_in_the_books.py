"""Eggs, transfers and harvest lots of a generated company, asked of the database alone."""

from decimal import Decimal

import pytest
from django.db.models import Count, F, Max, Min, Sum

from apps.batch.models import Batch, BatchTransferWorkflow, TransferAction
from apps.broodstock.models import BatchParentage, EggProduction, ExternalEggBatch
from apps.environmental.models import StageTransitionEnvironmental
from apps.harvest.models import HarvestEvent, HarvestLot, HarvestWaste

pytestmark = pytest.mark.usefixtures("company")

BEGUN = ("IN_PROGRESS", "COMPLETED")


def test_every_batch_has_one_lot_of_eggs_at_its_station() -> None:
    assert BatchParentage.objects.count() == Batch.objects.count() == EggProduction.objects.count()
    for parentage in BatchParentage.objects.select_related("batch", "egg_production"):
        eggs, batch = parentage.egg_production, parentage.batch
        trays = batch.assignments.filter(lifecycle_stage__order=1)
        assert eggs.egg_count == trays.aggregate(n=Sum("initial_population_count"))["n"]
        assert parentage.assignment_date.date() == batch.start_date
        assert (batch.start_date - eggs.production_date.date()).days == 41
        station = trays.first().container.hall.freshwater_station
        assert eggs.destination_station == station


def test_bought_eggs_and_no_others_name_their_supplier() -> None:
    bought = EggProduction.objects.filter(source_type=EggProduction.SourceType.EXTERNAL)
    named = ExternalEggBatch.objects.select_related("egg_production", "supplier")
    assert bought.exists()
    assert {one.egg_production_id for one in named} == set(bought.values_list("id", flat=True))
    for one in named:
        assert one.batch_number == one.egg_production.egg_batch_id
        assert one.supplier.name
        assert one.provenance_data


def test_a_begun_transfer_and_no_other_has_the_water_that_met_it() -> None:
    begun = BatchTransferWorkflow.objects.filter(actual_start_date__isnull=False)
    assert set(begun.values_list("status", flat=True)) <= set(BEGUN)
    water = StageTransitionEnvironmental.objects.values_list(
        "batch_transfer_workflow_id", flat=True
    )
    assert sorted(water) == sorted(begun.values_list("id", flat=True))
    rows = StageTransitionEnvironmental.objects.values_list(
        "temperature", "oxygen", "additional_parameters"
    )
    for temperature, oxygen, left in rows:
        assert temperature is not None
        assert oxygen is not None
        assert left is not None
        assert 0 < temperature < 20
        assert 5 < oxygen < 15
        assert set(left) == {"left_temperature", "left_oxygen"}


def test_days_of_transfers_are_in_order_and_actions_lie_within_them() -> None:
    done = BatchTransferWorkflow.objects.filter(status="COMPLETED")
    assert done.filter(actual_completion_date__gt=F("actual_start_date")).exists()
    assert not done.filter(actual_completion_date__lt=F("actual_start_date")).exists()
    assert not done.exclude(completion_percentage=100).exists()
    assert not done.exclude(actions_completed=F("total_actions_planned")).exists()
    for flow in done:
        days = flow.actions.aggregate(
            first=Min("actual_execution_date"), last=Max("actual_execution_date")
        )
        assert days["first"] == flow.actual_start_date
        assert days["last"] == flow.actual_completion_date
    early = TransferAction.objects.filter(actual_execution_date__lt=F("planned_date"))
    assert not early.exists()


def test_actions_wait_as_pending_until_they_are_done() -> None:
    pending = TransferAction.objects.filter(status="PENDING")
    assert not pending.filter(dest_assignment__isnull=False).exists()
    assert not pending.exclude(workflow__status="IN_PROGRESS").exists()
    done = TransferAction.objects.filter(status="COMPLETED")
    assert not done.filter(dest_assignment__isnull=True).exists()
    assert done.count() + pending.count() == TransferAction.objects.count()


def test_fish_of_lots_are_the_fish_of_the_harvest() -> None:
    assert HarvestEvent.objects.exists()
    for event in HarvestEvent.objects.select_related("assignment"):
        lots = event.lots.aggregate(fish=Sum("unit_count"), live=Sum("live_weight_kg"))
        assert lots["fish"] == event.assignment.population_count
        assert event.assignment.avg_weight_g is not None
        kilos = event.assignment.population_count * event.assignment.avg_weight_g / 1000
        # Weights of fish and lots are each rounded to two decimals on their way into the books.
        assert abs(lots["live"] - kilos) < event.assignment.population_count * Decimal("0.00001")
    per_event = HarvestLot.objects.values("event").annotate(
        lots=Count("id"), grades=Count("product_grade", distinct=True)
    )
    assert all(row["lots"] == row["grades"] <= 3 for row in per_event)


def test_live_weight_is_gutted_weight_and_waste() -> None:
    for event in HarvestEvent.objects.all():
        lots = event.lots.aggregate(live=Sum("live_weight_kg"), gutted=Sum("gutted_weight_kg"))
        waste = HarvestWaste.objects.filter(event=event)
        assert len(set(waste.values_list("category", flat=True))) == waste.count() == 2
        thrown = waste.aggregate(kilos=Sum("weight_kg"))["kilos"]
        assert abs(lots["live"] - lots["gutted"] - thrown) <= Decimal("0.05")
    assert not HarvestLot.objects.filter(gutted_weight_kg__gte=F("live_weight_kg")).exists()
    assert not HarvestLot.objects.filter(fillet_weight_kg__gte=F("gutted_weight_kg")).exists()
