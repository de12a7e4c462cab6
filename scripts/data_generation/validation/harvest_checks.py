"""Fish are harvested when they may be, and at the weight that was planned."""

from datetime import timedelta

from django.db.models import (
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
)

from apps.harvest.models import HarvestEvent
from apps.health.models import Treatment
from scripts.data_generation.validation.case import Case
from scripts.data_generation.validation.registry import Group, Outcome, check, offenders


@check(
    "withholding",
    group=Group.RULES,
    proves="no fish are harvested within a treatment's withholding period",
    bounds="the treatment's own withholding_period_days",
)
def withholding(case: Case) -> Outcome:
    """Harvests too early after a treatment of the batch or of the cage."""
    # The outer column's type has to be told: SQLite would subtract the texts.
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


CHECKS = (withholding,)
