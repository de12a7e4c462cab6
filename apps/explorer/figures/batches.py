"""Batches: all of them, and the life of one from egg to harvest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
from django.db.models import Count, F, Min, Q, QuerySet, Sum
from django.shortcuts import get_object_or_404
from django.urls import reverse

from apps.batch.models import Batch, BatchContainerAssignment, GrowthSample, MortalityEvent
from apps.explorer.charts import Bar, Chart, Gantt, Listing, Series
from apps.explorer.figures.deaths import deaths_by_cause
from apps.explorer.links import link_to, site_of
from apps.explorer.palette import stage_colour
from apps.explorer.periods import Days, drawn
from apps.infrastructure.models import Area, FreshwaterStation
from apps.inventory.models import BatchFeedingSummary

# Batches on the Gantt chart of all: as many as fit a page.
MOST_BATCHES = 80
GROWTH_STEP_DAYS = 14


@dataclass(frozen=True)
class Filters:
    """Which batches a list shows."""

    status: str = ""
    stage: str = ""
    country: str = ""


def found(filters: Filters) -> "QuerySet[Batch]":
    """The batches that pass, the youngest first."""
    rows = Batch.objects.select_related("lifecycle_stage").annotate(
        fish=Sum("assignments__population_count", filter=Q(assignments__is_active=True)),
        kg=Sum("assignments__biomass_kg", filter=Q(assignments__is_active=True)),
        containers=Count("assignments", filter=Q(assignments__is_active=True)),
    )
    if filters.status:
        rows = rows.filter(status=filters.status)
    if filters.stage:
        rows = rows.filter(lifecycle_stage__name=filters.stage)
    if filters.country:
        rows = rows.filter(pk__in=_batches_of(filters.country))
    return rows.order_by("-start_date", "-batch_number")


BATCH_COLUMNS = (
    "batch",
    "status",
    "stage",
    "begun",
    "ended",
    "containers",
    "fish",
    "mean weight [g]",
    "biomass [kg]",
)


def rows(batches: Iterable[Any]) -> Listing:
    """Batches as `found` gives them, as a table; each leads to its page."""
    return Listing(
        BATCH_COLUMNS,
        [
            [
                link_to(one),
                one.get_status_display(),
                one.lifecycle_stage.name,
                f"{one.start_date}",
                f"{one.actual_end_date or ''}",
                one.containers,
                one.fish,
                round(1000.0 * float(one.kg) / one.fish, 1) if one.fish else None,
                one.kg,
            ]
            for one in batches
        ],
        "batches",
    )


def _batches_of(country: str) -> "QuerySet[BatchContainerAssignment, Any]":
    """Keys of the batches whose containers lie in a country."""
    return BatchContainerAssignment.objects.filter(
        Q(container__area__geography__name=country)
        | Q(container__hall__freshwater_station__geography__name=country)
    ).values("batch")


def batch(pk: int) -> Batch:
    """One batch; Http404 when there is none of this key."""
    return get_object_or_404(Batch.objects.select_related("lifecycle_stage", "species"), pk=pk)


def lives(batches: Sequence[Batch], last_day: date) -> Gantt:
    """The stages of some batches up to the books' last day, one row each."""
    rows = BatchContainerAssignment.objects.filter(batch__in=[b.pk for b in batches]).values_list(
        "batch__batch_number",
        "batch_id",
        "lifecycle_stage__name",
        "lifecycle_stage__order",
        "assignment_date",
        "departure_date",
    )
    spans: dict[tuple[str, int, str, int], tuple[date, date | None]] = {}
    for number, key, stage, order, first, last in rows:
        begun, ended = spans.get((number, key, stage, order), (first, last))
        ended = None if ended is None or last is None else max(ended, last)
        spans[number, key, stage, order] = (min(begun, first), ended)
    return Gantt(
        key="lives",
        title="Lives",
        says="The stages of each batch over time; a row leads to its batch.",
        rows=[b.batch_number for b in batches],
        bars=[
            Bar(
                number,
                first,
                last or last_day,
                f"{number}, {stage}",
                stage_colour(order),
                reverse("explorer:batch", args=[key]),
                stage,
            )
            for (number, key, stage, order), (first, last) in sorted(
                spans.items(), key=lambda item: (item[0][3], item[0][0])
            )
        ],
        links={b.batch_number: reverse("explorer:batch", args=[b.pk]) for b in batches},
    )


def stays(one: Batch) -> "QuerySet[BatchContainerAssignment]":
    """Every container that the batch lived in, in order."""
    return (
        BatchContainerAssignment.objects.filter(batch=one)
        .select_related("container__hall__freshwater_station", "container__area", "lifecycle_stage")
        .order_by("assignment_date", "container__name")
    )


def life(one: Batch, last_day: date) -> Days:
    """From the batch's first day to its last one, or to the books' last day while it lives."""
    return Days(one.start_date, max(one.actual_end_date or last_day, one.start_date))


def containers(one: Batch, last_day: date, *, unfolded: bool = False) -> Gantt:
    """Where the batch lived: one row for each hall or sea area and stage, or for each container."""
    bars: dict[tuple[str, str], list[BatchContainerAssignment]] = {}
    for stay in stays(one):
        row = stay.container.name if unfolded else f"{stay.lifecycle_stage.name}, {_house(stay)}"
        bars.setdefault((row, stay.lifecycle_stage.name), []).append(stay)
    days = life(one, last_day)
    return Gantt(
        key="containers",
        title="Containers and stages",
        says="Each container that the batch lived in, coloured by stage."
        if unfolded
        else "Where the batch lived, by hall or sea area, coloured by stage.",
        rows=list(dict.fromkeys(row for row, _ in bars)),
        days=(days.first, days.last),
        links={row: _page_of(found[0], unfolded=unfolded) for (row, _), found in bars.items()},
        bars=[
            Bar(
                row,
                min(stay.assignment_date for stay in found),
                max(stay.departure_date or last_day for stay in found),
                _crowd(found, stage),
                stage_colour(found[0].lifecycle_stage.order),
                _page_of(found[0], unfolded=unfolded),
                stage,
            )
            for (row, stage), found in bars.items()
        ],
    )


def _house(stay: BatchContainerAssignment) -> str:
    place = stay.container.hall or stay.container.area
    return place.name if place else "no site"


def _page_of(stay: BatchContainerAssignment, *, unfolded: bool) -> str:
    link = link_to(stay.container) if unfolded else site_of(stay.container)
    return link.address


def _crowd(found: Sequence[BatchContainerAssignment], stage: str) -> str:
    if len(found) == 1:
        return f"{stage}, {found[0].container.name}"
    return f"{stage}, {len({stay.container_id for stay in found})} containers"


def sites_of(one: Batch) -> list[tuple[str, str]]:
    """Names and addresses of the sites that the batch lived at."""
    used = BatchContainerAssignment.objects.filter(batch=one)
    stations = FreshwaterStation.objects.filter(halls__containers__assignments__in=used).distinct()
    areas = Area.objects.filter(containers__assignments__in=used).distinct()
    return [
        *((place.name, reverse("explorer:station", args=[place.pk])) for place in stations),
        *((place.name, reverse("explorer:area", args=[place.pk])) for place in areas),
    ]


def weight(one: Batch, days: Days | None = None) -> Chart:
    """Mean weight at each weighing beside what the books expect at each change of stage."""
    samples = (
        GrowthSample.objects.filter(assignment__batch=one, sample_size__gt=0)
        .values("sample_date")
        .annotate(grams=Sum(F("avg_weight_g") * F("sample_size")) / Sum("sample_size"))
        .order_by("sample_date")
    )
    points = [(s["sample_date"], round(float(s["grams"]), 3)) for s in samples]
    return Chart(
        key="weight",
        title="Weight",
        says="Mean weight of the fish weighed on each day, and the weight that the books expect "
        "at each change of stage.",
        series=(
            Series("weighed", points, "points", colour="c1"),
            Series("expected", _until(expected(one), days), "line", colour="c2"),
        )
        if points
        else (),
        y_names=("weight [g]",),
        days=drawn(days),
    )


def expected(one: Batch) -> list[tuple[date, float]]:
    """(day, weight [g]) that the books expect of the batch.

    Each stage's least weight on its first day, and the last one's greatest on its usual last day.
    """
    stages = (
        stays(one)
        .order_by("lifecycle_stage__order")
        .values_list(
            "lifecycle_stage__expected_weight_min_g",
            "lifecycle_stage__expected_weight_max_g",
            "lifecycle_stage__typical_duration_days",
        )
        .annotate(first=Min("assignment_date"))
    )
    knots: list[tuple[date, float]] = []
    end: tuple[date, float] | None = None
    for low, high, days, first in stages:
        if low is not None:
            knots.append((first, float(low)))
        known = high is not None and days is not None
        end = (first + timedelta(days=days), float(high)) if known else None
    return _grown([*knots, end] if end else knots)


def _until(points: list[tuple[date, float]], days: Days | None) -> list[tuple[date, float]]:
    """What is expected on days that are drawn, and the next point, to which the line leads."""
    if days is None:
        return points
    later = [point for point in points if point[0] > days.last]
    return [*(point for point in points if point[0] <= days.last), *later[:1]]


def _grown(knots: list[tuple[date, float]]) -> list[tuple[date, float]]:
    """A curve through the knots along which the cube root of weight grows evenly, as in TGC."""
    points = []
    for (first, low), (last, high) in pairwise(knots):
        steps = max((last - first).days // GROWTH_STEP_DAYS, 1)
        for step in range(steps):
            root = np.cbrt(low) + (np.cbrt(high) - np.cbrt(low)) * step / steps
            points.append((first + step * (last - first) / steps, round(float(root**3), 2)))
    return [*points, *knots[-1:]]


def deaths(one: Batch, days: Days | None = None) -> Chart:
    """Dead fish of each week, by cause."""
    return deaths_by_cause(MortalityEvent.objects.filter(batch=one), days)


def feeding(one: Batch, days: Days | None = None) -> Chart:
    """Feed of each week and the feed conversion ratio."""
    weeks = list(BatchFeedingSummary.objects.filter(batch=one).order_by("period_start"))
    return Chart(
        key="feeding",
        title="Feed and FCR",
        says="Feed given in each week, and feed eaten for each kilogram of growth.",
        series=(
            Series("feed", [(w.period_start, w.total_feed_kg) for w in weeks], "area"),
            Series("FCR", [(w.period_start, w.fcr) for w in weeks], "line", axis=1),
        ),
        y_names=("feed [kg a week]", "FCR"),
        days=drawn(days),
    )


STAY_COLUMNS = ("container", "stage", "from", "to", "fish at the start", "fish", "mean weight [g]")


def stay_rows(one: Batch) -> Listing:
    """The batch's stays as a table."""
    return Listing(
        STAY_COLUMNS,
        [
            [
                link_to(stay.container),
                stay.lifecycle_stage.name,
                stay.assignment_date.isoformat(),
                stay.departure_date.isoformat() if stay.departure_date else "now",
                stay.initial_population_count,
                stay.population_count,
                stay.avg_weight_g,
            ]
            for stay in stays(one)
        ],
        "stays",
    )
