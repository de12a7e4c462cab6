"""Scenarios: the state in which the company should be on the last day of its history."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import between, figure

UAT = "user acceptance tests need each stage in its middle and at its end"
DEFAULT_SCENARIO = "default"
UAT_SCENARIO = "uat"
# Ten batches in fresh water at once, 126 days apart in a station.
UAT_STATIONS = 4
SCENARIOS = (DEFAULT_SCENARIO, UAT_SCENARIO)


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """`default` plans nothing for the last day; `uat` places the last batches for it."""

    name: str = figure(DEFAULT_SCENARIO, "default or uat", UAT)
    days_to_transfer: int = figure(
        2,
        "days from the last day to the move of a batch that is placed before a move",
        UAT,
        between(1, 3),
    )
    near_harvest: int = figure(3, "batches at sea placed close to harvest", UAT, between(0, 20))
    near_harvest_days: int = figure(
        10, "days from the last day to the harvest of these batches", UAT, between(1, 30)
    )
    free_stations: int = figure(
        3, "stations per country kept for placed batches in the last two years", UAT, between(0, 20)
    )
