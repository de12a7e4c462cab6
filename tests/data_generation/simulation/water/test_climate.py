"""The one water: published normals, published variability, and one value for each date."""

from datetime import date

import numpy as np
import pytest
from scipy import stats

from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.water.climate_normals import COASTS, SEA_TEMPERATURE_C
from scripts.data_generation.config.water.instruments import Parameter
from scripts.data_generation.simulation.ledger.randomness import Stream
from scripts.data_generation.simulation.water.climate import (
    FIELDS,
    Climate,
    DailyWater,
)
from scripts.data_generation.simulation.water.oxygen import solubility_mg_per_l
from scripts.data_generation.simulation.water.seasons import autoregressive, normal_year
from tests.data_generation.simulation.farms import make_world

pytestmark = pytest.mark.no_database

FIRST, LAST = date(2010, 1, 1).toordinal(), date(2019, 12, 31).toordinal()
DAYS = np.arange(FIRST, LAST + 1)
DATES = [date.fromordinal(day) for day in range(FIRST, LAST + 1)]
YEARS = np.asarray([day.year for day in DATES])
DAY_OF_YEAR = np.asarray([day.timetuple().tm_yday for day in DATES])
# Ten years of a coast must stand in these bands, degrees C; docs/realism.md, validation.
ANNUAL_BANDS = {
    "faroe": (8.0, 8.9),
    "west_coast": (10.3, 11.3),
    "orkney": (9.3, 10.2),
    "shetland": (9.3, 10.2),
}


@pytest.fixture(scope="module")
def climate() -> Climate:
    return make_world("production").climate


@pytest.fixture(scope="module")
def coasts() -> np.ndarray:
    return np.asarray(make_world("production").area_coasts)


@pytest.fixture(scope="module")
def water(climate: Climate) -> DailyWater:
    return climate.days(FIRST, LAST)


@pytest.fixture(scope="module")
def halls(climate: Climate) -> int:
    return int(climate.is_hall(np.arange(climate.bodies)).sum())


def _without_season(series: np.ndarray) -> np.ndarray:
    """Residuals of each row after mean and two harmonics of the year."""
    angle = 2 * np.pi * DAY_OF_YEAR / 365.25
    waves = [wave(order * angle) for order in (1, 2) for wave in (np.cos, np.sin)]
    design = np.stack([np.ones_like(angle), *waves], axis=1)
    return np.asarray(series - (design @ np.linalg.lstsq(design, series.T, rcond=None)[0]).T)


def _persistence(series: np.ndarray) -> np.ndarray:
    return np.asarray([np.corrcoef(row[:-1], row[1:])[0, 1] for row in series])


@pytest.mark.parametrize("coast", COASTS)
def test_twelfths_of_the_normal_year_have_the_published_means(coast: str) -> None:
    published = np.asarray(SEA_TEMPERATURE_C[coast])
    daily = normal_year(published[None, :])[0]
    # Twelve means fix the mean, five harmonics and the even part of a sixth. That sixth, which
    # alternates from month to month, is left out: its amplitude is what the fit may miss, and
    # half a day's step at the edge of a twelfth (30.5 days) adds some thousandths of a degree.
    sixth = abs((published * (-1.0) ** np.arange(12)).mean())
    twelfths = np.repeat(daily, 2).reshape(12, 61).mean(axis=1)
    assert twelfths == pytest.approx(published, abs=sixth + 5e-4)
    assert daily.mean() == pytest.approx(published.mean(), abs=1e-9)


def test_a_wave_is_widened_by_what_averaging_over_a_month_takes() -> None:
    # The mean over 1/12 turn of a cosine is sinc(1/12) of its value in the middle.
    months = np.cos(2 * np.pi * np.arange(12) / 12)[None, :]
    daily = normal_year(months)[0]
    turns = (np.arange(366) + 0.5) / 366 - 0.5 / 12
    assert daily == pytest.approx(np.cos(2 * np.pi * turns) / np.sinc(1 / 12), abs=1e-9)


@pytest.mark.parametrize("coast", COASTS)
def test_calendar_months_have_the_published_means(coast: str) -> None:
    daily = normal_year(np.asarray([SEA_TEMPERATURE_C[coast]]))[0]
    month = np.asarray(
        [date.fromordinal(date(2016, 1, 1).toordinal() + d).month for d in range(366)]
    )
    means = [daily[month == number].mean() for number in range(1, 13)]
    # Calendar months are up to two days off the twelfths of a year: 0.06 degrees in spring.
    assert means == pytest.approx(list(SEA_TEMPERATURE_C[coast]), abs=0.06)


def test_the_normal_year_ends_where_it_began() -> None:
    daily = normal_year(np.asarray(list(SEA_TEMPERATURE_C.values())))
    steps = np.abs(np.diff(daily, axis=1, append=daily[:, :1]))
    assert steps.max() < 0.1


def test_autoregressive_series_have_unit_variance_and_their_persistence() -> None:
    noise = Stream(1, "salinity").normal(np.arange(50)[:, None], np.arange(3000)[None, :])
    series = autoregressive(noise, 0.9)[:, 200:]
    assert series.std() == pytest.approx(1.0, abs=0.03)
    assert _persistence(series).mean() == pytest.approx(0.9, abs=0.01)


@pytest.mark.parametrize("coast", COASTS)
def test_decade_and_years_stand_in_the_published_bands(
    coast: str, water: DailyWater, coasts: np.ndarray, halls: int
) -> None:
    sea = water.temperature_c[halls:][coasts == coast]
    low, high = ANNUAL_BANDS[coast]
    assert low <= sea.mean() <= high
    years = np.asarray([sea[:, year == YEARS].mean() for year in range(2010, 2020)])
    assert low - 0.3 <= years.min() <= years.max() <= high + 0.3
    assert years.std() > 0.05


def test_the_sea_varies_around_its_season_as_published(water: DailyWater, halls: int) -> None:
    residuals = _without_season(water.temperature_c[halls:])
    spread, phi = residuals.std(axis=1), _persistence(residuals)
    # The published farms stand between 0.33 and 0.62; a decade of one area may be a little outside.
    assert 0.3 <= spread.mean() <= 0.6
    assert ((spread > 0.3) & (spread < 0.65)).all()
    assert ((phi >= 0.92) & (phi <= 0.985)).all()


def test_areas_of_one_coast_are_alike_but_not_the_same(
    water: DailyWater, coasts: np.ndarray, halls: int
) -> None:
    residuals = _without_season(water.temperature_c[halls:][coasts == "faroe"])
    together = np.corrcoef(residuals)[np.triu_indices(len(residuals), 1)]
    assert 0.6 < together.min() < together.max() < 0.98


def test_halls_stand_near_their_regimes(climate: Climate, water: DailyWater, halls: int) -> None:
    regimes = ((4, 8), (12, 14), (12, 14), (10, 13), (11.5, 14))
    for stage, (low, high) in enumerate(regimes):
        hall = water.temperature_c[stage:halls:5]
        assert low <= hall.mean() <= high
        assert hall.std(axis=1).max() < 0.5
        assert low - 1.5 < hall.min() < hall.max() < high + 1.5
    assert (water.salinity_psu[:halls] == 0).all()
    acidity = water.acidity_ph[:halls]
    assert 6.2 <= acidity.min() < acidity.max() <= 7.8


def test_halls_persist_from_day_to_day(water: DailyWater, halls: int) -> None:
    phi = _persistence(_without_season(water.temperature_c[:halls:7]))
    assert 0.7 <= phi.mean() <= 0.9


def test_oxygen_falls_as_the_sea_warms(water: DailyWater, coasts: np.ndarray, halls: int) -> None:
    warmth, salt = water.temperature_c[halls:], water.salinity_psu[halls:]
    oxygen = solubility_mg_per_l(warmth, salt) * water.saturation_percent[halls:] / 100
    for row, coast in zip(range(len(warmth)), coasts, strict=True):
        together = np.corrcoef(oxygen[row], warmth[row])[0, 1]
        assert -0.95 <= together <= -0.55, coast
    # Oxygen depletions of late summer go below the 5.5 mg/L of ordinary days.
    assert 4.5 < oxygen.min() < oxygen.max() < 12.5


def test_saturation_is_lowest_in_september_and_highest_in_the_faroes(
    water: DailyWater, coasts: np.ndarray, halls: int
) -> None:
    sea = water.saturation_percent[halls:]
    month = np.asarray([day.month for day in DATES])
    means = [sea[:, month == number].mean() for number in range(1, 13)]
    assert int(np.argmin(means)) + 1 in {8, 9, 10}
    faroe, scotland = sea[coasts == "faroe"].mean(), sea[coasts != "faroe"].mean()
    assert 90 <= faroe <= 102
    assert 80 <= scotland < faroe
    # Daily means; below 70 in oxygen depletions alone.
    assert 50 < sea.min() < np.quantile(sea, 0.01) < sea.max() < 115
    assert np.quantile(sea, 0.01) > 75


def test_saturation_itself_hardly_falls_as_the_sea_warms(water: DailyWater, halls: int) -> None:
    warmth, saturation = water.temperature_c[halls:], water.saturation_percent[halls:]
    together = np.asarray(
        [np.corrcoef(*pair)[0, 1] for pair in zip(saturation, warmth, strict=True)]
    )
    assert ((together >= -0.6) & (together <= 0)).all()


def test_runoff_only_ever_freshens_the_sea(
    water: DailyWater, coasts: np.ndarray, halls: int
) -> None:
    salt = water.salinity_psu[halls:]
    # The ocean outside; docs/realism.md, salinity.
    assert salt.max() < 35.25
    # A long tail of fresh days below, none above.
    skew = stats.skew(salt, axis=1)
    assert ((skew > -2) & (skew < -0.3)).all()
    exposed = coasts != "west_coast"
    assert salt[~exposed].std() > 3 * salt[exposed].std()
    month = np.asarray([day.month for day in DATES])
    means = [salt[:, month == number].mean() for number in range(1, 13)]
    assert int(np.argmin(means)) + 1 in {11, 12, 1, 2}
    assert int(np.argmax(means)) + 1 in {5, 6, 7, 8}


def test_the_sea_is_salt_and_slightly_alkaline(
    water: DailyWater, coasts: np.ndarray, halls: int
) -> None:
    salt = water.salinity_psu[halls:]
    assert 34.5 <= salt[coasts == "faroe"].mean() <= 35.25
    assert 30 <= salt[coasts == "west_coast"].mean() <= 34.5
    assert salt.min() > 25
    acidity = water.acidity_ph[halls:]
    # Above 8.25 in algae blooms alone.
    assert 7.9 < acidity.min() < acidity.max() < 8.5
    assert (acidity < 8.25).mean() > 0.99


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (FIRST + 400, FIRST + 400),
        (date(2013, 12, 30).toordinal(), date(2014, 1, 2).toordinal()),
        (date(2012, 2, 28).toordinal(), date(2012, 3, 1).toordinal()),
        (date(2011, 5, 5).toordinal(), date(2015, 5, 5).toordinal()),
    ],
)
def test_any_window_gives_the_same_values(water: DailyWater, first: int, last: int) -> None:
    climate = make_world("production").climate
    window = climate.days(first, last)
    assert (window.first_day, len(window)) == (first, last - first + 1)
    for name in FIELDS:
        whole = getattr(water, name)[:, first - FIRST : last - FIRST + 1]
        assert np.array_equal(getattr(window, name), whole)


def test_windows_asked_for_backwards_give_the_same_values(water: DailyWater) -> None:
    climate = make_world("production").climate
    for first in range(LAST - 300, FIRST, -800):
        window = climate.days(first, first + 300).temperature_c
        assert np.array_equal(window, water.temperature_c[:, first - FIRST : first - FIRST + 301])


def test_years_join_without_a_seam(water: DailyWater, halls: int) -> None:
    steps = np.abs(np.diff(water.temperature_c[halls:], axis=1))
    at_new_year = steps[:, np.flatnonzero(np.diff(YEARS))]
    assert at_new_year.mean() < 2 * steps.mean()


def test_another_seed_is_another_water(water: DailyWater) -> None:
    other = make_world("production", seed=43).climate.days(FIRST, FIRST + 100)
    for name in ("temperature_c", "saturation_percent", "acidity_ph"):
        assert not np.isclose(getattr(other, name), getattr(water, name)[:, :101]).all(axis=1).any()


def test_a_site_keeps_its_water_in_a_smaller_company() -> None:
    # The same hall of the same station: chance is addressed, not drawn in turn.
    small, large = (make_world(scale).climate.days(FIRST, FIRST + 50) for scale in ("ci", "dev"))
    assert np.array_equal(small.temperature_c[:5], large.temperature_c[:5])


@pytest.mark.parametrize("parameter", [Parameter.NITRATE, Parameter.CHLOROPHYLL])
def test_further_quantities_have_one_value_a_date(climate: Climate, parameter: Parameter) -> None:
    whole = climate.further(parameter, FIRST, LAST)
    window = make_world("production").climate.further(parameter, FIRST + 700, FIRST + 900)
    assert np.array_equal(window, whole[:, 700:901])
    in_sea = ~climate.is_hall(np.arange(climate.bodies))
    has_it = np.abs(whole).max(axis=1) > 0
    assert np.array_equal(has_it, in_sea == (parameter is Parameter.CHLOROPHYLL))


def test_bodies_are_halls_then_areas(climate: Climate, coasts: np.ndarray) -> None:
    bodies = np.arange(climate.bodies)
    assert climate.bodies == 25 * int(Stage.ADULT) + 24
    assert climate.is_hall(bodies).tolist() == [True] * 125 + [False] * 24
    assert climate.is_faroe(bodies)[125:].tolist() == (coasts == "faroe").tolist()
    assert not climate.is_faroe(bodies)[:125].any()
