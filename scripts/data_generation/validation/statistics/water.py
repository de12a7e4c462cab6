"""The recorded water is like published water: temperature by month and coast, oxygen, saturation.

Sea areas of a coast share its weather. So the independent unit of a mean temperature is the year,
not the area and not the reading; that of a correlation is the area. `site_days` says which readings
are used.
"""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from scripts.data_generation.array_types import Floats
from scripts.data_generation.config.published import water as published
from scripts.data_generation.config.published.band import Published
from scripts.data_generation.simulation.water.oxygen import solubility_mg_per_l
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.circular import unwrapped
from scripts.data_generation.validation.engine.equivalence import means_in
from scripts.data_generation.validation.engine.registry import Group, Outcome, Severity, check
from scripts.data_generation.validation.statistics.batch_lives import (
    EGG,
    STAGE_NAMES,
    coasts,
    lives,
)
from scripts.data_generation.validation.statistics.site_days import (
    SiteDays,
    hall_days,
    mean_temperature,
    sea_days,
)

DAYS_OF_MONTH = 15  # recorded days that a month's mean needs
MONTHS_OF_YEAR = 8  # recorded months that a year's mean needs
LEAST_YEARS = 3
LEAST_AREAS = 3
DAYS_OF_YEARS = 700  # recorded days that a seasonal fit needs
YEAR = 365.25
LEAST_BATCHES = 5
SAMPLED = "one cage of each area, every reading of it; one year is one unit"


@check(
    "sea temperature by month",
    group=Group.STATISTICS,
    proves="monthly means of every coast lie in the published bands (TOST over years)",
    bounds=f"{published.NORMALS}: three series for the west coast, one for other coasts; {SAMPLED}",
)
def sea_temperature_by_month(case: Case) -> Outcome:
    """The mean of each calendar month on a coast, one value a year."""
    years: dict[str, list[float]] = defaultdict(list)
    for (coast, _, month), mean in _coast_months(case).items():
        years[f"{coast}, {published.MONTHS[month - 1]}"].append(mean)
    return means_in(
        years, _seen(case, published.MONTHLY_TEMPERATURE), least=LEAST_YEARS, units="years"
    )


@check(
    "sea temperature of years",
    group=Group.STATISTICS,
    proves="yearly means of every coast lie in the published bands (TOST over years)",
    bounds=f"{published.NORMALS}; {SAMPLED}; a year's mean is the published one plus the mean of "
    "its months' differences from the published ones, so that fallow months do not change it",
)
def sea_temperature_of_years(case: Case) -> Outcome:
    """Means of the calendar years of which most months were recorded."""
    months: dict[tuple[str, int], list[float]] = defaultdict(list)
    for (coast, year, month), mean in _coast_months(case).items():
        if coast in published.NORMAL_YEAR:
            months[coast, year].append(mean - published.NORMAL_YEAR[coast][month - 1])
    years: dict[str, list[float]] = defaultdict(list)
    for (coast, _), differences in months.items():
        if len(differences) >= MONTHS_OF_YEAR:
            normal = float(np.mean(published.NORMAL_YEAR[coast]))
            years[coast].append(normal + float(np.mean(differences)))
    return means_in(
        years, _seen(case, published.YEARLY_TEMPERATURE), least=LEAST_YEARS, units="years"
    )


@check(
    "season of sea temperature",
    group=Group.STATISTICS,
    proves="areas are warmest when the first harmonic of their coast's published year is (TOST of "
    "circular differences)",
    bounds=f"{published.NORMALS}; one area is one unit",
)
def season_of_sea_temperature(case: Case) -> Outcome:
    """Days of the year that areas are warmest on, less the published one of their coast."""
    late: list[float] = []
    for coast, site in _areas(case):
        wave = _harmonics(site, 1)[1]
        day = float(np.degrees(np.arctan2(wave[2], wave[1])) / 360.0 * YEAR)
        late.append(day - published.WARMEST_DAY[coast])
    name = "days after the published warmest day"
    return means_in(
        {name: unwrapped(late, YEAR, 0.0)}, {name: published.LATE}, least=LEAST_AREAS, units="areas"
    )


@check(
    "noise of sea temperature",
    group=Group.STATISTICS,
    proves="daily temperature less two harmonics has the published size and memory (TOST)",
    bounds=f"{published.VARIABILITY}; one area is one unit",
)
def noise_of_sea_temperature(case: Case) -> Outcome:
    """Standard deviation of the residual, and its correlation with the day before."""
    found: dict[str, list[float]] = defaultdict(list)
    size, memory = published.TEMPERATURE_NOISE
    for _, site in _areas(case):
        rest = _harmonics(site, 2)[0]
        follows = np.diff(site.day).astype(int) == 1
        found[size].append(float(rest.std()))
        found[memory].append(float(stats.pearsonr(rest[1:][follows], rest[:-1][follows])[0]))
    return means_in(found, published.TEMPERATURE_NOISE, least=LEAST_AREAS, units="areas")


@check(
    "oxygen against temperature",
    group=Group.STATISTICS,
    proves="oxygen falls with warmth as solubility does, and saturation hardly (r, slope; TOST)",
    bounds=f"{published.CHECKED}; slope: solubility by TEOS-10 (gsw); one area is one unit",
)
def oxygen_against_temperature(case: Case) -> Outcome:
    """Correlations of daily means, and the regression's slope over that of the solubility."""
    found: dict[str, list[float]] = defaultdict(list)
    slope_name = "slope"
    bands = {**published.OXYGEN_AND_TEMPERATURE, slope_name: published.OXYGEN_SLOPE}
    for _, site in _areas(case):
        full = solubility_mg_per_l(site.temperature, site.salinity)
        line = stats.linregress(site.temperature, site.oxygen)
        falls = stats.linregress(site.temperature, full * np.mean(site.oxygen / full)).slope
        found["oxygen against temperature"].append(float(line.rvalue))
        found["saturation against temperature"].append(
            float(stats.pearsonr(site.temperature, site.oxygen / full)[0])
        )
        found[slope_name].append(float(line.slope / falls))
    return means_in(found, bands, least=LEAST_AREAS, units="areas")


@check(
    "oxygen saturation at sea",
    group=Group.STATISTICS,
    proves="oxygen over its solubility lies in the usual range on average (TOST over years), and "
    "on no day beyond what water can hold",
    bounds=f"{published.LEVELS}; solubility by TEOS-10 (gsw); {SAMPLED}",
)
def oxygen_saturation_at_sea(case: Case) -> Outcome:
    """Yearly means by coast; each impossible day is a violation, too."""
    years: dict[tuple[str, int], list[Floats]] = defaultdict(list)
    beyond: list[str] = []
    low, high = published.POSSIBLE_SATURATION[:2]
    for coast, site in _complete(case):
        percent = 100.0 * site.oxygen / solubility_mg_per_l(site.temperature, site.salinity)
        for day, value in zip(site.day, percent, strict=True):
            if not low <= value <= high:
                beyond.append(f"{coast}, {day}: {value:.0f} %")
        for year in np.unique(site.day.astype("datetime64[Y]")):
            in_year = site.day.astype("datetime64[Y]") == year
            years[coast, int(str(year))].append(percent[in_year])
    means: dict[str, list[float]] = defaultdict(list)
    for (coast, _), parts in years.items():
        means[coast].append(float(np.concatenate(parts).mean()))
    levels = means_in(means, _seen(case, published.SATURATION), least=LEAST_YEARS, units="years")
    if beyond:
        return Outcome(len(beyond) + levels.violations, tuple(beyond[:3]), figures=levels.figures)
    return levels


@check(
    "tank temperature",
    group=Group.STATISTICS,
    proves="each freshwater stage lives in water of its published temperature (TOST over batches)",
    bounds="docs/realism.md, freshwater regimes; one tank of each hall, three days a month",
    severity=Severity.WARNING,
)
def tank_temperature(case: Case) -> Outcome:
    """Means of the recorded water of batches in each stage."""
    found: dict[str, list[float]] = defaultdict(list)
    halls = hall_days(case)
    for life in lives(case):
        if EGG <= life.stage <= max(STAGE_NAMES) and life.over:
            mean = mean_temperature(halls.get(life.place), life.first, life.last, every_day=False)
            if not np.isnan(mean):
                found[STAGE_NAMES[life.stage]].append(mean)
    return means_in(found, published.TANK_TEMPERATURE, least=LEAST_BATCHES, units="batches")


def _seen(case: Case, bands: dict[str, Published]) -> dict[str, Published]:
    """The bands of the coasts on which the company has areas; all when it has none there."""
    there = case.once("coasts", lambda: set(coasts().values()))
    return {name: band for name, band in bands.items() if name.split(",")[0] in there} or bands


def _coast_months(case: Case) -> dict[tuple[str, int, int], float]:
    """Mean temperature of a coast's areas in each month of each year [°C]."""
    return case.once("coast months", lambda: _months(case))


def _months(case: Case) -> dict[tuple[str, int, int], float]:
    areas: dict[tuple[str, int, int], list[float]] = defaultdict(list)
    coast = coasts()
    for area, site in sea_days(case).items():
        known = ~np.isnan(site.temperature)
        months, at = np.unique(site.day[known].astype("datetime64[M]"), return_inverse=True)
        days = np.bincount(at)
        means = np.bincount(at, weights=site.temperature[known]) / days
        for month, mean, recorded in zip(months.astype(int), means, days, strict=True):
            if recorded >= DAYS_OF_MONTH:
                areas[coast[area], 1970 + month // 12, month % 12 + 1].append(float(mean))
    return {key: float(np.mean(means)) for key, means in sorted(areas.items())}


def _complete(case: Case) -> Iterator[tuple[str, SiteDays]]:
    """Each sea area's coast, and its days on which temperature, oxygen and salinity were read."""
    coast = coasts()
    for area, site in sea_days(case).items():
        known = ~(np.isnan(site.temperature) | np.isnan(site.oxygen) | np.isnan(site.salinity))
        if known.any() and coast[area] in published.WARMEST_DAY:
            yield coast[area], site.where(known)


def _areas(case: Case) -> Iterator[tuple[str, SiteDays]]:
    """The areas that were read long enough for a seasonal fit."""
    for coast, site in _complete(case):
        if len(site.day) >= DAYS_OF_YEARS:
            yield coast, site


def _harmonics(site: SiteDays, number: int) -> tuple[Floats, Floats]:
    """Residuals of a fit of the year's first harmonics to daily temperature, and its terms."""
    angle = 2.0 * np.pi * _day_of_year(site.day) / YEAR
    terms = [np.ones(len(angle))]
    for n in range(1, number + 1):
        terms += [np.cos(n * angle), np.sin(n * angle)]
    matrix = np.column_stack(terms)
    fit = np.linalg.lstsq(matrix, site.temperature, rcond=None)[0].astype(np.float64)
    return site.temperature - matrix @ fit, fit


def _day_of_year(day: NDArray[np.datetime64]) -> Floats:
    since = (day - day.astype("datetime64[Y]")).astype("timedelta64[D]")
    return np.asarray(since.astype(np.int64) + 1, dtype=np.float64)


CHECKS = (
    sea_temperature_by_month,
    sea_temperature_of_years,
    season_of_sea_temperature,
    noise_of_sea_temperature,
    oxygen_against_temperature,
    oxygen_saturation_at_sea,
    tank_temperature,
)
