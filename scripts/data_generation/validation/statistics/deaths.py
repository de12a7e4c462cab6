"""Fish die as published: by year, by month and after transfer at sea, by stage, and by cause.

Rates count the dead against fish at risk, as Norwegian and Scottish reports do: the dead of a month
over its fish-days, times the days of a month (30.44). A batch or a year is one unit.
"""

from collections import defaultdict

import numpy as np

from scripts.data_generation.config.published import deaths as published
from scripts.data_generation.config.published.band import Published
from scripts.data_generation.config.published.water import FAROE, NORTHERN_ISLES, WEST_COAST
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.circular import MONTHS, centre_month, unwrapped
from scripts.data_generation.validation.engine.equivalence import mean_in, means_in, outcome_of
from scripts.data_generation.validation.engine.registry import (
    Group,
    Outcome,
    Severity,
    check,
    not_asked,
)
from scripts.data_generation.validation.engine.sql_columns import table_of
from scripts.data_generation.validation.statistics.batch_lives import (
    EGG,
    PARR,
    POST_SMOLT,
    SEA,
    SMOLT,
    STAGE_NAMES,
    STAY_OF,
    lives,
)
from scripts.data_generation.validation.statistics.fish_days import DEATHS, FishDays, fish_days

Groups = dict[str, list[float]]
SCOTLAND = (WEST_COAST, NORTHERN_ISLES)
MONTH = 30.44  # days
LEAST_YEARS, LEAST_BATCHES, LEAST_MONTHS = 3, 5, 24
YEAR_FISH_DAYS = 180  # days of a calendar year with fish at sea that its rate needs
EARLY_DAYS = 90
ENOUGH_LATER = 120  # days at sea that a batch needs after the early ones
ORDINARY = published.ORDINARY_MONTH
MONTHLY, BELOW = "monthly rate", f"batch-months below {ORDINARY:g} %"
WORST = "centre of the worst months"


@check(
    "mortality at sea, Faroe Islands",
    group=Group.STATISTICS,
    proves="fish at sea die at a published rate a year (TOST over years)",
    bounds=f"{published.LEVELS}; one year of all areas is one unit",
)
def mortality_at_sea_faroe(case: Case) -> Outcome:
    """Deaths against fish-days by calendar year, as percent a year."""
    return _yearly(case, (FAROE,), published.FAROE_YEAR)


@check(
    "mortality at sea, Scotland",
    group=Group.STATISTICS,
    proves="fish at sea die at a published rate a year (TOST over years)",
    bounds=f"{published.LEVELS}; a company may do better than the sector: only a warning",
    severity=Severity.WARNING,
)
def mortality_at_sea_scotland(case: Case) -> Outcome:
    """Deaths against fish-days by calendar year, as percent a year."""
    return _yearly(case, SCOTLAND, published.SCOTLAND_YEAR)


@check(
    "mortality at sea by month",
    group=Group.STATISTICS,
    proves="monthly rates lie within those of Scottish regions and three quarters of batch-months "
    "below 2 % (TOST over batches), and the worst month comes in autumn (circular mean)",
    bounds=f"{published.LEVELS}; one batch is one unit",
    severity=Severity.WARNING,
)
def mortality_at_sea_by_month(case: Case) -> Outcome:
    """Rates of batch-months; the season is taken from the mean rate of each calendar month."""
    months = _batch_months(case)
    if len(months) < LEAST_MONTHS:
        return not_asked(f"{len(months)} batch-months at sea, needs {LEAST_MONTHS}")
    by_batch: dict[int, list[float]] = defaultdict(list)
    by_year: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for batch, month, rate in months:
        by_batch[batch].append(rate)
        by_year[month // 12][month % 12 + 1].append(rate)
    ordinary = [float(np.mean(np.asarray(rates) < ORDINARY)) for rates in by_batch.values()]
    centres = [
        centre_month({month: float(np.mean(rates)) for month, rates in year.items()})
        for year in by_year.values()
        if len(year) == MONTHS
    ]
    groups = {
        MONTHLY: [float(np.mean(rates)) for rates in by_batch.values()],
        BELOW: ordinary,
        WORST: unwrapped(centres, MONTHS, published.WORST_MONTH.middle),
    }
    bands = {
        MONTHLY: published.SEA_MONTH,
        BELOW: published.BELOW_ORDINARY,
        WORST: published.WORST_MONTH,
    }
    return means_in(groups, bands, least=LEAST_YEARS, units="batches, of the season years")


@check(
    "losses after sea transfer",
    group=Group.STATISTICS,
    proves="more fish die in the first three months at sea than later (ratio of rates; TOST of "
    "its logarithm over batches)",
    bounds=f"{published.LEVELS}: Bang Jensen et al. 2020; one batch is one unit",
    severity=Severity.WARNING,
)
def losses_after_sea_transfer(case: Case) -> Outcome:
    """The geometric mean of the rates' ratios."""
    ratios = []
    for days in fish_days(case):
        if days.life.stage != SEA or len(days.day) < EARLY_DAYS + ENOUGH_LATER:
            continue
        early, later = _rate(days, 0, EARLY_DAYS), _rate(days, EARLY_DAYS, len(days.day))
        if early > 0 and later > 0:
            ratios.append(float(np.log(early / later)))
    if len(ratios) < LEAST_BATCHES:
        return not_asked(f"{len(ratios)} batches at sea, needs {LEAST_BATCHES}")
    band = published.FIRST_MONTHS
    logarithms = band._replace(
        low=float(np.log(band.low)), high=float(np.log(band.high)), unit=f"ln {band.unit}"
    )
    return outcome_of([mean_in("first three months", ratios, logarithms, "batches")])


@check(
    "mortality in tanks",
    group=Group.STATISTICS,
    proves="eggs, fry, parr with smolts, and post-smolts lose the published share (TOST over "
    "batches)",
    bounds=f"{published.EARLY}; general knowledge; one batch is one unit",
    severity=Severity.WARNING,
)
def mortality_in_tanks(case: Case) -> Outcome:
    """The dead over the fish that came, in stages that are over."""
    alive: dict[int, dict[int, float]] = defaultdict(dict)
    for days in fish_days(case):
        if days.life.over and days.life.stage <= POST_SMOLT and days.came > 0:
            alive[days.life.batch][days.life.stage] = 1.0 - days.dead.sum() / days.came
    found: Groups = defaultdict(list)
    for stages in alive.values():
        for stage in (EGG, EGG + 1, POST_SMOLT):
            if stage in stages:
                found[STAGE_NAMES[stage]].append(100.0 * (1.0 - stages[stage]))
        if PARR in stages and SMOLT in stages:
            found["parr and smolt"].append(100.0 * (1.0 - stages[PARR] * stages[SMOLT]))
    return means_in(found, published.TANK_LOSS, least=LEAST_BATCHES, units="batches")


@check(
    "survival from egg to smolt",
    group=Group.STATISTICS,
    proves="of the eyed eggs a published share goes to sea (TOST over batches)",
    bounds=f"{published.EARLY}: Scottish production surveys; one batch is one unit",
    severity=Severity.WARNING,
)
def survival_from_egg_to_smolt(case: Case) -> Outcome:
    """Fish that came to sea over eggs that came into trays."""
    eggs = {days.life.batch: days.came for days in fish_days(case) if days.life.stage == EGG}
    smolts = {
        days.life.batch: days.came
        for days in fish_days(case)
        if days.life.stage == SEA and len(days.day) > MONTH
    }
    shares = [smolts[batch] / eggs[batch] for batch in smolts if eggs.get(batch)]
    name = "eggs that go to sea"
    return means_in(
        {name: shares}, {name: published.EGG_TO_SMOLT}, least=LEAST_BATCHES, units="batches"
    )


@check(
    "causes of deaths at sea",
    group=Group.STATISTICS,
    proves="handling and disease have the published shares of the dead at sea (TOST over batches)",
    bounds=f"{published.CAUSED}: Persson et al. 2021 and a national ranking, which disagree",
    severity=Severity.WARNING,
)
def causes_of_deaths_at_sea(case: Case) -> Outcome:
    """Shares of the fish that died, by batch."""
    deaths = table_of(
        f"""
        SELECT s.batch_id AS batch, e.cause AS cause, SUM(e.count) AS dead
        FROM {DEATHS} e {STAY_OF.format(link="e.assignment_id")}
        WHERE l."order" = {SEA} GROUP BY s.batch_id, e.cause
        """,
        ("int64", "U20", "float64"),
    )
    over = {life.batch for life in lives(case) if life.stage == SEA and life.over}
    found: Groups = defaultdict(list)
    for batch in sorted(over & set(deaths["batch"].tolist())):
        of_batch = deaths["batch"] == batch
        for cause in published.CAUSES:
            dead = deaths["dead"][of_batch & (deaths["cause"] == cause)].sum()
            found[cause].append(float(dead / deaths["dead"][of_batch].sum()))
    return means_in(found, published.CAUSES, least=LEAST_BATCHES, units="batches")


def _yearly(case: Case, coasts: tuple[str, ...], band: Published) -> Outcome:
    """The yearly rate of these coasts' areas against its band."""
    dead: dict[int, float] = defaultdict(float)
    fish: dict[int, float] = defaultdict(float)
    days_seen: dict[int, set[np.datetime64]] = defaultdict(set)
    for days in fish_days(case):
        if days.life.coast not in coasts:
            continue
        years = days.day.astype("datetime64[Y]").astype(int) + 1970
        for year in np.unique(years):
            in_year = years == year
            dead[year] += float(days.dead[in_year].sum())
            fish[year] += float(days.fish[in_year].sum())
            days_seen[year].update(days.day[in_year].tolist())
    rates = [
        100.0 * (1.0 - float(np.exp(-365.25 * dead[year] / fish[year])))
        for year in sorted(fish)
        if len(days_seen[year]) >= YEAR_FISH_DAYS and fish[year] > 0
    ]
    name = "dead of a year"
    return means_in({name: rates}, {name: band}, least=LEAST_YEARS, units="years")


def _rate(days: FishDays, first: int, end: int) -> float:
    """Dead over fish at risk from the first to before the last place of `days` [% a month]."""
    fish = float(days.fish[first:end].sum())
    return 100.0 * MONTH * float(days.dead[first:end].sum()) / fish if fish > 0 else 0.0


def _batch_months(case: Case) -> list[tuple[int, int, float]]:
    """Batch, month since 1970 and rate [% a month] of the whole months that a batch was at sea."""
    found = []
    for days in fish_days(case):
        if days.life.stage != SEA:
            continue
        months = days.day.astype("datetime64[M]")
        for month in np.unique(months)[1:-1]:
            first, end = np.searchsorted(months, [month, month + 1])
            rate = _rate(days, int(first), int(end))
            found.append((days.life.batch, int(month.astype(int)), rate))
    return found


CHECKS = (
    mortality_at_sea_faroe,
    mortality_at_sea_scotland,
    mortality_at_sea_by_month,
    losses_after_sea_transfer,
    mortality_in_tanks,
    survival_from_egg_to_smolt,
    causes_of_deaths_at_sea,
)
