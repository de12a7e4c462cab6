"""Planning: how far ahead the company looks, and how it divides batches, fish and visits."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import figure

CHOICE = "a choice"
PIPELINE = "docs/realism.md, the pipeline"
SCENARIO = "a choice for the scenario uat"


@dataclass(frozen=True, kw_only=True)
class Planning:
    """Planning of areas, moves and eggs. These figures are not parameters of a run."""

    area_plan_days: int = figure(7, "days between two plans of the sea areas", CHOICE)
    smolt_share_of_plan: float = figure(
        0.8,
        "share of the planned weight that usual smolts reach",
        "a choice: containers are laid out for a fast batch",
    )
    outlook_days: int = figure(700, "days that a growth forecast looks ahead at most", PIPELINE)
    outlook_years: int = figure(3, "years of normal water that such a forecast needs", PIPELINE)
    uneven_fill: float = figure(
        0.92,
        "share of their room to which the containers of one day may be filled",
        "a choice: the fish of a day are not spread evenly",
    )
    tray_sd: float = figure(
        0.03,
        "sd of the eggs in a tray as a share of the mean",
        "a choice: eggs are poured by volume",
    )
    egg_turn_batches: int = figure(
        5, "batches among which bought eggs are shared out", "docs/realism.md, egg supply"
    )
    months_of_market_beyond: int = figure(
        120,
        "months of feed prices that are made beyond the history",
        "a choice: a farm may be timed beyond its history",
    )
    days_between_visits: int = figure(
        11,
        "days from the visit to one batch to that of the next",
        "a choice: the visits to batches lie on different days",
    )
    days_between_sendings: int = figure(
        13,
        "days from the samples of one batch to those of the next",
        "a choice: the samples of batches are sent on different days",
    )
    held_days: int = figure(
        21,
        "days before the last one in which no harvest begins, so that it is seen waiting",
        SCENARIO,
    )
    reach_days: int = figure(
        1100, "days before the last one in which the scenario places batches", SCENARIO
    )
    early_share_of_grow_out: float = figure(
        0.25, "share of the span of days at sea that placed batches are early", SCENARIO
    )
    near_harvest_step_days: int = figure(
        3, "days between two batches that are placed near harvest", SCENARIO
    )


PLANNING = Planning()
