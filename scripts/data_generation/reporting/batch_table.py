"""One row a batch: where it lived, how many fish survived, what it ate, and its treatments."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q, Sum

from apps.batch.models import Batch, BatchContainerAssignment, MortalityEvent, TransferAction
from apps.health.models import Treatment
from apps.inventory.models import ContainerFeedingSummary
from scripts.data_generation.models import DiseaseOutbreak, GenerationRun

STAYS = BatchContainerAssignment.objects.order_by()


@dataclass(frozen=True)
class BatchRow:
    """A batch in figures; None where the books have no figure yet."""

    batch: str
    status: str
    stage: str
    station: str | None
    area: str | None
    started: date
    to_sea: date | None
    ended: date | None
    eggs: int
    dead: int
    fish: int
    weight_kg: float
    feed_t: float
    fcr: float | None
    treatments: int
    outbreaks: int

    @property
    def survival(self) -> float | None:
        """Fish alive or harvested of the eggs, %."""
        return 100.0 * self.fish / self.eggs if self.eggs else None

    @property
    def days_at_sea(self) -> int | None:
        """Days from the first cage filled to the last one emptied."""
        return (self.ended - self.to_sea).days if self.to_sea and self.ended else None


def batch_rows(run: GenerationRun) -> list[BatchRow]:
    """Every batch, by its start."""
    eggs, lived, there = _eggs(), _places(), _fish()
    dead, feed = _dead(), _feed()
    treatments = _counts(Treatment.objects.order_by(), "batch")
    outbreaks = _counts(DiseaseOutbreak.objects.filter(run=run).order_by(), "batch_number")
    batches = Batch.objects.select_related("lifecycle_stage")
    rows = []
    for batch in batches.order_by("start_date", "batch_number"):
        fish, kg = there.get(batch.pk, (0, 0.0))
        eaten, grown = feed.get(batch.pk, (0.0, 0.0))
        station, area, to_sea = lived.get(batch.pk, (None, None, None))
        row = BatchRow(
            batch=batch.batch_number,
            status=batch.get_status_display(),
            stage=batch.lifecycle_stage.name,
            station=station,
            area=area,
            started=batch.start_date,
            to_sea=to_sea,
            ended=batch.actual_end_date,
            eggs=eggs.get(batch.pk, 0),
            dead=dead.get(batch.pk, 0),
            fish=fish,
            weight_kg=kg / fish if fish else 0.0,
            feed_t=eaten / 1000.0,
            fcr=eaten / grown if grown > 0 else None,
            treatments=treatments.get(batch.pk, 0),
            outbreaks=outbreaks.get(batch.batch_number, 0),
        )
        rows.append(row)
    return rows


def _eggs() -> dict[int, int]:
    laid = STAYS.filter(transfers_in__isnull=True).values("batch")
    return {row["batch"]: row["n"] for row in laid.annotate(n=Sum("initial_population_count"))}


def _fish() -> dict[int, tuple[int, float]]:
    """Fish alive of a batch, or harvested, and their kg."""
    final = STAYS.filter(Q(is_active=True) | Q(harvest_events__isnull=False)).values("batch")
    sums = final.annotate(fish=Sum("population_count"), kg=Sum("biomass_kg"))
    return {row["batch"]: (row["fish"], float(row["kg"])) for row in sums}


def _places() -> dict[int, tuple[str | None, str | None, date | None]]:
    sea = Q(container__area__isnull=False)
    rows = STAYS.values("batch").annotate(
        station=Min("container__hall__freshwater_station__name"),
        area=Min("container__area__name"),
        to_sea=Min("assignment_date", filter=sea),
    )
    return {row["batch"]: (row["station"], row["area"], row["to_sea"]) for row in rows}


def _dead() -> dict[int, int]:
    """Dead fish of a batch, those lost on its moves included."""
    dead: dict[int, int] = defaultdict(int)
    deaths = MortalityEvent.objects.order_by().values("batch").annotate(n=Sum("count"))
    moves = TransferAction.objects.order_by().values("workflow__batch")
    for row in deaths:
        dead[row["batch"]] += row["n"]
    for moved in moves.annotate(n=Sum("mortality_during_transfer")):
        dead[moved["workflow__batch"]] += moved["n"] or 0
    return dead


def _feed() -> dict[int, tuple[float, float]]:
    """Feed and gross growth of a batch, kg, of its weekly container summaries."""
    weeks = ContainerFeedingSummary.objects.order_by().values("batch")
    sums = weeks.annotate(feed=Sum("total_feed_kg"), grown=Sum("growth_kg"))
    return {row["batch"]: (float(row["feed"]), float(row["grown"] or 0)) for row in sums}


def _counts(rows: Any, by: str) -> dict[Any, int]:
    return {row[by]: row["n"] for row in rows.values(by).annotate(n=Count("pk"))}
