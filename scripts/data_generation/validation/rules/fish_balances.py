"""No fish is lost or doubled: balances of batches, assignments, transfers and harvests."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from apps.batch.models import (
    Batch,
    BatchContainerAssignment,
    BatchTransferWorkflow,
    MortalityEvent,
    TransferAction,
)
from apps.harvest.models import HarvestLot
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.registry import Group, Outcome, check, offenders
from scripts.data_generation.validation.engine.sums import fish_of

LAW = "docs/architecture.md: every fish is alive, dead or harvested; exact, in whole fish"

DONE = TransferAction.objects.filter(status=TransferAction.Status.COMPLETED)
ARRIVED_FROM_ELSEWHERE = Exists(DONE.filter(dest_assignment=OuterRef("pk")))
LAST_DAY = Q(actual_execution_date=F("source_assignment__departure_date"))
FIRST_DAY = Q(actual_execution_date=F("dest_assignment__assignment_date"))


def _left(actions: "QuerySet[TransferAction]") -> F | object:
    """Number of fish that these actions took from an assignment, dead or alive."""
    return fish_of(actions, "source_assignment", "transferred_count") + fish_of(
        actions, "source_assignment", "mortality_during_transfer"
    )


@check(
    "batch fish",
    group=Group.RULES,
    proves="of every batch, eggs received = alive + dead + dead on moves + harvested",
    bounds=LAW,
)
def batch_fish(case: Case) -> Outcome:
    """Batches whose fish do not add up."""
    own = BatchContainerAssignment.objects.all()
    sums = Batch.objects.annotate(
        eggs=fish_of(own.exclude(ARRIVED_FROM_ELSEWHERE), "batch", "initial_population_count"),
        alive=fish_of(own.filter(is_active=True), "batch", "population_count"),
        dead=fish_of(MortalityEvent.objects.all(), "batch", "count"),
        moving=fish_of(DONE, "workflow__batch", "mortality_during_transfer"),
        harvested=fish_of(
            own.filter(is_active=False, harvest_events__isnull=False), "batch", "population_count"
        ),
    )
    wrong = sums.exclude(eggs=F("alive") + F("dead") + F("moving") + F("harvested"))
    return offenders(
        wrong.order_by("id").values("batch_number", "eggs", "alive", "dead", "moving", "harvested"),
        "{batch_number}: {eggs} eggs, {alive} alive, {dead} dead, {moving} dead on moves, "
        "{harvested} harvested",
    )


@check(
    "assignment fish",
    group=Group.RULES,
    proves="of every assignment, fish that came - dead - moved out = fish there now, or at its end",
    bounds=LAW,
)
def assignment_fish(case: Case) -> Outcome:
    """Assignments whose fish do not add up; the last day's departures are its final count."""
    sums = BatchContainerAssignment.objects.annotate(
        later=fish_of(DONE.exclude(FIRST_DAY), "dest_assignment", "transferred_count"),
        dead=fish_of(MortalityEvent.objects.all(), "assignment", "count"),
        out=_left(DONE.exclude(LAST_DAY & Q(source_assignment__is_active=False))),
    )
    wrong = sums.exclude(
        population_count=F("initial_population_count") + F("later") - F("dead") - F("out")
    )
    return offenders(
        wrong.order_by("id").values(
            "id", "initial_population_count", "later", "dead", "out", "population_count"
        ),
        "assignment {id}: {initial_population_count} + {later} later - {dead} dead - {out} moved "
        "is not {population_count}",
    )


@check(
    "emptied assignments",
    group=Group.RULES,
    proves="what an assignment closed with was moved or harvested on its last day",
    bounds=LAW,
)
def emptied_assignments(case: Case) -> Outcome:
    """Closed assignments that more or fewer fish left on the last day than were there."""
    closed = BatchContainerAssignment.objects.filter(
        is_active=False, harvest_events__isnull=True
    ).annotate(out=_left(DONE.filter(LAST_DAY)))
    wrong = closed.exclude(population_count=F("out"))
    return offenders(
        wrong.order_by("id").values("id", "population_count", "out"),
        "assignment {id}: closed with {population_count} fish, {out} left",
    )


@check(
    "arrivals",
    group=Group.RULES,
    proves="an assignment that fish were moved to began with those that came on its first day",
    bounds=LAW,
)
def arrivals(case: Case) -> Outcome:
    """Assignments that began with more or fewer fish than arrived."""
    moved_to = BatchContainerAssignment.objects.filter(ARRIVED_FROM_ELSEWHERE)
    first = moved_to.annotate(
        came=fish_of(DONE.filter(FIRST_DAY), "dest_assignment", "transferred_count")
    )
    return offenders(
        first.exclude(initial_population_count=F("came"))
        .order_by("id")
        .values("id", "initial_population_count", "came"),
        "assignment {id}: began with {initial_population_count} fish, {came} arrived",
    )


@check(
    "transfers",
    group=Group.RULES,
    proves="of every completed transfer, fish taken = moved + dead = the sums of its actions",
    bounds=LAW,
)
def transfers(case: Case) -> Outcome:
    """Completed transfers whose totals do not agree with each other or with their actions."""
    done = BatchTransferWorkflow.objects.filter(status=BatchTransferWorkflow.Status.COMPLETED)
    sums = done.annotate(
        moved=fish_of(DONE, "workflow", "transferred_count"),
        died=fish_of(DONE, "workflow", "mortality_during_transfer"),
    )
    wrong = sums.exclude(
        total_transferred_count=F("moved"),
        total_mortality_count=F("died"),
        total_source_count=F("moved") + F("died"),
    )
    return offenders(
        wrong.order_by("id").values("workflow_number", "total_source_count", "moved", "died"),
        "{workflow_number}: {total_source_count} taken, {moved} moved, {died} dead",
    )


@check(
    "actions",
    group=Group.RULES,
    proves="no action of a transfer takes more fish than its source held",
    bounds=LAW,
)
def actions(case: Case) -> Outcome:
    """Actions that took more fish than there were."""
    wrong = DONE.filter(
        source_population_before__lt=F("transferred_count") + F("mortality_during_transfer")
    )
    return offenders(
        wrong.order_by("id").values("id", "source_population_before", "transferred_count"),
        "action {id}: {transferred_count} moved of {source_population_before}",
    )


@check(
    "harvest lots",
    group=Group.RULES,
    proves="the lots of a harvest hold as many fish as the cage did, where there are lots",
    bounds=LAW,
)
def harvest_lots(case: Case) -> Outcome:
    """Harvested assignments whose lots count more or fewer fish than they closed with."""
    harvested = BatchContainerAssignment.objects.filter(harvest_events__lots__isnull=False)
    sums = harvested.distinct().annotate(
        fish=fish_of(HarvestLot.objects.all(), "event__assignment", "unit_count")
    )
    return offenders(
        sums.exclude(fish=F("population_count"))
        .order_by("id")
        .values("id", "population_count", "fish"),
        "assignment {id}: {population_count} fish harvested, {fish} in lots",
    )


@check(
    "stage order",
    group=Group.RULES,
    proves="fish move within their stage or to the next one, never back and never over one",
    bounds="docs/realism.md, stage weights and degree-days: the six stages in order",
)
def stage_order(case: Case) -> Outcome:
    """Actions between stages that do not follow each other."""
    before, after = "source_assignment__lifecycle_stage", "dest_assignment__lifecycle_stage"
    wrong = DONE.filter(dest_assignment__isnull=False).exclude(
        Q(**{f"{after}__order": F(f"{before}__order")})
        | Q(**{f"{after}__order": F(f"{before}__order") + 1})
    )
    return offenders(
        wrong.order_by("id").values("id", f"{before}__name", f"{after}__name"),
        f"action {{id}}: from {{{before}__name}} to {{{after}__name}}",
    )


CHECKS = (
    batch_fish,
    assignment_fish,
    emptied_assignments,
    arrivals,
    transfers,
    actions,
    harvest_lots,
    stage_order,
)
