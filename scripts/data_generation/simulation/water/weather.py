"""Three-hourly weather of every sea area, a pure function of seed, area and date.

Each quantity is a standard normal AR(1) series of its own mechanism, put through the distribution
that is published for it. Storms, the waves in the cages and the rows of the books all read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import IntEnum
from functools import lru_cache
from math import gamma

import numpy as np
from scipy.special import ndtr

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.formulas import WIND_SEA
from scripts.data_generation.config.units import (
    DAYS_OF_MONTHS,
    DEGREES_A_TURN,
    HOURS_A_DAY,
    METRES_A_KM,
    TINY,
)
from scripts.data_generation.config.water import weather
from scripts.data_generation.config.water.climate_normals import COASTS
from scripts.data_generation.config.water.peaks import PEAK_DAYS, PEAK_HOURS
from scripts.data_generation.config.water.shapes import WATER_SHAPES
from scripts.data_generation.config.water.weather_normals import (
    AIR_TEMPERATURE_C,
    RAIN_MM,
    WIND_M_S,
)
from scripts.data_generation.simulation.ledger.randomness import Streams
from scripts.data_generation.simulation.water.seasons import (
    autoregressive,
    day_of_year,
    normal_year,
    season,
)

SLOTS = 8  # spells of three hours a day, from midnight UTC
# Series start from rest so many days before each calendar year. The slowest keeps 0.75 of itself
# a day: by then it has forgotten its start to 1 part in 10 million.
SPIN_UP_DAYS = 60
YEARS_CACHED = 4


class PlaceDraw(IntEnum):
    """The draws of "area exposure": how an area's shores lie to each of these."""

    FETCH = 0
    WIND = 1
    SWELL = 2


@dataclass(frozen=True)
class WeatherDays:
    """Weather of all areas, each shape (areas, days, 8), at 0, 3, ... 21 hours UTC."""

    wind_m_s: Floats
    gust_m_s: Floats
    wind_from_deg: Floats
    wave_height_m: Floats
    wave_period_s: Floats
    wave_from_deg: Floats
    air_c: Floats
    rain_mm: Floats  # in the three hours from then on
    cloud_share: Floats


class Weather:
    """The weather over areas off these `coasts`; `first_entity` addresses the first of them."""

    def __init__(
        self, coasts: tuple[str, ...], first_entity: int, figures: weather.Weather, streams: Streams
    ) -> None:
        self._figures = figures
        self._streams = streams
        self._areas = first_entity + np.arange(len(coasts))
        self._coast = np.asarray([COASTS.index(coast) for coast in coasts], dtype=np.int64)
        self._is_faroe = np.asarray([coast == "faroe" for coast in coasts], dtype=bool)
        fetch = np.exp(figures.fetch_sd * self._place(PlaceDraw.FETCH))
        self._fetch_m = (METRES_A_KM * figures.fetch_km * fetch)[:, None, None]
        self.storm_gust_m_s = figures.storm_gust_m_s
        exposure = np.exp(figures.swell_exposure_sd * self._place(PlaceDraw.SWELL))
        self._swell_exposure = exposure[:, None, None]
        self._wind_year = lru_cache(maxsize=YEARS_CACHED)(self._make_wind_year)
        self._year = lru_cache(maxsize=YEARS_CACHED)(self._make_year)

    def strongest_gusts(self, first_day: int, last_day: int) -> Floats:
        """The strongest gust of each day, m/s, shape (areas, days)."""
        first_year, last_year = (date.fromordinal(day).year for day in (first_day, last_day))
        start = first_day - date(first_year, 1, 1).toordinal()
        years = [self._wind_year(y)[1][:, SPIN_UP_DAYS:] for y in range(first_year, last_year + 1)]
        gusts = np.concatenate([gust.max(axis=2) for gust in years], axis=1)
        return gusts[:, start : start + last_day - first_day + 1]

    def days(self, first_day: int, last_day: int) -> WeatherDays:
        """The weather from `first_day` to `last_day` (proleptic day numbers, both included)."""
        first_year = date.fromordinal(first_day).year
        last_year = date.fromordinal(last_day).year
        years = [self._year(year) for year in range(first_year, last_year + 1)]
        start = first_day - date(first_year, 1, 1).toordinal()
        stop = start + last_day - first_day + 1
        if len(years) == 1:
            joined = {f.name: getattr(years[0], f.name)[:, start:stop] for f in fields(WeatherDays)}
        else:
            joined = {
                f.name: np.concatenate([getattr(y, f.name) for y in years], axis=1)[:, start:stop]
                for f in fields(WeatherDays)
            }
        return WeatherDays(**joined)

    def _make_year(self, year: int) -> WeatherDays:
        days = _days_with_spin_up(year)
        wind, gust = self._wind_year(year)
        turn = self._shared_series("wind direction", days, self._figures.wind_from_persistence)
        wind_from = (
            self._figures.wind_from_deg + self._figures.wind_from_sd_deg * turn
        ) % DEGREES_A_TURN
        height, period, wave_from = self._waves(days, wind, wind_from)
        rain, cloud = self._sky(days)
        series = {
            "wind_m_s": wind,
            "gust_m_s": gust,
            "wind_from_deg": wind_from,
            "wave_height_m": height,
            "wave_period_s": period,
            "wave_from_deg": wave_from,
            "air_c": self._air(days, cloud),
            "rain_mm": rain,
            "cloud_share": cloud,
        }
        return WeatherDays(**{name: values[:, SPIN_UP_DAYS:] for name, values in series.items()})

    def _make_wind_year(self, year: int) -> tuple[Floats, Floats]:
        """Mean wind and gusts, m/s, of a year and its spin-up."""
        figures, k = self._figures, self._figures.wind_shape
        days = _days_with_spin_up(year)
        strength = ndtr(self._shared_series("wind", days, figures.wind_persistence))
        exposure = np.exp(figures.wind_exposure_sd * self._place(PlaceDraw.WIND))[:, None, None]
        mean = self._normals(WIND_M_S, days) * exposure
        wind = mean / gamma(1.0 + 1.0 / k) * (-np.log1p(-strength)) ** (1.0 / k)
        slots = np.arange(SLOTS)
        luck = self._streams["gusts"].normal(self._areas[:, None, None], days[None, :, None], slots)
        limit = WATER_SHAPES.gust_limit_sd
        spread = figures.gust_factor_sd * np.clip(luck, -limit, limit)
        factor = figures.gust_factor * (1.0 + spread)
        return wind, wind * factor

    def _waves(
        self, days: Integers, wind: Floats, wind_from: Floats
    ) -> tuple[Floats, Floats, Floats]:
        """Significant height, m, peak period, s, and direction of wind sea and swell together."""
        figures = self._figures
        own = jonswap_height_m(wind, self._fetch_m)
        median = np.where(self._is_faroe, figures.swell_faroe_m, figures.swell_scotland_m)
        departure = self._coast_series("swell", days, figures.swell_persistence)
        wave = (
            figures.swell_season * season(days, PEAK_DAYS.swell)[:, None]
            + figures.swell_sd * departure
        )
        swell = median[:, None, None] * self._swell_exposure * np.exp(wave)
        height = np.hypot(own, swell)
        share = (own / height) ** 2
        rounded = np.clip(swell, WATER_SHAPES.swell_least_m, None)
        period = share * jonswap_period_s(wind, self._fetch_m) + (1.0 - share) * (
            figures.swell_period_s * rounded**WATER_SHAPES.swell_period_power
        )
        turn = self._coast_series("swell direction", days, figures.swell_persistence)
        swell_from = (figures.swell_from_deg + figures.swell_from_sd_deg * turn) % DEGREES_A_TURN
        return height, period, np.where(share > 1 / 2, wind_from, swell_from)

    def _sky(self, days: Integers) -> tuple[Floats, Floats]:
        """Rain, mm in three hours, and the share of the sky under cloud."""
        figures, k = self._figures, self._figures.rain_shape
        latent = self._shared_series("rain", days, figures.rain_persistence)
        dry = 1.0 - figures.rain_share
        # Where it rains, how far the latent series stands into the wet share.
        wetness = np.clip((ndtr(latent) - dry) / figures.rain_share, 0.0, 1.0 - TINY)
        a_day = {
            coast: tuple(np.asarray(mm) / np.asarray(DAYS_OF_MONTHS))
            for coast, mm in RAIN_MM.items()
        }
        mean = self._normals(a_day, days) / (SLOTS * figures.rain_share)
        rain = mean / gamma(1.0 + 1.0 / k) * (-np.log1p(-wetness)) ** (1.0 / k)
        own = self._shared_series("cloud", days, figures.cloud_persistence)
        together = figures.cloud_with_rain
        cloud = ndtr(together * latent + np.sqrt(1.0 - together**2) * own) ** figures.cloud_shape
        return rain, cloud

    def _air(self, days: Integers, cloud: Floats) -> Floats:
        """Air temperature, degrees C: normal, warm and cold spells, and the day's course."""
        figures = self._figures
        spells = self._shared_series("air temperature", days, figures.air_persistence)
        sun = 1 / 2 + 1 / 2 * season(days, PEAK_DAYS.sun)[:, None]
        since_peak = HOURS_A_DAY / SLOTS * np.arange(SLOTS) - PEAK_HOURS.air
        course = np.cos(2 * np.pi * since_peak / HOURS_A_DAY) * sun
        swing = figures.air_diurnal_c * (WATER_SHAPES.air_wave_when_clear - cloud)
        normals = self._normals(AIR_TEMPERATURE_C, days)
        return np.asarray(normals + figures.air_sd_c * spells + swing * course)

    def _normals(self, monthly: Mapping[str, tuple[float, ...]], days: Integers) -> Floats:
        """Normals of each area's coast on these days, shape (areas, days, 1)."""
        daily = normal_year(np.asarray([monthly[coast] for coast in COASTS]))
        return np.asarray(daily[self._coast][:, day_of_year(days) - 1, None])

    def _place(self, draw: PlaceDraw) -> Floats:
        """One standard normal number an area: how its shores lie."""
        return self._streams["area exposure"].normal(self._areas, 0, draw)

    def _series(self, mechanism: str, entities: Integers, days: Integers, phi_day: float) -> Floats:
        """Unit AR(1) series, shape (entities, days, 8); `phi_day` is what is left after a day."""
        noise = self._streams[mechanism].normal(
            entities[:, None, None], days[None, :, None], np.arange(SLOTS)
        )
        flat = autoregressive(noise.reshape(len(entities), -1), phi_day ** (1.0 / SLOTS))
        return flat.reshape(noise.shape)

    def _coast_series(self, mechanism: str, days: Integers, phi_day: float) -> Floats:
        """A series that all areas of a coast share."""
        return self._series(mechanism, np.arange(len(COASTS)), days, phi_day)[self._coast]

    def _shared_series(self, mechanism: str, days: Integers, phi_day: float) -> Floats:
        """A series that areas of a coast share in part."""
        share = self._figures.wind_shared
        entities = np.concatenate([np.arange(len(COASTS)), len(COASTS) + self._areas])
        both = self._series(mechanism, entities, days, phi_day)
        coast, own = both[: len(COASTS)][self._coast], both[len(COASTS) :]
        return np.asarray(np.sqrt(share) * coast + np.sqrt(1.0 - share) * own)


def _days_with_spin_up(year: int) -> Integers:
    first = date(year, 1, 1).toordinal()
    return np.arange(first - SPIN_UP_DAYS, date(year + 1, 1, 1).toordinal())


def jonswap_height_m(wind_m_s: Floats, fetch_m: Floats) -> Floats:
    """Significant height, m, of a fetch-limited wind sea: 0.0016 U sqrt(F/g). Hasselmann 1973."""
    return np.asarray(WIND_SEA.height * wind_m_s * np.sqrt(fetch_m / WIND_SEA.gravity))


def jonswap_period_s(wind_m_s: Floats, fetch_m: Floats) -> Floats:
    """Peak period, s, of the same sea: gT/U = 0.286 (gF/U^2)^(1/3). Hasselmann 1973."""
    wind, gravity = np.maximum(wind_m_s, WIND_SEA.least_wind_m_s), WIND_SEA.gravity
    return np.asarray(WIND_SEA.period * wind / gravity * np.cbrt(gravity * fetch_m / wind**2))
