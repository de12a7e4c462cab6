"""A batch lives its stages as long as each takes, first in fresh water and then at sea."""

from typing import Any

from django.db.models import Count, F, Max, Min, OuterRef, Q, Subquery

from apps.batch.models import Batch, BatchContainerAssignment, LifecycleStage
from apps.infrastructure.models import Container, ContainerType
from scripts.data_generation.config.fish.life_cycle import STAGE_LABELS, LifeCycle, Stage
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.known_names import keys_named, names_of
from scripts.data_generation.validation.engine.registry import Group, Outcome, check, offenders

PLAN = "docs/realism.md, the plan; the run's own"
# Moves wait for room, for storms and for a rested area; harvests for storms and withholding.
LATE_DAYS = 28
AQUAMIND = "AquaMind: a hall belongs to a station, an area lies in the sea"


@check(
    "stage durations",
    group=Group.RULES,
    proves="each stage of a batch lasts as long as the plan says, apart from waits",
    bounds=f"{PLAN}: 85-95 days each, 400-500 at sea; up to {LATE_DAYS} more for storms and room",
)
def stage_durations(case: Case) -> Outcome:
    """Stages that were too short, or are longer than the plan and the longest wait allow."""
    wrong = []
    names = names_of(LifecycleStage)
    for batch, stage, began, ended, over in _stages(case):
        name = names[stage]
        least, most = _planned(case.parameters.life_cycle, Stage(STAGE_LABELS.index(name)))
        days = (ended - began).days
        if days > most + LATE_DAYS or (over and days < least):
            wrong.append(f"{batch}: {name} for {days} days")
    return Outcome.of(wrong)


def _stages(case: Case) -> Any:
    """Batch, key of a stage, its first day, the day it ended or the books end, whether it is over.

    One row a batch and stage, in order. A stage ends when the first fish reach the next one.
    """
    rows = (
        BatchContainerAssignment.objects.filter(
            lifecycle_stage__in=keys_named(LifecycleStage, STAGE_LABELS)
        )
        .order_by("batch", "lifecycle_stage__order")
        .values_list("batch__batch_number", "lifecycle_stage")
        .annotate(
            began=Min("assignment_date"),
            left=Max("departure_date"),
            open=Count("pk", filter=Q(is_active=True)),
        )
    )
    stages = list(rows)
    for number, (batch, stage, began, left, still_there) in enumerate(stages):
        following = stages[number + 1] if number + 1 < len(stages) else None
        if following and following[0] == batch:
            yield batch, stage, began, following[2], True
        elif still_there:
            yield batch, stage, began, case.last_day, False
        else:
            yield batch, stage, began, left, True


def _planned(cycle: LifeCycle, stage: Stage) -> tuple[int, int]:
    """The least and the most days of a stage."""
    if stage is Stage.EGG_ALEVIN:
        return cycle.egg_days_min, cycle.egg_days_max
    if stage is Stage.ADULT:
        return cycle.grow_out_days_min, cycle.grow_out_days_max
    return cycle.stage_days_min, cycle.stage_days_max


@check(
    "fresh water and sea",
    group=Group.RULES,
    proves="freshwater stages live in the halls of stations, adults in sea areas; cages are at sea",
    bounds=AQUAMIND,
)
def fresh_water_and_sea(case: Case) -> Outcome:
    """Freshwater stages at sea and adults ashore; cages in halls and tanks at sea."""
    adult = Q(lifecycle_stage__in=keys_named(LifecycleStage, [Stage.ADULT.label]))
    stages = keys_named(LifecycleStage, STAGE_LABELS)
    known = BatchContainerAssignment.objects.filter(lifecycle_stage__in=stages)
    in_the_wrong_water = known.filter(
        adult & Q(container__area__isnull=True) | ~adult & Q(container__hall__isnull=True)
    )
    pens = Q(container_type__category=ContainerType.Category.PEN)
    misplaced = Container.objects.filter(pens & Q(area__isnull=True) | ~pens & Q(hall__isnull=True))
    fish = offenders(
        in_the_wrong_water.order_by("pk").values("pk", "lifecycle_stage__name", "container__name"),
        "assignment {pk}: {lifecycle_stage__name} in {container__name}",
    )
    places = offenders(
        misplaced.order_by("pk").values("name", "container_type__name"),
        "{container_type__name} {name}",
    )
    return Outcome.together((fish, places))


@check(
    "way to the sea",
    group=Group.RULES,
    proves="a batch grows up in one station, goes to sea in the same country, and never comes back",
    bounds="docs/realism.md, sites, cages and density: a generation stays together",
)
def way_to_the_sea(case: Case) -> Outcome:
    """Batches in two stations, at sea in another country, or ashore after all were at sea."""
    own = BatchContainerAssignment.objects.filter(batch=OuterRef("pk")).order_by()
    ashore = own.filter(container__hall__isnull=False).values("batch")
    to_sea = own.filter(container__area__isnull=False).values("batch")
    station = "assignments__container__hall__freshwater_station"
    batches = Batch.objects.annotate(
        stations=Count(station, distinct=True),
        country=Min(f"{station}__geography"),
        sea_country=Min("assignments__container__area__geography"),
        last_ashore=Subquery(ashore.annotate(last=Max("assignment_date")).values("last")),
        all_at_sea=Subquery(to_sea.annotate(last=Max("assignment_date")).values("last")),
    )
    wrong = batches.filter(
        Q(stations__gt=1)
        | ~Q(sea_country=F("country")) & Q(sea_country__isnull=False, country__isnull=False)
        | Q(last_ashore__gt=F("all_at_sea"))
    )
    return offenders(
        wrong.order_by("pk").values("batch_number", "stations", "last_ashore", "all_at_sea"),
        "{batch_number}: {stations} stations, ashore on {last_ashore}, at sea on {all_at_sea}",
    )


@check(
    "status of batches",
    group=Group.RULES,
    proves="active batches have fish, completed ones have none, and a batch's stage is its fish's",
    bounds="AquaMind: a batch's status and stage sum up its assignments",
)
def status_of_batches(case: Case) -> Outcome:
    """Batches whose status or stage does not agree with their open assignments."""
    fish = Batch.objects.annotate(
        open=Count("assignments", filter=Q(assignments__is_active=True)),
        first_stage=Min(
            "assignments__lifecycle_stage__order", filter=Q(assignments__is_active=True)
        ),
        last_stage=Max(
            "assignments__lifecycle_stage__order", filter=Q(assignments__is_active=True)
        ),
    )
    wrong = fish.filter(
        Q(status=Batch.Status.ACTIVE, open=0)
        | Q(status=Batch.Status.COMPLETED, open__gt=0)
        | Q(lifecycle_stage__order__lt=F("first_stage"))
        | Q(lifecycle_stage__order__gt=F("last_stage"))
    )
    return offenders(
        wrong.order_by("pk").values("batch_number", "status", "open", "lifecycle_stage__name"),
        "{batch_number}: {status}, {lifecycle_stage__name}, {open} containers",
    )


CHECKS = (stage_durations, fresh_water_and_sea, way_to_the_sea, status_of_batches)
