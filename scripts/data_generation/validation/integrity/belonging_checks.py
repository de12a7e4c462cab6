"""Rows that say the same thing twice agree, and every row has the rows that it sums up."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Count, F, Q
from simple_history.models import HistoricalChanges

from apps.batch.models import (
    Batch,
    BatchContainerAssignment,
    BatchTransferWorkflow,
    GrowthSample,
    TransferAction,
)
from apps.environmental.models import EnvironmentalReading
from apps.harvest.models import HarvestEvent
from apps.health.models import HealthSamplingEvent
from apps.infrastructure.models import Container
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.models_of_books import models_with_table
from scripts.data_generation.validation.engine.registry import (
    Group,
    Outcome,
    check,
    offenders,
)
from scripts.data_generation.validation.engine.sql import offending_rows, table_name

WRITTEN_TWICE = "AquaMind: rows carry batch and container beside their assignment"
STARTED = (Batch.Status.ACTIVE, Batch.Status.COMPLETED)
OTHER_FISH = "fish other than it counts"


@check(
    "batch and container",
    group=Group.INTEGRITY,
    proves="a row's batch and container are those of its assignment",
    bounds=WRITTEN_TWICE,
)
def batch_and_container(case: Case) -> Outcome:
    """Rows that name an assignment, and another batch or container than the assignment does."""
    return Outcome.together(_outcome(model, wrong) for model, wrong in _written_twice())


def _written_twice() -> Iterator[tuple[type[models.Model], Q]]:
    """Every table with an assignment and a batch or container, and which of its rows are wrong.

    Readings are left to the reading pass.
    """
    for model in models_with_table():
        if issubclass(model, HistoricalChanges) or model is EnvironmentalReading:
            continue
        fields = model._meta.local_concrete_fields
        keys = [field for field in fields if isinstance(field, models.ForeignKey)]
        targets = {key.remote_field.model: key.name for key in keys}
        assignment = targets.get(BatchContainerAssignment)
        if assignment is None or model is TransferAction:
            continue
        wrong = Q()
        for other, name in ((Batch, "batch"), (Container, "container")):
            if other in targets:
                same = Q(**{targets[other]: F(f"{assignment}__{name}")})
                wrong |= ~same & Q(
                    **{f"{assignment}__isnull": False, f"{targets[other]}__isnull": False}
                )
        if wrong:
            yield model, wrong
    source, dest = "source_assignment", "dest_assignment"
    yield (
        TransferAction,
        ~Q(workflow__batch=F(f"{source}__batch"))
        | (Q(dest_assignment__isnull=False) & ~Q(workflow__batch=F(f"{dest}__batch")))
        | (
            Q(dest_assignment__isnull=False, dest_container__isnull=False)
            & ~Q(dest_container=F(f"{dest}__container"))
        ),
    )


def _outcome(model: type[models.Model], wrong: Q) -> Outcome:
    rows: Any = model._default_manager.filter(wrong).order_by("pk").values("pk")
    return offenders(rows, f"row {{pk}} of {model._meta.db_table}")


@check(
    "whole records",
    group=Group.INTEGRITY,
    proves="batches have containers, transfers actions, harvests lots, samples the fish they count",
    bounds="AquaMind: the rows that a row sums up exist",
)
def whole_records(case: Case) -> Outcome:
    """Rows that lack the rows they sum up."""
    done = BatchTransferWorkflow.objects.filter(status=BatchTransferWorkflow.Status.COMPLETED)
    weighed = GrowthSample.objects.annotate(fish=Count("individual_observations"))
    examined = HealthSamplingEvent.objects.annotate(there=Count("fish"))
    return Outcome.together(
        (
            _lacking("no container", Batch.objects.filter(status__in=STARTED, assignments=None)),
            _lacking("no action", done.filter(actions=None)),
            _lacking("no lot", HarvestEvent.objects.filter(lots=None)),
            _lacking(OTHER_FISH, weighed.exclude(fish=F("sample_size")).exclude(fish=0)),
            _lacking(OTHER_FISH, examined.exclude(there=F("number_of_fish_sampled"))),
        )
    )


def _lacking(what: str, rows: "models.QuerySet[Any]") -> Outcome:
    """These rows, which are not whole, and what is wrong with each."""
    table = rows.model._meta.db_table
    return offenders(rows.order_by("pk").values("pk"), f"row {{pk}} of {table}: {what}")


@check(
    "actions of transfers",
    group=Group.INTEGRITY,
    proves="a transfer has as many actions, and as many done, as it says",
    bounds="AquaMind: total_actions_planned and actions_completed",
)
def actions_of_transfers(case: Case) -> Outcome:
    """Transfers that count their actions wrongly."""
    completed = Q(actions__status=TransferAction.Status.COMPLETED)
    counted = BatchTransferWorkflow.objects.annotate(
        planned=Count("actions"), done=Count("actions", filter=completed)
    )
    wrong = counted.exclude(total_actions_planned=F("planned"), actions_completed=F("done"))
    return offenders(
        wrong.order_by("pk").values("workflow_number", "planned", "done"),
        "{workflow_number}: {planned} actions, {done} done",
    )


@check(
    "histories",
    group=Group.INTEGRITY,
    proves="every row with a change history has one, and none is of a row that never existed",
    bounds="django-simple-history: a creation begins a history, a deletion may end it",
)
def histories(case: Case) -> Outcome:
    """Rows without history, and histories without a row or a deletion."""
    tracked = (model for model in models_with_table() if issubclass(model, HistoricalChanges))
    return Outcome.together(_of_history(model) for model in tracked)


def _of_history(history: Any) -> Outcome:
    kept = history.instance_type
    name = kept._meta.db_table
    return offending_rows(
        f"""
        SELECT t.id, 'without history' AS fault FROM {table_name(kept)} t
        WHERE NOT EXISTS (SELECT 1 FROM {table_name(history)} h WHERE h.id = t.id)
        UNION ALL
        SELECT h.id, 'only in the history' FROM {table_name(history)} h
        LEFT JOIN {table_name(kept)} t ON t.id = h.id WHERE t.id IS NULL
        GROUP BY h.id HAVING COUNT(CASE WHEN h.history_type = '-' THEN 1 END) = 0
        """,
        f"row {{id}} of {name}: {{fault}}",
    )


CHECKS = (batch_and_container, whole_records, actions_of_transfers, histories)
