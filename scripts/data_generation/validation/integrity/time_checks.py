"""What is written down of fish lies within their stay: from arrival to the day before departure."""

from typing import Any

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


def _in_time(name: str, proves: str, model: type[models.Model], day: str, link: str) -> Check:
    """The check that no row is dated before its assignment began, or not before it ended."""

    def ask(case: Case) -> Outcome:
        return outside(
            model,
            Q(**{f"{day}__lt": F(f"{link}__assignment_date")})
            | Q(**{f"{day}__gte": F(f"{link}__departure_date")}),
            day,
            link,
        )

    return check(name, group=Group.INTEGRITY, proves=proves, bounds=OCCUPIED)(ask)


def outside(model: type[models.Model], wrong: Q, day: str, link: str) -> Outcome:
    """The rows dated wrongly, and the first of them."""
    rows: Any = model._default_manager.filter(wrong)
    return offenders(
        rows.order_by("pk").values("pk", day, link),
        f"row {{pk}} of {model._meta.db_table}: {{{day}}}, outside of assignment {{{link}}}",
    )


@check(
    "weeks in time",
    group=Group.INTEGRITY,
    proves="feeding summaries of an assignment cover days of its stay alone",
    bounds=OCCUPIED,
)
def weeks_in_time(case: Case) -> Outcome:
    """Summaries that begin before the fish came, or end when they had left."""
    link = "container_assignment"
    wrong = Q(period_start__lt=F(f"{link}__assignment_date")) | Q(
        period_end__gte=F(f"{link}__departure_date")
    )
    return outside(ContainerFeedingSummary, wrong, "period_end", link)


@check(
    "moves in time",
    group=Group.INTEGRITY,
    proves="fish leave a container while they are there and arrive when the next one is theirs",
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
    return outside(TransferAction, done & (wrong | Q(**{f"{day}__isnull": True})), day, source)


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
        "meals in time", "fish are fed only while they are there",
        FeedingEvent, "feeding_date", "batch_assignment",
    ),
    _in_time(
        "deaths in time", "fish are found dead only while they are there",
        MortalityEvent, "event_date", "assignment",
    ),
    _in_time(
        "records in time", "reasons of death are recorded only while fish are there",
        MortalityRecord, "event_date", "assignment",
    ),
    _in_time(
        "samples in time", "fish are weighed only while they are there",
        GrowthSample, "sample_date", "assignment",
    ),
    _in_time(
        "treatments in time", "fish are treated only while they are there",
        Treatment, "treatment_date", "batch_assignment",
    ),
    _in_time(
        "counts in time", "lice are counted only while fish are there",
        LiceCount, "count_date", "assignment",
    ),
    _in_time(
        "examinations in time", "fish are examined only while they are there",
        HealthSamplingEvent, "sampling_date", "assignment",
    ),
    _in_time(
        "laboratory in time", "samples for the laboratory are taken only while fish are there",
        HealthLabSample, "sample_date", "batch_container_assignment",
    ),
    weeks_in_time,
    moves_in_time,
    harvests_in_time,
)  # fmt: skip
