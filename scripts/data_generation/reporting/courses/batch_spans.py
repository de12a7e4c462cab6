"""When and where batches lived: their stages, their generations at sea, containers by day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Count, Max, Min, Q, Sum

from apps.batch.models import BatchContainerAssignment
from apps.infrastructure.models import Container
from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.reporting.history_months import HistoryMonths


@dataclass(frozen=True)
class StageSpan:
    """A stage of a batch, from its first fish's arrival to the last one's departure or today."""

    batch: str
    order: int
    stage: str
    first: date
    last: date | None  # None while fish are there
    containers: int


@dataclass(frozen=True)
class Generation:
    """A batch in one sea area: the fish that came, and the days between which it was there."""

    country: str
    area: str
    batch: str
    came: date
    left: date | None
    cages: int
    fish: int


def stage_spans() -> list[StageSpan]:
    """The stages of all batches, by the batch's start."""
    start, number = "batch__start_date", "batch__batch_number"
    order, name = "lifecycle_stage__order", "lifecycle_stage__name"
    stays = BatchContainerAssignment.objects.order_by(start, number, order)
    rows: Any = stays.values(start, number, order, name).annotate(
        **_span(), containers=Count("container", distinct=True)
    )
    return [
        StageSpan(
            batch=row[number],
            order=row[order],
            stage=row[name],
            first=row["first"],
            last=_left(row),
            containers=row["containers"],
        )
        for row in rows
    ]


def generations() -> list[Generation]:
    """The batches of every sea area, in the order in which they came there."""
    country, area = "container__area__geography__name", "container__area__name"
    number = "batch__batch_number"
    stays = BatchContainerAssignment.objects.filter(container__area__isnull=False).order_by()
    rows: Any = stays.values(country, area, number).annotate(
        **_span(), cages=Count("container", distinct=True), fish=Sum("initial_population_count")
    )
    found = [
        Generation(
            country=row[country],
            area=row[area],
            batch=row[number],
            came=row["first"],
            left=_left(row),
            cages=row["cages"],
            fish=row["fish"],
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.country, one.area, one.came))


def containers_in_use(
    months: HistoryMonths, *by: str, **only: Any
) -> dict[tuple[Any, ...], Floats]:
    """Occupied containers on each day of the history, by columns of the stays; shape (days,).

    A container is occupied from the day fish arrive to the day before they leave. `only` filters
    the stays.
    """
    changes: dict[tuple[Any, ...], Integers] = {}
    stays = BatchContainerAssignment.objects.filter(**only).order_by()
    for sign, day in ((1, "assignment_date"), (-1, "departure_date")):
        for row in stays.values(*by, day).annotate(stays=Count("pk")):
            if row[day] is None or row[day] > months.end:
                continue
            key = tuple(row[name] for name in by)
            of_key = changes.setdefault(key, np.zeros(months.days, np.int64))
            of_key[max(0, (row[day] - months.begin).days)] += sign * row["stays"]
    return {key: change.cumsum().astype(np.float64) for key, change in changes.items()}


def containers_there(*by: str) -> dict[tuple[Any, ...], int]:
    """Containers that hold fish themselves, by columns of the container."""
    holding = Container.objects.filter(hierarchy_role=Container.HierarchyRole.HOLDING).order_by()
    counted = holding.values(*by).annotate(count=Count("pk"))
    return {tuple(row[name] for name in by): row["count"] for row in counted}


def _span() -> dict[str, Any]:
    return {
        "first": Min("assignment_date"),
        "last": Max("departure_date"),
        "there": Count("pk", filter=Q(is_active=True)),
    }


def _left(row: dict[str, Any]) -> date | None:
    return None if row["there"] else row["last"]
