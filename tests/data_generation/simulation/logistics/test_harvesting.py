"""Harvest: at target weight or at the end of the time, cage by cage, and then the area rests."""

import numpy as np
import pytest

from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.simulation.ledger.table import Values
from tests.data_generation.simulation.farms import Life, live, make_world

pytestmark = pytest.mark.no_database


def _storms(life: Life, body: int, days: Values) -> Values:
    """Over this water body, on which of these days a storm stands."""
    water = life.world.climate.days(int(days.min()), int(days.max()))
    return np.asarray(water.storm[body, days - days.min()] > 0.0)


def _harvested(life: Life) -> list[int]:
    changes = life.log("batch_changes")
    return [int(batch) for batch in changes["id"][changes["completed"]]]


def test_every_cage_is_emptied_once_into_one_event(decade: Life) -> None:
    harvests, closed = decade.log("harvests"), decade.log("closed")
    caged = closed["stage"] == Stage.ADULT
    assert sorted(harvests["assignment"].tolist()) == sorted(closed["id"][caged].tolist())
    order = np.argsort(harvests["assignment"])
    rows = np.argsort(closed["id"][caged])
    for name, other in (("count", "count"), ("weight_g", "weight_g"), ("day", "day")):
        assert np.array_equal(harvests[name][order], closed[other][caged][rows])


def test_batches_are_harvested_between_four_and_a_half_and_five_and_a_half_kilos(
    ci_decade: Life, dev_decade: Life
) -> None:
    means = []
    for life in (ci_decade, dev_decade):
        harvests, changes = life.log("harvests"), life.log("batch_changes")
        cycle = life.world.parameters.life_cycle
        assert len(_harvested(life)) >= 4
        for batch in _harvested(life):
            mine = harvests["batch"] == batch
            mean = np.average(harvests["weight_g"][mine], weights=harvests["count"][mine])
            assert harvests["weight_g"][mine].std() / mean < 0.12
            last = np.flatnonzero((changes["id"] == batch) & changes["completed"])[0]
            begin = changes["harvest_from"][last] - changes["stage_day"][last]
            # What grows too fast leaves at day 400 all the same, what grows too slowly by day 500.
            # Booked three weeks ahead by a forecast of their growth.
            assert mean < 1.03 * 5500 or begin == cycle.grow_out_days_min
            assert mean > 0.97 * 4500 or begin > cycle.grow_out_days_max - 10
            means.append(mean)
    assert np.mean([4500 <= mean <= 5500 for mean in means]) >= 0.85
    assert 4200 < min(means) < max(means) < 6000
    assert np.mean(means) == pytest.approx(5000, abs=250)


def test_harvest_begins_at_the_target_or_in_time_to_end_by_day_500(decade: Life) -> None:
    changes, harvests = decade.log("batch_changes"), decade.log("harvests")
    cycle = decade.world.parameters.life_cycle
    for batch in _harvested(decade):
        last = np.flatnonzero((changes["id"] == batch) & changes["completed"])[0]
        mine = harvests["batch"] == batch
        days = harvests["day"][mine] - changes["stage_day"][last]
        assert days.min() >= cycle.grow_out_days_min
        assert days.max() <= cycle.grow_out_days_max
        a_day = np.unique(harvests["day"][mine], return_counts=True)[1]
        assert a_day.max() <= cycle.cages_harvested_per_day
        # A trip each day from the day that was settled on, but for storms.
        began = int(changes["harvest_from"][last])
        trips = np.arange(began, harvests["day"][mine].max() + 1)
        body = decade.world.body_of_area(int(changes["area"][last]))
        calm = trips[~_storms(decade, body, trips)]
        assert np.unique(harvests["day"][mine]).tolist() == calm.tolist()


def test_the_heaviest_cages_go_first(decade: Life) -> None:
    harvests = decade.log("harvests")
    for batch in _harvested(decade):
        mine = harvests["batch"] == batch
        days, weights = harvests["day"][mine], harvests["weight_g"][mine]
        # None eats or grows any more, so that the order of the first day still holds on the last.
        lightest = [weights[days == day].min() for day in np.unique(days)]
        heaviest = [weights[days == day].max() for day in np.unique(days)]
        assert all(one >= other for one, other in zip(lightest[:-1], heaviest[1:], strict=True))


def test_trips_are_by_daylight_hours(decade: Life) -> None:
    minutes = decade.log("harvests")["minute"]
    assert ((minutes >= 5 * 60) & (minutes <= 16 * 60)).all()


def test_an_area_lies_fallow_between_generations(decade: Life) -> None:
    changes = decade.log("batch_changes")
    for area in np.unique(changes["area"][changes["stage"] == Stage.ADULT]):
        fallow = decade.world.site_fallow[area]
        assert fallow in (30, 60)
        mine = changes["area"] == area
        at_sea = mine & (changes["stage"] == Stage.ADULT) & ~changes["completed"]
        emptied = changes["day"][mine & changes["completed"]]
        entered = changes["day"][at_sea][1 : len(emptied) + 1]
        assert (entered - emptied[: len(entered)] >= fallow).all()


def test_an_area_is_promised_to_one_batch_at_a_time(decade: Life) -> None:
    # One may still swim there while the next one's fish grow in their tanks; never two of either.
    promises = 0
    for chunk in decade.chunks:
        batches = chunk.batches_today
        settled = batches.area >= 0
        for coming in (True, False):
            rows = settled & ((batches.stage < Stage.ADULT) == coming)
            areas = batches.area[rows].tolist()
            assert len(set(areas)) == len(areas)
            promises += coming * len(areas)
    assert promises >= 4


def test_a_batch_too_light_at_day_500_is_harvested_all_the_same() -> None:
    slow = "growth.tgc_sea_faroe = 1.5"
    life = live(make_world("ci", overrides=slow), 1000)
    harvests, changes = life.log("harvests"), life.log("batch_changes")
    assert _harvested(life) == [1]
    sea = changes["day"][(changes["stage"] == Stage.ADULT) & ~changes["completed"]][0]
    assert harvests["day"].max() - sea == life.world.parameters.life_cycle.grow_out_days_max
    assert harvests["weight_g"].max() < 3000


def test_a_fast_batch_is_not_harvested_before_day_400() -> None:
    life = live(make_world("ci", overrides="growth.tgc_sea_faroe = 4.6"), 960)
    harvests, changes = life.log("harvests"), life.log("batch_changes")
    sea = changes["day"][(changes["stage"] == Stage.ADULT) & ~changes["completed"]][0]
    assert harvests["day"].min() - sea == life.world.parameters.life_cycle.grow_out_days_min
