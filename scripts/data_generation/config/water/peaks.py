"""Peaks: the day of the year, and the hour of the day, on which each wave is highest."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import between, figure

DAY = "day of the year"
HOUR = "hour of the day, UTC"
OXYGEN = "docs/realism.md, oxygen levels"
AIR = "docs/realism.md, air and rain"


@dataclass(frozen=True, kw_only=True)
class PeakDays:
    """The day of the year on which each yearly wave is highest; half a year later it is lowest.

    How far a wave goes stands with its subject, e.g. `Growth.winter_depression`.
    """

    slow_growth: int = figure(
        356,
        f"{DAY} on which fish in the sea grow slowest",
        "docs/realism.md, season and first weeks in the sea: the winter solstice",
        between(1, 366),
    )
    lice: int = figure(
        166,
        f"{DAY} of most infection by lice: mid-June",
        "docs/realism.md, infection pressure: most in June",
        between(1, 366),
    )
    sea_deaths: int = figure(
        258,
        f"{DAY} of the highest hazard in the sea: mid-September",
        "docs/realism.md, mortality levels: Salmon Scotland 2018, highest in September",
        between(1, 366),
    )
    hall_temperature: int = figure(
        225,
        f"{DAY} of the warmest halls: mid-August",
        "docs/realism.md, freshwater regimes; a choice, near the warmest air",
        between(1, 366),
    )
    autumn_dip: int = figure(
        258,
        f"{DAY} of the lowest saturation in the sea: mid-September",
        f"{OXYGEN}: lowest from August to October",
        between(1, 366),
    )
    runoff: int = figure(
        355,
        f"{DAY} of most runoff: late December",
        "docs/realism.md, salinity; a choice, near the wettest month",
        between(1, 366),
    )
    swell: int = figure(
        15,
        f"{DAY} of the highest swell: mid-January",
        "docs/realism.md, waves; a choice, with the strongest wind",
        between(1, 366),
    )
    sun: int = figure(
        172,
        f"{DAY} of the widest daily wave of air temperature: midsummer",
        f"{AIR}; the summer solstice",
        between(1, 366),
    )


@dataclass(frozen=True, kw_only=True)
class PeakHours:
    """The hour of the day at which each daily wave is highest; half a day later it is lowest."""

    water: float = figure(
        16.0, f"{HOUR}, of temperature and pH", "a choice: mid-afternoon", between(0, 24)
    )
    oxygen: float = figure(
        17.0, f"{HOUR}, of saturation", f"{OXYGEN}: lowest near dawn", between(0, 24)
    )
    air: float = figure(
        14.0, f"{HOUR}, of air temperature", f"{AIR}; a choice: early afternoon", between(0, 24)
    )


PEAK_DAYS = PeakDays()
PEAK_HOURS = PeakHours()
