"""What the generator tells the explorer is what stands in the generator's own tables."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from apps.explorer.generation import facts
from apps.explorer.periods import Days
from scripts.data_generation.models import (
    DiseaseOutbreak,
    GenerationChunk,
    GenerationRun,
    GenerationValidation,
    MonthlyDeaths,
    SensorFault,
    WaterEvent,
)
from scripts.data_generation.pages.explorer_facts import GeneratorFacts
from tests.data_generation.companies import generate
from tests.databases import rolled_back

pytestmark = pytest.mark.usefixtures("open_database")

ALWAYS = Days(date(2000, 1, 1), date(2100, 1, 1))


@pytest.fixture(scope="module")
def run(open_database: None) -> GenerationRun:
    """A run of dirty data."""
    generate("--session=1", "--days=400", "--end-date=2017-02-03", "--dirty-data=0.05")
    return GenerationRun.objects.get()


@pytest.fixture
def undone() -> Iterator[None]:
    """What a test changes is taken back."""
    with rolled_back():
        yield


def test_the_explorer_asks_the_generator() -> None:
    assert isinstance(facts(), GeneratorFacts)


def test_the_last_written_day_is_the_last_chunks(run, undone) -> None:
    assert facts().last_written_day() == date(2017, 2, 3)
    GenerationChunk.objects.all().delete()
    assert facts().last_written_day() is None


def test_the_newest_validation_is_told(run, undone) -> None:
    assert facts().last_validation() is None
    outcome = {"checks": [{"name": "one"}], "totals": {"holds": 1}}
    for seconds in (1.0, 2.0):
        GenerationValidation.objects.create(run=run, seconds=seconds, outcome=outcome)
    found = facts().last_validation()
    assert (found.seconds, found.totals, found.checks) == (2.0, {"holds": 1}, [{"name": "one"}])


def test_every_sensor_fault_is_counted_once(run) -> None:
    counts = facts().sensor_faults()
    expected = Counter(SensorFault.objects.values_list("kind", "sensor__sensor_type"))
    assert expected
    assert {(c.kind, c.sensor_type): c.faults for c in counts} == expected
    assert {c.label for c in counts} <= {label for _, label in SensorFault.KINDS}


def test_outbreaks_are_those_that_went_on_in_these_days(run, undone) -> None:
    one = DiseaseOutbreak.objects.create(
        run=run,
        number=9_999,
        batch_number="B",
        site="A1",
        disease="Red gill",
        first_day=date(2016, 3, 1),
        last_day=date(2016, 3, 9),
        containers=1,
        deaths=5,
        over=True,
    )
    for days, there in (
        (Days(date(2016, 3, 9), date(2016, 3, 20)), True),
        (Days(date(2016, 2, 1), date(2016, 3, 1)), True),
        (Days(date(2016, 3, 10), date(2016, 3, 20)), False),
    ):
        told = [o for o in facts().outbreaks(days) if o.disease == one.disease]
        assert bool(told) is there
    assert len(facts().outbreaks(ALWAYS)) == DiseaseOutbreak.objects.count()


def test_water_events_are_those_of_the_area(run) -> None:
    assert WaterEvent.objects.exists()
    event = WaterEvent.objects.order_by("first_day").last()
    told = facts().water_events(event.area_id, Days(event.first_day, event.last_day))
    assert (event.kind, event.first_day) in {(one.kind, one.first_day) for one in told}
    all_told = facts().water_events(event.area_id, ALWAYS)
    assert len(all_told) == WaterEvent.objects.filter(area=event.area_id).count()
    after = event.last_day + timedelta(days=1)
    assert facts().water_events(event.area_id, Days(after, after)) == []


def test_deaths_are_added_up_by_month_and_cause(run) -> None:
    expected: Counter[tuple[str, date]] = Counter()
    for row in MonthlyDeaths.objects.all():
        expected[row.cause, row.first_day.replace(day=1)] += row.fish
    assert expected
    told = facts().monthly_deaths(ALWAYS)
    assert {(cause, month): fish for cause, month, fish in told} == expected


def test_books_without_sums_have_none_to_tell(run, undone) -> None:
    MonthlyDeaths.objects.all().delete()
    assert facts().monthly_deaths(ALWAYS) is None
