"""Outbreaks: how all diseases come, spread, are noticed and are treated."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import at_least, between, figure

SPREAD = "docs/realism.md, spread of diseases"
SCALE = "a choice: 1, except in runs that try other incidences"


@dataclass(frozen=True, kw_only=True)
class Outbreaks:
    """Infection pressure, luck, vaccination and remedies."""

    incidence_factor: float = figure(
        1.0, "factor on every incidence in the profiles", SCALE, at_least(0)
    )
    severity_sd: float = figure(
        0.55, "sd of ln share dead between outbreaks", f"{SPREAD}: PD killed 0.1-63 %", at_least(0)
    )
    container_sd: float = figure(
        0.35, "sd of ln share dead between containers", SPREAD, at_least(0)
    )
    days_sd: float = figure(0.2, "sd of ln days that an outbreak lasts", SPREAD, between(0, 1))
    neighbour_share: float = figure(
        0.3,
        "share of outbreaks in the sea that come from neighbouring areas",
        SPREAD,
        between(0, 0.9),
    )
    neighbour_km: float = figure(
        8.0, "km over which infection pressure falls to 37 %", SPREAD, between(0.5, 100)
    )
    co_infection: float = figure(
        1.3, "factor on the hazard of a container with two diseases at once", SPREAD, between(1, 5)
    )
    immunity_days: float = figure(
        42.0,
        "days after vaccination until protection is full",
        "docs/realism.md, vaccination: 400-500 degree-days or six weeks",
        between(1, 200),
    )
    noticed_share: float = figure(
        0.4,
        "share of the rise after which people notice deaths in the first container",
        SPREAD,
        between(0, 1),
    )
    florfenicol_mg_per_kg: float = figure(
        10.0, "mg per kg of fish and day", "docs/realism.md, remedies", between(1, 50)
    )
    florfenicol_days: int = figure(10, "days", "docs/realism.md, remedies", between(1, 30))
    withholding_degree_days: float = figure(
        150.0, "degree-days", "docs/realism.md, remedies", between(0, 1000)
    )
    florfenicol_eur_per_kg: float = figure(
        0.012, "EUR per kg of fish and course", "docs/realism.md, remedies", between(0, 1)
    )
    care_eur_per_kg: float = figure(
        0.002,
        "EUR per kg of fish for health feed and oxygen",
        "docs/realism.md, remedies",
        between(0, 1),
    )
    care_days: int = figure(21, "days", "docs/realism.md, remedies", between(1, 90))
    bath_hours: float = figure(2.5, "hours", "docs/realism.md, remedies: 2-3 h", between(0.5, 12))
    bath_eur_per_kg: float = figure(
        0.06, "EUR per kg of fish for the well-boat", "docs/realism.md, remedies", between(0, 2)
    )
    judged_days: int = figure(
        21, "days from a remedy to the judgement of its outcome, by deaths", SPREAD, between(3, 90)
    )
    good_share_dead: float = figure(
        0.006, "share dead in these days up to which a remedy was successful", SPREAD, between(0, 1)
    )
    fair_share_dead: float = figure(
        0.02, "share dead in these days up to which a remedy helped in part", SPREAD, between(0, 1)
    )
