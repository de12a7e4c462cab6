"""Weather: how wind, waves, air, rain and cloud vary around the normals of their coast."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import figure

WIND = "docs/realism.md, wind"
WAVES = "docs/realism.md, waves"
AIR = "docs/realism.md, air and rain"
LIGHT = "docs/realism.md, day length and light"


@dataclass(frozen=True, kw_only=True)
class Weather:
    """Three-hourly weather of a sea area, and from what wind on it is a storm."""

    wind_shape: float = figure(1.9, "Weibull k", f"{WIND}: 1.9-2.1", low=1, high=4)
    wind_persistence: float = figure(
        0.38, "phi over a day between moments; 0.6 between daily means", f"{WIND}: 0.5-0.7",
        low=0, high=0.95,
    )  # fmt: skip
    wind_shared: float = figure(
        0.7, "share of the variance that a coast shares", "a choice: lows are larger than coasts",
        low=0, high=1,
    )  # fmt: skip
    wind_exposure_sd: float = figure(
        0.06, "sd of ln wind between areas", "a choice: fjords and headlands", low=0, high=0.5
    )
    gust_factor: float = figure(1.40, "gust over mean wind", WIND, low=1, high=3)
    gust_factor_sd: float = figure(0.06, "sd of the same", "a choice", low=0, high=0.3)
    storm_gust_m_s: float = figure(28.0, "m/s", f"{WIND}: mean > 20 or gust > 28", low=10, high=80)
    wind_from_deg: float = figure(
        235.0, "degrees, middle of the directions", f"{WIND}: W, SW and S most", low=0, high=360
    )
    wind_from_sd_deg: float = figure(75.0, "degrees", WIND, low=0, high=180)
    wind_from_persistence: float = figure(0.50, "phi over a day", "a choice", low=0, high=0.95)

    fetch_km: float = figure(
        10.0, "km, median of the areas", f"{WAVES}: 0.77 m at 15 m/s", low=0.5, high=500
    )
    fetch_sd: float = figure(0.45, "sd of ln fetch between areas", "a choice", low=0, high=2)
    swell_faroe_m: float = figure(0.36, "m, median over the year", f"{WAVES}: swell", low=0, high=5)
    swell_scotland_m: float = figure(
        0.22, "m, median over the year", f"{WAVES}: swell", low=0, high=5
    )
    swell_season: float = figure(
        0.35, "half swing of ln swell, highest in mid-January", WAVES, low=0, high=2
    )
    swell_sd: float = figure(0.55, "sd of ln swell", "a choice", low=0, high=2)
    swell_exposure_sd: float = figure(
        0.30, "sd of ln swell between areas", "a choice: how open they lie", low=0, high=2
    )
    swell_persistence: float = figure(0.75, "phi over a day", "a choice", low=0, high=0.95)
    swell_from_deg: float = figure(270.0, "degrees", "the Atlantic", low=0, high=360)
    swell_from_sd_deg: float = figure(25.0, "degrees", "a choice", low=0, high=180)
    swell_period_s: float = figure(9.5, "s, at 1 m", "usual Atlantic swell: 8-12 s", low=3, high=20)

    air_sd_c: float = figure(2.2, "degrees C", f"{AIR}: winters 3.9 +/-, 6.1 warmest", low=0)
    air_persistence: float = figure(0.70, "phi over a day", "a choice", low=0, high=0.95)
    air_diurnal_c: float = figure(
        1.8, "degrees C half range under a clear sky", f"{AIR}: monthly maxima and minima", low=0
    )
    rain_share: float = figure(
        0.44, "share of three-hour spells with rain", f"{AIR}: 260 days a year", low=0.01, high=0.9
    )
    rain_shape: float = figure(
        0.75, "Weibull k of rain in a wet spell", "a choice: many showers, few downpours",
        low=0.3, high=3,
    )  # fmt: skip
    rain_persistence: float = figure(0.15, "phi over a day", "a choice", low=0, high=0.95)
    cloud_persistence: float = figure(0.25, "phi over a day", "a choice", low=0, high=0.95)
    cloud_with_rain: float = figure(
        0.75, "correlation of cloud with rain", "a choice", low=0, high=0.99
    )
    light_attenuation_per_m: float = figure(
        0.25, "1/m", f"{LIGHT}: coastal water 0.15-0.35", low=0, high=5
    )
    cage_wave_sd: float = figure(
        0.06, "sd of ln height between cages", "a choice: the outer cages break the waves",
        low=0, high=1,
    )  # fmt: skip
    cage_light_sd: float = figure(
        0.10, "sd of ln light between cages", "a choice: nets and their growth", low=0, high=1
    )
    cloud_shape: float = figure(
        0.30, "share of clear to half-clouded sky, power of a uniform", "mean cloud about 77 %",
        low=0.05, high=5,
    )  # fmt: skip
