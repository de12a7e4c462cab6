"""Tidy views: every fish, death and kilogram of the books is in them, each on its day."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from django.db.models import Sum

from apps.batch.models import BatchContainerAssignment, MortalityEvent, TransferAction
from apps.inventory.models import BatchFeedingSummary, FeedingEvent
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.reporting.export.tidy import write_views


@pytest.fixture(scope="module")
def views(company: GenerationRun, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The views of three years at ci scale."""
    folder = tmp_path_factory.mktemp("views")
    write_views(folder, "parquet")
    return folder


@pytest.fixture(scope="module")
def days(views: Path) -> pd.DataFrame:
    """One row a cage and day."""
    return pd.read_parquet(views / "cage_day.parquet")


def test_a_container_has_one_row_a_day(days: pd.DataFrame) -> None:
    assert not days.duplicated(["container_id", "day"]).any()
    assert days.fish.min() > 0


def test_fish_of_the_last_day_are_those_that_live_now(days: pd.DataFrame) -> None:
    living = BatchContainerAssignment.objects.filter(is_active=True)
    alive = living.aggregate(n=Sum("population_count"))["n"]
    assert days[days.day == days.day.max()].fish.sum() == alive > 0


def test_fish_of_the_first_day_are_those_that_came(days: pd.DataFrame) -> None:
    came: dict[tuple[Any, Any], int] = {}
    moves = TransferAction.objects.filter(actual_execution_date__isnull=False)
    for stay, day, fish in moves.values_list(
        "dest_assignment", "actual_execution_date", "transferred_count"
    ):
        came[stay, day] = came.get((stay, day), 0) + fish
    firsts = days.drop_duplicates("assignment_id")
    compared = [
        (row.fish + row.deaths, came[row.assignment_id, row.day])
        for row in firsts.itertuples()
        if (row.assignment_id, row.day) in came
    ]
    assert len(compared) > 20
    assert [pair for pair in compared if pair[0] != pair[1]] == []


def test_all_deaths_and_meals_of_the_stays_are_there(days: pd.DataFrame) -> None:
    causes = [name for name in days.columns if name.startswith("deaths_")]
    assert len(causes) == len(MortalityEvent.Cause.values)
    assert (days[causes].sum(axis=1) == days.deaths).all()
    dead = MortalityEvent.objects.aggregate(n=Sum("count"))["n"]
    fed = FeedingEvent.objects.aggregate(kg=Sum("amount_kg"))["kg"]
    # Those of the day on which a stay ends belong to no row.
    assert days.deaths.sum() == pytest.approx(dead, rel=0.002)
    assert days.feed_kg.sum() == pytest.approx(float(fed), rel=0.002)


def test_water_was_measured_wherever_fish_lived(days: pd.DataFrame) -> None:
    assert days.temperature_c.notna().mean() > 0.99
    assert days.temperature_c.between(-2, 25).all() or days.temperature_c.isna().any()


def test_sites_and_weeks_are_sums(views: Path, days: pd.DataFrame) -> None:
    sites = pd.read_parquet(views / "site_day.parquet")
    assert sites.fish.sum() == days.fish.sum()
    assert sites.deaths.sum() == days.deaths.sum()
    weeks = pd.read_parquet(views / "batch_week.parquet")
    assert len(weeks) == BatchFeedingSummary.objects.count()


def test_they_are_csv_too_and_say_what_they_hold(company: GenerationRun, tmp_path: Path) -> None:
    written = write_views(tmp_path, "csv")
    assert len(pd.read_csv(tmp_path / "cage_day.csv")) == written["cage_day"]
    text = (tmp_path / "README.md").read_text("utf-8")
    for name in pd.read_csv(tmp_path / "cage_day.csv", nrows=1).columns:
        assert name in text or name.startswith("deaths_"), name
