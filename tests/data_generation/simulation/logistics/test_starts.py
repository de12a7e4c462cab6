"""New batches: the monthly pattern of their starts, their places, eggs and numbers."""

import re
from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest

from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.simulation.logistics.starts import start_pressure_a_day
from tests.data_generation.simulation.farms import (
    FIRST_DAY,
    Columns,
    Life,
    live,
    make_world,
    today_of,
)

pytestmark = pytest.mark.no_database

PATTERN = (1.3, 1.2, 1.1, 0.9, 0.8, 0.7, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2)


@pytest.fixture(scope="module")
def batches(decade: Life) -> Columns:
    """Every batch as it arrived."""
    changes = decade.log("batch_changes")
    arrived = changes["stage"] == Stage.EGG_ALEVIN
    return {name: column[arrived] for name, column in changes.items()}


def _rates(scale: str, year: int) -> Iterator[tuple[int, float]]:
    world = make_world(scale)
    for month in range(1, 13):
        day = date(year, month, 15).toordinal()
        yield month, start_pressure_a_day(world, today_of(world, day))


def test_expected_starts_follow_the_monthly_pattern() -> None:
    rates = np.asarray([rate for _, rate in _rates("production", 2019)])
    assert rates / rates.mean() == pytest.approx(np.asarray(PATTERN) / np.mean(PATTERN))


@pytest.mark.parametrize(("scale", "active"), [("ci", 2), ("dev", 5), ("production", 56)])
def test_expected_starts_keep_the_wanted_number_of_batches_alive(scale: str, active: int) -> None:
    a_day = float(np.mean([rate for _, rate in _rates(scale, 2019)]))
    life_days = make_world(scale).parameters.life_cycle.life_days
    assert 2.3 < life_days / 365.25 < 2.6
    assert a_day * life_days == pytest.approx(active)


def test_the_first_batch_starts_on_the_first_day(batches: Columns) -> None:
    assert batches["day"][0] == FIRST_DAY


def test_numbers_name_year_week_and_place_in_the_week(batches: Columns) -> None:
    for number, day in zip(batches["number"].tolist(), batches["day"].tolist(), strict=True):
        year, week, _ = date.fromordinal(day).isocalendar()
        assert re.fullmatch(rf"BAK{year}{week:02d}0[1-9]", number)
    assert len(set(batches["number"].tolist())) == len(batches["number"])


def test_every_batch_brings_as_many_eggs_as_the_scale_says(decade: Life, batches: Columns) -> None:
    scale, opened = decade.world.parameters.scale, decade.log("opened")
    assert (batches["eggs"] >= scale.eggs_min).all()
    assert (batches["eggs"] <= scale.eggs_max).all()
    assert len(set(batches["eggs"].tolist())) == len(batches["eggs"])
    trays = opened["stage"] == Stage.EGG_ALEVIN
    for batch, eggs in zip(batches["id"], batches["eggs"], strict=True):
        mine = opened["initial_count"][trays & (opened["batch"] == batch)]
        assert mine.sum() == eggs
        assert mine.std() / mine.mean() < 0.08


def test_eggs_arrive_with_the_eggs_weight(decade: Life) -> None:
    opened = decade.log("opened")
    trays = opened["stage"] == Stage.EGG_ALEVIN
    assert set(opened["weight_g"][trays].tolist()) == {0.12}


def test_a_station_gets_its_next_batch_when_the_one_before_has_moved_on() -> None:
    one_station = "[scale]\nscotland_stations = 0\nscotland_areas = 0\nfaroe_stations = 1\n"
    crowded = make_world(
        "dev", overrides=f"{one_station}faroe_areas = 8\nactive_batches = [15, 15, 15, 15]"
    )
    life = live(crowded, 600)
    changes = life.log("batch_changes")
    starts = changes["day"][changes["stage"] == Stage.EGG_ALEVIN]
    spacing = crowded.parameters.life_cycle.station_start_spacing_days
    every = crowded.parameters.life_cycle.start_retry_days
    assert (np.diff(starts) >= spacing).all()
    assert (np.diff(starts) < spacing + every).all()
    assert len(starts) >= 4
    assert len(life.log("waits")["day"]) == 0


def test_stations_send_their_fish_to_areas_of_their_own_country(
    decade: Life,
) -> None:
    geography, changes = decade.world.layout.sites.geography, decade.log("batch_changes")
    at_sea = changes["stage"] == Stage.ADULT
    station, area = changes["station"][at_sea], changes["area"][at_sea]
    assert len(area) > 4
    assert np.array_equal(geography[station], geography[area])


def test_harvest_weights_are_spread_over_the_plans_range(batches: Columns) -> None:
    weights = batches["harvest_weight_g"]
    assert ((weights >= 4500) & (weights <= 5500)).all()
    assert weights.std() > 100


def test_where_no_place_is_free_no_batch_starts(ci_decade: Life) -> None:
    # One sea area takes one generation at a time: about 610 days apart, whatever the pressure.
    changes = ci_decade.log("batch_changes")
    starts = changes["day"][changes["stage"] == Stage.EGG_ALEVIN]
    assert (np.diff(starts) > 450).all()
    assert ci_decade.farm.state.start_pressure < len(starts) + 1
