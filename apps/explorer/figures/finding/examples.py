"""Pages worth opening: one of each situation that these books hold."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Max, Sum
from django.urls import reverse

from apps.batch.models import Batch, BatchContainerAssignment, LifecycleStage, MortalityEvent
from apps.explorer.figures.history import days_of_the_books
from apps.explorer.generation import facts
from apps.explorer.links import link_to
from apps.explorer.listings import Link
from apps.explorer.periods import Days
from apps.health.models import LiceCount, Treatment
from apps.infrastructure.models import Area, Container, FreshwaterStation, Sensor
from apps.inventory.models import FeedingEvent


@dataclass(frozen=True)
class Example:
    """A situation, and the page that shows it."""

    situation: str
    link: Link


def examples() -> list[Example]:
    """Those that there are, in the order of a fish's life."""
    days = days_of_the_books()
    found = [
        *_living(),
        *_ended(),
        *_places(),
        *_health(Days(days.last - timedelta(days=3 * 365), days.last)),
        *_data(),
    ]
    return [one for one in found if one.link.text]


def _living() -> list[Example]:
    found = []
    for stage in LifecycleStage.objects.order_by("species", "order"):
        stay = (
            BatchContainerAssignment.objects.filter(is_active=True, lifecycle_stage=stage)
            .select_related("batch")
            .order_by("-assignment_date")
            .first()
        )
        if stay:
            found.append(Example(f"A living batch: {stage.name}", link_to(stay.batch)))
    return found


def _ended() -> list[Example]:
    harvested = Batch.objects.filter(status=Batch.Status.COMPLETED).order_by("-actual_end_date")
    two = list(harvested[:2])
    found = [Example("A batch from egg to harvest", link_to(one)) for one in two[:1]]
    if len(two) > 1:
        address = f"{reverse('explorer:compare')}?" + "&".join(f"batch={one.pk}" for one in two)
        found.append(Example("Two harvested batches side by side", Link("compare", address)))
    return found


def _places() -> list[Example]:
    station = (
        FreshwaterStation.objects.annotate(n=Count("halls__containers__assignments"))
        .order_by("-n")
        .first()
    )
    area = (
        Area.objects.annotate(fish=Sum("containers__assignments__population_count"))
        .order_by("-fish")
        .first()
    )
    cage = (
        Container.objects.filter(area__isnull=False, assignments__is_active=True)
        .order_by("-assignments__biomass_kg")
        .first()
    )
    return [
        Example("A station with its halls and their water", link_to(station)),
        Example("A sea area with its storms and cages", link_to(area)),
        Example("The cage with most fish", link_to(cage)),
    ]


def _health(days: Days) -> list[Example]:
    found = []
    worst = max(facts().outbreaks(days), key=lambda one: one.deaths, default=None)
    if worst:
        batch = Batch.objects.filter(batch_number=worst.batch_number).first()
        found.append(Example(f"An outbreak: {worst.disease}", link_to(batch)))
    lousy = (
        LiceCount.objects.filter(count_date__date__range=(days.first, days.last))
        .values("container")
        .annotate(most=Max("adult_female_count"))
        .order_by("-most")
        .first()
    )
    if lousy:
        cage = Container.objects.filter(pk=lousy["container"]).first()
        found.append(Example("The cage in which most lice were counted", link_to(cage)))
    treated = (
        Treatment.objects.filter(outcome=Treatment.Outcome.UNSUCCESSFUL)
        .select_related("container")
        .order_by("-treatment_date")
        .first()
    )
    if treated:
        found.append(Example("A treatment that did not help", link_to(treated.container)))
    deadly = (
        MortalityEvent.objects.filter(event_date__range=(days.first, days.last))
        .select_related("assignment__container")
        .order_by("-count")
        .first()
    )
    if deadly and deadly.assignment:
        found.append(
            Example(
                f"The worst day of three years, {deadly.event_date}",
                link_to(deadly.assignment.container),
            )
        )
    return found


def _data() -> list[Example]:
    found = []
    failed = facts().last_failed_sensor()
    sensor = Sensor.objects.filter(pk=failed).first() if failed else None
    if sensor:
        found.append(Example("A sensor that failed", link_to(sensor)))
    meal = FeedingEvent.objects.filter(feed_stock__isnull=False).order_by("-pk").first()
    if meal:
        address = reverse("explorer:meal", args=[meal.pk])
        found.append(Example("A meal traced back to its purchase", Link("the meal", address)))
    return found
