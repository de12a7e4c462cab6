"""Containers hold one batch at a time, within their limits, and rest; sea areas lie fallow."""

from datetime import timedelta

from django.db.models import Case as SqlCase
from django.db.models import (
    Count,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    Max,
    OuterRef,
    Q,
    RowRange,
    Sum,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, Lag

from apps.batch.models import Batch, BatchContainerAssignment, LifecycleStage
from apps.infrastructure import models as places
from apps.infrastructure.models import Area, Container
from apps.inventory.models import FeedingEvent
from scripts.data_generation.config.company.equipment import (
    CONTAINER_TYPES,
    STAGE_OF_KIND,
    ContainerType,
)
from scripts.data_generation.config.company.places import Geography
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.known_names import keys_named
from scripts.data_generation.validation.engine.registry import Group, Outcome, check, offenders

DENSITY = "the container's own max_biomass_kg: docs/realism.md, sites, cages and density"
FALLOW = "docs/realism.md, fallow and rest; the run's own parameters"

# An assignment that goes on keeps its container without end.
STILL_THERE = Value("9999-12-31", output_field=DateField())
SEA = Q(container__area__isnull=False)


def _of_earlier_stays(expression: Max | Lag, frame: RowRange | None = None) -> Window:
    """An expression over the container's assignments in order of arrival."""
    return Window(
        expression,
        partition_by="container",
        order_by=["assignment_date", "id"],
        frame=frame,
    )


@check(
    "one batch a container",
    group=Group.INTEGRITY,
    proves="no container holds two assignments at the same time",
    bounds="docs/architecture.md: occupied from arrival to the day before departure",
)
def one_batch_a_container(case: Case) -> Outcome:
    """Assignments that began before an earlier one of their container had ended."""
    stays = BatchContainerAssignment.objects.annotate(
        taken_until=_of_earlier_stays(
            Max(Coalesce("departure_date", STILL_THERE)), RowRange(start=None, end=-1)
        )
    )
    return offenders(
        stays.filter(taken_until__gt=F("assignment_date"))
        .order_by("id")
        .values("id", "container__name", "assignment_date", "taken_until"),
        "assignment {id}: came to {container__name} on {assignment_date}, taken until "
        "{taken_until}",
    )


@check(
    "rest of containers",
    group=Group.RULES,
    proves="between two batches a container rests as long as its kind must",
    bounds=FALLOW,
)
def rest_of_containers(case: Case) -> Outcome:
    """Assignments that began too early after another batch."""
    rests = zip(CONTAINER_TYPES, case.parameters.life_cycle.rest_days, strict=True)
    needed = SqlCase(
        *(When(_of_kind(kind), then=Value(timedelta(days=days))) for kind, days in rests),
        default=Value(timedelta(0)),
        output_field=DurationField(),
    )
    stays = BatchContainerAssignment.objects.annotate(
        needed=needed,
        batch_before=_of_earlier_stays(Lag("batch_id")),
        empty_from=_of_earlier_stays(Lag("departure_date")),
    ).annotate(
        rest=ExpressionWrapper(F("assignment_date") - F("empty_from"), output_field=DurationField())
    )
    wrong = stays.filter(rest__lt=F("needed")).exclude(batch_before=F("batch_id"))
    return offenders(
        wrong.order_by("id").values("id", "container__name", "empty_from", "assignment_date"),
        "assignment {id}: {container__name} emptied on {empty_from}, taken on {assignment_date}",
    )


def _of_kind(kind: ContainerType) -> Q:
    """What stands in containers of this kind."""
    return Q(container__container_type__in=keys_named(places.ContainerType, [kind.name]))


@check(
    "fallow of areas",
    group=Group.RULES,
    proves="a sea area lies fallow between two batches",
    bounds=FALLOW,
)
def fallow_of_areas(case: Case) -> Outcome:
    """Assignments at sea that began while an earlier batch was there or had just left."""
    cycle = case.parameters.life_cycle
    faroe = Q(
        container__area__geography__in=keys_named(places.Geography, [Geography.FAROE_ISLANDS.label])
    )
    too_short = Q(faroe, empty__lt=timedelta(days=cycle.area_fallow_faroe_days)) | Q(
        ~faroe, empty__lt=timedelta(days=cycle.area_fallow_scotland_days)
    )
    # The outer column needs its type; without it SQLite subtracts the texts.
    began = ExpressionWrapper(OuterRef("assignment_date"), output_field=DateField())
    others = (
        BatchContainerAssignment.objects.filter(
            container__area=OuterRef("container__area"),
            assignment_date__lt=OuterRef("assignment_date"),
        )
        .exclude(batch=OuterRef("batch"))
        .annotate(
            empty=ExpressionWrapper(
                began - Coalesce("departure_date", STILL_THERE), output_field=DurationField()
            )
        )
        .filter(too_short)
    )
    return offenders(
        BatchContainerAssignment.objects.filter(SEA)
        .filter(Exists(others))
        .order_by("id")
        .values("id", "container__area__name", "batch__batch_number", "assignment_date"),
        "assignment {id}: {batch__batch_number} came to {container__area__name} on "
        "{assignment_date}, before the area had lain fallow",
    )


@check(
    "one area a batch",
    group=Group.RULES,
    proves="a batch grows out in one sea area, or in two of one geography",
    bounds="docs/realism.md, sites, cages and density: a generation stays together",
)
def one_area_a_batch(case: Case) -> Outcome:
    """Batches in more than two areas, or in two geographies."""
    spread = Batch.objects.annotate(
        areas=Count("assignments__container__area", distinct=True),
        geographies=Count("assignments__container__area__geography", distinct=True),
    )
    return offenders(
        spread.filter(Q(areas__gt=2) | Q(geographies__gt=1))
        .order_by("id")
        .values("batch_number", "areas", "geographies"),
        "{batch_number}: in {areas} areas of {geographies} geographies",
    )


@check(
    "room in containers",
    group=Group.RULES,
    proves="fish weigh no more than their container may hold, today and on the day they left",
    bounds=DENSITY,
)
def room_in_containers(case: Case) -> Outcome:
    """Assignments above their container's limit."""
    heavy = BatchContainerAssignment.objects.filter(biomass_kg__gt=F("container__max_biomass_kg"))
    return offenders(
        heavy.order_by("id").values("id", "biomass_kg", "container__max_biomass_kg"),
        "assignment {id}: {biomass_kg} kg in a container for {container__max_biomass_kg} kg",
    )


@check(
    "density",
    group=Group.RULES,
    proves="at no meal are fish denser than their kind of container allows",
    bounds="docs/realism.md, sites, cages and density; the run's own equipment",
)
def density(case: Case) -> Outcome:
    """Meals of fish that weighed more a cubic metre; 10 g are allowed for rounding."""
    limits = SqlCase(
        *(
            When(_of_kind(kind), then=Value(limit))
            for kind, limit in zip(
                CONTAINER_TYPES, case.parameters.equipment.max_densities, strict=True
            )
        ),
        output_field=FloatField(),
    )
    dense = FeedingEvent.objects.annotate(
        limit=limits,
        most=ExpressionWrapper(F("container__volume_m3") * F("limit"), FloatField()),
    )
    return offenders(
        dense.filter(batch_biomass_kg__gt=F("most") + 0.01)
        .order_by("pk")
        .values("pk", "container__name", "batch_biomass_kg", "most"),
        "meal {pk}: {batch_biomass_kg} kg in {container__name}, which may hold {most:.0f} kg",
    )


@check(
    "room in areas",
    group=Group.RULES,
    proves="the fish in a sea area weigh no more today than it is licensed for",
    bounds="the area's own max_biomass: docs/realism.md, sites, cages and density",
)
def room_in_areas(case: Case) -> Outcome:
    """Areas above their licence."""
    loads = Area.objects.annotate(
        biomass=Sum(
            "containers__assignments__biomass_kg",
            filter=Q(containers__assignments__is_active=True),
        )
    )
    return offenders(
        loads.filter(biomass__gt=F("max_biomass"))
        .order_by("id")
        .values("name", "biomass", "max_biomass"),
        "{name}: {biomass} kg where {max_biomass} kg are licensed",
    )


@check(
    "stage and container",
    group=Group.RULES,
    proves="every stage lives in its own kind of container",
    bounds="config/company/equipment.py, STAGE_OF_KIND",
)
def stage_and_container(case: Case) -> Outcome:
    """Assignments in containers of another stage."""
    fitting = Q()
    for kind, stage in zip(CONTAINER_TYPES, STAGE_OF_KIND, strict=True):
        stages = keys_named(LifecycleStage, [stage.label])
        fitting |= _of_kind(kind) & Q(lifecycle_stage__in=stages)
    wrong = BatchContainerAssignment.objects.exclude(fitting)
    return offenders(
        wrong.order_by("id").values("id", "lifecycle_stage__name", "container__name"),
        "assignment {id}: {lifecycle_stage__name} in {container__name}",
    )


@check(
    "containers in use",
    group=Group.RULES,
    proves="every container that holds fish is in use and meant for holding fish",
    bounds="AquaMind's own hierarchy roles",
)
def containers_that_hold(case: Case) -> Outcome:
    """Occupied containers that are out of use or hold other containers."""
    wrong = Container.objects.filter(assignments__is_active=True).exclude(
        active=True, hierarchy_role=Container.HierarchyRole.HOLDING
    )
    return offenders(wrong.order_by("id").values("name"), "{name} holds fish")


CHECKS = (
    one_batch_a_container,
    rest_of_containers,
    fallow_of_areas,
    one_area_a_batch,
    room_in_containers,
    density,
    room_in_areas,
    stage_and_container,
    containers_that_hold,
)
