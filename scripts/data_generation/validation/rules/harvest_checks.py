"""Fish are harvested when they may be harvested, and at the planned weight."""

from datetime import timedelta

from django.db.models import (
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    Sum,
)
from django.db.models.functions import TruncDate

from apps.batch.models import Batch
from apps.harvest.models import HarvestEvent
from apps.health.models import Treatment
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.registry import Group, Outcome, check, offenders

# A harvest is planned weeks ahead, with growth in normal water.
TOLERANCE = 0.10
# The harvest of a batch begins so long before its time is over: notice, fast, and its own days.
OVER_DAYS = 45
# Storms and withholding periods can delay the first day of a harvest by so much.
PUT_OFF_DAYS = 14


@check(
    "withholding",
    group=Group.RULES,
    proves="no fish are harvested within a treatment's withholding period",
    bounds="the treatment's own withholding_period_days",
)
def withholding(case: Case) -> Outcome:
    """Harvests too early after a treatment of the batch or of the cage."""
    # The outer column needs its type; without it SQLite subtracts the texts.
    harvested = ExpressionWrapper(OuterRef("event_date"), output_field=DateTimeField())
    periods = Treatment.objects.order_by().values_list("withholding_period_days", flat=True)
    held = Q(pk__in=[])
    for days in periods.distinct():
        held |= Q(withholding_period_days=days, since__lt=timedelta(days=days))
    too_early = (
        Treatment.objects.filter(
            Q(batch_assignment=OuterRef("assignment")) | Q(batch_assignment__isnull=True),
            batch=OuterRef("batch"),
            treatment_date__lte=OuterRef("event_date"),
        )
        .annotate(
            since=ExpressionWrapper(harvested - F("treatment_date"), output_field=DurationField())
        )
        .filter(held)
    )
    return offenders(
        HarvestEvent.objects.filter(Exists(too_early))
        .order_by("id")
        .values("id", "batch__batch_number", "event_date"),
        "harvest {id} of {batch__batch_number} on {event_date:%Y-%m-%d}",
    )


@check(
    "weight at harvest",
    group=Group.RULES,
    proves="batches are harvested at the planned weight, lighter only when their time was over, "
    "heavier only when their least time at sea had just passed",
    bounds=f"docs/production.md; the run's own plan; {TOLERANCE:.0%}: weeks of notice ahead",
)
def harvest_weight(case: Case) -> Outcome:
    """Batches too heavy that could have left sooner, or too light that could have stayed."""
    cycle = case.parameters.life_cycle
    lightest = (1 - TOLERANCE) * cycle.harvest_weight_min_g / 1000
    heaviest = (1 + TOLERANCE) * cycle.harvest_weight_max_g / 1000
    over_at = timedelta(days=cycle.grow_out_days_max - OVER_DAYS)
    # Fish that are well fed in warm water outgrow the plan before it lets them leave.
    may_leave = timedelta(days=cycle.grow_out_days_min + PUT_OFF_DAYS)
    at_sea = Q(assignments__container__area__isnull=False)
    came = Batch.objects.filter(at_sea, pk=OuterRef("pk")).order_by().values("pk")
    harvested = (
        Batch.objects.annotate(
            kg=Sum("harvest_events__lots__live_weight_kg"),
            fish=Sum("harvest_events__lots__unit_count"),
            first=Min("harvest_events__event_date"),
            last=Max("harvest_events__event_date"),
            came=Subquery(came.annotate(day=Min("assignments__assignment_date")).values("day")),
        )
        .filter(status=Batch.Status.COMPLETED, fish__gt=0)
        .annotate(
            mean=ExpressionWrapper(F("kg") * 1.0 / F("fish"), FloatField()),
            waited=ExpressionWrapper(TruncDate("first") - F("came"), DurationField()),
            stayed=ExpressionWrapper(TruncDate("last") - F("came"), DurationField()),
        )
    )
    wrong = harvested.filter(
        Q(mean__gt=heaviest, waited__gt=may_leave) | Q(mean__lt=lightest, stayed__lt=over_at)
    )
    return offenders(
        wrong.order_by("pk").values("batch_number", "mean", "came"),
        "{batch_number}: {mean:.2f} kg a fish, at sea since {came}",
    )


CHECKS = (withholding, harvest_weight)
