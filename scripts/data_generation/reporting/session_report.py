"""The report of one session, made of the books at its end: `reports/session_N_report.json`.

What a session wrote is added up from its chunks, so that the report of an interrupted session is
complete. What the company did in these days is read from the books.
"""

from collections import Counter
from typing import Any

from django.db.models import Count, Sum

from apps.batch.models import BatchContainerAssignment, MortalityEvent, TransferAction
from apps.environmental.models import EnvironmentalReading
from apps.health.models import Treatment
from apps.inventory.models import FeedingEvent
from scripts.data_generation.models import DiseaseOutbreak, GenerationRun, GenerationSession
from scripts.data_generation.reporting.history_years import DAY, HistoryYears
from scripts.data_generation.reporting.key_figures.yearly_batches import batch_rows
from scripts.data_generation.reporting.key_figures.yearly_feed import conversion_rows
from scripts.data_generation.reporting.key_figures.yearly_harvest import CAGES
from scripts.data_generation.reporting.key_figures.yearly_use import use_rows

PENDING = Treatment.Outcome.PENDING


def session_report(run: GenerationRun, session: GenerationSession) -> dict[str, Any]:
    """The report in the types of JSON; None where there is no figure."""
    days = _days_of(run, session)
    return {
        "run": run.pk,
        "scale": run.scale,
        "seed": run.seed,
        "output_version": run.output_version,
        "session": session.number,
        "first_day": session.first_day,
        "last_day": session.last_day,
        "status": session.status,
        "started_at": session.started_at,
        "completed_at": session.completed_at,
        **_work(run, session),
        "batches": _batches(days),
        "fish": _fish(session),
        "fcr": {row.name: row.values[-1] for row in conversion_rows(days)},
        "treatments": _treatments(days),
        "outbreaks": _outbreaks(run, session),
        "utilisation": {f"{row.name} [{row.unit}]": row.values[-1] for row in use_rows(days, run)},
    }


def _days_of(run: GenerationRun, session: GenerationSession) -> HistoryYears:
    """The session's days as the last of two spans; the days before them are the first."""
    begins = sorted({run.start_date, session.first_day})
    return HistoryYears(tuple(begins), session.last_day + DAY)


def _work(run: GenerationRun, session: GenerationSession) -> dict[str, Any]:
    """Runtime, memory and rows of all chunks; the first session counts the founding's rows too."""
    records = Counter(run.founding_rows if session.first_day == run.start_date else {})
    chunks = list(session.chunks.values_list("rows", "seconds", "peak_memory_mb"))
    for rows, _, _ in chunks:
        records.update(rows)
    return {
        "chunks": len(chunks),
        "runtime_seconds": sum(seconds for _, seconds, _ in chunks),
        "peak_memory_mb": max((peak for _, _, peak in chunks), default=0.0),
        "records_total": records.total(),
        "readings": records[EnvironmentalReading._meta.db_table],
        "meals": records[FeedingEvent._meta.db_table],
        "mortality_events": records[MortalityEvent._meta.db_table],
        "records": dict(sorted(records.items())),
    }


def _batches(days: HistoryYears) -> dict[str, Any]:
    """Batches started, harvested and active."""
    started, at_end, mean, harvested = (row.values[-1] for row in batch_rows(days))
    return {
        "started": int(started or 0),
        "harvested": int(harvested or 0),
        "active_at_end": int(at_end or 0),
        "active_mean": mean,
    }


def _fish(session: GenerationSession) -> dict[str, Any]:
    """Fish that died and were harvested in these days; the share lost since the beginning."""
    between = (session.first_day, session.last_day)
    deaths = MortalityEvent.objects.filter(event_date__range=between)
    moves = TransferAction.objects.filter(actual_execution_date__range=between)
    dead = deaths.aggregate(fish=Sum("count"))["fish"] or 0
    on_moves = moves.aggregate(fish=Sum("mortality_during_transfer"))["fish"] or 0
    harvested = CAGES.filter(departure_date__range=between).aggregate(
        fish=Sum("population_count"), kg=Sum("biomass_kg")
    )
    return {
        "died": dead + on_moves,
        "died_on_moves": on_moves,
        "harvested": harvested["fish"] or 0,
        "harvested_tonnes": float(harvested["kg"] or 0) / 1000.0,
        "alive_at_end": _alive(),
        "cumulative_mortality_percent": _cumulative_mortality(),
    }


def _alive() -> int:
    there = BatchContainerAssignment.objects.filter(is_active=True)
    return int(there.aggregate(fish=Sum("population_count"))["fish"] or 0)


def _cumulative_mortality() -> float | None:
    """Percent of all eyed eggs ever laid in whose fish are neither alive nor harvested."""
    laid = BatchContainerAssignment.objects.filter(transfers_in__isnull=True)
    eggs = laid.aggregate(fish=Sum("initial_population_count"))["fish"]
    harvested = CAGES.aggregate(fish=Sum("population_count"))["fish"] or 0
    return 100.0 * (1.0 - (_alive() + harvested) / eggs) if eggs else None


def _treatments(days: HistoryYears) -> dict[str, Any]:
    """Treatments by type and outcome; success as percent of those whose outcome is known."""
    kinds: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    treated = days.grouped(
        Treatment.objects.all(),
        "treatment_date",
        "treatment_type",
        "outcome",
        moment=True,
        count=Count("pk"),
    )
    for row in treated:
        if row["year"] == len(days) - 1:
            kinds[row["treatment_type"]] += row["count"]
            outcomes[row["outcome"]] += row["count"]
    judged = outcomes.total() - outcomes[PENDING]
    successful = outcomes[Treatment.Outcome.SUCCESSFUL]
    return {
        "total": kinds.total(),
        "by_type": dict(sorted(kinds.items())),
        "by_outcome": dict(sorted(outcomes.items())),
        "success_percent": 100.0 * successful / judged if judged else None,
    }


def _outbreaks(run: GenerationRun, session: GenerationSession) -> dict[str, Any]:
    """Outbreaks that began in these days, and the fish that died of them so far."""
    begun = DiseaseOutbreak.objects.filter(
        run=run, first_day__range=(session.first_day, session.last_day)
    )
    rows = (
        begun.order_by("disease").values("disease").annotate(begun=Count("pk"), dead=Sum("deaths"))
    )
    by_disease = {row["disease"]: {"begun": row["begun"], "died": row["dead"]} for row in rows}
    return {
        "begun": sum(row["begun"] for row in by_disease.values()),
        "died": sum(row["died"] for row in by_disease.values()),
        "by_disease": by_disease,
    }
