"""What the model company plans to harvest, beside which the report puts what the books say."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import at_least, figure

SOURCE = "the model company's production plan (docs/production.md)"


@dataclass(frozen=True, kw_only=True)
class ProductionPlan:
    """A year's harvest in steady state at production scale."""

    active_batches: int = figure(25, "batches", SOURCE, at_least(1))
    whole_tonnes: float = figure(143_000.0, "t whole fish a year", SOURCE, at_least(0))
    fillet_tonnes: float = figure(100_000.0, "t fillet a year", SOURCE, at_least(0))
    fish: float = figure(28_600_000.0, "fish a year", SOURCE, at_least(0))


PLAN = ProductionPlan()
# The scales that are as large as the model company.
PLANNED_SCALES = ("production", "full")
