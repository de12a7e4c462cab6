"""Health records agree: lice counts with treatments, deaths with reasons, vaccines with stages."""

from datetime import timedelta

from django.db.models import (
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Window,
)
from django.db.models.functions import Coalesce, Lag, TruncDate

from apps.batch.models import Batch, BatchContainerAssignment, LifecycleStage, MortalityEvent
from apps.health.models import LiceCount, LiceType, MortalityRecord, Treatment
from scripts.data_generation.config.fish.life_cycle import STAGE_LABELS, Stage
from scripts.data_generation.config.health.delousing import METHODS
from scripts.data_generation.config.health.products import PRODUCTS
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.known_names import adult_females, keys_named
from scripts.data_generation.validation.engine.registry import (
    Group,
    Outcome,
    Severity,
    check,
    offenders,
)
from scripts.data_generation.validation.engine.sql import (
    day_literal,
    minute,
    offending_rows,
    table_name,
)

LIMITS = "docs/realism.md, lice limits; the run's own limit and interval"
AT_SEA = "docs/realism.md, salinity: freshwater halls are fresh by plan"
VACCINATION_STAGES = [STAGE_LABELS[stage] for stage in (Stage.PARR, Stage.SMOLT)]

DELOUSED = Treatment.objects.filter(description__in=[PRODUCTS[m].description for m in METHODS])
VACCINATED = Treatment.objects.filter(treatment_type=Treatment.TreatmentType.VACCINATION)
EVENTS = table_name(MortalityEvent)
RECORDS = table_name(MortalityRecord)
STAYS = table_name(BatchContainerAssignment)
COUNTS = table_name(LiceCount)
TYPES = table_name(LiceType)
TREATMENTS = table_name(Treatment)
RESPONSE_DAYS = 56


@check(
    "lice before treatments",
    group=Group.RULES,
    proves="a cage is treated against lice only when the last count before was above the limit",
    bounds=LIMITS,
)
def lice_before_treatments(case: Case) -> Outcome:
    """Treatments against lice after a count at or below the limit, or after none."""
    last = (
        LiceCount.objects.filter(
            adult_females(),
            assignment=OuterRef("batch_assignment"),
            count_date__lte=OuterRef("treatment_date"),
        )
        .order_by("-count_date", "-id")
        .annotate(a_fish=1.0 * F("adult_female_count") / F("fish_sampled"))
    )
    counted = DELOUSED.annotate(before=Coalesce(Subquery(last.values("a_fish")[:1]), 0.0))
    return offenders(
        counted.filter(before__lte=case.parameters.delousing.limit)
        .order_by("id")
        .values("id", "treatment_date", "before"),
        "treatment {id} on {treatment_date:%Y-%m-%d}: {before:.2f} adult females a fish before",
    )


@check(
    "interval of lice treatments",
    group=Group.RULES,
    proves="a cage is not treated against lice again within the interval",
    bounds=LIMITS,
)
def interval_of_lice_treatments(case: Case) -> Outcome:
    """Treatments against lice too early after the last one in the same assignment."""
    day = TruncDate("treatment_date")
    last = Window(Lag(day), partition_by="batch_assignment", order_by=["treatment_date", "id"])
    dated = DELOUSED.annotate(day=day, last=last).annotate(
        since=ExpressionWrapper(F("day") - F("last"), output_field=DurationField())
    )
    interval = timedelta(days=case.parameters.delousing.interval_days)
    return offenders(
        dated.filter(since__lte=interval).order_by("id").values("id", "day", "last"),
        "treatment {id} on {day}: the last one was on {last}",
    )


@check(
    "lice above the limit",
    group=Group.RULES,
    proves="after a count above the limit lice are treated, go away, or the fish are harvested",
    bounds=f"{LIMITS}; within {RESPONSE_DAYS} days: an interval, or a harvest booked long before",
    severity=Severity.WARNING,
)
def lice_above_the_limit(case: Case) -> Outcome:
    """Counts above the limit that nothing followed in time."""
    limit, until = case.parameters.delousing.limit, RESPONSE_DAYS * 24 * 60
    within = f"BETWEEN c.minute + 1 AND c.minute + {until}"
    adult = ", ".join(map(str, keys_named(LiceType, ["adult"], "development_stage"))) or "NULL"
    methods = ", ".join(f"'{PRODUCTS[method].description}'" for method in METHODS)
    return offending_rows(
        f"""
        WITH females AS (
            SELECT l.id, l.assignment_id AS stay, {minute("l.count_date")} AS minute,
                   l.count_date AS day, 1.0 * l.adult_female_count / l.fish_sampled AS a_fish
            FROM {COUNTS} l JOIN {TYPES} t ON t.id = l.lice_type_id
            WHERE t.gender = 'female' AND t.id IN ({adult})
        )
        SELECT c.id, c.day, c.a_fish FROM females c JOIN {STAYS} s ON s.id = c.stay
        WHERE c.a_fish > {limit}
          AND c.minute + {until} <= {minute(day_literal(case.last_day))}
          AND (s.departure_date IS NULL OR {minute("s.departure_date")} > c.minute + {until})
          AND NOT EXISTS (SELECT 1 FROM females b WHERE b.stay = c.stay AND b.a_fish <= {limit}
                          AND b.minute {within})
          AND NOT EXISTS (SELECT 1 FROM {TREATMENTS} h WHERE h.batch_assignment_id = c.stay
                          AND h.description IN ({methods})
                          AND {minute("h.treatment_date")} {within})
        """,
        "count {id} on {day}: {a_fish:.2f} adult females a fish, and nothing was done",
    )


@check("lice at sea", group=Group.RULES, proves="lice are counted only in sea cages", bounds=AT_SEA)
def lice_at_sea(case: Case) -> Outcome:
    """Counts in fresh water, or in another container than that of their assignment."""
    own = Q(container=F("assignment__container"), assignment__container__area__isnull=False)
    return offenders(
        LiceCount.objects.exclude(own).order_by("id").values("id", "count_date", "container__name"),
        "count {id} on {count_date:%Y-%m-%d} in {container__name}",
    )


@check(
    "mortality records",
    group=Group.INTEGRITY,
    proves="every mortality event has its record, of the same fish, container, day and count",
    bounds="docs/realism.md, causes: one record an event",
)
def mortality_records(case: Case) -> Outcome:
    """Events without a record and records without an event; equal ones are counted together."""
    return offending_rows(
        f"""
        SELECT batch, stay, container, day, fish, SUM(events) AS events, SUM(records) AS records
        FROM (
            SELECT e.batch_id AS batch, e.assignment_id AS stay, s.container_id AS container,
                   e.event_date AS day, e.count AS fish, 1 AS events, 0 AS records
            FROM {EVENTS} e LEFT JOIN {STAYS} s ON s.id = e.assignment_id
            UNION ALL
            SELECT batch_id, assignment_id, container_id, date(event_date), count, 0, 1
            FROM {RECORDS}
        ) AS deaths
        GROUP BY batch, stay, container, day, fish HAVING SUM(events) <> SUM(records)
        """,
        "assignment {stay} on {day}: {fish} dead, {events} events, {records} records",
    )


@check(
    "vaccination",
    group=Group.RULES,
    proves="every batch that went to sea was vaccinated as parr or smolt, all of it on one day",
    bounds="docs/realism.md, vaccination",
)
def vaccination(case: Case) -> Outcome:
    """Batches not vaccinated, or on two days, not in all tanks, or in another stage."""
    of_batch = VACCINATED.filter(batch=OuterRef("pk")).order_by()
    day = TruncDate("treatment_date")
    sums = of_batch.annotate(day=day).values("batch")
    there = (
        BatchContainerAssignment.objects.filter(batch=OuterRef("pk"))
        .order_by()
        .filter(
            Q(departure_date__gt=OuterRef("vaccinated")) | Q(departure_date__isnull=True),
            assignment_date__lte=OuterRef("vaccinated"),
        )
        .values("batch")
        .annotate(total=Count("pk"))
    )
    in_time = Q(
        batch_assignment__lifecycle_stage__in=keys_named(LifecycleStage, VACCINATION_STAGES)
    )
    seaward = BatchContainerAssignment.objects.filter(
        batch=OuterRef("pk"), container__area__isnull=False
    )
    batches = Batch.objects.annotate(
        days=Coalesce(
            Subquery(sums.annotate(total=Count("day", distinct=True)).values("total")), 0
        ),
        tanks=Coalesce(
            Subquery(sums.annotate(total=Count("batch_assignment", distinct=True)).values("total")),
            0,
        ),
        vaccinated=Subquery(of_batch.annotate(day=day).values("day")[:1]),
    ).annotate(there=Coalesce(Subquery(there.values("total")), 0))
    wrong = batches.filter(
        Q(days__gt=1)
        | Q(Exists(seaward), days=0)
        | ~Q(tanks=F("there"))
        | Exists(of_batch.exclude(in_time))
    )
    return offenders(
        wrong.order_by("id").values("batch_number", "days", "tanks", "there"),
        "{batch_number}: vaccinated on {days} days, {tanks} tanks of {there}",
    )


CHECKS = (
    lice_before_treatments,
    interval_of_lice_treatments,
    lice_above_the_limit,
    lice_at_sea,
    mortality_records,
    vaccination,
)
