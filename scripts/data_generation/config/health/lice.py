"""Sea lice: how they develop, die, breed and reach the fish, and how people count them."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import at_least, between, figure

DEVELOPMENT = "docs/realism.md, development of lice"
PRESSURE = "docs/realism.md, infection pressure"
COUNTS = "docs/realism.md, lice counts"
PREVENTION = "docs/realism.md, prevention"
A_DAY = "share per day"

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
        (0.000485, 0.008667, 0.003750),
        "moults a day: a T^2 + b T + c, T in degrees C",
        f"{DEVELOPMENT}: Hamre et al. 2019, females",
        between(0, 1),
    )
    egg_days_stien: tuple[float, ...] = figure(
        (41.98, 0.338),
        "b1, b2 of [b1 / (T - 10 + b1 b2)]^2 days",
        f"{DEVELOPMENT}: Stien et al. 2005",
        between(0.01, 100),
    )
    nauplius_days_stien: tuple[float, ...] = figure(
        (24.79, 0.525),
        "b1, b2 of [b1 / (T - 10 + b1 b2)]^2 days",
        f"{DEVELOPMENT}: Stien et al. 2005",
        between(0.01, 100),
    )
    attached_loss: float = figure(
        0.102, A_DAY, f"{DEVELOPMENT}: 0.49 a week survive", between(0, 1)
    )
    mobile_loss: float = figure(0.018, A_DAY, f"{DEVELOPMENT}: 0.88 a week survive", between(0, 1))
    adult_loss: float = figure(0.068, A_DAY, f"{DEVELOPMENT}: 0.61 a week survive", between(0, 1))

    breeding: float = figure(
        1.4,
        "copepodids that settle per fish, day and adult female on it, at 10 degrees C "
        "in a full area",
        f"{PRESSURE}: a choice that gives the published treatments",
        between(0, 20),
    )
    wild_pressure_faroe: float = figure(
        0.29,
        "copepodids per fish and day from outside the farms, mean of the year",
        f"{PRESSURE}: a choice that gives the published treatments",
        between(0, 2),
    )
    wild_pressure_scotland: float = figure(
        0.19,
        "copepodids per fish and day from outside the farms, mean of the year",
        f"{PRESSURE}: a choice",
        between(0, 2),
    )
    wild_season: float = figure(
        0.8,
        "share of the wild pressure, amplitude over the year; highest in mid-June",
        f"{PRESSURE}: May to September",
        between(0, 1),
    )
    settling_season: float = figure(
        0.3,
        "share of all infection, amplitude over the year; highest in mid-June",
        f"{PRESSURE}: calm winters",
        between(0, 1),
    )
    neighbour_share: float = figure(
        0.12,
        "share of an area's larvae that would reach an area at no distance",
        f"{PRESSURE}: a choice",
        between(0, 1),
    )
    neighbour_km: float = figure(
        12.0,
        "km over which that share falls to 37 %",
        f"{PRESSURE}: larvae drift some tens of km",
        between(1, 200),
    )
    cage_sd: float = figure(
        0.3, "sd of ln exposure between cages of an area", f"{PRESSURE}: a choice", between(0, 1.5)
    )
    salinity_knots_psu: tuple[float, ...] = figure(
        (12.0, 20.0, 27.0, 31.0),
        "PSU",
        f"{PRESSURE}: copepodids fail in brackish water",
        at_least(0),
    )
    salinity_response: tuple[float, ...] = figure(
        (0.0, 0.25, 0.8, 1.0), "share of the infection", PRESSURE, between(0, 1)
    )
    functional_feed_effect: float = figure(
        0.2, "share of the infection that is kept away", PREVENTION, between(0, 1)
    )
    skirt_effect: float = figure(
        0.4, "share of the infection that is kept away", PREVENTION, between(0, 1)
    )
    cleaner_loss: float = figure(
        0.04,
        "share of mobile and adult lice eaten per day",
        f"{PREVENTION}: 0.2-0.5 a week",
        between(0, 1),
    )

    count_interval_days: int = figure(
        14, "days between two counts", f"{COUNTS}: Faroe", between(1, 60)
    )
    fish_faroe: int = figure(20, "fish per cage and count", f"{COUNTS}: Faroe", between(1, 100))
    fish_scotland: int = figure(10, "fish per cage and count", f"{COUNTS}: 5-20", between(1, 100))
    dispersion: tuple[float, ...] = figure(
        (0.7, 1.0, 0.6, 0.6),
        "k of the negative binomial at few lice: attached, mobile, male, female",
        f"{COUNTS}: females 0.5-2, mobiles 1-3, chalimus 0.7-2.5",
        between(0.05, 10),
    )
    dispersion_slope: tuple[float, ...] = figure(
        (0.3, 0.5, 0.5, 0.5),
        "rise of k per louse on a fish",
        f"{COUNTS}: k rises with the mean",
        between(0, 5),
    )
    dispersion_most: tuple[float, ...] = figure(
        (2.5, 3.0, 2.0, 2.0), "largest k", COUNTS, between(0.05, 20)
    )
    attached_seen: float = figure(
        0.7, "share of attached lice that are seen", f"{COUNTS}: they are small", between(0, 1)
    )
