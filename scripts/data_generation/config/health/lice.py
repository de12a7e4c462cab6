"""Sea lice: how fast they develop, die and breed, how they reach the fish, how they are counted."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import figure

DEVELOPMENT = "docs/realism.md, development of lice"
PRESSURE = "docs/realism.md, infection pressure"
COUNTS = "docs/realism.md, lice counts"
PREVENTION = "docs/realism.md, prevention"
A_DAY = "share a day"

# Species, gender (health_licetype.gender), stage and note of each type that is counted.
LICE_SPECIES = "Lepeophtheirus salmonis"
LICE_TYPES = (
    ("unknown", "attached", "Copepodids and chalimus, fixed to the skin"),
    ("unknown", "mobile", "Pre-adults of both sexes, moving over the skin"),
    ("male", "adult", "Adult males"),
    ("female", "adult", "Adult females, with or without egg strings"),
)


@dataclass(frozen=True, kw_only=True)
class Lice:
    """Salmon lice on the mean fish of a cage: five moults from copepodid to adult."""

    moult_rates: tuple[float, ...] = figure(
        (0.000485, 0.008667, 0.003750), "moults a day: a T^2 + b T + c, T in degrees C",
        f"{DEVELOPMENT}: Hamre et al. 2019, females", low=0, high=1,
    )  # fmt: skip
    egg_days_stien: tuple[float, ...] = figure(
        (41.98, 0.338), "b1, b2 of [b1 / (T - 10 + b1 b2)]^2 days",
        f"{DEVELOPMENT}: Stien et al. 2005", low=0.01, high=100,
    )  # fmt: skip
    nauplius_days_stien: tuple[float, ...] = figure(
        (24.79, 0.525), "b1, b2 of [b1 / (T - 10 + b1 b2)]^2 days",
        f"{DEVELOPMENT}: Stien et al. 2005", low=0.01, high=100,
    )  # fmt: skip
    attached_loss: float = figure(
        0.102, A_DAY, f"{DEVELOPMENT}: 0.49 a week survive", low=0, high=1
    )
    mobile_loss: float = figure(0.018, A_DAY, f"{DEVELOPMENT}: 0.88 a week survive", low=0, high=1)
    adult_loss: float = figure(0.068, A_DAY, f"{DEVELOPMENT}: 0.61 a week survive", low=0, high=1)

    breeding: float = figure(
        1.4, "copepodids that settle on a fish for each adult female on it, a day at 10 degrees C, "
        "in a full area", f"{PRESSURE}: a choice that gives the published treatments", low=0,
        high=20,
    )  # fmt: skip
    wild_pressure_faroe: float = figure(
        0.29, "copepodids a fish and day from outside the farms, mean of the year",
        f"{PRESSURE}: a choice that gives the published treatments", low=0, high=2,
    )  # fmt: skip
    wild_pressure_scotland: float = figure(
        0.19, "copepodids a fish and day from outside the farms, mean of the year",
        f"{PRESSURE}: a choice", low=0, high=2,
    )  # fmt: skip
    wild_season: float = figure(
        0.8, "half swing of the same, highest in mid-June", f"{PRESSURE}: May to September", low=0,
        high=1,
    )  # fmt: skip
    settling_season: float = figure(
        0.3, "half swing of all infection over the year, highest in mid-June",
        f"{PRESSURE}: calm winters", low=0, high=1,
    )  # fmt: skip
    neighbour_share: float = figure(
        0.12, "of an area's larvae that would reach an area at no distance",
        f"{PRESSURE}: a choice", low=0, high=1,
    )  # fmt: skip
    neighbour_km: float = figure(
        12.0, "km over which that share falls to 37 %", f"{PRESSURE}: larvae drift some tens of km",
        low=1, high=200,
    )  # fmt: skip
    cage_sd: float = figure(
        0.3, "sd of ln exposure between cages of an area", f"{PRESSURE}: a choice", low=0, high=1.5
    )
    salinity_knots_psu: tuple[float, ...] = figure(
        (12.0, 20.0, 27.0, 31.0), "PSU", f"{PRESSURE}: copepodids fail in brackish water", low=0
    )
    salinity_response: tuple[float, ...] = figure(
        (0.0, 0.25, 0.8, 1.0), "share of the infection", PRESSURE, low=0, high=1
    )
    functional_feed_effect: float = figure(
        0.2, "share of the infection kept off", PREVENTION, low=0, high=1
    )
    skirt_effect: float = figure(0.4, "share of the infection kept off", PREVENTION, low=0, high=1)
    cleaner_loss: float = figure(
        0.04, "share of mobile and adult lice eaten a day", f"{PREVENTION}: 0.2-0.5 a week", low=0,
        high=1,
    )  # fmt: skip

    count_interval_days: int = figure(
        14, "days between two counts", f"{COUNTS}: Faroe", low=1, high=60
    )
    fish_faroe: int = figure(20, "fish a cage and count", f"{COUNTS}: Faroe", low=1, high=100)
    fish_scotland: int = figure(10, "fish a cage and count", f"{COUNTS}: 5-20", low=1, high=100)
    dispersion: tuple[float, ...] = figure(
        (0.7, 1.0, 0.6, 0.6), "k of the negative binomial at few lice: attached, mobile, male, "
        "female", f"{COUNTS}: females 0.5-2, mobiles 1-3, chalimus 0.7-2.5", low=0.05, high=10,
    )  # fmt: skip
    dispersion_slope: tuple[float, ...] = figure(
        (0.3, 0.5, 0.5, 0.5), "rise of k for each louse a fish", f"{COUNTS}: k rises with m", low=0,
        high=5,
    )  # fmt: skip
    dispersion_most: tuple[float, ...] = figure(
        (2.5, 3.0, 2.0, 2.0), "largest k", COUNTS, low=0.05, high=20
    )
    attached_seen: float = figure(
        0.7, "share of attached lice that are seen", f"{COUNTS}: they are small", low=0, high=1
    )
