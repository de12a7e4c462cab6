"""What happened in a chunk of days: one columnar log per kind of event.

All numbers are the simulation's own (batch 1, 2, ...; container and site by layout index; days as
proleptic day numbers); the generators turn them into keys, dates and decimals.
"""

from scripts.data_generation.simulation.ledger.farm_state import (
    ASSIGNMENT_COLUMNS,
    BATCH_COLUMNS,
    LOT_COLUMNS,
    PIPE_COLUMNS,
    TREATMENT_COLUMNS,
    WORKFLOW_COLUMNS,
)
from scripts.data_generation.simulation.ledger.health_tables import (
    EXAMINED_FISH,
    LAB_RESULTS,
    LAB_SAMPLES,
    OUTBREAKS,
    ROUNDS,
    WATER_WATCH,
)
from scripts.data_generation.simulation.ledger.table import EventLog

# A batch as it stood after a change of stage or status; the first one is its arrival.
BATCH_CHANGES = {**BATCH_COLUMNS, "day": "i8", "completed": "?"}

# An assignment as it stood when it opened, closed, or (last evening) while it goes on.
ASSIGNMENT_CHANGES = {**ASSIGNMENT_COLUMNS, "day": "i8"}

# An open transfer as it stood after a change: planned, each day of it, completed or given up.
WORKFLOWS = {**WORKFLOW_COLUMNS, "day": "i8"}

# Actions as they were planned on `day`, the first of their transfer.
PLANNED_ACTIONS = {**PIPE_COLUMNS, "day": "i8", "weight_g": "f8"}

# Actions as they were carried out; water is that of the source at that minute.
ACTIONS = {
    **PIPE_COLUMNS,
    "day": "i8",
    "start_minute": "i8",
    "minutes": "i8",
    "dest": "i8",
    "before": "i8",
    "transferred": "i8",
    "died": "i8",
    "weight_g": "f8",
    "measured_g": "f8",
    "measured_sd_g": "f8",
    "measured_cm": "f8",
    "temperature_c": "f8",
    "oxygen_mg_per_l": "f8",
}

# The water that met the first fish of a transfer, and what they had left.
TRANSITIONS = {
    "workflow": "i8",
    "temperature_c": "f8",
    "oxygen_mg_per_l": "f8",
    "salinity_psu": "f8",
    "acidity_ph": "f8",
    "left_temperature_c": "f8",
    "left_oxygen_mg_per_l": "f8",
}

DEATHS = {
    "day": "i8",
    "batch": "i8",
    "assignment": "i8",
    "container": "i8",
    "stage": "i8",
    "count": "i8",
    "weight_g": "f8",
    "cause": "i8",
    # As Reason where something of the day names it, else -1.
    "reason": "i8",
}

# One row a meal and lot: a meal that uses up a lot and begins the next one is two rows.
MEALS = {
    "day": "i8",
    "minute": "i8",
    "batch": "i8",
    "assignment": "i8",
    "container": "i8",
    "feed": "i8",
    "lot": "i8",
    "units": "i8",
    "cost_cents": "i8",
    "biomass_kg": "f8",
}

# A lot that was used up or past its date, with what was left of it to be thrown away.
LOTS_CLOSED = {**LOT_COLUMNS, "day": "i8", "minute": "i8"}

# Feed that fish of a store would have eaten on a day and that was not there.
SHORTAGES = {"day": "i8", "store": "i8", "feed": "i8", "units": "i8"}

# Feed against growth of an assignment, and of a batch, over a week or the part of it that they had.
# `confidence` is 0 (very high) to 3 (low), `method` as in simulation/feed/feeding_weeks.py.
CONTAINER_WEEKS = {
    "assignment": "i8",
    "batch": "i8",
    "since": "i8",
    "end_day": "i8",
    "start_kg": "f8",
    "end_kg": "f8",
    "units": "i8",
    "gain_kg": "f8",
    "weighings": "i8",
    "confidence": "i8",
    "method": "i8",
}

BATCH_WEEKS = {
    "batch": "i8",
    "since": "i8",
    "end_day": "i8",
    "start_kg": "f8",
    "end_kg": "f8",
    "units": "i8",
    "gain_kg": "f8",
    "biomass_days": "f8",
    "containers": "i8",
    "confidence": "i8",
    "method": "i8",
}

# One row a fish; a sample is a run of rows with one `sample` number.
SAMPLED_FISH = {
    "sample": "i8",
    "day": "i8",
    "assignment": "i8",
    "fish": "i8",
    "weight_g": "f8",
    "length_cm": "f8",
}

HARVESTS = {
    "id": "i8",
    "day": "i8",
    "minute": "i8",
    "batch": "i8",
    "assignment": "i8",
    "area": "i8",
    "count": "i8",
    "weight_g": "f8",
}

# A treatment of an earlier day with the outcome that was measured on `decided_day`.
TREATMENT_OUTCOMES = {**TREATMENT_COLUMNS, "decided_day": "i8"}
# The fish of one grade of one harvest.
HARVEST_LOTS = {
    "id": "i8",
    "harvest": "i8",
    "grade": "i8",
    "count": "i8",
    "live_kg": "f8",
    "gutted_kg": "f8",
    "fillet_kg": "f8",
}

# A cage's count: lice found on all `fish` together.
LICE_COUNTS = {
    "day": "i8",
    "minute": "i8",
    "batch": "i8",
    "assignment": "i8",
    "container": "i8",
    "fish": "i8",
    "attached": "i8",
    "mobile": "i8",
    "males": "i8",
    "females": "i8",
}

# A day on which a batch was ready to move and found no room.
WAITS = {"day": "i8", "batch": "i8", "stage": "i8"}

# Storms, blooms, heat waves, cold snaps and oxygen depletions over sea areas (`kind`: EventKind of
# config/water/water_events.py), one row each in the chunk in which they begin, with their end and
# greatest strength (0-1); the history's first chunk also has those that go on into it. `area` is
# the site index. All chunks together hold the same rows however days are cut.
WATER_EVENTS = {
    "area": "i8",
    "body": "i8",
    "kind": "i8",
    "start_day": "i8",
    "end_day": "i8",
    "strength": "f8",
}

# Days that an assignment held its container within the chunk: [first_day, end_day).
OCCUPANCY = {
    "assignment": "i8",
    "batch": "i8",
    "container": "i8",
    "body": "i8",
    "stage": "i8",
    "first_day": "i8",
    "end_day": "i8",
}


class ChunkEvents:
    """The logs of one chunk of days."""

    def __init__(self, first_day: int, last_day: int) -> None:
        self.first_day = first_day
        self.last_day = last_day
        self.batch_changes = EventLog(BATCH_CHANGES)
        self.batches_today = EventLog(BATCH_COLUMNS)
        self.opened = EventLog(ASSIGNMENT_CHANGES)
        self.closed = EventLog(ASSIGNMENT_CHANGES)
        self.standing = EventLog(ASSIGNMENT_CHANGES)
        self.workflows = EventLog(WORKFLOWS)
        self.planned_actions = EventLog(PLANNED_ACTIONS)
        self.actions = EventLog(ACTIONS)
        self.transitions = EventLog(TRANSITIONS)
        self.deaths = EventLog(DEATHS)
        self.meals = EventLog(MEALS)
        self.purchases = EventLog(LOT_COLUMNS)
        self.deliveries = EventLog(LOT_COLUMNS)
        self.lots_closed = EventLog(LOTS_CLOSED)
        self.lots_today = EventLog(LOT_COLUMNS)
        self.shortages = EventLog(SHORTAGES)
        self.container_weeks = EventLog(CONTAINER_WEEKS)
        self.batch_weeks = EventLog(BATCH_WEEKS)
        self.sampled_fish = EventLog(SAMPLED_FISH)
        self.harvests = EventLog(HARVESTS)
        self.treatments = EventLog(TREATMENT_COLUMNS)
        self.treatment_outcomes = EventLog(TREATMENT_OUTCOMES)
        self.harvest_lots = EventLog(HARVEST_LOTS)
        self.lice_counts = EventLog(LICE_COUNTS)
        self.waits = EventLog(WAITS)
        self.rounds = EventLog(ROUNDS)
        self.examined_fish = EventLog(EXAMINED_FISH)
        # Water events as they came to batches, and as they were over.
        self.water_seen = EventLog(WATER_WATCH)
        self.water_over = EventLog(WATER_WATCH)
        self.lab_samples = EventLog(LAB_SAMPLES)
        self.lab_results = EventLog(LAB_RESULTS)
        # Outbreaks as they stood when they were noticed, named and over, and (last evening)
        # all whose batches are alive.
        self.outbreaks_noticed = EventLog(OUTBREAKS)
        self.outbreaks_named = EventLog(OUTBREAKS)
        self.outbreaks_over = EventLog(OUTBREAKS)
        self.outbreaks_today = EventLog(OUTBREAKS)
        self.occupancy = EventLog(OCCUPANCY)
        self.water_events = EventLog(WATER_EVENTS)

    def join(self) -> "ChunkEvents":
        """All logs joined and ready to be read."""
        for log in vars(self).values():
            if isinstance(log, EventLog):
                log.join()
        return self
