"""How keys, columns and agreeing rows are broken; to import it makes the breakers known."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import F

from apps.batch.models import (
    Batch,
    BatchTransferWorkflow,
    GrowthSample,
    MortalityEvent,
    Species,
    TransferAction,
)
from apps.broodstock.models import BatchParentage
from apps.environmental.models import WeatherData
from apps.harvest.models import HarvestEvent, HarvestWaste
from apps.health.models import (
    HealthLabSample,
    HealthSamplingEvent,
    LiceCount,
    MortalityReason,
    MortalityRecord,
)
from apps.infrastructure.models import Sensor
from apps.inventory.models import ContainerFeedingSummary, FeedingEvent
from scripts.data_generation.models import GenerationSession
from tests.data_generation.validation.breakers.loosened import loosen
from tests.data_generation.validation.breakers.shared import DAY, breaks, change, stays

NOWHERE = 10**9


def _nowhere(model: Any, key: str) -> Callable[[], None]:
    """Have the first row of a table point to nothing."""

    def breaker() -> None:
        model.objects.filter(pk=model.objects.order_by("pk")[0].pk).update(**{key: NOWHERE})

    breaker.__name__ = f"{model.__name__} without its {key}"
    return breaker


KEYS = (
    ("keys of infrastructure", Sensor, "container"),
    ("keys of batch", MortalityEvent, "assignment"),
    ("keys of inventory", FeedingEvent, "feed_stock"),
    ("keys of health", LiceCount, "lice_type"),
    ("keys of harvest", HarvestWaste, "event"),
    ("keys of broodstock", BatchParentage, "egg_production"),
    ("keys of data generation", GenerationSession, "run"),
)
for check, model, key in KEYS:
    breaks(check)(_nowhere(model, key))


@breaks("keys of environmental")
def weather_over_no_area() -> None:
    first = WeatherData.objects.order_by("area", "timestamp")[0]
    WeatherData.objects.filter(area=first.area_id, timestamp=first.timestamp).update(area=NOWHERE)


@breaks("sequences")
def a_key_taken_by_hand() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("UPDATE sqlite_sequence SET seq = 0 WHERE name = 'batch_species'")
    else:
        Species.objects.create(pk=NOWHERE, name="Taken")


@breaks("uniqueness")
def a_reason_twice_at_the_top() -> None:
    """The index goes first: it holds in some rows only, so that it is no constraint to count on."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX mortality_reason_at_top")
    MortalityReason.objects.create(name=MortalityReason.objects.filter(parent=None)[0].name)


@breaks("uniqueness")
def the_weather_of_an_hour_twice() -> None:
    loosen(WeatherData)
    first = WeatherData.objects.order_by("area", "timestamp")[0]
    again = WeatherData.objects.filter(area=first.area_id).order_by("timestamp")[1]
    WeatherData.objects.filter(area=first.area_id, timestamp=again.timestamp).update(
        timestamp=first.timestamp
    )


@breaks("nothing missing")
def waste_without_a_weight() -> None:
    loosen(HarvestWaste)
    change(HarvestWaste.objects.order_by("id")[0], weight_kg=None)


@breaks("no negative count")
def waste_below_nothing() -> None:
    loosen(HarvestWaste)
    change(HarvestWaste.objects.order_by("id")[0], weight_kg=-1)


@breaks("no negative count")
def dead_below_nothing() -> None:
    loosen(MortalityRecord)
    change(MortalityRecord.objects.order_by("id")[0], count=-1)


@breaks("vocabularies")
def fed_by_a_word_of_ones_own() -> None:
    change(FeedingEvent.objects.order_by("id")[0], method="SPOON")


@breaks("batch and container")
def a_meal_of_another_batch() -> None:
    meal = FeedingEvent.objects.order_by("id")[0]
    change(meal, batch=Batch.objects.exclude(pk=meal.batch_id)[0])


@breaks("batch and container")
def lice_counted_in_another_cage() -> None:
    count = LiceCount.objects.order_by("id")[0]
    change(count, container=stays().exclude(container=count.container_id)[0].container)


@breaks("batch and container")
def fish_moved_by_another_batchs_transfer() -> None:
    change(BatchTransferWorkflow.objects.order_by("id")[0], batch=Batch.objects.order_by("-id")[0])


@breaks("batch and container")
def fish_moved_to_another_container() -> None:
    action = TransferAction.objects.filter(dest_assignment__isnull=False).order_by("id")[0]
    change(action, dest_container=action.source_assignment.container_id)


@breaks("whole records")
def a_batch_nowhere() -> None:
    batch = Batch.objects.order_by("id")[0]
    batch.pk, batch.batch_number = None, "NOWHERE"
    batch.save()


@breaks("whole records")
def a_weighed_fish_lost() -> None:
    GrowthSample.objects.order_by("id")[0].individual_observations.all()[0].delete()


@breaks("whole records")
def an_examined_fish_lost() -> None:
    fish = HealthSamplingEvent.objects.filter(fish__isnull=False).order_by("id")[0].fish.all()[0]
    fish.scores.all().delete()
    fish.delete()


@breaks("whole records")
def a_harvest_without_lots() -> None:
    HarvestEvent.objects.order_by("id")[0].lots.all().delete()


@breaks("actions of transfers")
def an_action_too_few_counted() -> None:
    change(
        BatchTransferWorkflow.objects.order_by("id")[0],
        actions_completed=F("actions_completed") - 1,
    )


@breaks("histories")
def a_history_lost() -> None:
    batch = Batch.objects.order_by("id")[0]
    batch.history.all().delete()


@breaks("histories")
def a_history_of_nothing() -> None:
    Batch.objects.order_by("id")[0].history.update(id=NOWHERE)


@breaks("records in time")
def a_reason_recorded_on_the_day_of_departure() -> None:
    record = MortalityRecord.objects.filter(assignment__is_active=False).order_by("id")[0]
    change(record, event_date=F("event_date") + timedelta(days=1000))


@breaks("counts in time")
def lice_counted_before_the_fish_came() -> None:
    change(LiceCount.objects.order_by("id")[0], count_date=F("count_date") - timedelta(days=1000))


@breaks("examinations in time")
def examined_before_they_came() -> None:
    event = HealthSamplingEvent.objects.order_by("id")[0]
    change(event, sampling_date=event.assignment.assignment_date - DAY)


@breaks("laboratory in time")
def sampled_before_they_came() -> None:
    sample = HealthLabSample.objects.order_by("id")[0]
    change(sample, sample_date=sample.batch_container_assignment.assignment_date - DAY)


@breaks("weeks in time")
def a_week_from_before_they_came() -> None:
    week = ContainerFeedingSummary.objects.order_by("id")[0]
    change(week, period_start=week.container_assignment.assignment_date - DAY)


@breaks("moves in time")
def moved_after_they_had_left() -> None:
    action = TransferAction.objects.filter(source_assignment__is_active=False).order_by("id")[0]
    gone = action.source_assignment.departure_date
    assert gone
    change(action, actual_execution_date=gone + DAY)


@breaks("moves in time")
def moved_on_no_day() -> None:
    change(TransferAction.objects.order_by("id")[0], actual_execution_date=None)


@breaks("harvests in time")
def harvested_a_day_late() -> None:
    change(HarvestEvent.objects.order_by("id")[0], event_date=F("event_date") + DAY)
