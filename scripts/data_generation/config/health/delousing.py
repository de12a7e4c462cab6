"""Delousing: the limit of lice, the methods, how well they work, and the harm they do to fish."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import at_least, between, figure
from scripts.data_generation.config.health.products import Product

SECTION = "docs/realism.md, delousing"
RULES = "docs/realism.md, lice limits"
# Every tuple below is in this order.
METHODS = (
    Product.FRESHWATER_BATH,
    Product.WARM_WATER,
    Product.BRUSHING,
    Product.AZAMETHIPHOS,
    Product.EMAMECTIN,
)
BY_METHOD = "fresh water, warm water, brushing, azamethiphos, emamectin"


@dataclass(frozen=True, kw_only=True)
class Delousing:
    """Treatments against lice, for each cage whose count was above the limit."""

    limit: float = figure(
        0.5,
        "counted adult females per fish above which a cage is treated",
        f"{RULES}: Norway, Scottish code; the company's own in the Faroes",
        between(0.05, 10),
    )
    interval_days: int = figure(
        14,
        "days between two treatments of a cage at least",
        RULES,
        between(1, 100),
    )
    cages_a_day: int = figure(
        4, "cages of an area treated in a day", f"{SECTION}: one well-boat", between(1, 40)
    )
    faroe_shares: tuple[float, ...] = figure(
        (0.50, 0.35, 0.15, 0.0, 0.0),
        f"share of the campaigns: {BY_METHOD}",
        f"{SECTION}: Bakkafrost, no medicinal baths",
        between(0, 1),
    )
    scotland_shares: tuple[float, ...] = figure(
        (0.25, 0.25, 0.20, 0.18, 0.12),
        f"share of the campaigns: {BY_METHOD}",
        SECTION,
        between(0, 1),
    )
    mobile_efficacy: tuple[float, ...] = figure(
        (0.90, 0.90, 0.84, 0.85, 0.85),
        f"share of mobile and adult lice killed: {BY_METHOD}",
        SECTION,
        between(0, 1),
    )
    attached_efficacy: tuple[float, ...] = figure(
        (0.35, 0.0, 0.15, 0.0, 0.85),
        f"share of attached lice killed: {BY_METHOD}",
        SECTION,
        between(0, 1),
    )
    efficacy_sd: float = figure(
        0.35,
        "sd of ln of the power to kill lice, between treatments",
        f"{SECTION}: no combination removes all",
        between(0, 2),
    )
    fast_days: tuple[float, ...] = figure(
        (2.0, 3.0, 3.0, 2.0, 0.0),
        f"days without feed before: {BY_METHOD}",
        "docs/realism.md, appetite and meals: 2-5",
        between(0, 7),
    )
    slow_days: int = figure(
        3, "days of low appetite after a bath or a machine", SECTION, at_least(0)
    )
    slow_appetite: float = figure(
        0.5, "share of full appetite in these days", SECTION, between(0, 1)
    )
    hazard: tuple[float, ...] = figure(
        (0.0006, 0.0011, 0.0010, 0.0004, 0.00003),
        f"median hazard on the day of treatment, on top of the usual 0.0002: {BY_METHOD}",
        f"{SECTION}: three to nine times the usual",
        between(0, 0.1),
    )
    hazard_sd: float = figure(
        0.7,
        "sd of ln hazard between treatments",
        f"{SECTION}: a third shows clearly",
        between(0, 2),
    )
    hazard_per_degree: float = figure(
        0.08,
        "rise of ln hazard for each degree C above 9",
        f"{SECTION}: Overton et al. 2019",
        between(0, 1),
    )
    hazard_left: float = figure(
        0.6,
        "share of this hazard that is left a day later",
        f"{SECTION}: back in 7-14 days",
        between(0, 0.95),
    )
    withholding_degree_days: tuple[float, ...] = figure(
        (0.0, 0.0, 0.0, 10.0, 175.0),
        f"degree-days without harvest after: {BY_METHOD}",
        f"{SECTION}: labels",
        between(0, 1000),
    )
    duration_days: tuple[float, ...] = figure(
        (1.0, 1.0, 1.0, 1.0, 7.0), f"days: {BY_METHOD}", SECTION, between(1, 30)
    )
    cost_eur_per_kg: tuple[float, ...] = figure(
        (0.075, 0.065, 0.055, 0.045, 0.030),
        f"EUR per kg of fish: {BY_METHOD}",
        f"{SECTION}: a choice",
        between(0, 2),
    )
    dose: tuple[float, ...] = figure(
        (5.0, 32.0, 0.7, 0.1, 50.0),
        f"number in the text of the dosage: {BY_METHOD}",
        SECTION,
        at_least(0),
    )
    medicated_delay_days: int = figure(
        5, "days until medicated feed kills lice", f"{SECTION}: emamectin", between(0, 30)
    )
    medicated_days: int = figure(
        21,
        "days for which medicated feed kills lice",
        f"{SECTION}: emamectin, 210 degree-days",
        between(1, 90),
    )
    control_days: tuple[float, ...] = figure(
        (14.0, 14.0, 14.0, 14.0, 28.0),
        f"days from treatment to the count that measures it: {BY_METHOD}",
        "the model company's plan: 14; medicated feed works slowly",
        between(14, 60),
    )
    resistance_gain: float = figure(
        0.06,
        "rise of resistance when all cages of an area get a medicine",
        f"{SECTION}: resistance",
        between(0, 1),
    )
    resistance_most: float = figure(
        0.6,
        "share of the efficacy that resistance takes at most",
        f"{SECTION}: 30-90 %",
        between(0, 1),
    )
    resistance_fade: float = figure(
        0.0004, "share of resistance lost per day", f"{SECTION}: a choice", between(0, 0.1)
    )
    success_reduction: float = figure(
        0.6,
        "share by which adult females must fall for a success; the count must not exceed the limit",
        f"{SECTION}: a choice",
        between(0, 1),
    )
    partial_reduction: float = figure(
        0.3,
        "share by which adult females must fall for a partial success",
        f"{SECTION}: a choice",
        between(0, 1),
    )
