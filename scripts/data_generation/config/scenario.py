"""Scenarios: how the company should stand on the last day of its history."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import between, figure

UAT = "what user acceptance tests need: every stage in its middle and about to be left"
DEFAULT_SCENARIO = "default"
UAT_SCENARIO = "uat"
# Ten batches in fresh water at once, 126 days apart in a station.
UAT_STATIONS = 4
SCENARIOS = (DEFAULT_SCENARIO, UAT_SCENARIO)


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """`default` lets the last day come as it comes; `uat` places the last batches for it."""

    name: str = figure(DEFAULT_SCENARIO, "default or uat", UAT)
    days_to_transfer: int = figure(
        2, "days from the last day to the move of a batch placed before one", UAT, between(1, 3)
    )
    near_harvest: int = figure(3, "batches at sea placed close to harvest", UAT, between(0, 20))
    near_harvest_days: int = figure(
        10, "days from the last day to the end of their growth", UAT, between(1, 30)
    )
    free_stations: int = figure(
        3, "stations a country keeps for placed batches in the last two years", UAT, between(0, 20)
    )
