"""Batches a year, and how many of their fish live through each stage."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import Count, F, Max, Q, Sum

from apps.batch.models import Batch, BatchContainerAssignment, TransferAction
from scripts.data_generation.config.fish.life_cycle import STAGE_LABELS
from scripts.data_generation.reporting.history_years import HistoryYears
from scripts.data_generation.reporting.key_figures.figure_rows import FigureRow, ratio

BATCHES, SURVIVAL = "batches", "survival"
DONE = Q(status=Batch.Status.COMPLETED)


def batch_rows(years: HistoryYears) -> Iterator[FigureRow]:
    """Started, active and harvested batches."""
    batches = Batch.objects.all()
    started = years.column(batches, "start_date", value=Count("pk"))
    over = years.column(batches.filter(DONE), "actual_end_date", value=Count("pk"))
    at_end, active = [], 0.0
    for began, ended in zip(started, over, strict=True):
        active += (began or 0.0) - (ended or 0.0)
        at_end.append(active)
    days = years.days_within(batches, "start_date", "actual_end_date")[()]
    mean = ratio(days, years.days)
    yield FigureRow(BATCHES, "started", "", 0, started)
    yield FigureRow(BATCHES, "active at the year's end", "", 0, at_end)
    yield FigureRow(BATCHES, "active, mean over the year", "", 1, mean)
    yield FigureRow(BATCHES, "harvested", "", 0, over)


def survival_rows(years: HistoryYears) -> Iterator[FigureRow]:
    """Survivors of each stage, of the batches whose last fish left it in the year, pooled.

    Deaths on a move count to the stage that the fish left.
    """
    came, left = _fish_into_stages(), _ends_of_stages()
    harvested = _harvested()
    for order, label in enumerate(STAGE_LABELS, start=1):
        following = order + 1
        survivors = {
            batch: (came[batch, order], came[batch, following] or harvested.get(batch, 0.0), end)
            for (batch, stage), end in left.items()
            if stage == order
        }
        yield FigureRow(SURVIVAL, label, "%", 1, _pooled(years, survivors))
    whole_lives = {
        batch: (came[batch, 1], fish, left[batch, len(STAGE_LABELS)])
        for batch, fish in harvested.items()
        if (batch, len(STAGE_LABELS)) in left
    }
    yield FigureRow(SURVIVAL, "eyed egg to harvest", "%", 1, _pooled(years, whole_lives))


def _fish_into_stages() -> dict[tuple[int, int], float]:
    """Fish that came alive into a stage, by batch and the stage's order; eggs are those laid in."""
    came: dict[tuple[int, int], float] = defaultdict(float)
    eggs = BatchContainerAssignment.objects.filter(transfers_in__isnull=True)
    for row in eggs.order_by().values("batch").annotate(fish=Sum("initial_population_count")):
        came[row["batch"], 1] = float(row["fish"])
    before, after = "source_assignment__lifecycle_stage", "dest_assignment__lifecycle_stage"
    moves = TransferAction.objects.filter(dest_assignment__isnull=False).exclude(
        **{before: F(after)}
    )
    moved = moves.order_by().values("workflow__batch", f"{after}__order")
    for row in moved.annotate(fish=Sum("transferred_count")):
        came[row["workflow__batch"], row[f"{after}__order"]] = float(row["fish"])
    return came


def _ends_of_stages() -> dict[tuple[int, int], date]:
    """Day on which a batch's last fish left a stage, of the stages that are over."""
    spans = (
        BatchContainerAssignment.objects.order_by()
        .values("batch", "lifecycle_stage__order")
        .annotate(there=Count("pk", filter=Q(is_active=True)), end=Max("departure_date"))
    )
    return {(r["batch"], r["lifecycle_stage__order"]): r["end"] for r in spans if not r["there"]}


def _harvested() -> dict[int, float]:
    """Fish harvested of each completed batch."""
    cages = BatchContainerAssignment.objects.filter(
        harvest_events__isnull=False, batch__status=Batch.Status.COMPLETED
    )
    fish = cages.order_by().values("batch").annotate(fish=Sum("population_count"))
    return {row["batch"]: float(row["fish"]) for row in fish}


def _pooled(years: HistoryYears, lives: dict[int, tuple[float, float, date]]) -> list[float | None]:
    """Survivors as percent of those that came, over all (came, survived, day) of a year."""
    came, survived = [0.0] * len(years), [0.0] * len(years)
    for began, ended, day in lives.values():
        row = sum(begin <= day for begin in years.begins) - 1
        came[row] += began
        survived[row] += ended
    return ratio(survived, came, 100.0)
