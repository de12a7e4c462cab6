"""The health books of a generated company: what is told agrees with what was counted."""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db.models import Avg, Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from apps.batch.models import BatchContainerAssignment, MortalityEvent
from apps.health.models import (
    FishParameterScore,
    HealthLabSample,
    HealthParameter,
    HealthSamplingEvent,
    JournalEntry,
    MortalityReason,
    MortalityRecord,
    ParameterScoreDefinition,
    Treatment,
)
from apps.inventory.models import FeedingEvent
from scripts.data_generation.config.fish.mortality import CAUSE_CODES
from scripts.data_generation.config.fish.mortality_reasons import HEADINGS, REASONS
from scripts.data_generation.config.health.examination import SCORED
from scripts.data_generation.config.water.water_events import EventKind
from scripts.data_generation.models import DiseaseOutbreak, MonthlyDeaths, WaterEvent

pytestmark = pytest.mark.usefixtures("company")

ROUND = re.compile(
    r"Weekly round, .*: (?P<fish>[\d,]+) fish in (?P<containers>\d+) \w+, mean weight "
    r"(?P<weight>[\d.]+) g, biomass (?P<biomass>[\d.,]+) kg\. Water (?P<water>[\d.]+) °C\. "
    r"In (?P<days>\d+) days (?P<dead>[\d,]+) dead \((?P<share>[\d.]+) %\) and "
    r"(?:(?P<feed>[\d.,]+) kg of feed|no feed)\."
)

ANSWER = re.compile(r"Deaths \w+ from ([\d.]+) to ([\d.]+) % by the next round\.")


def rounds() -> QuerySet[JournalEntry]:
    return JournalEntry.objects.filter(description__startswith="Weekly round")


def figure(told: str) -> float:
    return float(told.replace(",", ""))


def numbers_of(entry: JournalEntry) -> re.Match[str]:
    told = ROUND.fullmatch(entry.description)
    assert told, entry.description
    return told


def test_every_mortality_event_has_its_record() -> None:
    events = MortalityEvent.objects.values_list(
        "batch", "assignment", "assignment__container", "event_date", "count", "cause"
    )
    records = MortalityRecord.objects.values_list(
        "batch", "assignment", "container", "event_date__date", "count", "reason__parent__name"
    )
    heading = {code: name for code, (name, _) in zip(CAUSE_CODES, HEADINGS, strict=True)}
    assert len(events) > 5_000
    assert Counter((*row[:5], heading[row[5]]) for row in events) == Counter(records)


def test_reasons_are_a_tree_of_two_levels() -> None:
    assert MortalityReason.objects.filter(parent=None).count() == len(HEADINGS)
    assert MortalityReason.objects.filter(parent__parent=None, parent__isnull=False).count() == len(
        REASONS
    )
    assert not MortalityRecord.objects.filter(reason__parent=None).exists()


def test_rounds_say_what_was_counted() -> None:
    """Dead and feed of the week are the sums of the rows of the same days."""
    assert rounds().count() > 150
    for entry in rounds():
        told = numbers_of(entry)
        last = entry.entry_date.date()
        week = (last - timedelta(days=int(told["days"]) - 1), last)
        deaths = MortalityEvent.objects.filter(batch=entry.batch, event_date__range=week)
        meals = FeedingEvent.objects.filter(batch=entry.batch, feeding_date__range=week)
        assert figure(told["dead"]) == (deaths.aggregate(n=Sum("count"))["n"] or 0)
        # SQLite sums decimals as floats.
        fed = round(meals.aggregate(kg=Sum("amount_kg"))["kg"] or 0, 2)
        assert figure(told["feed"] or "0") == float(fed)
        fish, biomass = figure(told["fish"]), figure(told["biomass"])
        # The weight is told to 0.01 g, a biomass of a tonne or more to a kilogram.
        rounded = fish * 0.005 / 1000 + (0.52 if biomass >= 1000 else 0.02)
        assert fish * float(told["weight"]) / 1000 == pytest.approx(biomass, abs=rounded)


def test_every_batch_is_looked_at_every_week() -> None:
    days: dict[int, list[date]] = {}
    for batch, moment in rounds().values_list("batch", "entry_date"):
        days.setdefault(batch, []).append(moment.date())
    for entries in days.values():
        ordered = sorted(entries)
        assert {(b - a).days for a, b in pairwise(ordered)} == {7}


def test_only_raised_deaths_are_issues_and_each_is_answered() -> None:
    for entry in rounds():
        share = float(numbers_of(entry)["share"])
        assert (entry.category == "issue") == (entry.severity != "low")
        assert share < 1.005 if entry.severity == "low" else share >= 0.345
        if entry.category == "issue" and entry.resolution_status:
            answer = ANSWER.fullmatch(entry.resolution_notes)
            assert answer, entry.resolution_notes
            after = rounds().get(batch=entry.batch, entry_date=entry.entry_date + timedelta(days=7))
            assert float(answer[1]) == share
            assert float(answer[2]) == float(numbers_of(after)["share"])


def test_what_is_told_of_an_outbreak_is_what_the_records_sum_to() -> None:
    outbreaks = DiseaseOutbreak.objects.filter(over=True)
    assert outbreaks.count() >= 2
    for outbreak in outbreaks:
        records = MortalityRecord.objects.filter(
            batch__batch_number=outbreak.batch_number,
            reason__name=outbreak.disease,
            event_date__date__range=(outbreak.first_day, outbreak.last_day),
        )
        assert (records.aggregate(n=Sum("count"))["n"] or 0) == outbreak.deaths
        entry = JournalEntry.objects.get(
            batch__batch_number=outbreak.batch_number,
            entry_date__date=outbreak.noticed_day,
            description__startswith="Signs of an infection",
        )
        until = records.filter(event_date__date__lte=outbreak.noticed_day)
        dead = until.aggregate(n=Sum("count"))["n"] or 0
        assert f": {dead} fish have died" in entry.description
        assert entry.resolution_status
        assert f": {outbreak.deaths} dead in" in entry.resolution_notes


def test_abnormal_answers_and_journal_issues_go_together() -> None:
    entries = JournalEntry.objects.filter(description__startswith="Laboratory answer")
    told = Counter(
        (entry.batch_id, entry.container_id, entry.entry_date.date(), entry.description)
        for entry in entries
    )
    samples = HealthLabSample.objects.filter(date_results_received__isnull=False).select_related(
        "batch_container_assignment"
    )
    abnormal = Counter(
        (
            sample.batch_container_assignment.batch_id,
            sample.batch_container_assignment.container_id,
            sample.date_results_received,
            f"Laboratory answer to the sample of {sample.sample_date}: {sample.findings_summary}",
        )
        for sample in samples
        if (sample.quantitative_results or {})["abnormal"]
    )
    assert told == abnormal
    assert len(abnormal) > 5
    assert samples.count() > 3 * len(abnormal)


def test_examinations_say_what_their_fish_do() -> None:
    """Nine scores a fish, within their definitions; statistics are those of the fish."""
    parameters = HealthParameter.objects.count()
    assert parameters == len(SCORED)
    assert ParameterScoreDefinition.objects.count() == 4 * len(SCORED)
    events = HealthSamplingEvent.objects.annotate(n=Count("fish"), mean=Avg("fish__weight_g"))
    assert events.count() > 50
    for event in events:
        assert event.n == event.number_of_fish_sampled
        assert float(event.mean) == pytest.approx(float(event.avg_weight_g or 0), abs=0.01)
        assert event.sampled_by.username.startswith("veterinarian")
    scores = FishParameterScore.objects
    assert scores.count() == parameters * sum(event.n for event in events)
    assert not scores.exclude(score__range=(0, 3)).exists()


def test_water_events_are_told_to_every_batch_they_meet() -> None:
    told = JournalEntry.objects.filter(description__contains="% oxygen on average today")
    at_sea = BatchContainerAssignment.objects.filter(lifecycle_stage__name="Adult")
    for event in WaterEvent.objects.all():
        there = at_sea.filter(
            container__area=event.area, assignment_date__lte=event.first_day
        ).filter(Q(departure_date=None) | Q(departure_date__gt=event.first_day))
        for batch in set(there.values_list("batch", flat=True)):
            entries = told.filter(
                batch=batch,
                entry_date__date=event.first_day,
                description__startswith=EventKind[event.kind].label,
            )
            assert entries.count() == 1, event
    assert told.count() > 20


def test_the_dead_of_a_water_event_are_those_of_the_books() -> None:
    for entry in JournalEntry.objects.filter(resolution_notes__contains="environmental causes"):
        over, dead = re.fullmatch(
            r"Over on ([\d-]+)\. (\d+) fish died of environmental causes meanwhile\.",
            entry.resolution_notes,
        ).groups()
        found = MortalityEvent.objects.filter(
            batch=entry.batch,
            cause="ENVIRONMENTAL",
            assignment__lifecycle_stage__name="Adult",
            event_date__range=(entry.entry_date.date(), date.fromisoformat(over)),
        )
        assert (found.aggregate(n=Sum("count"))["n"] or 0) == int(dead)


def test_every_treatment_is_in_the_journal() -> None:
    given = {(t.batch_id, t.treatment_date.date()) for t in Treatment.objects.all()}
    told = {
        (entry.batch_id, entry.entry_date.date())
        for entry in JournalEntry.objects.filter(category__in=("treatment", "vaccination"))
    }
    assert given == told


def test_deaths_are_added_up_by_month_and_cause(company) -> None:
    by_month = (
        MonthlyDeaths.objects.values("cause", month=TruncMonth("first_day"))
        .annotate(dead=Sum("fish"))
        .values_list("month", "cause", "dead")
    )
    of_events = (
        MortalityEvent.objects.values("cause", month=TruncMonth("event_date"))
        .annotate(dead=Sum("count"))
        .values_list("month", "cause", "dead")
    )
    assert set(by_month) == set(of_events)
    assert by_month
