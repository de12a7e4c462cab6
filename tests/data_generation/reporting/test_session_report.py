"""The report of a session says what the books say of its days, and of its chunks."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Count, Sum

from apps.batch.models import Batch, BatchContainerAssignment, MortalityEvent, TransferAction
from apps.environmental.models import EnvironmentalReading
from apps.health.models import Treatment
from apps.inventory.models import ContainerFeedingSummary, FeedingEvent
from aquamind.output_folders import output_folder
from scripts.data_generation.models import DiseaseOutbreak, GenerationChunk, GenerationRun
from scripts.data_generation.reporting.session_report import session_report

pytestmark = pytest.mark.usefixtures("company")


@pytest.fixture(scope="module")
def report(company: GenerationRun) -> dict[str, Any]:
    """The file of session 1, as the run left it."""
    return dict(json.loads((output_folder("reports") / "session_1_report.json").read_text("utf-8")))


def test_it_says_which_session_of_which_run(report, company: GenerationRun) -> None:
    assert (report["run"], report["session"], report["seed"]) == (company.pk, 1, 42)
    assert (report["first_day"], report["last_day"]) == ("2016-01-01", "2018-12-31")
    assert report["status"] == "COMPLETED"
    assert report["started_at"] < report["completed_at"]


def test_runtime_and_memory_are_those_of_all_chunks(report) -> None:
    chunks = GenerationChunk.objects.aggregate(Sum("seconds"), Count("pk"))
    assert report["runtime_seconds"] == pytest.approx(chunks["seconds__sum"])
    assert report["chunks"] == chunks["pk__count"]
    assert report["peak_memory_mb"] > 10.0


def test_records_are_the_rows_of_the_tables(report) -> None:
    assert report["readings"] == EnvironmentalReading.objects.count()
    assert report["meals"] == FeedingEvent.objects.count()
    assert report["mortality_events"] == MortalityEvent.objects.count()
    assert report["records"]["infrastructure_container"] == 40
    assert report["records_total"] == sum(report["records"].values())


def test_fish_balance(report) -> None:
    fish = report["fish"]
    eggs = BatchContainerAssignment.objects.filter(transfers_in__isnull=True).aggregate(
        fish=Sum("initial_population_count")
    )["fish"]
    dead = MortalityEvent.objects.aggregate(fish=Sum("count"))["fish"]
    on_moves = TransferAction.objects.aggregate(fish=Sum("mortality_during_transfer"))["fish"]
    assert fish["died"] == dead + on_moves
    assert fish["harvested"] > 0
    assert eggs == fish["died"] + fish["harvested"] + fish["alive_at_end"]
    assert fish["cumulative_mortality_percent"] == pytest.approx(100.0 * fish["died"] / eggs)


def test_batches_treatments_and_outbreaks_are_counted(report, company: GenerationRun) -> None:
    active = Batch.objects.exclude(status="COMPLETED").count()
    assert report["batches"]["active_at_end"] == active
    assert report["batches"]["started"] == Batch.objects.count()
    treatments = report["treatments"]
    assert treatments["total"] == Treatment.objects.count() > 0
    judged = Treatment.objects.exclude(outcome="pending")
    successful = judged.filter(outcome="successful").count()
    assert treatments["success_percent"] == pytest.approx(100.0 * successful / judged.count())
    outbreaks = DiseaseOutbreak.objects.filter(run=company)
    assert report["outbreaks"]["begun"] == outbreaks.count()
    assert report["outbreaks"]["died"] == (outbreaks.aggregate(n=Sum("deaths"))["n"] or 0)


def test_feed_conversion_and_use_are_those_of_the_days(report) -> None:
    sums = ContainerFeedingSummary.objects.filter(growth_kg__isnull=False).aggregate(
        feed=Sum("total_feed_kg"), growth=Sum("growth_kg")
    )
    assert report["fcr"]["all stages"] == pytest.approx(float(sums["feed"] / sums["growth"]))
    shares = [v for name, v in report["utilisation"].items() if name.endswith("[% of days]")]
    assert len(shares) == 8
    assert all(0.0 < share <= 100.0 for share in shares)


def test_a_later_session_tells_of_its_own_days_alone(company: GenerationRun, report) -> None:
    (first,) = company.sessions.all()
    second = company.sessions.model(
        pk=first.pk, run=company, number=2, first_day=date(2018, 1, 1), last_day=date(2018, 12, 31)
    )
    later = session_report(company, second)
    last_year = MortalityEvent.objects.filter(event_date__year=2018)
    moves = TransferAction.objects.filter(actual_execution_date__year=2018)
    assert later["fish"]["died"] == (
        last_year.aggregate(n=Sum("count"))["n"]
        + (moves.aggregate(n=Sum("mortality_during_transfer"))["n"] or 0)
    )
    assert (
        later["treatments"]["total"] == Treatment.objects.filter(treatment_date__year=2018).count()
    )
    assert later["batches"]["started"] == Batch.objects.filter(start_date__year=2018).count()
    assert later["fish"]["died"] < report["fish"]["died"]
    assert (
        later["fish"]["cumulative_mortality_percent"]
        == report["fish"]["cumulative_mortality_percent"]
    )
    assert "infrastructure_container" not in later["records"]


def test_no_half_file_stays(company: GenerationRun) -> None:
    folder: Path = output_folder("reports")
    assert not list(folder.glob("*.part"))
