"""Practice: the limits and doses by which the health of fish is judged and treated."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import figure

CHOICE = "a choice"
DISEASES = "docs/realism.md, diseases"
SPREAD = "docs/realism.md, spread of diseases"
DELOUSING = "docs/realism.md, delousing"
LABORATORY = "docs/realism.md, laboratory"


@dataclass(frozen=True, kw_only=True)
class HealthPractice:
    """Fixed figures of diseases, lice and treatments. They are not parameters of a run."""

    course_sea_days: int = figure(
        450, "days in the sea that the eighths of `Profile.course_sea` divide", DISEASES
    )
    most_share_dead: float = figure(
        0.9, "share of a container's fish that an outbreak kills at most", DISEASES
    )
    most_hazard: float = figure(10.0, "hazard a day at most: 1 in 22,000 fish would live", CHOICE)
    alone_below: float = figure(
        0.01, "sum of exp(-km / neighbour_km) below which an area has no neighbours", SPREAD
    )
    water_felt_hazard: float = figure(
        1e-6, "hazard a day from which the water is named as a reason of deaths", CHOICE
    )
    delousing_felt_hazard: float = figure(
        5e-5, "hazard a day from which a delousing is named as a reason of deaths", CHOICE
    )
    delousing_usual_c: float = figure(9.0, "degrees C at which `Delousing.hazard` holds", DELOUSING)
    delousing_most_efficacy: float = figure(0.99, "share of the lice killed at most", DELOUSING)
    breeding_c: float = figure(
        10.0, "degrees C at which `Lice.breeding` holds", "docs/realism.md, infection pressure"
    )
    settled_days: int = figure(
        7, "days after going to sea until the first count of lice", "a choice: fish must settle"
    )
    partial_lice_limits: float = figure(
        2.0, "times the limit of lice up to which prevention helped in part", CHOICE
    )
    loss_month_days: float = figure(
        30.0, "days of the month over which losses are judged", "docs/realism.md, mortality levels"
    )
    functional_feed_percent: float = figure(
        100.0, "% of the ration that is functional feed in a course", "docs/realism.md, prevention"
    )
    care_feed_share: float = figure(
        0.5, "share of the ration that is health feed in supportive care", CHOICE
    )
    least_withholding_c: float = figure(
        1.0, "degrees C by which degree-days are divided at least", CHOICE
    )
    least_ct: float = figure(10.0, "Ct at least", f"{LABORATORY}; a choice")
    least_blood_share: float = figure(
        0.1, "share of the healthy mean that a blood value has at least", f"{LABORATORY}; a choice"
    )


HEALTH_PRACTICE = HealthPractice()
