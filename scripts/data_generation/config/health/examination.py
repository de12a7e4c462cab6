"""Examinations: how many fish are examined, and what is scored from 0 (nothing) to 3 (severe)."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import at_least, between, figure

SCORING = "docs/realism.md, scoring of fish"

# Name, what the examiner looks at, and the meaning of each score from 0 to 3.
SCORED = (
    (
        "Gills",
        "Patches and slime on all arches",
        ("Healthy red", "A few patches", "A third of the surface", "More than half of it"),
    ),
    (
        "Skin",
        "Wounds through the skin",
        ("Whole", "Small wound or scar", "Open wound", "Several or deep wounds"),
    ),
    (
        "Scales",
        "Scale loss and bleeding at the scale pockets",
        ("All there", "Some gone", "A hand's breadth gone", "Large bare areas"),
    ),
    ("Fins", "Splitting and wear", ("Whole", "Split", "Half worn", "Worn to the base")),
    (
        "Eyes",
        "Clouding, bleeding, loss",
        ("Clear", "Slightly clouded", "Clouded or bleeding", "Blind or lost"),
    ),
    (
        "Heart",
        "Pallor, clots, inflammation",
        ("Firm and red", "Slightly pale", "Pale or misshapen", "Clots or a burst chamber"),
    ),
    (
        "Liver",
        "Colour, bleeding, rings",
        ("Even brown", "Uneven", "Pale or yellow", "Bleeding, rings or film"),
    ),
    (
        "Kidney and spleen",
        "Swelling and colour",
        ("Normal", "Slightly swollen", "Swollen", "Swollen, grey or bleeding"),
    ),
    (
        "Sea lice damage",
        "Grazed skin of head and back",
        ("None", "Grazed spots", "Grazed areas", "Bleeding or open areas"),
    ),
)
LABELS = ("Normal", "Mild", "Moderate", "Severe")

# Mean score that each disease adds at its peak, in the order of Disease, for each of SCORED.
SIGNS = (
    (0.2, 0.0, 0.0, 0.2, 0.6, 0.3, 1.6, 1.2, 0.0),
    (0.2, 0.0, 0.1, 0.4, 0.1, 1.8, 0.8, 0.5, 0.0),
    (0.4, 0.6, 0.1, 0.1, 0.2, 0.4, 2.2, 1.8, 0.0),
    (0.3, 0.0, 0.1, 0.1, 0.1, 2.0, 1.2, 0.8, 0.0),
    (2.2, 0.0, 0.0, 0.1, 0.0, 0.3, 0.2, 0.2, 0.0),
    (0.8, 0.2, 0.2, 0.2, 1.4, 0.5, 1.5, 1.8, 0.0),
    (0.6, 0.1, 0.1, 0.6, 1.2, 0.3, 1.2, 1.9, 0.0),
    (1.2, 0.1, 0.2, 0.1, 0.6, 0.6, 2.2, 1.5, 0.0),
    (0.2, 0.0, 0.2, 0.1, 0.2, 2.3, 1.0, 0.7, 0.0),
    (0.3, 2.3, 1.2, 0.8, 0.2, 0.1, 0.5, 0.6, 0.0),
)


@dataclass(frozen=True, kw_only=True)
class Examination:
    """Monthly visits of the fish health service to each batch from parr on."""

    interval_days: int = figure(30, "days between two visits to a batch", SCORING, at_least(7))
    containers: int = figure(3, "containers per visit", SCORING, between(1, 20))
    fish: int = figure(
        10,
        "fish per container; with three containers fewer than a million scores in ten years",
        SCORING,
        between(1, 60),
    )
    usual: tuple[float, ...] = figure(
        (0.15, 0.05, 0.20, 0.35, 0.08, 0.10, 0.12, 0.08, 0.05),
        "mean score of healthy fish: gills, skin, scales, fins, eyes, heart, liver, kidney, lice",
        SCORING,
        between(0, 3),
    )
    handled_days: int = figure(21, "days for which a move shows", SCORING, between(1, 90))
    handled_scales: float = figure(
        0.8, "mean score of scales that a move adds; it falls to 0", SCORING, between(0, 3)
    )
    handled_fins: float = figure(
        0.5, "mean score of fins that a move adds; it falls to 0", SCORING, between(0, 3)
    )
    lice_damage: float = figure(
        0.25,
        "mean score of lice damage that one adult female per fish adds",
        SCORING,
        between(0, 3),
    )
    spread: float = figure(0.45, "sd between fish of one container", SCORING, between(0, 3))
