"""The farm's memory from one evening to the next: batches, assignments and the state of places.

It serialises to plain numpy arrays and a version number; nothing else is kept between days.
"""

from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.simulation.ledger.health_tables import (
    INFECTIONS,
    LAB_SAMPLES,
    OUTBREAKS,
    ROUND_BOOK,
    ROUNDS,
    WATER_WATCH,
)
from scripts.data_generation.simulation.ledger.table import Table

STATE_VERSION = 5

# A day number that never comes: an occupied container is free from then on.
NEVER = 2**31

# One row a batch that is alive. `stage` is that of its fish that have come farthest, since
# `stage_day`, for `stage_days` as planned (0: by degree-days or weight). `area` is the site index
# of its sea area, -1 until it has one; weights in g, days as proleptic day numbers; `harvest_from`
# is the first day of its harvest once settled; `workflow` its open transfer, 0 without one;
# `egg_source` counts from 0, the company's own broodstock; `placed_stage` is to end on
# `placed_day` where a scenario wants it so (0: it does not). `vaccinated_day` is the planned day
# while `vaccine` is 0, then the day of it; `vaccine` is the protocol: 0 none, 1 standard, 2
# enhanced.
BATCH_COLUMNS = {
    "id": "i8",
    "number": "U16",
    "station": "i8",
    "area": "i8",
    "start_day": "i8",
    "expected_end_day": "i8",
    "eggs": "i8",
    "stage": "i8",
    "stage_day": "i8",
    "stage_days": "i8",
    "degree_days": "f8",
    "staged": "?",
    "harvest_weight_g": "f8",
    "harvest_from": "i8",
    "vaccinated_day": "i8",
    "vaccine": "i8",
    "workflow": "i8",
    "egg_source": "i8",
    "placed_stage": "i8",
    "placed_day": "i8",
}

# One row a container that holds fish. `growth` and `frailty` are factors around 1. Up to
# `..._until`, this day included, fish may not be harvested, or are protected; 0 where not. Lice
# are those of the mean fish, `lice_counted` the adult females a fish found on `counted_day`.
# Delousing is planned for `treat_day` (0: none), was last done on `treated_day` and is measured on
# `control_day`.
ASSIGNMENT_COLUMNS = {
    "id": "i8",
    "batch": "i8",
    "container": "i8",
    "body": "i8",
    "stage": "i8",
    "arrival_day": "i8",
    "stage_day": "i8",
    "initial_count": "i8",
    "count": "i8",
    "weight_g": "f8",
    "growth": "f8",
    "frailty": "f8",
    "weighed_day": "i8",
    "withhold_until": "i8",
    "feed_course_until": "i8",
    "cleaner_until": "i8",
    "skirt_until": "i8",
    "lice_copepodid": "f8",
    "lice_chalimus_1": "f8",
    "lice_chalimus_2": "f8",
    "lice_preadult_1": "f8",
    "lice_preadult_2": "f8",
    "lice_male": "f8",
    "lice_female": "f8",
    "lice_counted": "f8",
    "counted_day": "i8",
    "treat_day": "i8",
    "treat_method": "i8",
    "treated_day": "i8",
    "control_day": "i8",
    "delousing_hazard": "f8",
    "medicated_until": "i8",
    "medicated_kill": "f8",
}

# A treatment as it was given. `product` and `outcome` are those of config/health/products.py;
# `dose` is the number in the product's dosage text.
TREATMENT_COLUMNS = {
    "id": "i8",
    "day": "i8",
    "minute": "i8",
    "batch": "i8",
    "assignment": "i8",
    "container": "i8",
    "product": "i8",
    "dose": "f8",
    "duration_days": "i8",
    "withholding_days": "i8",
    "cost_cents": "i8",
    "outcome": "i8",
}

# One row a treatment whose outcome is still to be measured: from `due_day` on, against `before`
# (fish alive, or whatever its measure is, on the day it was given).
PENDING_COLUMNS = {**TREATMENT_COLUMNS, "due_day": "i8", "before": "f8"}

# One row an open transfer; status as in simulation/logistics/transfers.py, days 0 until they are
# known.
WORKFLOW_COLUMNS = {
    "id": "i8",
    "batch": "i8",
    "body": "i8",
    "source_stage": "i8",
    "dest_stage": "i8",
    "status": "i8",
    "planned_start": "i8",
    "planned_end": "i8",
    "actual_start": "i8",
    "actual_end": "i8",
    "estimated_count": "i8",
    "estimated_kg": "f8",
    "source_count": "i8",
    "transferred": "i8",
    "died": "i8",
    "biomass_kg": "f8",
    "actions": "i8",
    "actions_done": "i8",
}

# One row an action of an open transfer that is still to be done: from an assignment's container
# into another container on the planned day; `fish` of the `before` that stood there when it was
# planned. `body` is the water they leave.
PIPE_COLUMNS = {
    "id": "i8",
    "workflow": "i8",
    "number": "i8",
    "source": "i8",
    "dest_container": "i8",
    "planned_day": "i8",
    "fish": "i8",
    "before": "i8",
    "body": "i8",
    "source_stage": "i8",
}

# One row a lot of feed that was ordered and is not used up; what `left_units` (of 0.01 kg) says of
# a lot on its way is what will come. FIFO within a store and feed is by id.
LOT_COLUMNS = {
    "id": "i8",
    "store": "i8",
    "feed": "i8",
    "supplier": "i8",
    "ordered_day": "i8",
    "arrival_day": "i8",
    "expiry_day": "i8",
    "price_cents": "i8",
    "ordered_units": "i8",
    "left_units": "i8",
    "arrived": "?",
}

# One row an assignment that was fed in this week: its feed (units of 0.01 kg), its growth and the
# sum of its evenings' biomass since `since`. Those closed within the week stay for their batch.
FEEDING_WEEKS = {
    "assignment": "i8",
    "batch": "i8",
    "since": "i8",
    "end_day": "i8",
    "start_kg": "f8",
    "end_kg": "f8",
    "units": "i8",
    "gain_kg": "f8",
    "biomass_days": "f8",
    "weighings": "i8",
    "weighed_day": "i8",
    "open": "?",
}

# Every table of the state; its name is its attribute and the prefix of its saved columns.
TABLES = {
    "batches": BATCH_COLUMNS,
    "assignments": ASSIGNMENT_COLUMNS,
    "pending_treatments": PENDING_COLUMNS,
    "rounds": ROUND_BOOK,
    "issues": ROUNDS,
    "outbreaks": OUTBREAKS,
    "infections": INFECTIONS,
    "at_laboratory": LAB_SAMPLES,
    "water_watch": WATER_WATCH,
    "workflows": WORKFLOW_COLUMNS,
    "pipes": PIPE_COLUMNS,
    "lots": LOT_COLUMNS,
    "feeding_weeks": FEEDING_WEEKS,
}

# Numbers given out so far; the next row of each kind gets the next one.
COUNTERS = (
    "batch",
    "assignment",
    "workflow",
    "action",
    "sample",
    "harvest",
    "harvest_lot",
    "treatment",
    "round",
    "lot",
    "outbreak",
    "lab_sample",
    "examination",
    "water_watch",
)


class FarmState:
    """Everything that the next day needs to know about the days before."""

    def __init__(self, containers: int, sites: int, first_day: int) -> None:
        self.today = first_day - 1
        self.batches = Table(BATCH_COLUMNS)
        self.assignments = Table(ASSIGNMENT_COLUMNS)
        self.pending_treatments = Table(PENDING_COLUMNS)
        self.rounds = Table(ROUND_BOOK)
        # Rounds that were issues and wait for the next one.
        self.issues = Table(ROUNDS)
        self.outbreaks = Table(OUTBREAKS)
        self.infections = Table(INFECTIONS)
        self.at_laboratory = Table(LAB_SAMPLES)
        self.water_watch = Table(WATER_WATCH)
        self.workflows = Table(WORKFLOW_COLUMNS)
        self.pipes = Table(PIPE_COLUMNS)
        self.lots = Table(LOT_COLUMNS)
        self.feeding_weeks = Table(FEEDING_WEEKS)
        self.container_free_from: Integers = np.zeros(containers, dtype=np.int64)
        self.site_free_from: Integers = np.zeros(sites, dtype=np.int64)
        # Larvae of lice drifting off each site, as eggs of one adult female on each fish of a full
        # area, and the resistance of its lice to medicines, 0 to 1.
        self.site_larvae: Floats = np.zeros(sites)
        self.site_resistance: Floats = np.zeros(sites)
        self.counters = dict.fromkeys(COUNTERS, 0)
        self.start_pressure = 0.0
        self.start_retry_day = 0

    def numbers(self, kind: str, count: int) -> Integers:
        """The next `count` numbers of this kind, from 1."""
        first = self.counters[kind] + 1
        self.counters[kind] += count
        return np.arange(first, first + count, dtype=np.int64)

    def to_bytes(self) -> bytes:
        """The state as an uncompressed npz file without pickled objects."""
        arrays: dict[str, NDArray[np.generic]] = {
            "version": np.asarray(STATE_VERSION),
            "today": np.asarray(self.today),
            "container_free_from": self.container_free_from,
            "site_free_from": self.site_free_from,
            "site_larvae": self.site_larvae,
            "site_resistance": self.site_resistance,
            "counters": np.asarray([self.counters[name] for name in COUNTERS], dtype=np.int64),
            "start_pressure": np.asarray(self.start_pressure),
            "start_retry_day": np.asarray(self.start_retry_day),
        }
        for prefix in TABLES:
            table: Table = getattr(self, prefix)
            arrays |= {f"{prefix}.{name}": column for name, column in table.columns.items()}
        buffer = BytesIO()
        np.savez(buffer, allow_pickle=False, **arrays)
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "FarmState":
        """The state that `to_bytes` wrote; ValueError when another version of the code wrote it."""
        with np.load(BytesIO(data), allow_pickle=False) as arrays:
            version = int(arrays["version"])
            if version != STATE_VERSION:
                raise ValueError(
                    f"the farm's state has layout {version}, this code reads {STATE_VERSION}; "
                    f"continue with the version that began the run, or start a new one"
                )
            state = cls(0, 0, int(arrays["today"]) + 1)
            state.container_free_from = arrays["container_free_from"]
            state.site_free_from = arrays["site_free_from"]
            state.site_larvae = arrays["site_larvae"]
            state.site_resistance = arrays["site_resistance"]
            state.counters = dict(zip(COUNTERS, arrays["counters"].tolist(), strict=True))
            state.start_pressure = float(arrays["start_pressure"])
            state.start_retry_day = int(arrays["start_retry_day"])
            for prefix in TABLES:
                table: Table = getattr(state, prefix)
                table.columns = {name: arrays[f"{prefix}.{name}"] for name in table.dtypes}
        return state
