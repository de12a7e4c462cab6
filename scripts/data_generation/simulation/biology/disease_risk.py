"""The risk that a disease comes to a batch: incidence, age, season, neighbours, vaccine."""

from datetime import date
from functools import lru_cache

import numpy as np

from scripts.data_generation.array_types import Booleans, Floats, Integers
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.health.disease_profiles import PROFILES
from scripts.data_generation.config.health.outbreaks import Outbreaks
from scripts.data_generation.config.health.practice import HEALTH_PRACTICE
from scripts.data_generation.config.units import DAYS_A_MONTH, DAYS_A_YEAR, MONTHS_A_YEAR


def daily_risk(stage: Integers, days_at_sea: Integers, day: int, settings: Outbreaks) -> Floats:
    """Outbreaks a day of each group of fish by each disease, shape (groups, diseases).

    Over a year of a site with fish of all ages, and over all months, it adds up to the incidence.
    """
    fresh, sea = _courses()
    parts = len(sea)
    part = np.clip(days_at_sea * parts // HEALTH_PRACTICE.course_sea_days, 0, parts - 1)
    by_age = np.where((stage == Stage.ADULT)[:, None], sea[part], fresh[stage])
    month = date.fromordinal(day).month - 1
    return np.asarray(settings.incidence_factor * by_age * _seasons()[:, month] / DAYS_A_YEAR)


def vaccine_factor(
    protocol: Integers, days_since: Integers, stage: Integers, settings: Outbreaks
) -> Floats:
    """Risk of vaccinated groups over that of the usual company, shape (groups, diseases).

    Incidences are those of a company that vaccinates every batch by the standard protocol before
    the sea: so fish without a vaccine fall ill more often there, and others less.
    """
    protects = np.asarray([(0.0, *profile.vaccine) for profile in PROFILES]).T
    immunity = np.clip(days_since / settings.immunity_days, 0.0, 1.0)
    usual = np.where((stage == Stage.ADULT)[:, None], protects[1], 0.0)
    return np.asarray((1.0 - protects[protocol] * immunity[:, None]) / (1.0 - usual))


def pressure_factor(
    sick: Booleans,
    occupied: Booleans,
    km: Floats,
    day: int,
    settings: Outbreaks,
) -> Floats:
    """Risk of sea areas beside what it is on average, given which areas are ill now.

    `sick` shape (areas, diseases), `occupied` whether areas hold fish, `km` between them; mean 1
    over the years at any season. An area without neighbours that hold fish has 1.
    """
    reach = np.exp(-km / settings.neighbour_km)
    np.fill_diagonal(reach, 0.0)
    days = np.asarray([profile.days + profile.cage_days for profile in PROFILES])
    incidence = np.asarray([profile.incidence_sea for profile in PROFILES])
    a_year = settings.incidence_factor * incidence * season_of_the_ill(day)
    usually_sick = np.minimum(a_year * days / DAYS_A_YEAR, 1.0)
    neighbours = reach @ occupied
    # Far from everybody nothing comes from neighbours, and nothing is taken off for them.
    alone = (neighbours < HEALTH_PRACTICE.alone_below)[:, None] | (usually_sick == 0.0)
    usual = neighbours[:, None] * usually_sick
    relative = (reach @ sick) / np.where(alone, 1.0, usual)
    share = settings.neighbour_share
    return np.where(alone, 1.0, 1.0 - share + share * relative)


def season_of_the_ill(day: int) -> Floats:
    """How many are ill on this day beside the year's mean, shape (diseases,).

    They are those who fell ill in the last months.
    """
    return _ill_in(date.fromordinal(day).month - 1)


@lru_cache(maxsize=MONTHS_A_YEAR)
def _ill_in(month: int) -> Floats:
    """The same for a month, 0 to 11."""
    return np.asarray(
        [
            _seasons()[disease, month - np.arange(1 + round(profile.days / DAYS_A_MONTH))].mean()
            for disease, profile in enumerate(PROFILES)
        ]
    )


@lru_cache(maxsize=1)
def _courses() -> tuple[Floats, Floats]:
    """Outbreaks a year by stage, and by eighths of the sea, shape (stages, ...), (8, diseases)."""
    fresh = np.zeros((len(Stage), len(PROFILES)))
    sea = np.zeros((len(PROFILES[0].course_sea), len(PROFILES)))
    for disease, profile in enumerate(PROFILES):
        course = np.asarray(profile.course_fresh)
        fresh[: Stage.ADULT, disease] = profile.incidence_fresh * course / course.mean()
        course = np.asarray(profile.course_sea)
        sea[:, disease] = profile.incidence_sea * course / course.mean()
    return fresh, sea


@lru_cache(maxsize=1)
def _seasons() -> Floats:
    """Relative risk by disease and month, mean 1, shape (diseases, 12)."""
    season = np.asarray([profile.season for profile in PROFILES])
    return np.asarray(season / season.mean(axis=1, keepdims=True))
