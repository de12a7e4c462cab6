"""Delousing: its rules hold for every seed, and lice, deaths and appetite show what it does."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.fish.mortality import CAUSE_CODES
from scripts.data_generation.config.health.delousing import METHODS, Delousing
from scripts.data_generation.config.health.products import Outcome, Product
from scripts.data_generation.simulation.company.world import Today
from scripts.data_generation.simulation.fish.stress import feel_water
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.lice.delousing import delouse, outcome_of_counts
from tests.data_generation.simulation.farms import Columns, Life, live, make_world, today_of

pytestmark = pytest.mark.no_database

MANY_LICE = "[lice]\nwild_pressure_faroe = 1.2\nwild_pressure_scotland = 1.2\n"


def delousings(life: Life, log: str = "treatments") -> dict[str, np.ndarray]:
    rows = life.log(log)
    return {name: column[np.isin(rows["product"], METHODS)] for name, column in rows.items()}


def last_count(counts: Columns, assignment: int, day: int) -> float:
    """Adult females a fish at the last count of a cage before this day."""
    own = np.flatnonzero((counts["assignment"] == assignment) & (counts["day"] < day))
    last = own[np.argmax(counts["day"][own])]
    return float(counts["females"][last] / counts["fish"][last])


def check_rules(life: Life) -> None:
    """Above the limit only, later than 14 days after the last, at sea, in no storm."""
    rows, counts, world = delousings(life), life.log("lice_counts"), life.world
    for one, day in zip(rows["assignment"], rows["day"], strict=True):
        assert last_count(counts, int(one), int(day)) > world.parameters.delousing.limit
    for one in np.unique(rows["assignment"]):
        days = np.sort(rows["day"][rows["assignment"] == one])
        assert (np.diff(days) > 14).all()
    stays = life.stays()
    place = np.searchsorted(stays["assignment"], rows["assignment"])
    assert (stays["stage"][place] == Stage.ADULT).all()
    for body in np.unique(stays["body"][place]):
        days = rows["day"][stays["body"][place] == body]
        first = int(days.min())
        storms = world.climate.days(first, int(days.max())).storm[body]
        assert not storms[days - first].any()


def check_outcomes(life: Life) -> None:
    """Measured once, at a count, 14 days after or when the cage is about to leave."""
    rows, decided = delousings(life), delousings(life, "treatment_outcomes")
    counts = life.log("lice_counts")
    assert len(np.unique(decided["id"])) == len(decided["id"])
    asked = (decided[name] for name in ("assignment", "day", "decided_day", "outcome"))
    for one, given_on, day, outcome in zip(*asked, strict=True):
        before = last_count(counts, int(one), int(given_on))
        after = last_count(counts, int(one), int(day) + 1)
        assert counts["day"][(counts["assignment"] == one) & (counts["day"] == day)].size == 1
        expected = outcome_of_counts(
            np.asarray([before]), np.asarray([after]), life.world.parameters.delousing
        )
        assert outcome == expected[0]
    open_still = set(life.farm.state.pending_treatments.id.tolist())
    assert set(rows["id"].tolist()) == set(decided["id"].tolist()) | (
        open_still & set(rows["id"].tolist())
    )


def test_rules_hold_for_ten_years(decade: Life) -> None:
    check_rules(decade)
    check_outcomes(decade)


@settings(max_examples=4)
@given(seed=st.integers(0, 2**63))
def test_rules_hold_whatever_the_seed(seed: int) -> None:
    life = live(make_world("ci", seed, MANY_LICE), 960)
    assert len(delousings(life)["id"]) > 0
    check_rules(life)
    check_outcomes(life)


def test_a_generation_is_treated_some_times(dev_decade: Life) -> None:
    rows, stays = delousings(dev_decade), dev_decade.stays()
    sites = dev_decade.world.layout.sites.geography[
        dev_decade.world.layout.containers.site[stays["container"]]
    ]
    harvested = np.isin(stays["assignment"], dev_decade.log("harvests")["assignment"])
    a_cage = []
    for country in (0, 1):
        cages = stays["assignment"][harvested & (sites == country)]
        a_cage.append(np.isin(rows["assignment"], cages).sum() / len(cages))
    assert 2.0 < a_cage[0] < 8.0
    assert a_cage[0] < a_cage[1] < 11.0


def test_the_faroes_use_no_medicines_and_scotland_does(dev_decade: Life) -> None:
    rows, layout = delousings(dev_decade), dev_decade.world.layout
    faroe = layout.sites.geography[layout.containers.site[rows["container"]]] == 0
    medicines = np.isin(rows["product"], (Product.AZAMETHIPHOS, Product.EMAMECTIN))
    assert faroe.any()
    assert not medicines[faroe].any()
    assert medicines[~faroe].any()
    assert (rows["withholding_days"][medicines] > 0).all()
    assert (rows["withholding_days"][~medicines] == 0).all()
    resistance = dev_decade.farm.state.site_resistance
    assert (resistance[layout.sites.geography == 0] == 0).all()
    assert resistance.max() > 0


def test_most_treatments_work(dev_decade: Life) -> None:
    outcomes = delousings(dev_decade, "treatment_outcomes")["outcome"]
    assert (outcomes == Outcome.SUCCESSFUL).mean() > 0.4
    assert {Outcome.SUCCESSFUL, Outcome.PARTIAL, Outcome.UNSUCCESSFUL} == set(outcomes)


def test_more_fish_die_after_it_by_handling(dev_decade: Life) -> None:
    rows, deaths = delousings(dev_decade), dev_decade.log("deaths")
    machine = np.isin(rows["product"], (Product.WARM_WATER, Product.BRUSHING))
    dead = dict.fromkeys(range(-10, 11), 0)
    for one, day in zip(rows["assignment"][machine], rows["day"][machine], strict=True):
        own = deaths["assignment"] == one
        for since in dead:
            dead[since] += int(deaths["count"][own & (deaths["day"] == day + since)].sum())
    usual = np.mean([dead[since] for since in range(-10, -1)])
    assert 3.0 < dead[0] / usual < 10.0
    assert dead[10] < 2.0 * usual
    on_the_day = np.isin(
        deaths["assignment"] * 10**7 + deaths["day"], rows["assignment"] * 10**7 + rows["day"]
    )
    handling = deaths["cause"] == CAUSE_CODES.index("HANDLING")
    assert handling[on_the_day].mean() > 1.5 * handling[~on_the_day].mean()


def felt(state: FarmState, life: Life, day: int) -> Today:
    """What one day's delousing does to a copy of the state."""
    today, events = today_of(life.world, day), ChunkEvents(day, day)
    feel_water(life.world, state, today, events)
    delouse(life.world, state, today, events)
    return today


def test_fish_fast_before_it_and_eat_little_after() -> None:
    life = live(make_world("ci", overrides=MANY_LICE), 560)
    while not (life.farm.state.assignments.treat_day > 0).any():
        life.advance(1, 1)
    state = life.farm.state
    cage = int(np.argmax(state.assignments.treat_day))
    planned = int(state.assignments.treat_day[cage])
    delousing = life.world.parameters.delousing
    fast = int(delousing.fast_days[int(state.assignments.treat_method[cage])])
    assert fast > 0
    appetite = {}
    for day in range(state.today + 1, planned + 6):
        appetite[day - planned] = felt(state, life, day).appetite[cage]
    assert state.assignments.treated_day[cage] >= planned
    assert all(appetite[-back] == 0.0 for back in range(min(fast, -min(appetite)) + 1))
    late = int(state.assignments.treated_day[cage]) - planned
    assert 0.0 < appetite[late + 1] <= delousing.slow_appetite


def test_counts_before_and_after_make_the_outcome() -> None:
    before = np.asarray([2.0, 2.0, 2.0, 0.6, 0.6])
    after = np.asarray([0.1, 0.7, 1.9, 0.5, 0.2])
    expected = [
        Outcome.SUCCESSFUL,
        Outcome.PARTIAL,
        Outcome.UNSUCCESSFUL,
        Outcome.UNSUCCESSFUL,
        Outcome.SUCCESSFUL,
    ]
    assert outcome_of_counts(before, after, Delousing()).tolist() == expected


def test_lice_fall_on_the_day_of_a_bath() -> None:
    life = live(make_world("ci", overrides=MANY_LICE), 520)
    fallen = []
    for _ in range(120):
        rows = life.farm.state.assignments
        before = dict(zip(rows.id.tolist(), rows.lice_female.tolist(), strict=True))
        life.advance(1, 1)
        rows = life.farm.state.assignments
        today = (rows.treated_day == life.farm.state.today) & (rows.stage == Stage.ADULT)
        for one, after in zip(rows.id[today], rows.lice_female[today], strict=True):
            fallen.append(1.0 - after / before[int(one)])
    assert len(fallen) >= 4
    assert 0.6 < np.mean(fallen) < 0.98
