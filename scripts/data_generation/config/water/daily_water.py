"""Daily water: the regime of each hall, and how the sea varies around its monthly normals."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import BY_YEAR, at_least, between, figure

REGIME = "docs/realism.md, freshwater regimes"
VARIABILITY = "docs/realism.md, variability of temperature"
OXYGEN = "docs/realism.md, oxygen levels"
SALT = "docs/realism.md, salinity"
ACIDITY = "docs/realism.md, pH"


@dataclass(frozen=True, kw_only=True)
class Water:
    """Daily means of a hall or a sea area, and their waves over the day."""

    egg_temperature_c: float = figure(6.5, "degrees C", f"{REGIME}: 4-8", between(2, 10))
    fry_temperature_c: float = figure(12.5, "degrees C", f"{REGIME}: 12-14", between(4, 16))
    parr_temperature_c: float = figure(12.2, "degrees C", f"{REGIME}: 12-14", between(4, 16))
    smolt_temperature_c: float = figure(11.3, "degrees C", f"{REGIME}: 10-13", between(4, 16))
    post_smolt_temperature_c: float = figure(12.0, "degrees C", f"{REGIME}: 12-14", between(4, 16))
    hall_seasonal_c: float = figure(
        0.25,
        "degrees C, amplitude over the year that heating and cooling leave",
        f"{REGIME}: sd 0.2-0.4",
        between(0, 5),
    )
    hall_day_sd_c: float = figure(0.30, "degrees C", f"{REGIME}: sd 0.2-0.4", between(0, 2))
    hall_day_persistence: float = figure(
        0.80, "correlation with the day before", f"{REGIME}: 0.7-0.9", between(0, 0.99)
    )
    sea_slow_sd_c: float = figure(
        0.42,
        "degrees C, sd of the slow part, which a coast shares",
        f"{VARIABILITY}: 0.4-0.7 between years",
        between(0, 2),
    )
    sea_slow_persistence: float = figure(
        0.985, "correlation with the day before", VARIABILITY, between(0, 0.995)
    )
    sea_fast_sd_c: float = figure(
        0.32, "degrees C", f"{VARIABILITY}: pooled sd 0.48", between(0, 2)
    )
    sea_fast_persistence: float = figure(
        0.94, "correlation with the day before", f"{VARIABILITY}: 0.92-0.985", between(0, 0.995)
    )
    sea_fast_shared: float = figure(
        0.7, "share of the fast variance that a coast shares", VARIABILITY, between(0, 1)
    )
    sea_site_sd_c: float = figure(0.15, "degrees C between areas", VARIABILITY, between(0, 1))
    diurnal_faroe_c: float = figure(
        0.10, "degrees C, amplitude over a day", f"{VARIABILITY}: 0.05-0.2", at_least(0)
    )
    diurnal_scotland_c: float = figure(
        0.22, "degrees C, amplitude over a day", f"{VARIABILITY}: 0.1-0.8", at_least(0)
    )
    diurnal_hall_c: float = figure(0.08, "degrees C, amplitude over a day", REGIME, at_least(0))

    saturation_hall: float = figure(92.0, "% of saturation", f"{OXYGEN}: 85-100", between(50, 120))
    saturation_hall_sd: float = figure(2.5, "% of saturation", f"{OXYGEN}: 2-4", between(0, 10))
    saturation_faroe: float = figure(97.0, "% of saturation", f"{OXYGEN}: 90-102", between(50, 120))
    saturation_scotland: float = figure(
        92.5, "% of saturation", f"{OXYGEN}: 80-100", between(50, 120)
    )
    saturation_autumn_dip_faroe: float = figure(
        2.0,
        "% of saturation, amplitude over the year; lowest in mid-September",
        OXYGEN,
        between(0, 20),
    )
    saturation_autumn_dip_scotland: float = figure(
        2.4,
        "% of saturation, amplitude over the year; lowest in mid-September",
        OXYGEN,
        between(0, 20),
    )
    saturation_sea_sd: float = figure(2.8, "% of saturation", OXYGEN, between(0, 10))
    saturation_persistence: float = figure(
        0.75, "correlation with the day before", OXYGEN, between(0, 0.99)
    )
    saturation_diurnal_faroe: float = figure(
        2.0, "% of saturation, amplitude over a day", f"{OXYGEN}: exposed 1-3", at_least(0)
    )
    saturation_diurnal_scotland: float = figure(
        4.0, "% of saturation, amplitude over a day", f"{OXYGEN}: sheltered 3-8", at_least(0)
    )
    saturation_diurnal_hall: float = figure(
        1.5, "% of saturation, amplitude over a day", OXYGEN, at_least(0)
    )
    oxygenation: tuple[float, ...] = figure(
        (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.3, 0.45, 0.6, 0.6),
        f"share of the gap to oxygenation_to_percent that is closed, {BY_YEAR}",
        "the model company's plan: oxygenation in stress from year 7 on",
        between(0, 1),
    )
    oxygenation_to_percent: float = figure(
        80.0,
        "% of saturation at the day's lowest",
        f"{OXYGEN}: warning below 75-80 %",
        between(0, 100),
    )
    low_oxygen_percent: float = figure(
        68.0,
        "% of saturation at the lowest of the day; below it nobody feeds",
        f"{OXYGEN}: feed stopped below 65-70 %",
        between(0, 100),
    )

    salinity_ocean: float = figure(
        35.25,
        "PSU of the ocean, before runoff makes it fresher",
        f"{SALT}: shelf 35.0-35.25",
        between(30, 40),
    )
    salinity_faroe: float = figure(
        34.9, "PSU, median", f"{SALT}: 35.0 shelf, 33-35 fjords", between(0, 35)
    )
    salinity_west_coast: float = figure(
        33.2, "PSU, median", f"{SALT}: 30-34.5 at 5 m", between(0, 35)
    )
    salinity_northern_isles: float = figure(
        34.9, "PSU, median", f"{SALT}: 34.5-35.2", between(0, 35)
    )
    salinity_runoff_sd: float = figure(
        0.25, "sd of ln of the difference to salinity_ocean", f"{SALT}: runoff", between(0, 1)
    )
    salinity_runoff_season: float = figure(
        0.25,
        "amplitude of the same ln over the year; highest in late December",
        f"{SALT}: runoff",
        between(0, 1),
    )
    salinity_persistence: float = figure(
        0.90, "correlation with the day before", SALT, between(0, 0.99)
    )

    acidity_hall: float = figure(6.9, "pH", f"{ACIDITY}: inlet 6.2-7.8", between(5, 9))
    acidity_sea: float = figure(8.08, "pH", f"{ACIDITY}: 8.0-8.2", between(5, 9))
    acidity_hall_sd: float = figure(0.10, "pH", ACIDITY, between(0, 1))
    acidity_sea_sd: float = figure(0.03, "pH", ACIDITY, between(0, 1))
    acidity_persistence: float = figure(
        0.85, "correlation with the day before", ACIDITY, between(0, 0.99)
    )
    acidity_diurnal: float = figure(0.03, "pH, amplitude over a day", ACIDITY, between(0, 0.5))

    hall_load: tuple[float, ...] = figure(
        (0.2, 0.6, 0.9, 1.0, 1.1),
        "factor on `Course.level`, by the hall's stage",
        "a choice: eggs and alevins are not fed; later halls get more feed per m3",
        between(0, 3),
    )

    container_offset_c: float = figure(
        0.08,
        "degrees C, sd between containers of one water",
        "a choice: water differs with the place of a tank or cage",
        between(0, 1),
    )
    container_offset_saturation: float = figure(
        1.0,
        "% of saturation, sd between containers of one water",
        "a choice: water differs with the place in a hall or area",
        between(0, 10),
    )

    @property
    def hall_temperature_c(self) -> tuple[float, ...]:
        """Temperature kept in the hall of each freshwater stage, degrees C."""
        return (
            self.egg_temperature_c,
            self.fry_temperature_c,
            self.parr_temperature_c,
            self.smolt_temperature_c,
            self.post_smolt_temperature_c,
        )
