"""Outbreaks: as often as configured, with the profile's course, less where fish are vaccinated."""

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from scripts.data_generation.array_types import Integers
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.fish.mortality_reasons import REASONS, Reason
from scripts.data_generation.config.health.disease_profiles import PROFILES, Disease
from scripts.data_generation.config.health.outbreaks import Outbreaks
from scripts.data_generation.config.health.practice import HEALTH_PRACTICE
from scripts.data_generation.simulation.biology.disease_risk import (
    daily_risk,
    pressure_factor,
    season_of_the_ill,
    vaccine_factor,
)
from scripts.data_generation.simulation.biology.illness import peak_hazard, strength
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.farm import Farm
from scripts.data_generation.simulation.health.outbreaks import fall_ill
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.fish_tables import Assignments, Batches
from scripts.data_generation.simulation.ledger.randomness import Streams
from tests.data_generation.simulation.farms import FIRST_DAY, Life, make_world

pytestmark = pytest.mark.no_database


SETTINGS = Outbreaks()


def cages(world: World, batches: int, protocol: int = 1) -> FarmState:
    """A farm with batches of two cages each, at sea since the first day; they share one area."""
    state = Farm.founded(world, FIRST_DAY).state
    blank: dict[str, Any] = dict.fromkeys(Batches.declared, 0)
    zero: dict[str, Any] = dict.fromkeys(Assignments.declared, 0)
    area = int(world.areas[0])
    for batch in range(1, batches + 1):
        new = Batches(**blank)
        new.id = batch
        new.area = area
        new.stage = Stage.ADULT
        new.vaccine = protocol
        new.vaccinated_day = FIRST_DAY - 100
        state.batches.append(new)
        own = np.flatnonzero(world.layout.containers.site == area)[:2]
        stocked = Assignments(**zero | {"container": own})
        stocked.id = 2 * batch + np.arange(2)
        stocked.batch = batch
        stocked.body = world.container_body[own]
        stocked.stage = Stage.ADULT
        stocked.stage_day = FIRST_DAY
        stocked.count = 1000
        stocked.weight_g = 500.0
        state.assignments.append(stocked)
    return state


@pytest.mark.parametrize("disease", Disease)
def test_risk_adds_up_to_the_incidence(disease: Disease) -> None:
    """Mean over all ages and all days of a year, times the days of a year."""
    profile, days = PROFILES[disease], np.arange(HEALTH_PRACTICE.course_sea_days)
    sea, fresh = np.full(HEALTH_PRACTICE.course_sea_days, Stage.ADULT), np.arange(5)
    at_sea, in_tanks = 0.0, 0.0
    for month in range(1, 13):
        day = date(2020, month, 15).toordinal()
        at_sea += daily_risk(sea, days, day, SETTINGS)[:, disease].mean() / 12
        in_tanks += daily_risk(fresh, np.zeros(5, int), day, SETTINGS)[:, disease].mean() / 12
    assert at_sea * 365.25 == pytest.approx(profile.incidence_sea, rel=0.02)
    assert in_tanks * 365.25 == pytest.approx(profile.incidence_fresh, rel=0.01)


def outbreaks_of_lives(lives: int, protocol: int) -> Integers:
    """Outbreaks of each disease in so many farms of one batch, 450 days in the sea each."""
    world = make_world("ci")
    water = world.climate.days(FIRST_DAY, FIRST_DAY + HEALTH_PRACTICE.course_sea_days)
    found = np.zeros(len(PROFILES), dtype=np.int64)
    for seed in range(lives):
        world.streams = Streams(seed)
        state = cages(world, 1, protocol)
        for day in range(
            FIRST_DAY + -FIRST_DAY % 7, FIRST_DAY + HEALTH_PRACTICE.course_sea_days, 7
        ):
            today = Today(day, water)
            today.begin_evening(len(state.assignments))
            fall_ill(world, state, today, ChunkEvents(day, day))
        found += np.bincount(state.outbreaks.disease, minlength=len(PROFILES))
    return found


def test_outbreaks_of_many_seeds_are_as_many_as_configured() -> None:
    lives = 120
    found = outbreaks_of_lives(lives, protocol=1)
    for disease, profile in zip(Disease, PROFILES, strict=True):
        expected = lives * profile.incidence_sea * HEALTH_PRACTICE.course_sea_days / 365.25
        # 450 days see some months twice, and who has had a disease is immune: a fifth either way.
        low, high = poisson.ppf(0.001, 0.8 * expected), poisson.ppf(0.999, 1.2 * expected)
        assert low <= found[disease] <= high, (disease.name, found[disease], expected)


@pytest.mark.parametrize("disease", Disease)
@pytest.mark.parametrize("protocol", [1, 2])
def test_a_vaccine_prevents_its_share_of_outbreaks(disease: Disease, protocol: int) -> None:
    """Relative to fish without one, once immunity has built up; half way there, half of it."""
    stage = np.full(3, Stage.ADULT)
    protocols, since = np.asarray([0, protocol, protocol]), np.asarray([0, 400, 21])
    bare, full, half = vaccine_factor(protocols, since, stage, SETTINGS)[:, disease]
    effect = PROFILES[disease].vaccine[protocol - 1]
    assert 1 - full / bare == pytest.approx(effect)
    assert 1 - half / bare == pytest.approx(effect / 2)


def test_standard_protocol_at_sea_is_what_incidences_are_given_for() -> None:
    factor = vaccine_factor(np.asarray([1]), np.asarray([300]), np.asarray([Stage.ADULT]), SETTINGS)
    assert factor == pytest.approx(1.0)


def test_neighbours_move_risk_about_and_add_none() -> None:
    """Over random years in which each area is ill as often as configured, the mean is 1."""
    world = make_world("production")
    km = world.areas_km
    days = np.asarray([p.days + p.cage_days for p in PROFILES])
    usual = np.asarray([p.incidence_sea for p in PROFILES]) * days / 365.25
    luck = Streams(1)["outbreak"].uniform(
        np.arange(4_000)[:, None, None], np.arange(len(km))[:, None], np.arange(len(PROFILES))
    )
    summer = date(2020, 7, 15).toordinal()
    usual = usual * season_of_the_ill(summer)
    full = np.ones(len(km), dtype=bool)
    factors = np.asarray(
        [pressure_factor(sick, full, km, summer, SETTINGS) for sick in luck < usual]
    )
    common = usual > 0.01
    assert factors.mean(axis=(0, 1))[common] == pytest.approx(1.0, abs=0.03)
    nearest = np.where(km > 0, km, np.inf).min(axis=1).argmin()
    nobody = pressure_factor(np.zeros((len(km), 10), dtype=bool), full, km, summer, SETTINGS)[
        nearest
    ]
    assert nobody[usual > 0] == pytest.approx(1 - SETTINGS.neighbour_share)


@given(
    disease=st.sampled_from(list(Disease)),
    days=st.floats(10, 200),
    share=st.floats(0.001, 0.8),
)
def test_a_course_rises_declines_and_kills_its_share(
    disease: Disease, days: float, share: float
) -> None:
    elapsed = np.arange(-30.0, 260.0)
    ill = strength(np.full(len(elapsed), disease), elapsed, np.full(len(elapsed), days))
    assert not ill[(elapsed < 0) | (elapsed >= days)].any()
    top = int(ill.argmax())
    assert elapsed[top] == pytest.approx(PROFILES[disease].rise * days, abs=1.0)
    assert (np.diff(ill[:top]) >= 0).all()
    assert (np.diff(ill[top:]) <= 0).all()
    hazard = peak_hazard(np.asarray([share]), np.asarray([days])) * ill
    assert 1 - np.exp(-hazard.sum()) == pytest.approx(share, rel=0.06)


def test_deaths_named_by_a_disease_lie_in_its_outbreak(dev_decade: Life) -> None:
    """No such death before an outbreak or after it, and the outbreak's number is their sum."""
    deaths, outbreaks = dev_decade.log("deaths"), dev_decade.log("outbreaks_over")
    assert len(outbreaks["id"]) >= 8
    named = (deaths["reason"] >= 0) & (deaths["reason"] < len(PROFILES))
    open_ones = dev_decade.farm.state.outbreaks.where(~dev_decade.farm.state.outbreaks.over)
    explained = np.zeros(len(deaths["day"]), dtype=bool)
    for rows in (outbreaks, open_ones.columns):
        for batch, disease, first, last, dead in zip(
            *(rows[name] for name in ("batch", "disease", "first_day", "last_day", "dead")),
            strict=True,
        ):
            own = (deaths["batch"] == batch) & (deaths["reason"] == disease)
            own &= (deaths["day"] >= first) & (deaths["day"] <= last)
            assert deaths["count"][own].sum() == dead
            explained |= own
    assert (explained == named).all()


def test_a_batch_does_not_have_one_disease_twice_at_once(dev_decade: Life) -> None:
    outbreaks = dev_decade.log("outbreaks_over")
    for batch in np.unique(outbreaks["batch"]):
        for disease in Disease:
            own = (outbreaks["batch"] == batch) & (outbreaks["disease"] == disease)
            first, last = np.sort(outbreaks["first_day"][own]), np.sort(outbreaks["last_day"][own])
            assert (first[1:] > last[:-1]).all()


def test_outbreaks_are_noticed_sampled_and_named_in_this_order(dev_decade: Life) -> None:
    outbreaks = dev_decade.log("outbreaks_over")
    noticed = outbreaks["noticed_day"] <= outbreaks["last_day"]
    named, treated = outbreaks["named_day"] > 0, outbreaks["treated_day"] > 0
    assert (outbreaks["noticed_day"] >= outbreaks["first_day"])[noticed].all()
    assert (outbreaks["sampled_day"] == outbreaks["noticed_day"])[noticed].all()
    assert (outbreaks["named_day"] >= outbreaks["noticed_day"])[named].all()
    assert (outbreaks["treated_day"] == outbreaks["named_day"] + 1)[treated].all()
    assert named.mean() > 0.8


def test_every_disease_is_a_reason() -> None:
    for disease, profile in zip(Disease, PROFILES, strict=True):
        assert int(Reason[disease.name]) == disease.value
        assert REASONS[disease][1] == profile.name
