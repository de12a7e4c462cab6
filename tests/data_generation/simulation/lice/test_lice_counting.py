"""Lice counts: each cage at sea every fortnight, on twenty fish or ten."""

import numpy as np
import pytest

from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.health.delousing import METHODS
from scripts.data_generation.simulation.water.seasons import day_of_year
from tests.data_generation.simulation.farms import Life

pytestmark = pytest.mark.no_database


def test_every_cage_at_sea_is_counted_at_least_every_fortnight(decade: Life) -> None:
    counts, stays = decade.log("lice_counts"), decade.stays()
    for row in np.flatnonzero(stays["stage"] == Stage.ADULT):
        days = np.sort(counts["day"][counts["assignment"] == stays["assignment"][row]])
        first, end = stays["first_day"][row], stays["end_day"][row]
        edges = np.concatenate([[first + 7], days, [end]])
        assert np.diff(edges).max() <= 14
        assert len(days) == len(np.unique(days))


def test_counts_lie_in_cages_at_sea_while_fish_are_there(decade: Life) -> None:
    counts, stays = decade.log("lice_counts"), decade.stays()
    place = np.searchsorted(stays["assignment"], counts["assignment"])
    assert (stays["stage"][place] == Stage.ADULT).all()
    assert (counts["day"] >= stays["first_day"][place] + 7).all()
    assert (counts["day"] < stays["end_day"][place]).all()
    assert np.array_equal(stays["container"][place], counts["container"])


def test_counts_beyond_the_fortnight_measure_a_treatment(decade: Life) -> None:
    counts, given = decade.log("lice_counts"), decade.log("treatments")
    outcomes = decade.log("treatment_outcomes")
    weekdays = counts["day"] % 7
    off_plan = ~np.isin(weekdays, np.arange(1, 6))
    measuring = set(
        zip(outcomes["assignment"].tolist(), outcomes["decided_day"].tolist(), strict=True)
    )
    for one, day in zip(counts["assignment"][off_plan], counts["day"][off_plan], strict=True):
        assert (int(one), int(day)) in measuring
    assert np.isin(given["product"], METHODS).any()


def test_twenty_fish_in_the_faroes_and_ten_in_scotland(dev_decade: Life) -> None:
    counts, layout = dev_decade.log("lice_counts"), dev_decade.world.layout
    country = layout.sites.geography[layout.containers.site[counts["container"]]]
    assert (counts["fish"] == np.where(country == 0, 20, 10)).all()


def test_counts_of_a_cage_scatter_more_than_chance_alone(dev_decade: Life) -> None:
    counts = dev_decade.log("lice_counts")
    many = counts["females"] > 0
    per_fish = counts["females"] / counts["fish"]
    assert many.any()
    assert counts["females"].var() / counts["females"].mean() > 1.5
    # Mostly below the limit; calm winters, more lice in late summer.
    assert (per_fish > 0.5).mean() < 0.35
    day = day_of_year(counts["day"])
    late_summer, winter = (day > 180) & (day <= 270), day <= 90
    assert per_fish[late_summer].mean() > 2 * per_fish[winter].mean()
