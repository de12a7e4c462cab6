"""Grading: lots hold all fish and all weight of their harvest, near the shares of the trade."""

import numpy as np
import pytest

from scripts.data_generation.config.fish.harvest import GRADES
from tests.data_generation.simulation.farms import Life, totals

pytestmark = pytest.mark.no_database


def test_lots_hold_the_fish_and_the_live_weight_of_their_harvest(decade: Life) -> None:
    harvests, lots = decade.log("harvests"), decade.log("harvest_lots")
    by_id = dict(zip(harvests["id"].tolist(), harvests["count"].tolist(), strict=True))
    assert totals(lots["harvest"], lots["count"]) == by_id
    row = np.searchsorted(harvests["id"], lots["harvest"])
    live = np.bincount(row, lots["live_kg"], len(harvests["id"]))
    assert live == pytest.approx(harvests["count"] * harvests["weight_g"] / 1000)


def test_a_harvest_has_at_most_one_lot_of_a_grade_and_none_without_fish(decade: Life) -> None:
    lots = decade.log("harvest_lots")
    pairs = lots["harvest"] * len(GRADES) + lots["grade"]
    assert len(np.unique(pairs)) == len(pairs)
    assert (lots["count"] > 0).all()
    assert set(lots["grade"].tolist()) == set(range(len(GRADES)))


def test_grades_come_in_the_shares_of_the_figures(ci_decade: Life, dev_decade: Life) -> None:
    fish = np.zeros(len(GRADES))
    for life in (ci_decade, dev_decade):
        lots = life.log("harvest_lots")
        fish += np.bincount(lots["grade"], lots["count"], len(GRADES))
    usual = np.asarray(ci_decade.world.parameters.harvest.grade_shares)
    assert fish / fish.sum() == pytest.approx(usual, rel=0.15)


def test_lesser_grades_are_smaller_fish(decade: Life) -> None:
    lots = decade.log("harvest_lots")
    mean = lots["live_kg"] / lots["count"]
    for harvest in np.unique(lots["harvest"])[:20]:
        mine = lots["harvest"] == harvest
        in_order = mean[mine][np.argsort(lots["grade"][mine])]
        assert (np.diff(in_order) < 0).all()


def test_product_weighs_what_the_yields_say(decade: Life) -> None:
    lots, figures = decade.log("harvest_lots"), decade.world.parameters.harvest
    gutted = lots["gutted_kg"] / lots["live_kg"]
    assert gutted.mean() == pytest.approx(figures.gutted_yield, abs=0.005)
    assert np.abs(gutted - figures.gutted_yield).max() <= 3 * figures.gutted_yield_sd + 1e-9
    ratio = figures.fillet_yield / figures.gutted_yield
    assert lots["fillet_kg"] == pytest.approx(ratio * lots["gutted_kg"])
    # A cage is gutted as one: its lots have one yield.
    order = np.lexsort((lots["grade"], lots["harvest"]))
    same = np.diff(lots["harvest"][order]) == 0
    assert np.diff(gutted[order])[same] == pytest.approx(0.0, abs=1e-12)
