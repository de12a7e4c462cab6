"""Harvest: grades, yields and what is not sold."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import between, figure

YIELDS = "docs/realism.md, harvest grades and yields"

# The grades of the trade, in the order of `Harvest.grade_shares`: code, name, description.
GRADES = (
    ("SUPERIOR", "Superior", "No faults of substance; sold whole"),
    ("ORDINARY", "Ordinary", "Slight faults of skin, form or colour; sold whole"),
    ("PRODUCTION", "Production", "Wounds, deformities or maturation; for filleting only"),
)

# What the slaughter takes from the live weight, in the order of `Harvest.waste_shares`.
WASTE = ("VISCERA", "BLOOD_WATER")


@dataclass(frozen=True, kw_only=True)
class Harvest:
    """Grades of a cage's fish, and yields of gutting and filleting."""

    grade_shares: tuple[float, ...] = figure(
        (0.92, 0.05, 0.03),
        "share of the fish, superior, ordinary, production",
        f"{YIELDS}: superior share above 90 %",
        between(0, 1),
    )
    grade_sd: float = figure(
        0.45, "sd of ln odds of a lesser grade between cages", f"{YIELDS}: a choice", between(0, 3)
    )
    grade_weights: tuple[float, ...] = figure(
        (1.0, 0.97, 0.85),
        "mean weight of a grade's fish as a share of superior's",
        f"{YIELDS}: a choice; sick and maturing fish are smaller",
        between(0.3, 1.5),
    )
    gutted_yield: float = figure(0.83, "kg gutted per kg live", YIELDS, between(0.5, 1))
    gutted_yield_sd: float = figure(
        0.006, "sd between cages", f"{YIELDS}: a choice", between(0, 0.05)
    )
    fillet_yield: float = figure(
        0.70,
        "kg fillet per kg live",
        f"{YIELDS}: the plan's 100,000 t of 143,000 t",
        between(0.3, 0.8),
    )
    waste_shares: tuple[float, ...] = figure(
        (0.80, 0.20),
        "share of what is not gutted weight: viscera, blood water",
        f"{YIELDS}: blood is 2 to 4 % of a live fish",
        between(0, 1),
    )
