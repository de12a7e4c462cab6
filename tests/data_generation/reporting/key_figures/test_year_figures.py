"""The key figures of a company's years, beside the same asked in another way."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F, Sum
from hypothesis import given
from hypothesis import strategies as st

from apps.batch.models import Batch, BatchContainerAssignment, BatchTransferWorkflow
from apps.harvest.models import HarvestEvent, HarvestLot, ProductGrade
from apps.health.models import Treatment
from apps.infrastructure.models import Area, Container
from apps.inventory.models import (
    ContainerFeedingSummary,
    FeedContainerStock,
    FeedingEvent,
    FeedPurchase,
)
from scripts.data_generation.config.fish.life_cycle import STAGE_LABELS
from scripts.data_generation.models import GenerationChunk, GenerationRun, WaterEvent
from scripts.data_generation.reporting.batch_life import stages_of
from scripts.data_generation.reporting.courses.monthly_feed import written_off_kg
from scripts.data_generation.reporting.history_months import HistoryMonths
from scripts.data_generation.reporting.history_years import DAY, HistoryYears
from scripts.data_generation.reporting.key_figures.year_figures import YearFigures, year_figures
from scripts.data_generation.reporting.key_figures.yearly_harvest import harvest_rows

LAST = date(2018, 12, 31)
BEGINS = (date(2016, 1, 1), date(2017, 1, 1), date(2018, 1, 1))


@pytest.fixture
def figures(company: GenerationRun) -> YearFigures:
    """The figures of the three years of a ci company."""
    return year_figures(company, LAST)


def values(figures: YearFigures, section: str, name: str) -> list[float]:
    return [value or 0.0 for value in figures.row(section, name).values]


def year_row(day: date) -> int:
    return sum(begin <= day for begin in BEGINS) - 1


@given(st.dates(date(1990, 1, 1), date(2015, 12, 31)), st.integers(1, 4000))
def test_the_years_cover_the_history_once(first: date, days: int) -> None:
    years = HistoryYears.of(first, first + (days - 1) * DAY)
    assert sum(years.days) == days
    assert all(365 <= length <= 366 for length in years.days[:-1])
    assert all(day.month == first.month for day in years.begins)


def test_years_are_called_by_the_calendar() -> None:
    assert HistoryYears.of(date(2016, 1, 1), date(2017, 3, 1)).label(1) == "2017"
    assert HistoryYears.of(date(2016, 11, 21), date(2018, 3, 1)).label(1) == "2017/18"


def test_batches_started_active_and_harvested(figures: YearFigures) -> None:
    started = values(figures, "batches", "started")
    active = values(figures, "batches", "active at the year's end")
    mean = values(figures, "batches", "active, mean over the year")
    harvested = values(figures, "batches", "harvested")
    for row, begin in enumerate(BEGINS):
        end = date(begin.year, 12, 31)
        alive = days = 0
        for batch in Batch.objects.all():
            over = batch.actual_end_date or LAST + DAY
            alive += batch.start_date <= end < over
            days += max(0, (min(over, end + DAY) - max(batch.start_date, begin)).days)
        assert active[row] == alive
        assert mean[row] == pytest.approx(days / (end - begin + DAY).days)
    assert sum(started) == Batch.objects.count()
    assert sum(harvested) == Batch.objects.filter(status="COMPLETED").count() > 0


def test_the_harvest_of_all_years_is_all_that_was_harvested(figures: YearFigures) -> None:
    cages = BatchContainerAssignment.objects.filter(harvest_events__isnull=False)
    total = cages.aggregate(fish=Sum("population_count"), kg=Sum("biomass_kg"))
    assert sum(values(figures, "harvest", "fish")) == pytest.approx(total["fish"] / 1e6)
    assert sum(values(figures, "harvest", "whole")) == pytest.approx(float(total["kg"]) / 1e3)
    kg = float(total["kg"]) / total["fish"]
    assert values(figures, "harvest", "mean weight, whole")[-1] == pytest.approx(kg)
    weights = [float(cage.avg_weight_g or 0) for cage in cages]
    mean = sum(weights) / len(weights)
    spread = (sum((w - mean) ** 2 for w in weights) / len(weights)) ** 0.5 / mean
    found = values(figures, "harvest", "CV of mean weight, cages")[-1]
    assert found == pytest.approx(100 * spread, abs=1e-6)
    assert 400 <= values(figures, "harvest", "days at sea, to the last cage")[-1] <= 500
    lots = HarvestLot.objects.aggregate(kg=Sum("fillet_weight_kg"))
    assert sum(values(figures, "harvest", "fillet")) == pytest.approx(float(lots["kg"] or 0) / 1e3)


def test_without_lots_there_is_nothing_to_tell_of_products(changed_books) -> None:
    HarvestLot.objects.all().delete()
    found = year_figures(changed_books, LAST)
    assert found.row("harvest", "gutted").values == [None, None, None]


def test_survival_is_what_the_deaths_leave(figures: YearFigures) -> None:
    for name in STAGE_LABELS:
        came, lived = [0.0] * 3, [0.0] * 3
        for batch in Batch.objects.all():
            for stage in stages_of(batch):
                if stage.name == name and stage.last_day:
                    row = year_row(stage.last_day)
                    came[row] += stage.fish_in
                    lived[row] += stage.fish_in - stage.dead - stage.died_moving
        for found, before, after in zip(
            figures.row("survival", name).values, came, lived, strict=True
        ):
            assert found == (pytest.approx(100 * after / before) if before else None)
    done = Batch.objects.get(status="COMPLETED")
    life = stages_of(done)
    assert done.actual_end_date
    found = figures.row("survival", "eyed egg to harvest").values[year_row(done.actual_end_date)]
    assert found == pytest.approx(100 * life[-1].fish_out / life[0].fish_in)


def test_feed_eaten_is_that_of_the_meals(figures: YearFigures) -> None:
    meals = FeedingEvent.objects.filter(feeding_date__year=2017).aggregate(kg=Sum("amount_kg"))
    assert values(figures, "feed", "eaten")[1] == pytest.approx(float(meals["kg"]) / 1e3)


def test_events_in_the_water_count_to_the_year_they_begin_in(changed_books) -> None:
    WaterEvent.objects.all().delete()
    for first, last in (("2016-12-30", "2017-01-02"), ("2017-11-01", "2017-11-02")):
        WaterEvent.objects.create(
            run=changed_books,
            area=Area.objects.first(),
            kind=WaterEvent.KINDS[0][0],
            first_day=first,
            last_day=last,
            strength=0.5,
        )
    found = year_figures(changed_books, LAST)
    told = [row.values for row in found.rows if row.section == "events in the sea areas"]
    assert told == [[1, 1, 0], *[[0, 0, 0]] * (len(WaterEvent.KINDS) - 1)]


def test_waits_and_shortages_count_to_the_year_their_chunk_begins_in(changed_books) -> None:
    chunks = GenerationChunk.objects.order_by("first_day")
    chunks.update(waits=1, shortages=2)
    begun = [chunk.first_day.year for chunk in chunks]
    found = year_figures(changed_books, LAST)
    counts = [begun.count(year) for year in (2016, 2017, 2018)]
    assert found.row("in use", "waited for room").values == counts
    assert values(found, "in use", "short of a feed") == [2 * count for count in counts]


def test_feed_bought_is_eaten_thrown_away_or_there(changed_books) -> None:
    lot = FeedContainerStock.objects.filter(quantity_kg__gt=1).first()
    FeedContainerStock.objects.filter(pk=lot.pk).update(
        quantity_kg=F("quantity_kg") - 1, written_off_kg=F("written_off_kg") + 1
    )
    FeedPurchase.objects.filter(pk=lot.feed_purchase_id).update(expiry_date="2018-12-31")
    found = year_figures(changed_books, LAST)
    bought, eaten, thrown = (
        1000 * sum(values(found, "feed", name)) for name in ("bought", "eaten", "written off")
    )
    assert thrown >= 1
    ordered = FeedPurchase.objects.filter(stock__isnull=True).aggregate(kg=Sum("quantity_kg"))
    there = FeedContainerStock.objects.aggregate(kg=Sum("quantity_kg"))
    left = float(there["kg"] or 0) + float(ordered["kg"] or 0)
    assert bought == pytest.approx(eaten + thrown + left)


def test_feed_is_thrown_away_in_the_year_in_which_its_history_first_says_so(changed_books) -> None:
    before = values(year_figures(changed_books, LAST), "feed", "written off")
    lot = FeedContainerStock.objects.filter(quantity_kg__gt=1, written_off_kg=0).first()
    FeedPurchase.objects.filter(pk=lot.feed_purchase_id).update(expiry_date="2018-12-31")
    lot.quantity_kg, lot.written_off_kg = lot.quantity_kg - 1, Decimal(1)
    for year in (2017, 2018):
        lot._history_date = datetime(year, 12, 31, 23, 59, tzinfo=UTC)
        lot.save()
    found = values(year_figures(changed_books, LAST), "feed", "written off")
    assert found == pytest.approx([before[0], before[1] + 0.001, before[2]])


def test_feed_thrown_away_adds_up_over_the_years(changed_books) -> None:
    lots = FeedContainerStock.objects.filter(quantity_kg__gt=1, written_off_kg=0)[:3]
    for year, lot in zip((2016, 2017, 2018), lots, strict=True):
        lot._history_date = datetime(year, 7, 1, tzinfo=UTC)
        lot.quantity_kg, lot.written_off_kg = Decimal(0), lot.quantity_kg
        lot.save()
    expected = [0.0, 0.0, 0.0]
    for lot in FeedContainerStock.objects.filter(written_off_kg__gt=0):
        moment = min(row.history_date for row in lot.history.filter(written_off_kg__gt=0))
        expected[year_row(moment.date())] += float(lot.written_off_kg) / 1000
    found = values(year_figures(changed_books, LAST), "feed", "written off")
    assert found == pytest.approx(expected)
    thrown = FeedContainerStock.objects.aggregate(kg=Sum("written_off_kg"))["kg"]
    assert sum(found) == pytest.approx(float(thrown) / 1000)
    months = written_off_kg(HistoryMonths.of(BEGINS[0], LAST))
    assert months.reshape(3, 12).sum(axis=1) / 1000 == pytest.approx(found)


def test_container_days_are_counted_once(figures: YearFigures) -> None:
    stays = list(BatchContainerAssignment.objects.select_related("container__container_type"))
    for name, row_name in (("Fry Tank", "fry tanks"), ("Ring Pen", "ring pens")):
        there = Container.objects.filter(container_type__name=name).count()
        for row, begin in enumerate(BEGINS):
            end = date(begin.year + 1, 1, 1)
            days = sum(
                max(0, (min(s.departure_date or end, end) - max(s.assignment_date, begin)).days)
                for s in stays
                if s.container.container_type.name == name
            )
            expected = 100 * days / (there * (end - begin).days)
            assert values(figures, "in use", row_name)[row] == pytest.approx(expected)


def test_area_days_are_those_with_fish(figures: YearFigures) -> None:
    held = set()
    for stay in BatchContainerAssignment.objects.filter(container__area__isnull=False):
        day, end = stay.assignment_date, stay.departure_date or LAST + DAY
        while day < end:
            held.add((stay.container.area_id, day))
            day += DAY
    expected = sum(day.year == 2018 for _, day in held) / 365 / Area.objects.count()
    assert values(figures, "in use", "sea areas")[2] == pytest.approx(100 * expected)


def test_feed_conversion_is_feed_over_growth_of_the_summaries(changed_books) -> None:
    tank = BatchContainerAssignment.objects.filter(lifecycle_stage__order=2).first()
    ContainerFeedingSummary.objects.filter(period_end__year=2017).delete()
    for week, (feed, growth) in enumerate(((90, 100), (88, 100), (5, -5))):
        begin = date(2017, 6, 5) + week * timedelta(days=7)
        ContainerFeedingSummary.objects.create(
            batch=tank.batch,
            container_assignment=tank,
            period_start=begin,
            period_end=begin + 6 * DAY,
            total_feed_kg=feed,
            growth_kg=growth,
        )
    found = year_figures(changed_books, LAST)
    assert found.row("FCR, feed / gross growth", "Fry").values[1] == pytest.approx(183 / 195)
    assert found.row("FCR, feed / gross growth", "Parr").values[1] is None


def test_costs_lots_and_treatments_count_to_their_years(changed_books) -> None:
    FeedingEvent.objects.filter(feeding_date__year=2016).update(feed_cost=2)
    meals = FeedingEvent.objects.filter(feeding_date__year=2016).count()
    event = HarvestEvent.objects.first()
    HarvestLot.objects.all().delete()
    HarvestLot.objects.create(
        event=event,
        product_grade=ProductGrade.objects.create(code="T", name="T"),
        unit_count=1,
        live_weight_kg=Decimal(1000),
        gutted_weight_kg=Decimal(830),
        fillet_weight_kg=Decimal(600),
    )
    Treatment.objects.all().delete()
    Treatment.objects.create(
        batch=event.batch,
        treatment_date="2016-12-31T23:30Z",
        description="",
        cost=250_000,
        treatment_type="physical",
        user_id=BatchTransferWorkflow.objects.first().initiated_by_id,
    )
    found = year_figures(changed_books, LAST)
    assert values(found, "feed", "cost of what was eaten")[0] == pytest.approx(2 * meals / 1e6)
    year = year_row(event.event_date.date())
    assert found.row("harvest", "gutted").values[year] == pytest.approx(0.83)
    assert found.row("harvest", "fillet").values[year] == pytest.approx(0.6)
    assert found.row("treatments", "physical").values == [1, 0, 0]
    assert found.row("treatments", "cost of all").values == [0.25, 0, 0]


@pytest.mark.usefixtures("company")
def test_the_plan_stands_beside_the_model_company_alone() -> None:
    years = HistoryYears.of(BEGINS[0], LAST)
    small = {row.section for row in harvest_rows(years, "ci")}
    rows = {(row.section, row.name): row for row in harvest_rows(years, "production")}
    assert small == {"harvest"}
    tonnes = rows["harvest", "whole"].values[-1] or 0.0
    assert rows["beside the plan", "whole"].values[-1] == pytest.approx(tonnes / 1430)


def test_the_database_adds_up(company: GenerationRun) -> None:
    asked: list[str] = []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        year_figures(company, LAST)
    assert 10 < len(asked) < 40
    adds_up = ("GROUP BY", "SUM(", "COUNT(", "LIMIT 1")
    # What people may have renamed is looked up by key in small tables.
    looks_up = ('AS "pk" FROM', 'AS "name" FROM', "sqlite_master", "pg_catalog")
    assert not [sql for sql in asked if not any(word in sql for word in adds_up + looks_up)]


@pytest.mark.usefixtures("company")
def test_the_report_has_years_as_columns_and_the_json_the_same(tmp_path: Path) -> None:
    out, file = StringIO(), tmp_path / "new folder" / "years.json"
    call_command("generation_report", "--json", str(file), stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0].split() == ["2016", "2017", "2018"]
    assert any(line.split()[:1] == ["harvested"] for line in lines)
    told = json.loads(file.read_text("utf-8"))
    assert told["years"][1] == {"first_day": "2017-01-01", "last_day": "2017-12-31"}
    assert all(len(figure["values"]) == 3 for figure in told["figures"])
    with pytest.raises(CommandError, match="is a folder; name a file"):
        call_command("generation_report", "--json", str(tmp_path), stdout=out)
