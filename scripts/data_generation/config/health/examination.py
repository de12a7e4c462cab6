"""Examinations: how many fish are examined, and what is scored from 0 (nothing) to 3 (severe)."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import at_least, between, figure

SCORING = "docs/realism.md, scoring of fish"

# The nine parameters that AquaMind's migrations make: name, what the examiner looks at, and the
# meaning of each score from 0 to 3.
SCORED = (
    (
        "Gill Condition",
        "Patches, slime and paleness on all arches",
        ("Healthy red", "A few patches", "A third of the surface", "More than half of it"),
    ),
    (
        "Eye Condition",
        "Clouding, bleeding, bulging, loss",
        ("Clear", "Slightly clouded", "Clouded, bulging or bleeding", "Blind or lost"),
    ),
    (
        "Wounds/Lesions",
        "Wounds through the skin, nodules, grazing by lice",
        ("Whole", "Small wound, scar or grazed spot", "Open wound", "Several or deep wounds"),
    ),
    ("Fin Condition", "Splitting and wear", ("Whole", "Split", "Half worn", "Worn to the base")),
    (
        "Body Condition",
        "Shape: leanness, swollen belly, deformity",
        ("Full", "Slightly lean or swollen", "Lean or swollen", "Emaciated or badly swollen"),
    ),
    (
        "Swimming Behavior",
        "How it swims and answers before it is caught",
        ("Lively", "Slow to answer", "Hangs at the surface or the net", "On its side or spirals"),
    ),
    (
        "Appetite",
        "Fullness of stomach and gut",
        ("Full", "Half full", "Nearly empty", "Empty, with casts"),
    ),
    (
        "Mucous Membrane",
        "Slime and scales of the skin",
        ("Even", "Thin or some scales gone", "Patches without slime", "Large bare areas"),
    ),
    (
        "Color/Pigmentation",
        "Darkening, paleness and bleeding of the skin",
        ("As usual", "Slightly dark or pale", "Dark, or bleeding in spots", "Black, or bleeding"),
    ),
)
LABELS = ("Normal", "Mild", "Moderate", "Severe")

# Mean score that each disease adds at its peak, in the order of Disease, for each of SCORED.
SIGNS = (
    (0.2, 0.6, 0.1, 0.2, 1.7, 1.3, 1.1, 0.3, 1.2),
    (0.2, 0.1, 0.1, 0.4, 1.2, 1.4, 2.0, 0.2, 0.4),
    (0.8, 0.2, 1.8, 0.2, 0.6, 1.1, 1.3, 0.3, 0.9),
    (0.4, 0.1, 0.1, 0.1, 0.3, 1.9, 1.5, 0.1, 0.3),
    (2.2, 0.0, 0.0, 0.1, 0.2, 0.8, 0.9, 0.8, 0.1),
    (0.9, 1.4, 0.3, 0.4, 0.9, 1.3, 1.1, 0.2, 1.8),
    (0.7, 1.2, 0.2, 0.8, 1.0, 1.4, 1.1, 0.2, 1.7),
    (1.9, 1.0, 0.2, 0.2, 0.9, 1.2, 1.2, 0.1, 1.0),
    (0.3, 0.5, 0.2, 0.1, 1.8, 1.0, 0.6, 0.2, 0.5),
    (0.2, 0.3, 2.3, 0.9, 0.3, 0.5, 0.6, 1.2, 0.5),
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
        (0.15, 0.08, 0.08, 0.35, 0.10, 0.05, 0.12, 0.20, 0.06),
        "mean score of healthy fish: gills, eyes, wounds, fins, body, swimming, appetite, mucus, "
        "colour",
        SCORING,
        between(0, 3),
    )
    handled_days: int = figure(21, "days for which a move shows", SCORING, between(1, 90))
    handled_mucus: float = figure(
        0.8,
        "mean score of slime and scales that a move adds; it falls to 0",
        SCORING,
        between(0, 3),
    )
    handled_fins: float = figure(
        0.5, "mean score of fins that a move adds; it falls to 0", SCORING, between(0, 3)
    )
    lice_damage: float = figure(
        0.25,
        "mean score of wounds that one adult female per fish adds",
        SCORING,
        between(0, 3),
    )
    spread: float = figure(0.45, "sd between fish of one container", SCORING, between(0, 3))
