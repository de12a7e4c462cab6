"""How the records of health are broken; to import it makes the breakers known."""

from datetime import UTC, datetime, time, timedelta

from django.db.models import F

from apps.health.models import LiceCount, MortalityRecord, Treatment
from apps.inventory.models import BatchFeedingSummary, ContainerFeedingSummary
from tests.data_generation.validation.breakers.shared import DAY, breaks, change, stays


def deloused() -> Treatment:
    """A treatment against lice that was not the first one of its cage."""
    before: set[int | None] = set()
    for treatment in Treatment.objects.filter(description__icontains="delousing").order_by("id"):
        if treatment.batch_assignment_id in before:
            return treatment
        before.add(treatment.batch_assignment_id)
    raise AssertionError("no cage was treated twice")


@breaks("lice before treatments")
def half_a_louse_a_fish() -> None:
    treatment = deloused()
    LiceCount.objects.filter(
        assignment=treatment.batch_assignment,
        lice_type__gender="female",
        count_date__lte=treatment.treatment_date,
    ).update(adult_female_count=10, fish_sampled=20)


@breaks("interval of lice treatments")
def treated_after_two_weeks() -> None:
    later = deloused()
    last = Treatment.objects.filter(
        batch_assignment=later.batch_assignment,
        description__icontains="delousing",
        treatment_date__lt=later.treatment_date,
    ).latest("treatment_date")
    change(last, treatment_date=later.treatment_date - timedelta(days=14, hours=8))


@breaks("lice at sea")
def lice_on_fry() -> None:
    tank = stays().filter(container__area__isnull=True).first()
    change(LiceCount.objects.first(), assignment=tank, container=tank.container)


@breaks("mortality records")
def a_record_of_the_next_day() -> None:
    change(MortalityRecord.objects.order_by("id").first(), event_date=F("event_date") + DAY)


@breaks("vaccination")
def one_tank_left_out() -> None:
    Treatment.objects.filter(treatment_type="vaccination").order_by("id")[0].delete()


@breaks("treatments in time")
def treated_on_the_day_of_departure() -> None:
    treatment = Treatment.objects.filter(batch_assignment__is_active=False).first()
    gone = treatment.batch_assignment.departure_date
    assert gone
    change(treatment, treatment_date=datetime.combine(gone, time(9), UTC))


@breaks("feed of weeks")
def ten_grams_more_in_a_week() -> None:
    change(ContainerFeedingSummary.objects.first(), total_feed_kg=F("total_feed_kg") + 0.01)


@breaks("vaccination")
def a_second_vaccination() -> None:
    done = Treatment.objects.filter(treatment_type="vaccination").order_by("id")[0]
    change(done, treatment_date=done.treatment_date + DAY)


@breaks("vaccination")
def vaccinated_as_fry() -> None:
    done = Treatment.objects.filter(treatment_type="vaccination").order_by("id")[0]
    tray = stays().filter(batch=done.batch, lifecycle_stage__order=2).first()
    change(done, batch_assignment=tray)


@breaks("vaccination")
def a_batch_without_vaccine() -> None:
    Treatment.objects.filter(treatment_type="vaccination").delete()


@breaks("mortality records")
def a_death_without_a_record() -> None:
    MortalityRecord.objects.order_by("id")[0].delete()


@breaks("mortality records")
def a_record_twice() -> None:
    record = MortalityRecord.objects.order_by("id")[0]
    record.pk = None
    record.save()


@breaks("mortality records")
def a_death_of_another_container() -> None:
    record = MortalityRecord.objects.order_by("id")[0]
    other = stays().exclude(container=record.container_id).first()
    change(record, container=other.container)


@breaks("lice before treatments")
def treated_without_a_count() -> None:
    LiceCount.objects.all().delete()


@breaks("feed of weeks")
def ten_grams_less_in_a_week_of_a_batch() -> None:
    change(BatchFeedingSummary.objects.last(), total_feed_kg=F("total_feed_kg") - 0.01)
