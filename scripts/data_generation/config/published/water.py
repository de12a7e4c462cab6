"""Published temperature and oxygen of sea and tanks; checks compare recorded water with them."""

from scripts.data_generation.config.published.band import Published, around

NORMALS = "docs/realism.md, sea normals"
VARIABILITY = "docs/realism.md, variability of temperature"
LEVELS = "docs/realism.md, oxygen levels"
CHECKED = "docs/realism.md, how to check the data"

FAROE, WEST_COAST, NORTHERN_ISLES = "Faroe Islands", "Scottish west coast", "Orkney and Shetland"
# South, north, west and east of the waters that a series stands for, degrees.
COAST_BOXES = {
    FAROE: (61.2, 62.6, -8.0, -6.0),
    NORTHERN_ISLES: (58.65, 61.0, -4.0, 0.0),
    WEST_COAST: (55.0, 58.65, -8.0, -3.5),
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# Degrees C, January to December. Measured or computed series; their marks are in docs/realism.md.
FAROE_SERIES = (7.2, 6.8, 6.7, 7.0, 7.7, 8.7, 9.7, 10.4, 10.3, 9.6, 8.7, 7.9)
TARBERT = (8.4, 7.8, 7.7, 8.6, 9.8, 11.7, 13.4, 13.9, 13.9, 13.2, 12.2, 10.2)
ARDRISHAIG = (8.2, 7.6, 7.5, 8.3, 9.7, 11.4, 13.2, 13.8, 13.7, 12.9, 11.8, 9.9)
EIGHT_FARMS = (9.2, 8.7, 8.7, 8.8, 10.5, 11.9, 13.6, 14.1, 13.7, 12.6, 11.0, 9.8)
ISLES_SERIES = (8.0, 7.4, 7.2, 7.7, 8.9, 10.4, 12.0, 12.9, 12.7, 11.6, 10.1, 8.9)


def _months(
    coast: str, tolerance: float, why: str, *series: tuple[float, ...]
) -> dict[str, Published]:
    """A band for each month: from the lowest to the highest series, and the tolerance."""
    return {
        f"{coast}, {month}": Published(
            min(known) - tolerance, max(known) + tolerance, "°C", NORMALS, why
        )
        for month, known in zip(MONTHS, zip(*series, strict=True), strict=True)
    }


MONTHLY_TEMPERATURE = {
    **_months(
        FAROE,
        0.7,
        "the series is known to 0.4; decades differ by 0.3 (ICES: +0.7 since 1920)",
        FAROE_SERIES,
    ),
    **_months(
        WEST_COAST,
        0.5,
        "three series, and between farms of one coast sd 0.2-1.0",
        TARBERT,
        ARDRISHAIG,
        EIGHT_FARMS,
    ),
    **_months(
        NORTHERN_ISLES,
        0.7,
        "west coast less one degree, known to 0.5; decades differ",
        ISLES_SERIES,
    ),
}

YEARLY_TEMPERATURE = {
    FAROE: Published(8.0, 8.9, "°C", NORMALS, "8.0-8.5 published, recent years to 0.4 warmer"),
    WEST_COAST: Published(10.3, 11.3, "°C", NORMALS, "10.6-11.0 in three series, sites ±0.3"),
    NORTHERN_ISLES: Published(9.2, 10.3, "°C", NORMALS, "a degree below the west coast"),
}

# A series for each coast, with which a year with gaps is completed.
NORMAL_YEAR = {FAROE: FAROE_SERIES, WEST_COAST: TARBERT, NORTHERN_ISLES: ISLES_SERIES}

# Day of the year of the top of the series' first harmonic, computed from the twelve means: Faroe
# 244; Tarbert 245, Ardrishaig 244, the eight farms 236; northern isles 242.
WARMEST_DAY = {FAROE: 244.0, WEST_COAST: 241.0, NORTHERN_ISLES: 242.0}
LATE = around(0.0, 12.0, "days", NORMALS, "the published series of one coast differ by ten days")

TEMPERATURE_NOISE = {
    "sd after two harmonics": Published(
        0.3, 0.65, "°C", VARIABILITY, "0.33-0.62 for weekly values of single farms"
    ),
    "correlation with the day before": Published(
        0.92, 0.985, "r", VARIABILITY, "0.75^(1/7), and from the range of eight farms"
    ),
}

OXYGEN_AND_TEMPERATURE = {
    "oxygen against temperature": Published(
        -0.95, -0.55, "r", CHECKED, "solubility falls with warmth, saturation has its own noise"
    ),
    "saturation against temperature": Published(
        -0.60, 0.0, "r", CHECKED, "nearly flat, with a dip in late summer"
    ),
}
# Slope of oxygen on temperature over that of the solubility of the same water (TEOS-10).
OXYGEN_SLOPE = Published(
    0.9,
    1.6,
    "of solubility's slope",
    "docs/realism.md, oxygen solubility",
    "1 at constant saturation; a dip of up to 10 points in late summer over a range of 4-6 °C "
    "makes it steeper by half",
)

SATURATION = {
    FAROE: Published(90.0, 102.0, "%", LEVELS, "usual range of cages"),
    WEST_COAST: Published(80.0, 100.0, "%", LEVELS, "usual range of cages"),
    NORTHERN_ISLES: Published(80.0, 100.0, "%", LEVELS, "usual range of Scottish cages"),
}
# No sea water with fish in it has a daily mean outside of these.
POSSIBLE_SATURATION = Published(45.0, 130.0, "%", CHECKED, "deepest depletion, strongest bloom")

REGIMES = "docs/realism.md, freshwater regimes"
WHOLE_DEGREES = "{}; the band is given in whole degrees, so half a degree to either side"
TANK_TEMPERATURE = {
    stage: Published(low - 0.5, high + 0.5, "°C", REGIMES, WHOLE_DEGREES.format(known))
    for stage, low, high, known in (
        ("eggs", 4.0, 8.0, "Peterson et al. 1977; a Mowi hatchery"),
        ("fry", 12.0, 14.0, "a Mowi hatchery's 14 °C at first feeding"),
        ("parr", 12.0, 14.0, "recirculation"),
        ("smolt", 10.0, 13.0, "usual band"),
        ("post-smolt", 12.0, 14.0, "usual band"),
    )
}
