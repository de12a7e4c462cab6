"""What a generated company's books must say, asked of the database alone. ci scale, session 1."""

import itertools
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Count, F, Max, Min, Q, Sum

from apps.batch.models import (
    Batch,
    BatchContainerAssignment,
    BatchTransferWorkflow,
    GrowthSample,
    IndividualGrowthObservation,
    MortalityEvent,
    TransferAction,
)
from apps.environmental.models import EnvironmentalReading
from apps.harvest.models import HarvestEvent
from apps.infrastructure.models import Sensor
from apps.inventory.models import FeedingEvent
from scripts.data_generation.models import GenerationChunk, GenerationRun

pytestmark = pytest.mark.usefixtures("company")

STAGES = ["Egg&Alevin", "Fry", "Parr", "Smolt", "Post-Smolt", "Adult"]


def total(rows: Any, name: str) -> Any:
    return rows.aggregate(total=Sum(name))["total"] or 0


def test_a_batch_passes_all_stages_and_is_harvested() -> None:
    done = Batch.objects.filter(status="COMPLETED").first()
    assert done is not None
    stages = done.assignments.order_by("lifecycle_stage__order").values_list(
        "lifecycle_stage__name", flat=True
    )
    assert list(dict.fromkeys(stages)) == STAGES
    assert done.actual_end_date is not None
    assert not done.assignments.filter(is_active=True).exists()


def test_eggs_received_are_alive_dead_or_harvested() -> None:
    for batch in Batch.objects.all():
        own = BatchContainerAssignment.objects.filter(batch=batch)
        first_stage = own.filter(lifecycle_stage__order=1)
        eggs = total(first_stage, "initial_population_count")
        alive = total(own.filter(is_active=True), "population_count")
        dead = total(MortalityEvent.objects.filter(batch=batch), "count")
        moving = total(
            TransferAction.objects.filter(workflow__batch=batch), "mortality_during_transfer"
        )
        harvested = total(own.filter(harvest_events__isnull=False), "population_count")
        assert eggs == alive + dead + moving + harvested, batch


def test_every_assignment_balances() -> None:
    for assignment in BatchContainerAssignment.objects.all():
        dead = total(MortalityEvent.objects.filter(assignment=assignment), "count")
        out = TransferAction.objects.filter(source_assignment=assignment)
        gone = total(out, "transferred_count") + total(out, "mortality_during_transfer")
        # A closed assignment keeps the fish that left on its last day: all its last move took.
        last = out.filter(actual_execution_date=assignment.departure_date)
        taken = total(last, "transferred_count") + total(last, "mortality_during_transfer")
        left_earlier = gone - taken
        assert assignment.initial_population_count == (
            dead + left_earlier + assignment.population_count
        )
        if not assignment.is_active and not assignment.harvest_events.exists():
            assert assignment.population_count == taken


def test_what_arrives_is_what_was_moved() -> None:
    for assignment in BatchContainerAssignment.objects.exclude(lifecycle_stage__order=1):
        moved_in = total(assignment.transfers_in, "transferred_count")
        assert assignment.initial_population_count == moved_in


def test_workflow_totals_are_those_of_their_actions() -> None:
    for workflow in BatchTransferWorkflow.objects.all():
        actions = workflow.actions.all()
        assert workflow.total_transferred_count == total(actions, "transferred_count")
        assert workflow.total_mortality_count == total(actions, "mortality_during_transfer")
        assert workflow.total_source_count == (
            workflow.total_transferred_count + workflow.total_mortality_count
        )
        assert workflow.actions_completed == actions.count()


def test_no_container_holds_two_assignments_at_a_time() -> None:
    spans: dict[int, list[tuple[Any, Any]]] = {}
    for row in BatchContainerAssignment.objects.order_by("assignment_date"):
        spans.setdefault(row.container_id, []).append((row.assignment_date, row.departure_date))
    for days in spans.values():
        for (_, left), (arrived, _) in itertools.pairwise(days):
            assert left is not None
            assert left + timedelta(days=7) <= arrived


def test_freshwater_stages_live_in_stations_and_adults_in_cages() -> None:
    rows = BatchContainerAssignment.objects
    assert not rows.filter(
        Q(lifecycle_stage__name="Adult") & Q(container__area__isnull=True)
    ).exists()
    assert (
        not rows.exclude(lifecycle_stage__name="Adult")
        .filter(container__hall__isnull=True)
        .exists()
    )


def test_no_biomass_above_a_container_s_limit() -> None:
    assert not BatchContainerAssignment.objects.filter(
        biomass_kg__gt=F("container__max_biomass_kg")
    ).exists()


def test_readings_lie_in_occupied_containers_and_name_their_fish() -> None:
    readings = EnvironmentalReading.objects
    assert readings.exists()
    assert not readings.filter(
        Q(batch__isnull=True) | Q(batch_container_assignment__isnull=True)
    ).exists()
    seen = {
        row["batch_container_assignment"]: row
        for row in readings.values("batch_container_assignment").annotate(
            count=Count("value"), first=Min("reading_time"), last=Max("reading_time")
        )
    }
    last_day = GenerationChunk.objects.aggregate(last=Max("last_day"))["last"]
    for stay in BatchContainerAssignment.objects.select_related("container"):
        end = stay.departure_date or last_day + timedelta(days=1)
        days = (end - stay.assignment_date).days
        row = seen.pop(stay.pk)
        sensors = stay.container.sensors.count()
        assert row["count"] == days * sensors * 2
        assert row["first"].date() == stay.assignment_date
        assert row["last"].date() == end - timedelta(days=1)
    assert not seen


def test_readings_come_after_the_sensor_s_installation() -> None:
    latest = Sensor.objects.aggregate(day=Max("installation_date"))["day"]
    first = EnvironmentalReading.objects.aggregate(time=Min("reading_time"))["time"]
    assert latest < first.date()


def test_readings_agree_with_their_sensor() -> None:
    pairs = EnvironmentalReading.objects.values_list(
        "sensor", "container", "parameter__name"
    ).distinct()
    known = {s.pk: s for s in Sensor.objects.all()}
    for sensor, container, parameter in pairs:
        assert known[sensor].container_id == container
        assert parameter in known[sensor].name


def test_samples_repeat_the_fish_in_them() -> None:
    fish = {
        row["growth_sample"]: row
        for row in IndividualGrowthObservation.objects.values("growth_sample").annotate(
            count=Count("pk"), least=Min("weight_g"), most=Max("weight_g"), sum=Sum("weight_g")
        )
    }
    for sample in GrowthSample.objects.all():
        row = fish[sample.pk]
        assert row["count"] == sample.sample_size == 10
        assert row["least"] == sample.min_weight_g
        assert row["most"] == sample.max_weight_g
        assert abs(row["sum"] / 10 - sample.avg_weight_g) <= 0.0051
    assert len(fish) == GrowthSample.objects.count()


def test_events_lie_within_their_assignments() -> None:
    for model, day, link in (
        (MortalityEvent, "event_date", "assignment"),
        (FeedingEvent, "feeding_date", "batch_assignment"),
        (GrowthSample, "sample_date", "assignment"),
    ):
        outside = model.objects.filter(
            Q(**{f"{day}__lt": F(f"{link}__assignment_date")})
            | Q(**{f"{day}__gte": F(f"{link}__departure_date")})
        )
        assert model.objects.exists()
        assert not outside.exists(), model


def test_eggs_are_not_fed_and_all_others_are() -> None:
    fed = set(FeedingEvent.objects.values_list("batch_assignment", flat=True).distinct())
    eggs = BatchContainerAssignment.objects.filter(lifecycle_stage__order=1)
    others = BatchContainerAssignment.objects.exclude(lifecycle_stage__order=1)
    assert not fed & set(eggs.values_list("pk", flat=True))
    assert set(others.values_list("pk", flat=True)) <= fed


def test_meals_are_whole_units_of_ten_grams() -> None:
    assert not FeedingEvent.objects.filter(amount_kg__lte=0).exists()
    amounts = FeedingEvent.objects.values_list("amount_kg", flat=True).distinct()
    assert all(amount * 100 == int(amount * 100) for amount in amounts)


def test_history_tells_when_rows_began_and_ended() -> None:
    batches = Batch.history.model.objects
    assert batches.filter(history_type="+").count() == Batch.objects.count()
    for batch in Batch.objects.all():
        last = batch.history.latest()
        assert last.status == batch.status
        assert last.lifecycle_stage_id == batch.lifecycle_stage_id
        first = batch.history.earliest()
        assert first.history_date.date() == batch.start_date
    assignments = BatchContainerAssignment.history.model.objects
    closed = BatchContainerAssignment.objects.filter(is_active=False).count()
    assert assignments.filter(history_type="~").count() == closed
    assert assignments.filter(history_type="+").count() == BatchContainerAssignment.objects.count()
    opened = assignments.filter(history_type="+")
    assert not opened.exclude(population_count=F("initial_population_count")).exists()


def test_harvest_is_one_event_a_cage_at_harvest_weight() -> None:
    for batch in Batch.objects.filter(status="COMPLETED"):
        cages = batch.assignments.filter(lifecycle_stage__name="Adult")
        assert HarvestEvent.objects.filter(batch=batch).count() == cages.count()
        mean_kg = total(cages, "biomass_kg") / total(cages, "population_count")
        assert 4.5 <= mean_kg <= 5.6
        sea = cages.aggregate(first=Min("assignment_date"), last=Max("departure_date"))
        assert 400 <= (sea["last"] - sea["first"]).days <= 500


def test_chunk_rows_count_what_is_in_the_tables(company: GenerationRun) -> None:
    counted: dict[str, int] = {}
    for chunk in GenerationChunk.objects.all():
        for table, rows in chunk.rows.items():
            counted[table] = counted.get(table, 0) + rows
    assert counted["inventory_feedingevent"] == FeedingEvent.objects.count()
    assert counted["environmental_environmentalreading"] == EnvironmentalReading.objects.count()
    assert company.founding_rows["infrastructure_sensor"] == Sensor.objects.count()


def test_django_goes_on_inserting_after_a_run() -> None:
    species = Batch.objects.first().species
    stage = species.stages.get(order=1)
    batch = Batch.objects.create(
        batch_number="NEXT", species=species, lifecycle_stage=stage, start_date="2026-01-01"
    )
    assert batch.pk > Batch.objects.exclude(pk=batch.pk).aggregate(most=Max("pk"))["most"]
    batch.history.all().delete()
    batch.delete()
