"""Rows about fish are dated within their stay: from arrival to the day before departure."""

from typing import Any, NamedTuple

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate

from apps.batch.models import GrowthSample, MortalityEvent, TransferAction
from apps.harvest.models import HarvestEvent
from apps.health.models import (
    HealthLabSample,
    HealthSamplingEvent,
    LiceCount,
    MortalityRecord,
    Treatment,
)
from apps.inventory.models import ContainerFeedingSummary, FeedingEvent
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.registry import (
    Check,
    Group,
    Outcome,
    check,
    offenders,
)

OCCUPIED = "docs/architecture.md: occupied from arrival to the day before departure"


class Dated(NamedTuple):
    """A table whose rows belong to an assignment and have a day: its model and these two fields."""

    model: type[models.Model]
    day: str
    assignment: str

    def outside(self, wrong: Q) -> Outcome:
        """The rows dated wrongly, and the first of them."""
        rows: Any = self.model._default_manager.filter(wrong)
        return offenders(
            rows.order_by("pk").values("pk", self.day, self.assignment),
            f"row {{pk}} of {self.model._meta.db_table}: {{{self.day}}}, "
            f"outside of assignment {{{self.assignment}}}",
        )


def _in_time(name: str, proves: str, dated: Dated) -> Check:
    """The check that no row is dated before its assignment began, or not before it ended."""
    before = Q(**{f"{dated.day}__lt": F(f"{dated.assignment}__assignment_date")})
    after = Q(**{f"{dated.day}__gte": F(f"{dated.assignment}__departure_date")})

    def ask(case: Case) -> Outcome:
        return dated.outside(before | after)

    return check(name, group=Group.INTEGRITY, proves=proves, bounds=OCCUPIED)(ask)


@check(
    "weeks in time",
    group=Group.INTEGRITY,
    proves="feeding summaries of an assignment cover only days of its stay",
    bounds=OCCUPIED,
)
def weeks_in_time(case: Case) -> Outcome:
    """Summaries that begin before the fish came, or end when they had left."""
    link = "container_assignment"
    wrong = Q(period_start__lt=F(f"{link}__assignment_date")) | Q(
        period_end__gte=F(f"{link}__departure_date")
    )
    return Dated(ContainerFeedingSummary, "period_end", link).outside(wrong)


@check(
    "moves in time",
    group=Group.INTEGRITY,
    proves="fish leave a container during their stay in it, and arrive during their next stay",
    bounds=f"{OCCUPIED}; a move may be on the day of either",
)
def moves_in_time(case: Case) -> Outcome:
    """Finished actions before the source's or the destination's stay, or after it."""
    day, source, dest = "actual_execution_date", "source_assignment", "dest_assignment"
    wrong = Q()
    for link in (source, dest):
        wrong |= Q(**{f"{day}__lt": F(f"{link}__assignment_date")})
        wrong |= Q(**{f"{day}__gt": F(f"{link}__departure_date")})
    done = Q(status=TransferAction.Status.COMPLETED)
    undated = Q(**{f"{day}__isnull": True})
    return Dated(TransferAction, day, source).outside(done & (wrong | undated))


@check(
    "harvests in time",
    group=Group.INTEGRITY,
    proves="a cage is harvested on the day its assignment ends",
    bounds=OCCUPIED,
)
def harvests_in_time(case: Case) -> Outcome:
    """Harvests of a cage that was not emptied on that day."""
    rows = HarvestEvent.objects.annotate(day=TruncDate("event_date"))
    wrong = rows.exclude(assignment__departure_date=F("day"))
    return offenders(
        wrong.order_by("pk").values("pk", "day", "assignment__departure_date"),
        "harvest {pk} on {day}: the cage was left on {assignment__departure_date}",
    )


CHECKS = (
    _in_time(
        "meals in time",
        "fish are fed only while they are there",
        Dated(FeedingEvent, "feeding_date", "batch_assignment"),
    ),
    _in_time(
        "deaths in time",
        "fish are found dead only while they are there",
        Dated(MortalityEvent, "event_date", "assignment"),
    ),
    _in_time(
        "records in time",
        "reasons of death are recorded only while fish are there",
        Dated(MortalityRecord, "event_date", "assignment"),
    ),
    _in_time(
        "samples in time",
        "fish are weighed only while they are there",
        Dated(GrowthSample, "sample_date", "assignment"),
    ),
    _in_time(
        "treatments in time",
        "fish are treated only while they are there",
        Dated(Treatment, "treatment_date", "batch_assignment"),
    ),
    _in_time(
        "counts in time",
        "lice are counted only while fish are there",
        Dated(LiceCount, "count_date", "assignment"),
    ),
    _in_time(
        "examinations in time",
        "fish are examined only while they are there",
        Dated(HealthSamplingEvent, "sampling_date", "assignment"),
    ),
    _in_time(
        "laboratory in time",
        "samples for the laboratory are taken only while fish are there",
        Dated(HealthLabSample, "sample_date", "batch_container_assignment"),
    ),
    weeks_in_time,
    moves_in_time,
    harvests_in_time,
)
