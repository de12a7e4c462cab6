"""Feeding: biological FCR by weight, the day's meals, and the feeds by pellet size."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import figure

FCR = "docs/realism.md, FCR by stage"
LALL = "docs/realism.md, pellets and composition: FAO AFFRIS table 9, Lall 2009"
HERD = "the model company feeds four times a day"


@dataclass(frozen=True, kw_only=True)
class Feeding:
    """The day's ration is FCR times the day's growth; four meals share it."""

    fcr_knots_g: tuple[float, ...] = figure(
        (0.2, 3.0, 30.0, 100.0, 300.0, 1000.0, 3000.0, 6000.0), "g", FCR, low=0
    )
    fcr: tuple[float, ...] = figure(
        (0.80, 0.84, 0.90, 0.95, 1.00, 1.05, 1.14, 1.25),
        "kg feed a kg growth",
        FCR,
        low=0.4,
        high=3,
    )
    appetite_sd: float = figure(
        0.06,
        "sd of ln ration between days",
        "docs/realism.md, appetite and meals",
        low=0,
        high=0.5,
    )
    meal_hours: tuple[float, ...] = figure(
        (7.0, 11.0, 15.0, 19.0), "hour of the day", HERD, low=0, high=23
    )
    meal_shares: tuple[float, ...] = figure(
        (0.30, 0.25, 0.25, 0.20), "share of the ration",
        "appetite is greatest after the night's fast", low=0, high=1,
    )  # fmt: skip
    meal_share_sd: float = figure(
        0.08, "sd of ln share", "hand and camera control", low=0, high=0.5
    )
    meal_jitter_minutes: int = figure(25, "minutes around the hour", HERD, low=0, high=59)


@dataclass(frozen=True, kw_only=True)
class Feed:
    """One feed of the store: pellet, the body weights it is for, and its composition."""

    name: str = figure("", "name", LALL)
    brand: str = figure("Havgarðr", "brand; the company's own feed mill", "invented")
    size_category: str = figure("MICRO", "AquaMind's vocabulary", LALL)
    pellet_mm: float = figure(0.3, "mm", LALL, low=0.1, high=15)
    from_weight_g: float = figure(0.0, "g body weight it is fed from", LALL, low=0)
    protein: float = figure(50.0, "%", LALL, low=0, high=100)
    fat: float = figure(18.0, "%", LALL, low=0, high=100)
    carbohydrate: float = figure(12.0, "%", "remainder less ash and moisture", low=0, high=100)


def _feed(row: tuple[str, str, float, float, float, float, float]) -> Feed:
    name, size, pellet, weight, protein, fat, carbohydrate = row
    return Feed(
        name=name, size_category=size, pellet_mm=pellet, from_weight_g=weight,
        protein=protein, fat=fat, carbohydrate=carbohydrate,
    )  # fmt: skip


# Lall 2009; the two pellets for 10-100 g lie between its rows. In order of body weight.
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
