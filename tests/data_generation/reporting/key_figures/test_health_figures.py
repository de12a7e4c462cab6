"""The health figures of a company, beside the same asked in another way."""

import json
from collections import Counter, defaultdict
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Sum

from apps.batch.models import Batch, BatchContainerAssignment, MortalityEvent
from apps.health.models import HealthLabSample, LiceCount, MortalityRecord, Treatment
from scripts.data_generation.models import DiseaseOutbreak, GenerationRun
from scripts.data_generation.reporting.key_figures.figure_rows import Column, FigureRow
from scripts.data_generation.reporting.key_figures.health_figures import (
    HealthFigures,
    health_figures,
)
from scripts.data_generation.reporting.sea_stock import fish_at_sea

LAST = date(2018, 12, 31)
FAROES = "Faroe Islands"
LICE = f"adult female lice a fish counted, {FAROES}"
DEATHS = f"dead of the fish in the sea at the month's start, {FAROES}"
PD = "Pancreas disease (PD)"


@pytest.fixture
def figures(company: GenerationRun) -> HealthFigures:
    """The figures of the three years of a ci company."""
    return health_figures(company, LAST)


def values(rows: tuple[FigureRow, ...], section: str, name: str) -> Column:
    (found,) = [row.values for row in rows if (row.section, row.name) == (section, name)]
    return found


def outbreak(
    run: GenerationRun, number: int, site: str, batch: str, first: date, deaths: int = 0
) -> None:
    DiseaseOutbreak.objects.create(
        run=run,
        number=number,
        site=site,
        batch_number=batch,
        disease=PD,
        first_day=first,
        last_day=first + timedelta(days=60),
        containers=1,
        over=True,
        deaths=deaths,
    )


def test_outbreaks_count_to_the_year_and_season_they_begin_in(changed_books) -> None:
    DiseaseOutbreak.objects.all().delete()
    for number, day in enumerate((date(2016, 12, 1), date(2017, 2, 28), date(2017, 3, 1))):
        outbreak(changed_books, number, "here", "B1", day, deaths=5)
    found = health_figures(changed_books, LAST)
    assert values(found.by_year, "outbreaks begun", PD) == [1, 2, 0]
    assert values(found.by_year, "outbreaks begun", "all") == [1, 2, 0]
    assert values(found.by_year, "deaths of the outbreaks begun", PD) == [5, 10, 0]
    assert values(found.by_season, "outbreaks begun", PD) == [2, 1, 0, 0]


def test_deaths_by_heading_are_all_deaths(figures: HealthFigures) -> None:
    rows = [row for row in figures.by_year if row.section == "deaths recorded by heading"]
    fish = sum(sum(v or 0 for v in row.values) for row in rows if not row.unit)
    assert fish == MortalityEvent.objects.aggregate(fish=Sum("count"))["fish"]
    shares = zip(*(row.values for row in rows if row.unit), strict=True)
    assert [sum(v or 0 for v in of_year) for of_year in shares] == pytest.approx([100.0] * 3)


def test_deaths_by_disease_are_those_whose_reason_it_is(changed_books) -> None:
    record = MortalityRecord.objects.filter(event_date__year=2017).first()
    section = "deaths recorded by disease"
    before = values(health_figures(changed_books, LAST).by_year, section, PD)
    pd = type(record.reason).objects.get(name=PD)
    MortalityRecord.objects.filter(pk=record.pk).update(reason=pd, count=7)
    after = values(health_figures(changed_books, LAST).by_year, section, PD)
    assert [(b or 0) - (a or 0) for a, b in zip(before, after, strict=True)] == [0, 7, 0]


def test_treatments_against_lice_are_told_as_they_were(figures: HealthFigures) -> None:
    section = "treatments against lice"
    treatments = list(
        Treatment.objects.filter(description__icontains="delousing").order_by("treatment_date")
    )
    years = Counter(each.treatment_date.year for each in treatments)
    assert values(figures.by_year, section, "all") == [years[y] for y in (2016, 2017, 2018)]
    last: dict[int | None, date] = {}
    least: dict[int, int] = defaultdict(lambda: 10_000)
    above: Counter[int] = Counter()
    for each in treatments:
        day, cage = each.treatment_date.date(), each.batch_assignment_id
        if cage in last:
            least[day.year] = min(least[day.year], (day - last[cage]).days)
        last[cage] = day
        count = LiceCount.objects.filter(
            assignment=cage, lice_type__gender="female", count_date__lt=each.treatment_date
        ).latest("count_date")
        above[day.year] += count.adult_female_count > 0.5 * count.fish_sampled
    found = values(figures.by_year, section, "least interval in a cage")
    assert found == [least.get(year) for year in (2016, 2017, 2018)]
    shares = values(figures.by_year, section, "after a count above 0.5")
    assert shares == [
        pytest.approx(100 * above[y] / years[y]) if years[y] else None for y in (2016, 2017, 2018)
    ]


def test_treatments_a_cage_are_of_the_batches_harvested(figures: HealthFigures) -> None:
    done = Batch.objects.get(status="COMPLETED")
    held = BatchContainerAssignment.objects.filter(batch=done, container__area__isnull=False)
    treated = Treatment.objects.filter(batch=done, description__icontains="delousing").count()
    found = values(figures.by_year, "treatments against lice", "a cage of the batches harvested")
    expected = treated / held.values("container").distinct().count()
    assert found[done.actual_end_date.year - 2016] == pytest.approx(expected)


def test_a_batch_vaccinated_twice_was_not_vaccinated_once(changed_books) -> None:
    before = health_figures(changed_books, LAST).by_year
    assert set(values(before, "vaccination", "vaccinated once")) <= {100.0, None}
    at_sea = BatchContainerAssignment.objects.filter(container__area__isnull=False).values("batch")
    done = Treatment.objects.filter(treatment_type="vaccination", batch__in=at_sea).first()
    Treatment.objects.filter(pk=done.pk).update(
        treatment_date=done.treatment_date + timedelta(days=1)
    )
    after = values(health_figures(changed_books, LAST).by_year, "vaccination", "vaccinated once")
    assert min(share for share in after if share is not None) < 100.0


def test_samples_are_in_an_outbreak_of_their_own_batch_and_site(changed_books) -> None:
    DiseaseOutbreak.objects.all().delete()
    sample = HealthLabSample.objects.filter(
        batch_container_assignment__container__area__isnull=False,
        date_results_received__isnull=False,
    ).first()
    stay = sample.batch_container_assignment
    site, batch = stay.container.area.name, stay.batch.batch_number
    same = HealthLabSample.objects.filter(
        sample_date=sample.sample_date,
        batch_container_assignment__batch=stay.batch,
        batch_container_assignment__container__area=stay.container.area,
    )
    same.update(quantitative_results={"abnormal": False})
    HealthLabSample.objects.filter(pk=sample.pk).update(quantitative_results={"abnormal": True})
    year = sample.sample_date.year - 2016
    first = sample.sample_date - timedelta(days=60)
    outbreak(changed_books, 1, site, "another", first)
    outbreak(changed_books, 2, "elsewhere", batch, first)
    found = health_figures(changed_books, LAST).by_year
    assert sum(v or 0 for v in values(found, "laboratory samples", "in outbreaks")) == 0
    day = sample.sample_date
    DiseaseOutbreak.objects.filter(number=1).update(batch_number=batch, first_day=day, last_day=day)
    found = health_figures(changed_books, LAST).by_year
    assert values(found, "laboratory samples", "in outbreaks")[year] == same.count()
    share = values(found, "laboratory samples", "abnormal, in outbreaks")[year]
    assert share == pytest.approx(100 / same.count())


def test_lice_of_a_month_are_the_mean_of_its_counts(figures: HealthFigures) -> None:
    counts = LiceCount.objects.filter(
        lice_type__gender="female", count_date__year=2017, count_date__month=7
    )
    each = [count.adult_female_count / count.fish_sampled for count in counts]
    assert values(figures.by_month, LICE, "2017")[6] == pytest.approx(sum(each) / len(each))


@pytest.mark.usefixtures("company")
def test_the_sea_holds_the_fish_that_are_there_on_the_last_day() -> None:
    change, _ = fish_at_sea()[FAROES]
    there = BatchContainerAssignment.objects.filter(container__area__isnull=False, is_active=True)
    assert sum(change.values()) == (there.aggregate(n=Sum("population_count"))["n"] or 0)


def test_deaths_of_a_month_are_of_the_fish_at_its_start(figures: HealthFigures) -> None:
    cages = BatchContainerAssignment.objects.filter(container__area__isnull=False)
    deaths = MortalityEvent.objects.filter(assignment__in=cages)
    begin, end = date(2018, 2, 1), date(2018, 2, 28)
    there = cages.filter(assignment_date__lt=begin, departure_date__gt=end)
    (batch,) = there.values_list("batch", flat=True).distinct()
    came = cages.filter(batch=batch).aggregate(n=Sum("initial_population_count"))["n"]
    before = deaths.filter(assignment__batch=batch, event_date__lt=begin)
    fish = came - (before.aggregate(n=Sum("count"))["n"] or 0)
    dead = deaths.filter(event_date__range=(begin, end)).aggregate(n=Sum("count"))["n"]
    assert values(figures.by_month, DEATHS, "2018")[1] == pytest.approx(100 * dead / fish)


@pytest.mark.usefixtures("company")
def test_the_report_has_three_tables_and_the_json_the_same(tmp_path: Path) -> None:
    out, file = StringIO(), tmp_path / "health.json"
    call_command("generation_report", "--health", "--json", str(file), stdout=out)
    tables = out.getvalue().split("\n\n")
    assert [len(lines.splitlines()[0].split()) for lines in tables] == [3, 4, 12]
    told = json.loads(file.read_text("utf-8"))
    assert {len(row["values"]) for row in told["figures"]} == {3}
    assert {len(row["values"]) for row in told["by_season"]} == {4}
    assert {len(row["values"]) for row in told["by_month"]} == {12}
