"""Weather: how wind, waves, air, rain and cloud vary around the normals of their coast."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import at_least, between, figure

WIND = "docs/realism.md, wind"
WAVES = "docs/realism.md, waves"
AIR = "docs/realism.md, air and rain"
LIGHT = "docs/realism.md, day length and light"


@dataclass(frozen=True, kw_only=True)
class Weather:
    """Three-hourly weather of a sea area, and the gust from which it is a storm."""

    wind_shape: float = figure(1.9, "Weibull k", f"{WIND}: 1.9-2.1", between(1, 4))
    wind_persistence: float = figure(
        0.38,
        "correlation with the same hour of the day before; 0.6 between daily means",
        f"{WIND}: 0.5-0.7",
        between(0, 0.95),
    )
    wind_shared: float = figure(
        0.7,
        "share of the variance that a coast shares",
        "a choice: weather systems are larger than a coast",
        between(0, 1),
    )
    wind_exposure_sd: float = figure(
        0.06, "sd of ln wind between areas", "a choice: fjords and headlands", between(0, 0.5)
    )
    gust_factor: float = figure(1.40, "gust over mean wind", WIND, between(1, 3))
    gust_factor_sd: float = figure(0.06, "sd of the gust factor", "a choice", between(0, 0.3))
    storm_gust_m_s: float = figure(28.0, "m/s", f"{WIND}: mean > 20 or gust > 28", between(10, 80))
    wind_from_deg: float = figure(
        235.0, "degrees, mean direction", f"{WIND}: W, SW and S most", between(0, 360)
    )
    wind_from_sd_deg: float = figure(75.0, "degrees", WIND, between(0, 180))
    wind_from_persistence: float = figure(
        0.50, "correlation with the same hour of the day before", "a choice", between(0, 0.95)
    )

    fetch_km: float = figure(
        10.0, "km, median of the areas", f"{WAVES}: 0.77 m at 15 m/s", between(0.5, 500)
    )
    fetch_sd: float = figure(0.45, "sd of ln fetch between areas", "a choice", between(0, 2))
    swell_faroe_m: float = figure(0.36, "m, median over the year", f"{WAVES}: swell", between(0, 5))
    swell_scotland_m: float = figure(
        0.22, "m, median over the year", f"{WAVES}: swell", between(0, 5)
    )
    swell_season: float = figure(
        0.35, "amplitude of ln swell over the year; highest in mid-January", WAVES, between(0, 2)
    )
    swell_sd: float = figure(0.55, "sd of ln swell", "a choice", between(0, 2))
    swell_exposure_sd: float = figure(
        0.30, "sd of ln swell between areas", "a choice: how open they lie", between(0, 2)
    )
    swell_persistence: float = figure(
        0.75, "correlation with the same hour of the day before", "a choice", between(0, 0.95)
    )
    swell_from_deg: float = figure(270.0, "degrees", "the Atlantic", between(0, 360))
    swell_from_sd_deg: float = figure(25.0, "degrees", "a choice", between(0, 180))
    swell_period_s: float = figure(9.5, "s, at 1 m", "usual Atlantic swell: 8-12 s", between(3, 20))

    air_sd_c: float = figure(2.2, "degrees C", f"{AIR}: winters 3.9 +/-, 6.1 warmest", at_least(0))
    air_persistence: float = figure(
        0.70, "correlation with the same hour of the day before", "a choice", between(0, 0.95)
    )
    air_diurnal_c: float = figure(
        1.8,
        "degrees C, amplitude over a day under a clear sky",
        f"{AIR}: monthly maxima and minima",
        at_least(0),
    )
    rain_share: float = figure(
        0.44, "share of three-hour spells with rain", f"{AIR}: 260 days a year", between(0.01, 0.9)
    )
    rain_shape: float = figure(
        0.75,
        "Weibull k of rain in a wet spell",
        "a choice: many showers, few downpours",
        between(0.3, 3),
    )
    rain_persistence: float = figure(
        0.15, "correlation with the same hour of the day before", "a choice", between(0, 0.95)
    )
    cloud_persistence: float = figure(
        0.25, "correlation with the same hour of the day before", "a choice", between(0, 0.95)
    )
    cloud_with_rain: float = figure(
        0.75, "correlation of cloud with rain", "a choice", between(0, 0.99)
    )
    light_attenuation_per_m: float = figure(
        0.25, "1/m", f"{LIGHT}: coastal water 0.15-0.35", between(0, 5)
    )
    cage_wave_sd: float = figure(
        0.06,
        "sd of ln height between cages",
        "a choice: the outer cages break the waves",
        between(0, 1),
    )
    cage_light_sd: float = figure(
        0.10, "sd of ln light between cages", "a choice: nets and their growth", between(0, 1)
    )
    cloud_shape: float = figure(
        0.30,
        "power of a uniform number that gives the share of the sky under cloud",
        "mean cloud about 77 %",
        between(0.05, 5),
    )
