"""What a few letters may mean: batches, containers, sites, sensors, lots, feeds and people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse

from apps.batch.models import Batch
from apps.explorer.links import link_to, site_of
from apps.explorer.listings import Link
from apps.harvest.models import HarvestEvent
from apps.health.models import HealthLabSample
from apps.infrastructure.models import Area, Container, FreshwaterStation, Sensor
from apps.inventory.models import FeedPurchase

# Of each kind; what is asked for more closely has fewer.
MOST_FOUND = 20
LONGEST = 100


@dataclass(frozen=True)
class Found:
    """What was found of one kind."""

    kind: str
    links: Sequence[tuple[Link, str]]  # and what there is to say beside the name
    more: bool


def search(asked: str) -> list[Found]:
    """Everything whose name or number holds these letters; nothing for no letters."""
    words = asked.strip()[:LONGEST]
    if not words:
        return []
    kinds = (
        ("batches", _batches),
        ("sites", _sites),
        ("containers", _containers),
        ("sensors", _sensors),
        ("lots of feed", _lots),
        ("harvests", _harvests),
        ("laboratory samples", _samples),
        ("people", _people),
    )
    found = [(kind, looked(words)) for kind, looked in kinds]
    return [Found(kind, rows[:MOST_FOUND], len(rows) > MOST_FOUND) for kind, rows in found if rows]


Rows = list[tuple[Link, str]]


def _batches(words: str) -> Rows:
    rows = Batch.objects.filter(batch_number__icontains=words).select_related("lifecycle_stage")
    return [
        (link_to(one), f"{one.get_status_display().lower()}, {one.lifecycle_stage.name}")
        for one in rows.order_by("-start_date")[: MOST_FOUND + 1]
    ]


def _sites(words: str) -> Rows:
    places: list[Any] = [
        *FreshwaterStation.objects.filter(name__icontains=words).select_related("geography"),
        *Area.objects.filter(name__icontains=words).select_related("geography"),
    ]
    return [(link_to(one), one.geography.name) for one in places[: MOST_FOUND + 1]]


def _containers(words: str) -> Rows:
    rows = Container.objects.filter(name__icontains=words).select_related(
        "area", "hall__freshwater_station", "container_type"
    )
    return [
        (link_to(one), f"{one.container_type.name}, {site_of(one)}")
        for one in rows.order_by("name", "pk")[: MOST_FOUND + 1]
    ]


def _sensors(words: str) -> Rows:
    rows = Sensor.objects.filter(Q(serial_number__icontains=words) | Q(name__icontains=words))
    return [
        (link_to(one), one.serial_number) for one in rows.order_by("name", "pk")[: MOST_FOUND + 1]
    ]


def _lots(words: str) -> Rows:
    """Lots of feed; each leads to the purchases of its day."""
    rows = FeedPurchase.objects.filter(batch_number__icontains=words).select_related("feed")
    return [
        (
            Link(one.batch_number or "", _days_of_feed(one.purchase_date)),
            f"{one.feed.name}, {one.supplier}, ordered {one.purchase_date}",
        )
        for one in rows.order_by("-purchase_date", "-pk")[: MOST_FOUND + 1]
    ]


def _days_of_feed(day: Any) -> str:
    return f"{reverse('explorer:feed')}?from={day}&to={day}"


def _harvests(words: str) -> Rows:
    rows = HarvestEvent.objects.filter(document_ref__icontains=words).select_related("batch")
    return [
        (
            Link(one.document_ref, reverse("explorer:batch", args=[one.batch_id])),
            f"{one.batch}, {one.event_date:%Y-%m-%d}",
        )
        for one in rows.order_by("-event_date", "-pk")[: MOST_FOUND + 1]
    ]


def _samples(words: str) -> Rows:
    rows = HealthLabSample.objects.filter(lab_reference_id__icontains=words).select_related(
        "batch_container_assignment__batch"
    )
    return [
        (
            Link(
                one.lab_reference_id or "",
                reverse("explorer:batch", args=[one.batch_container_assignment.batch_id]),
            ),
            f"{one.batch_container_assignment.batch}, {one.sample_date}",
        )
        for one in rows.order_by("-sample_date", "-pk")[: MOST_FOUND + 1]
    ]


def _people(words: str) -> Rows:
    """Who signs rows of the books: by name alone, for nothing else of them is shown."""
    users: Any = get_user_model()
    rows = users.objects.filter(
        Q(username__icontains=words)
        | Q(first_name__icontains=words)
        | Q(last_name__icontains=words)
    )
    return [
        (Link(one.get_full_name() or one.username, reverse("explorer:person", args=[one.pk])), "")
        for one in rows.order_by("last_name", "first_name")[: MOST_FOUND + 1]
    ]
