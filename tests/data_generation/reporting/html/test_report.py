"""The report's tables beside the same figures asked of the books in another way."""

import csv
import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db.models import Sum

from apps.batch.models import Batch, BatchContainerAssignment, MortalityEvent, TransferAction
from apps.harvest.models import HarvestEvent
from apps.health.models import LiceCount
from apps.infrastructure.models import Area
from apps.inventory.models import FeedContainerStock
from scripts.data_generation.models import GenerationRun, GenerationValidation
from scripts.data_generation.reporting.html.files import Written, write_report
from scripts.data_generation.reporting.html.subject import Subject
from scripts.data_generation.validation.engine.case import Case

MADE = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
NASTY = "</script><script>alert('x')</script>"
LARGEST_PAGE = 4_000_000


def made(run: GenerationRun, folder: Path, *batches: Batch) -> Written:
    """A report of the run."""
    return write_report(Subject(Case.of(run), run, batches), folder, MADE)


@pytest.fixture(scope="module")
def report(company: GenerationRun, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A report of the three years of a ci company, with the life of its first batch."""
    return made(company, tmp_path_factory.mktemp("report"), Batch.objects.order_by("id")[0])


def table(report: Written, name: str) -> list[dict[str, str]]:
    """A CSV file as rows."""
    with (report.path.parent / "csv" / f"{name}.csv").open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def column(rows: list[dict[str, str]], name: str) -> list[float]:
    """The numbers of a column, named without its unit; empty ones are left out."""
    (found,) = [head for head in rows[0] if head.partition(" [")[0] == name]
    return [float(row[found]) for row in rows if row[found]]


def test_there_is_one_page_and_a_file_for_every_table(report: Written) -> None:
    page = report.path.read_text("utf-8")
    assert report.size == len(page.encode()) < LARGEST_PAGE
    files = {path.stem for path in (report.path.parent / "csv").iterdir()}
    assert files == set(re.findall(r'<(?:figure|div) class="(?:chart|card)" id="([^"]+)"', page))
    assert len(files) == report.tables
    places = re.findall(r'\bid="([^"]+)"', page)
    assert len(places) == len(set(places))


def test_every_file_is_one_that_a_spreadsheet_reads(report: Written) -> None:
    for path in (report.path.parent / "csv").iterdir():
        assert path.read_bytes().startswith(b"\xef\xbb\xbf"), path.name
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert all(next(csv.reader(file))), path.name


def test_nothing_in_the_page_points_outside_of_it_but_to_its_tables(report: Written) -> None:
    page = re.sub(r"<script>.*?</script>", "", report.path.read_text("utf-8"), flags=re.S)
    linked = re.findall(r'(?:src|href)="(?!#|data:,)([^"]*)"', page)
    tables = (report.path.parent / "csv").iterdir()
    with_rows = {f"csv/{path.name}" for path in tables if table(report, path.stem)}
    assert sorted(linked) == sorted(with_rows)
    assert "url(" not in page
    assert "@import" not in page


def test_a_chart_holds_the_figures_of_its_table(report: Written) -> None:
    page = report.path.read_text("utf-8")
    found = re.search(
        r'<script id="data-feed-flows" type="application/json">(.*?)</script>', page, flags=re.S
    )
    chart = json.loads(found.group(1))
    drawn = [value for _, value in chart["series"][1]["points"]]
    assert drawn == column(table(report, "feed-flows"), "eaten")


def test_the_harvest_is_that_of_the_emptied_cages(report: Written) -> None:
    cages = BatchContainerAssignment.objects.filter(
        pk__in=HarvestEvent.objects.values("assignment")
    )
    tonnes = float(cages.aggregate(kg=Sum("biomass_kg"))["kg"]) / 1000
    assert sum(column(table(report, "harvest-by-year"), "whole fish")) == pytest.approx(
        tonnes, rel=1e-3
    )
    rows = table(report, "harvest-by-country")
    by_country = sum(float(value) for row in rows for value in list(row.values())[1:])
    assert by_country == pytest.approx(tonnes, rel=1e-3)


def test_deaths_by_cause_are_all_deaths(report: Written) -> None:
    rows = table(report, "mortality-by-cause")
    for cause in MortalityEvent.Cause:
        dead = MortalityEvent.objects.filter(cause=cause).aggregate(n=Sum("count"))["n"] or 0
        assert 1000 * sum(column(rows, cause.label)) == pytest.approx(dead, rel=1e-3)


def test_feed_in_stock_on_the_last_day_is_that_of_the_stores(report: Written) -> None:
    there = FeedContainerStock.objects.aggregate(kg=Sum("quantity_kg"))["kg"]
    last = column(table(report, "feed-stock"), "in stock")[-1]
    assert last == pytest.approx(float(there) / 1000, rel=1e-3)


def test_a_batch_adds_up_in_its_row(report: Written) -> None:
    rows = table(report, "all-batches")
    assert len(rows) == Batch.objects.count()
    for row in rows:
        assert int(row["eyed eggs"]) == int(row["dead"]) + int(row["alive or harvested"])


def test_containers_in_use_are_those_with_fish(report: Written) -> None:
    middle = date(2018, 6, 15)
    stays = BatchContainerAssignment.objects.filter(assignment_date__lte=middle)
    there = stays.exclude(departure_date__lte=middle).count()
    (june,) = [row for row in table(report, "containers-by-stage") if row["date"] == "2018-06-01"]
    around = sum(float(value) for name, value in june.items() if name != "date" and value)
    assert around == pytest.approx(there, rel=0.25)


def test_lice_of_a_week_are_the_mean_of_its_counts(report: Written) -> None:
    first = LiceCount.objects.order_by("count_date")[0].count_date.date()
    monday = first - timedelta(days=first.weekday())
    week = LiceCount.objects.filter(
        lice_type__gender="female",
        count_date__date__gte=monday,
        count_date__date__lt=monday + timedelta(days=7),
    )
    each = [count.adult_female_count / count.fish_sampled for count in week]
    (row,) = [
        one for one in table(report, "lice-faroe-islands") if one["date"] == monday.isoformat()
    ]
    assert float(row["mean"]) == pytest.approx(sum(each) / len(each), abs=1e-3)


def test_a_life_adds_up_stage_by_stage(report: Written) -> None:
    batch = Batch.objects.order_by("id")[0]
    stages = table(report, f"{batch.batch_number.lower()}-stages")
    into = [int(stage["fish in"]) for stage in stages]
    for stage, following in zip(stages, into[1:], strict=False):
        lost = int(stage["dead"]) + int(stage["died moving"])
        assert int(stage["fish in"]) == lost + following
    moved = TransferAction.objects.filter(source_assignment__batch=batch)
    died = moved.aggregate(n=Sum("mortality_during_transfer"))["n"]
    assert sum(int(stage["died moving"]) for stage in stages) == died


def test_all_readings_are_there(report: Written) -> None:
    assert set(column(table(report, "readings-complete"), "complete")) == {100.0}
    assert table(report, "reading-gaps") == []


def test_names_cannot_become_part_of_the_page(changed_books: GenerationRun, tmp_path: Path) -> None:
    Area.objects.update(name=NASTY)
    first = Batch.objects.order_by("id")[0]
    Batch.objects.filter(pk=first.pk).update(notes=NASTY, batch_number=f"B{NASTY}")
    first.refresh_from_db()
    page = made(changed_books, tmp_path, first).path.read_text("utf-8")
    assert NASTY not in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_checks_that_were_never_run_are_asked_for(report: Written) -> None:
    page = report.path.read_text("utf-8")
    assert "The checks of these books have not been run yet" in page
    assert "generate_data --validate-only" in page


def test_the_last_validation_is_shown_and_its_age_told(
    changed_books: GenerationRun, tmp_path: Path
) -> None:
    figure = {
        "name": "mean",
        "unit": "g",
        "measured": 1.0,
        "expected": 2.0,
        "tolerance": 3.0,
        "effect": None,
    }
    check = {
        "name": "batch fish",
        "group": "rules",
        "severity": "error",
        "proves": "fish add up",
        "bounds": "law",
        "state": "ok",
        "violations": 0,
        "examples": [],
        "not_asked": "",
        "seconds": 0.1,
        "figures": [figure],
    }
    outcome = {"totals": {"checks": 1, "ok": 1}, "checks": [check]}
    last = GenerationValidation.objects.create(run=changed_books, seconds=1, outcome=outcome)
    report = made(changed_books, tmp_path)
    assert [row["check"] for row in table(report, "all-checks")] == ["batch fish"]
    assert column(table(report, "check-figures"), "measured") == [1.0]
    assert "Older than the data" not in report.path.read_text("utf-8")
    GenerationValidation.objects.filter(pk=last.pk).update(at=datetime(2000, 1, 1, tzinfo=UTC))
    assert "Older than the data" in made(changed_books, tmp_path).path.read_text("utf-8")


def test_a_report_leaves_nothing_of_the_one_before(
    changed_books: GenerationRun, tmp_path: Path
) -> None:
    first = Batch.objects.order_by("id")[0]
    made(changed_books, tmp_path, first)
    made(changed_books, tmp_path)
    names = {path.name for path in tmp_path.rglob("*")}
    assert {"report.html", "csv", "all-batches.csv"} <= names
    assert not [name for name in names if first.batch_number.lower() in name]
