"""Deaths: survival of each stage, hazard over a stage, spread between groups, and causes."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import BY_YEAR, at_least, between, figure

EARLY = "docs/realism.md, early stages"
SEA = "docs/realism.md, mortality levels"
CAUSES = "docs/realism.md, causes: Persson et al. 2021 and the suggested shares"
KEPT = "docs/realism.md, causes: survival and shares count all deaths, those of events included"

# The vocabulary of batch_mortalityevent.cause; shares below are in this order.
CAUSE_CODES = ("DISEASE", "HANDLING", "PREDATION", "ENVIRONMENTAL", "UNKNOWN", "OTHER")


@dataclass(frozen=True, kw_only=True)
class Mortality:
    """Survival, hazard and causes. About 80 % of the eyed eggs reach harvest."""

    survival_egg: float = figure(
        0.955,
        "share of eyed eggs alive at first feeding",
        f"{EARLY}: 1-3 % + 1-3 % + picking",
        between(0.3, 1),
    )
    survival_fry: float = figure(
        0.965, "share alive at the end of the stage", f"{EARLY}: 3-8 % lost", between(0.3, 1)
    )
    survival_parr: float = figure(
        0.980,
        "share alive at the end of the stage",
        f"{EARLY}: 3-8 % lost in parr and smolt",
        between(0.3, 1),
    )
    survival_smolt: float = figure(
        0.987,
        "share alive at the end of the stage",
        f"{EARLY}: 0.01-0.03 % lost per day",
        between(0.3, 1),
    )
    survival_post_smolt: float = figure(
        0.987,
        "share alive at the end of the stage",
        f"{EARLY}: 0.01-0.03 % lost per day",
        between(0.3, 1),
    )
    survival_sea_faroe: float = figure(
        0.925, "share alive after 450 days", f"{SEA}: 6-12 % a year in good years", between(0.3, 1)
    )
    survival_sea_scotland: float = figure(
        0.85,
        "share alive after 450 days",
        f"{SEA}: Scottish Sea Farms' five-year mean 89 %, 83 % in 2022; the sector loses more",
        between(0.3, 1),
    )
    sea_reference_days: int = figure(
        450, "days for which the survival in the sea holds", SEA, between(100, 800)
    )
    stage_reference_days: int = figure(
        90, "days for which the other survivals hold", EARLY, at_least(30)
    )
    batch_sd: float = figure(
        0.23, "sd of ln hazard between batches", "groups differ by a factor of 2-5", between(0, 1)
    )
    container_sd: float = figure(
        0.35,
        "sd of ln hazard between containers",
        "Persson et al. 2021: 70 % of the variation lies between groups of fish",
        between(0, 1.5),
    )
    day_sd: float = figure(
        0.30,
        "sd of ln hazard between days",
        "daily counts vary more than by chance",
        between(0, 1.5),
    )
    course_egg: tuple[float, ...] = figure(
        (0.7, 0.7, 1.6, 1.6, 1.1, 0.8, 0.7, 0.8),
        "relative hazard in each eighth of the stage",
        "hatching at 250 of 580 degree-days is the loss peak",
        between(0, 10),
    )
    course_fry: tuple[float, ...] = figure(
        (1.5, 2.4, 1.4, 0.8, 0.6, 0.5, 0.4, 0.4),
        "relative hazard in each eighth of the stage",
        "first-feeding losses in weeks 2-3",
        between(0, 10),
    )
    course_tank: tuple[float, ...] = figure(
        (1.4, 1.1, 1.0, 0.9, 0.9, 0.9, 0.9, 0.9),
        "relative hazard in each eighth of the stage",
        "handling at the move into the tanks",
        between(0, 10),
    )
    course_sea: tuple[float, ...] = figure(
        (2.2, 1.4, 0.8, 0.7, 0.7, 0.7, 0.7, 0.8),
        "relative hazard in each eighth of 450 days",
        "Bang Jensen et al. 2020: first three months, then stable",
        between(0, 10),
    )
    season_sea: float = figure(
        0.35,
        "share of the hazard in the sea, amplitude over the year; highest in mid-September",
        "Salmon Scotland 2018: 0.54 % in June to 1.57 % in September",
        between(0, 0.9),
    )
    year_factor: tuple[float, ...] = figure(
        (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.94, 0.86, 0.78, 0.78),
        f"factor on all hazards {BY_YEAR}",
        "docs/realism.md, prevention: the better company from year 7",
        between(0.1, 3),
    )
    transfer_freshwater: float = figure(
        0.0003,
        "share dead during a move between tanks",
        "docs/realism.md, deaths on moves",
        between(0, 0.1),
    )
    transfer_sea: float = figure(
        0.0015,
        "share dead on the way to the sea",
        "docs/realism.md, deaths on moves",
        between(0, 0.2),
    )
    causes_egg: tuple[float, ...] = figure(
        (0.10, 0.10, 0.00, 0.25, 0.40, 0.15),
        "share of the deaths by cause, in the order of CAUSE_CODES",
        CAUSES,
        between(0, 1),
    )
    causes_tank: tuple[float, ...] = figure(
        (0.20, 0.22, 0.00, 0.15, 0.25, 0.18),
        "share of the deaths by cause, in the order of CAUSE_CODES",
        CAUSES,
        between(0, 1),
    )
    causes_sea: tuple[float, ...] = figure(
        (0.34, 0.21, 0.04, 0.06, 0.23, 0.12),
        "share of the deaths by cause, in the order of CAUSE_CODES",
        CAUSES,
        between(0, 1),
    )

    kept_tank: tuple[float, ...] = figure(
        (0.5, 1.0, 1.0, 1.0, 1.0, 1.0),
        "share of the usual deaths that remains for each cause, in the order of CAUSE_CODES",
        f"{KEPT}; outbreaks bring the rest",
        between(0, 1),
    )
    kept_sea: tuple[float, ...] = figure(
        (0.25, 1.0, 1.0, 1.0, 1.0, 1.0),
        "share of the usual deaths that remains for each cause, in the order of CAUSE_CODES",
        f"{KEPT}; outbreaks bring the rest",
        between(0, 1),
    )

    @property
    def freshwater_survival(self) -> tuple[float, ...]:
        """Share alive at the end of each freshwater stage, of those at its start."""
        return (
            self.survival_egg,
            self.survival_fry,
            self.survival_parr,
            self.survival_smolt,
            self.survival_post_smolt,
        )

    def sea_survival(self, coast: str) -> float:
        """Share alive after `sea_reference_days` in the sea off this coast."""
        return self.survival_sea_faroe if coast == "faroe" else self.survival_sea_scotland
