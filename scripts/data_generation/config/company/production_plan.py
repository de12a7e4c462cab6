"""The harvest that the model company plans; the report compares the books with it."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import at_least, figure

SOURCE = "the model company's production plan (docs/production.md)"


@dataclass(frozen=True, kw_only=True)
class ProductionPlan:
    """A year's harvest in steady state at production scale."""

    active_batches: int = figure(25, "batches alive at once", SOURCE, at_least(1))
    whole_tonnes: float = figure(143_000.0, "t of whole fish per year", SOURCE, at_least(0))
    fillet_tonnes: float = figure(100_000.0, "t of fillet per year", SOURCE, at_least(0))
    fish: float = figure(28_600_000.0, "fish per year", SOURCE, at_least(0))


PLAN = ProductionPlan()
# The scales that are as large as the model company.
PLANNED_SCALES = ("production", "full")
