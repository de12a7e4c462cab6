"""What happened in a chunk of days: one columnar log per kind of event.

All numbers are the simulation's own (batch 1, 2, ...; container and site by layout index; days as
proleptic day numbers); the generators turn them into keys, dates and decimals.
"""

from scripts.data_generation.simulation.ledger.feed_tables import (
    BatchWeeks,
    ContainerWeeks,
    Lots,
    LotsClosed,
    Meals,
    Shortages,
)
from scripts.data_generation.simulation.ledger.fish_tables import (
    AssignmentChanges,
    BatchChanges,
    Batches,
    Deaths,
    Occupancy,
    SampledFish,
)
from scripts.data_generation.simulation.ledger.health_tables import (
    ExaminedFish,
    LabResults,
    LabSamples,
    Outbreaks,
    Rounds,
)
from scripts.data_generation.simulation.ledger.move_tables import (
    Actions,
    HarvestLots,
    Harvests,
    PlannedActions,
    Transitions,
    Waits,
    WorkflowChanges,
)
from scripts.data_generation.simulation.ledger.table import Table
from scripts.data_generation.simulation.ledger.treatment_tables import (
    LiceCounts,
    TreatmentOutcomes,
    Treatments,
)
from scripts.data_generation.simulation.ledger.water_tables import WaterEvents, WaterWatch


class ChunkEvents:
    """The logs of one chunk of days, each a table whose columns declare their units.

    `first_day` and `last_day` are proleptic day numbers, both included.
    """

    def __init__(self, first_day: int, last_day: int) -> None:
        self.first_day = first_day
        self.last_day = last_day
        self.batch_changes = BatchChanges.empty()
        self.batches_today = Batches.empty()
        self.opened = AssignmentChanges.empty()
        self.closed = AssignmentChanges.empty()
        self.standing = AssignmentChanges.empty()
        self.workflows = WorkflowChanges.empty()
        self.planned_actions = PlannedActions.empty()
        self.actions = Actions.empty()
        self.transitions = Transitions.empty()
        self.deaths = Deaths.empty()
        self.meals = Meals.empty()
        self.purchases = Lots.empty()
        self.deliveries = Lots.empty()
        self.lots_closed = LotsClosed.empty()
        self.lots_today = Lots.empty()
        self.shortages = Shortages.empty()
        self.container_weeks = ContainerWeeks.empty()
        self.batch_weeks = BatchWeeks.empty()
        self.sampled_fish = SampledFish.empty()
        self.harvests = Harvests.empty()
        self.treatments = Treatments.empty()
        self.treatment_outcomes = TreatmentOutcomes.empty()
        self.harvest_lots = HarvestLots.empty()
        self.lice_counts = LiceCounts.empty()
        self.waits = Waits.empty()
        self.rounds = Rounds.empty()
        self.examined_fish = ExaminedFish.empty()
        # Water events as they came to batches, and as they were over.
        self.water_seen = WaterWatch.empty()
        self.water_over = WaterWatch.empty()
        self.lab_samples = LabSamples.empty()
        self.lab_results = LabResults.empty()
        # Outbreaks as they stood when they were noticed, named and over, and (last evening)
        # all whose batches are alive.
        self.outbreaks_noticed = Outbreaks.empty()
        self.outbreaks_named = Outbreaks.empty()
        self.outbreaks_over = Outbreaks.empty()
        self.outbreaks_today = Outbreaks.empty()
        self.occupancy = Occupancy.empty()
        self.water_events = WaterEvents.empty()

    @property
    def logs(self) -> dict[str, Table]:
        """Every log by its name."""
        return {name: log for name, log in vars(self).items() if isinstance(log, Table)}

    def join(self) -> "ChunkEvents":
        """All logs joined and ready to be read."""
        for log in self.logs.values():
            log.join()
        return self
