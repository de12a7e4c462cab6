"""Vaccination: when a batch is vaccinated, by which protocol, and what it costs."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import BY_YEAR, between, figure

SECTION = "docs/realism.md, vaccination"


@dataclass(frozen=True, kw_only=True)
class Vaccination:
    """Once in the life of a batch, in parr or smolt, by injection under anaesthesia."""

    from_weight_g: tuple[float, ...] = figure(
        (45.0, 45.0, 45.0, 45.0, 45.0, 45.0, 40.0, 37.0, 35.0, 35.0),
        f"g mean weight of the batch from which it is vaccinated, {BY_YEAR}",
        f"{SECTION}: 30-60 g; an earlier day leaves more degree-days until the sea",
        between(20, 100),
    )
    latest_smolt_day: int = figure(
        55,
        "days in the smolt stage after which a lighter batch is vaccinated as well",
        f"{SECTION}: 400-500 degree-days before the sea at least",
        between(1, 70),
    )
    fast_days: int = figure(
        2, "days without feed before vaccination", f"{SECTION}: 1-3", between(1, 5)
    )
    slow_days: int = figure(4, "days of low appetite after vaccination", SECTION, between(0, 20))
    slow_appetite: float = figure(
        0.6, "share of full appetite in these days", SECTION, between(0, 1)
    )
    death_days: int = figure(5, "days of more deaths after vaccination", SECTION, between(0, 20))
    deaths_a_day: float = figure(
        0.0002, "hazard per day in these days", f"{SECTION}: about 1 in 1,000", between(0, 0.01)
    )
    enhanced_share: tuple[float, ...] = figure(
        (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.6, 0.85, 1.0, 1.0),
        f"share of the batches vaccinated by the enhanced protocol, {BY_YEAR}",
        f"{SECTION}: the better company from year 7",
        between(0, 1),
    )
    dose_ml: float = figure(0.05, "ml per fish", SECTION, between(0.01, 0.5))
    standard_cost_eur: float = figure(
        0.12, "EUR per fish for vaccine and crew", SECTION, between(0, 2)
    )
    enhanced_cost_eur: float = figure(
        0.21, "EUR per fish for vaccines and crew", SECTION, between(0, 2)
    )
    partial_share: float = figure(
        0.03,
        "share of the tanks in which the control finds doses that were badly set",
        SECTION,
        between(0, 1),
    )
