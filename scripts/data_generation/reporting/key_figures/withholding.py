"""Harvests after treatments with a withholding period: how many days were to spare."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateTimeField, ExpressionWrapper, F, OuterRef, Q, Subquery

from apps.harvest.models import HarvestEvent
from apps.health.models import Treatment


@dataclass(frozen=True)
class Spared:
    """The last treatment of a harvested cage that has a withholding period."""

    batch: str
    cage: str
    treatment: str
    treated: date
    withholding_days: int
    harvested: date

    @property
    def to_spare(self) -> int:
        """Days between the period's end and the harvest; below 0 the rule is broken."""
        return (self.harvested - self.treated).days - self.withholding_days


def harvests_after_treatment() -> list[Spared]:
    """Every harvest of a cage after such a treatment, the closest to its period first."""
    harvested = ExpressionWrapper(OuterRef("event_date"), output_field=DateTimeField())
    of_cage_or_batch = Q(batch_assignment=OuterRef("assignment")) | Q(batch_assignment=None)
    treatments = Treatment.objects.filter(
        of_cage_or_batch,
        batch=OuterRef("batch"),
        withholding_period_days__gt=0,
        treatment_date__lte=harvested,
    ).order_by("-treatment_date", "-pk")
    last: Any = HarvestEvent.objects.annotate(last=Subquery(treatments.values("pk")[:1]))
    found = last.filter(last__isnull=False).annotate(
        number=F("batch__batch_number"), cage=F("assignment__container__name")
    )
    rows = list(found.values("last", "number", "cage", "event_date"))
    known = Treatment.objects.in_bulk({row["last"] for row in rows})
    spared = [_spared(row, known[row["last"]]) for row in rows]
    return sorted(spared, key=lambda one: (one.to_spare, one.harvested, one.cage))


def _spared(row: dict[str, Any], treatment: Treatment) -> Spared:
    return Spared(
        batch=row["number"],
        cage=row["cage"],
        treatment=treatment.description,
        treated=treatment.treatment_date.date(),
        withholding_days=treatment.withholding_period_days,
        harvested=row["event_date"].date(),
    )
