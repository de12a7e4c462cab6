"""The farm's memory from one evening to the next: batches, assignments and the state of places.

It serialises to plain numpy arrays and a version number; nothing else is kept between days.
"""

from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.simulation.ledger.feed_tables import FeedingWeeks, Lots
from scripts.data_generation.simulation.ledger.fish_tables import Assignments, Batches
from scripts.data_generation.simulation.ledger.health_tables import (
    Infections,
    LabSamples,
    Outbreaks,
    RoundBook,
    Rounds,
)
from scripts.data_generation.simulation.ledger.move_tables import Pipes, Workflows
from scripts.data_generation.simulation.ledger.table import Table
from scripts.data_generation.simulation.ledger.treatment_tables import PendingTreatments
from scripts.data_generation.simulation.ledger.water_tables import WaterWatch

STATE_VERSION = 5

# A day number that never comes: an occupied container is free from then on.
NEVER = 2**31

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
        self.batches = Batches.empty()
        self.assignments = Assignments.empty()
        self.pending_treatments = PendingTreatments.empty()
        self.rounds = RoundBook.empty()
        # Rounds that were issues and wait for the next one.
        self.issues = Rounds.empty()
        self.outbreaks = Outbreaks.empty()
        self.infections = Infections.empty()
        self.at_laboratory = LabSamples.empty()
        self.water_watch = WaterWatch.empty()
        self.workflows = Workflows.empty()
        self.pipes = Pipes.empty()
        self.lots = Lots.empty()
        self.feeding_weeks = FeedingWeeks.empty()
        self.container_free_from: Integers = np.zeros(containers, dtype=np.int64)
        self.site_free_from: Integers = np.zeros(sites, dtype=np.int64)
        # Larvae of lice drifting off each site, as eggs of one adult female on each fish of a full
        # area, and the resistance of its lice to medicines, 0 to 1.
        self.site_larvae: Floats = np.zeros(sites)
        self.site_resistance: Floats = np.zeros(sites)
        self.counters = dict.fromkeys(COUNTERS, 0)
        self.start_pressure = 0.0
        self.start_retry_day = 0

    @property
    def tables(self) -> dict[str, Table]:
        """Every table by its name, which is the prefix of its saved columns, in saved order."""
        return {name: table for name, table in vars(self).items() if isinstance(table, Table)}

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
        for prefix, table in self.tables.items():
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
            for prefix, table in state.tables.items():
                columns = {name: arrays[f"{prefix}.{name}"] for name in table.declared}
                setattr(state, prefix, type(table)(**columns))
        return state
