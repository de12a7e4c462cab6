"""Prevention: from year 7, at sea only, each measure judged when it ends, deaths going down."""

import numpy as np
import pytest

from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.health.products import Outcome, Product
from scripts.data_generation.simulation.health.prevention import (
    PREVENTIVE,
    outcome_of_lice,
    outcome_of_losses,
)
from tests.data_generation.simulation.farms import Life, live, make_world

pytestmark = pytest.mark.no_database

EARLY = """
[prevention]
skirt_share = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
skirt_days = 40
feed_courses = [2, 2, 2, 2, 2, 2, 2, 2, 2, 2]
"""


def measures(life: Life, log: str = "treatments") -> dict[str, np.ndarray]:
    rows = life.log(log)
    return {name: column[np.isin(rows["product"], PREVENTIVE)] for name, column in rows.items()}


def test_measures_begin_in_year_seven_at_sea_only(decade: Life) -> None:
    rows, stays = measures(decade), decade.stays()
    assert set(rows["product"]) == set(PREVENTIVE)
    assert ((rows["day"] - decade.world.first_day) / 365.25).min() >= 6
    place = np.searchsorted(stays["assignment"], rows["assignment"])
    assert (stays["stage"][place] == Stage.ADULT).all()
    assert (rows["day"] < stays["end_day"][place]).all()
    assert (rows["cost_cents"] > 0).all()


def test_cleaner_fish_and_skirts_come_once_to_a_cage_and_to_some_only(dev_decade: Life) -> None:
    rows, stays = measures(dev_decade), dev_decade.stays()
    cages = (stays["stage"] == Stage.ADULT) & (
        stays["first_day"] > dev_decade.world.first_day + 6.2 * 365.25
    )
    for product in (Product.CLEANER_FISH, Product.LICE_SKIRT):
        treated = rows["assignment"][rows["product"] == product]
        assert len(np.unique(treated)) == len(treated)
        assert 0.2 < np.isin(stays["assignment"][cages], treated).mean() < 0.9


def test_courses_begin_ahead_of_the_season(decade: Life) -> None:
    rows = measures(decade)
    days = rows["day"][rows["product"] == Product.FUNCTIONAL_FEED]
    months = (days - 719163).astype("datetime64[D]").astype("datetime64[M]").astype(int) % 12 + 1
    assert set(months) == {4, 7}


def test_each_measure_is_judged_once_when_it_ends(decade: Life) -> None:
    begun, judged = measures(decade), measures(decade, "treatment_outcomes")
    assert len(np.unique(judged["id"])) == len(judged["id"])
    assert (judged["decided_day"] == judged["day"] + judged["duration_days"]).all()
    ended = begun["day"] + begun["duration_days"] <= decade.farm.state.today
    assert sorted(begun["id"][ended]) == sorted(judged["id"])
    assert (begun["outcome"] == Outcome.PENDING).all()
    assert (judged["outcome"] != Outcome.PENDING).all()
    assert set(decade.farm.state.pending_treatments.id) >= set(begun["id"][~ended])


def test_the_outcome_is_what_the_deaths_or_the_lice_say() -> None:
    life = live(make_world("ci", overrides=EARLY), 640)
    judged, deaths = measures(life, "treatment_outcomes"), life.log("deaths")
    opened, counts = life.log("opened"), life.log("lice_counts")
    by_lice = judged["product"] == Product.LICE_SKIRT
    assert min(by_lice.sum(), (~by_lice).sum()) >= 3
    asked = (judged[name][by_lice] for name in ("assignment", "decided_day", "outcome"))
    for one, day, outcome in zip(*asked, strict=True):
        own = np.flatnonzero((counts["assignment"] == one) & (counts["day"] < day))
        last = own[np.argmax(counts["day"][own])]
        females = counts["females"][last : last + 1] / counts["fish"][last]
        assert outcome == outcome_of_lice(life.world, females)[0]
    judged = {name: column[~by_lice] for name, column in judged.items()}
    for one, day, end, outcome in zip(
        judged["assignment"], judged["day"], judged["decided_day"], judged["outcome"], strict=True
    ):
        own = deaths["assignment"] == one
        before = deaths["count"][own & (deaths["day"] < day)].sum()
        lost = deaths["count"][own & (deaths["day"] >= day) & (deaths["day"] < end)].sum()
        fish = opened["initial_count"][opened["id"] == one][0] - before
        percent = np.asarray([100 * lost / fish])
        assert outcome == outcome_of_losses(life.world, percent, np.asarray([end - day]))[0]


def test_losses_are_judged_by_the_month() -> None:
    world = make_world("ci")
    lost, days = np.asarray([0.6, 0.6, 1.5, 5.0, 5.0]), np.asarray([30, 15, 30, 30, 300])
    expected = [
        Outcome.SUCCESSFUL,
        Outcome.PARTIAL,
        Outcome.PARTIAL,
        Outcome.UNSUCCESSFUL,
        Outcome.SUCCESSFUL,
    ]
    assert outcome_of_losses(world, lost, days).tolist() == expected


def test_the_usual_hazard_falls_with_the_better_company() -> None:
    world = make_world("ci")
    factors = world.parameters.mortality.year_factor
    first = world.first_day
    assert world.of_year(factors, first) == world.of_year(factors, first + 6 * 365) == 1.0
    assert world.of_year(factors, first + round(8.5 * 365.25)) == pytest.approx(0.78)
    assert world.of_year(factors, first + 40 * 365) == factors[-1]
