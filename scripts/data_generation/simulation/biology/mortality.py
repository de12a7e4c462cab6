"""Daily deaths: the hazard of a stage's course, its season, and causes by their shares."""

from functools import lru_cache

import numpy as np

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.fish.mortality import Mortality
from scripts.data_generation.config.units import DAYS_A_YEAR
from scripts.data_generation.config.water.peaks import PEAK_DAYS


def base_hazard(stage: Integers, sea_survival: Floats, mortality: Mortality) -> Floats:
    """Mean hazard a day of each stage; `sea_survival` is the share of the assignment's coast.

    -ln(survival) / days, shape as `stage`.
    """
    fresh = -np.log(np.asarray(mortality.freshwater_survival)) / mortality.stage_reference_days
    sea = -np.log(sea_survival) / mortality.sea_reference_days
    return np.where(stage == Stage.ADULT, sea, np.append(fresh, 0.0)[stage])


def course(stage: Integers, days_in_stage: Integers, mortality: Mortality) -> Floats:
    """Relative hazard on this day of the stage, with a mean of 1 over its reference days."""
    courses = _courses(mortality)
    day = np.minimum(days_in_stage, mortality.stage_reference_days - 1)
    day = np.where(stage == Stage.ADULT, days_in_stage, day)
    return np.asarray(courses[stage, np.minimum(day, courses.shape[1] - 1)])


@lru_cache(maxsize=4)
def _courses(mortality: Mortality) -> Floats:
    """Relative hazard by stage and day, a line through each eighth's middle; (stages, days)."""
    tank = mortality.course_tank
    eighths = (mortality.course_egg, mortality.course_fry, tank, tank, tank, mortality.course_sea)
    table = np.ones((len(eighths), mortality.sea_reference_days))
    for stage, points in enumerate(eighths):
        at_sea = stage == Stage.ADULT
        length = mortality.sea_reference_days if at_sea else mortality.stage_reference_days
        middles = (np.arange(len(points)) + 1 / 2) * length / len(points)
        line = np.interp(np.arange(length) + 1 / 2, middles, points)
        table[stage, :length] = line / line.mean()
    return table


@lru_cache(maxsize=4)
def usual_shares(mortality: Mortality) -> Floats:
    """Share of the usual hazard left to each cause on an ordinary day; (stages, causes)."""
    tank = np.multiply(mortality.causes_tank, mortality.kept_tank)
    sea = np.multiply(mortality.causes_sea, mortality.kept_sea)
    return np.asarray([mortality.causes_egg, tank, tank, tank, tank, sea])


def sea_season(day_of_year: int, mortality: Mortality) -> float:
    """Factor on the sea hazard over the year: mean 1, highest in mid-September."""
    turn = 2 * np.pi * (day_of_year - PEAK_DAYS.sea_deaths) / DAYS_A_YEAR
    return 1.0 + mortality.season_sea * float(np.cos(turn))


def frailty(normal: Floats, sd: float) -> Floats:
    """Lognormal factor on the hazard with mean 1 and this sd of its logarithm."""
    return np.asarray(np.exp(sd * normal - sd**2 / 2))


def chosen(uniform: Floats, shares: Floats) -> Integers:
    """The index that each uniform number picks from its row of shares, shape (n, choices)."""
    edges = np.cumsum(shares, axis=1)
    return np.asarray((uniform[:, None] * edges[:, -1:] > edges).sum(axis=1), dtype=np.int64)
