"""Feeding: biological FCR by weight, the day's meals, and the feeds by pellet size."""

from bisect import bisect_right
from dataclasses import dataclass

from scripts.data_generation.config.figures import BY_YEAR, at_least, between, figure

FCR = "docs/realism.md, FCR by stage"
LALL = "docs/realism.md, pellets and composition: FAO AFFRIS table 9, Lall 2009"
APPETITE = "docs/realism.md, appetite and meals"
HERD = "the model company feeds four times a day"


@dataclass(frozen=True, kw_only=True)
class Feeding:
    """Fish get feed for their possible growth and leave a part; FCR turns feed into growth."""

    fcr_knots_g: tuple[float, ...] = figure(
        (0.2, 3.0, 17.0, 70.0, 220.0, 1000.0, 3000.0, 6000.0), "g", FCR, at_least(0)
    )
    fcr: tuple[float, ...] = figure(
        (0.78, 0.82, 0.90, 1.00, 1.08, 1.10, 1.15, 1.25),
        "kg of feed per kg of growth",
        FCR,
        between(0.4, 3),
    )
    fcr_by_year: tuple[float, ...] = figure(
        (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.99, 0.98, 0.97),
        f"factor on FCR {BY_YEAR}",
        "docs/realism.md, FCR by stage: the model company tunes its feeding from year 7 on",
        between(0.5, 1.5),
    )
    appetite_loss: float = figure(
        0.04,
        "mean share of a full ration that fish leave on a day; exponential between days",
        APPETITE,
        between(0, 0.5),
    )
    appetite_least: float = figure(
        0.6,
        "least share of a full ration that fish eat on an ordinary day",
        APPETITE,
        between(0, 1),
    )
    meals_below_c: tuple[float, ...] = figure(
        (6.0, 10.0, 16.0),
        "degrees C of the water at which the number of meals changes",
        f"{HERD}, less often in cold and in warm water",
        between(0, 30),
    )
    meals: tuple[int, ...] = figure(
        (2, 3, 4, 3),
        "meals a day below, between and above these temperatures",
        f"{HERD}, less often in cold and in warm water",
        between(1, 4),
    )
    meal_hours: tuple[float, ...] = figure(
        (7.0, 11.0, 15.0, 19.0), "hour of the day", HERD, between(0, 23)
    )
    meal_shares: tuple[float, ...] = figure(
        (0.30, 0.25, 0.25, 0.20),
        "share of the ration",
        "appetite is greatest after the night's fast",
        between(0, 1),
    )
    meal_rank: tuple[int, ...] = figure(
        (3, 1, 2, 4),
        "rank of each meal; on days with fewer meals the highest ranks are left out",
        "in the dark of winter fish are fed at midday",
        between(1, 4),
    )
    meal_share_sd: float = figure(
        0.08, "sd of ln of a meal's share", "people feed by hand and camera", between(0, 0.5)
    )
    meal_jitter_minutes: int = figure(
        25, "minutes before or after the hour at most", HERD, between(0, 59)
    )


FEED_CLASSES = ("starter", "grower", "finisher")
# Pellet sizes, mm, from which a feed is a grower, and a finisher.
CLASS_FROM_PELLET_MM = (1.5, 6.0)


@dataclass(frozen=True, kw_only=True)
class Feed:
    """One feed of the store: pellet, the body weights it is for, and its composition."""

    name: str = figure("", "name", LALL)
    brand: str = figure("Havgarðr", "brand; the company's own feed mill", "invented")
    size_category: str = figure("MICRO", "AquaMind's vocabulary", LALL)
    price_class: int = figure(
        0, "position in FEED_CLASSES", "by pellet: docs/realism.md, feed prices", between(0, 2)
    )
    pellet_mm: float = figure(0.3, "mm", LALL, between(0.1, 15))
    from_weight_g: float = figure(0.0, "g body weight it is fed from", LALL, at_least(0))
    protein: float = figure(50.0, "%", LALL, between(0, 100))
    fat: float = figure(18.0, "%", LALL, between(0, 100))
    carbohydrate: float = figure(12.0, "%", "remainder less ash and moisture", between(0, 100))


def _feed(row: tuple[str, str, float, float, float, float, float]) -> Feed:
    name, size, pellet, weight, protein, fat, carbohydrate = row
    return Feed(
        name=name,
        size_category=size,
        pellet_mm=pellet,
        from_weight_g=weight,
        price_class=bisect_right(CLASS_FROM_PELLET_MM, pellet),
        protein=protein,
        fat=fat,
        carbohydrate=carbohydrate,
    )


# After Lall 2009; the two pellets for 10-100 g lie between its rows. In order of body weight.
FEEDS = tuple(
    _feed(row)
    for row in (
        ("Yngul 0.3", "MICRO", 0.3, 0.0, 52.0, 18.0, 10.0),
        ("Yngul 0.5", "MICRO", 0.5, 0.3, 50.0, 18.0, 12.0),
        ("Yngul 0.8", "MICRO", 0.8, 0.8, 50.0, 20.0, 11.0),
        ("Yngul 1.2", "SMALL", 1.2, 1.5, 50.0, 20.0, 11.0),
        ("Yngul 1.8", "SMALL", 1.8, 5.0, 50.0, 20.0, 11.0),
        ("Smolt 2.2", "SMALL", 2.2, 10.0, 49.0, 22.0, 11.0),
        ("Smolt 3", "MEDIUM", 3.0, 40.0, 48.0, 24.0, 11.0),
        ("Smolt 4", "MEDIUM", 4.0, 100.0, 47.0, 27.0, 10.0),
        ("Hav 5", "MEDIUM", 5.0, 250.0, 45.0, 28.0, 11.0),
        ("Hav 6", "LARGE", 6.0, 500.0, 44.0, 28.0, 12.0),
        ("Hav 7.5", "LARGE", 7.5, 1000.0, 42.0, 31.0, 11.0),
        ("Hav 9", "LARGE", 9.0, 2000.0, 40.0, 32.0, 12.0),
        ("Hav 11", "LARGE", 11.0, 3000.0, 40.0, 32.0, 12.0),
    )
)
