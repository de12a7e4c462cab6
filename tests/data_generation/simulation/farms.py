"""Farms for tests: a world of a scale and seed, lived for some days in chunks of some length."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from scripts.data_generation.config.parameters import resolve
from scripts.data_generation.simulation.events import ChunkEvents
from scripts.data_generation.simulation.farm import Farm
from scripts.data_generation.simulation.farm_state import FarmState
from scripts.data_generation.simulation.layout import build_layout
from scripts.data_generation.simulation.table import Column, EventLog
from scripts.data_generation.simulation.world import Today, World

FIRST_DAY = date(2015, 3, 1).toordinal()
YEAR = 365
LOGS = tuple(name for name, log in vars(ChunkEvents(1, 1)).items() if isinstance(log, EventLog))
# These describe a chunk's last evening, and so depend on where chunks end.
EVENING_LOGS = ("standing", "batches_today")

Columns = Mapping[str, Column]


def make_world(scale: str = "ci", seed: int = 42, overrides: str = "") -> World:
    """A world of this scale; `overrides` is TOML, as in a file of parameters."""
    parameters = resolve(scale, overrides)
    return World(parameters, build_layout(parameters.scale, parameters.equipment), seed)


def today_of(world: World, day: int) -> Today:
    """One day in the world's water."""
    return Today(day, world.climate.days(day, day))


@dataclass
class Life:
    """A farm and everything that happened on it, all chunks joined log by log."""

    farm: Farm
    chunks: list[ChunkEvents] = field(default_factory=list)
    evenings: list[dict[str, Column]] = field(default_factory=list)

    @property
    def world(self) -> World:
        """What the farm lives in."""
        return self.farm.world

    def advance(self, days: int, chunk_days: int, note_evenings: bool = False) -> "Life":
        """Live on for `days`, in chunks."""
        first = self.farm.state.today + 1
        for start in range(first, first + days, chunk_days):
            end = min(start + chunk_days, first + days) - 1
            self.chunks.append(self.farm.advance(start, end))
            if note_evenings:
                rows = self.farm.state.assignments
                day = np.full(len(rows), end, dtype=np.int64)
                self.evenings.append({**{k: c.copy() for k, c in rows.columns.items()}, "day": day})
        return self

    def log(self, name: str) -> Columns:
        """All rows of one log, in the order in which they were written."""
        tables = [getattr(chunk, name) for chunk in self.chunks]
        if name in EVENING_LOGS:
            tables = tables[-1:]
        return {key: np.concatenate([t[key] for t in tables]) for key in tables[0].dtypes}

    def every_evening(self) -> Columns:
        """The assignments as they stood on each evening noted, one row an assignment and day."""
        return {
            key: np.concatenate([evening[key] for evening in self.evenings])
            for key in self.evenings[0]
        }

    def stays(self) -> dict[int, dict[str, int]]:
        """Every stay in a container, by assignment: container, batch, first day and end day."""
        log, stays = self.log("occupancy"), dict[int, dict[str, int]]()
        for row in range(len(log["assignment"])):
            values = {name: int(column[row]) for name, column in log.items()}
            stay = stays.setdefault(values.pop("assignment"), {**values, "days": 0})
            stay["first_day"] = min(stay["first_day"], values["first_day"])
            stay["end_day"] = max(stay["end_day"], values["end_day"])
            stay["days"] += values["end_day"] - values["first_day"]
        return stays


def live(
    world: World, days: int, chunk_days: int = 90, note_evenings: bool = False, state: Any = None
) -> Life:
    """A farm lived from its foundation, or on from the bytes of a state."""
    if state is None:
        farm = Farm.founded(world, FIRST_DAY)
    else:
        farm = Farm(world, FarmState.from_bytes(state))
    return Life(farm).advance(days, chunk_days, note_evenings)


def totals(keys: Column, values: Column) -> dict[int, int]:
    """Sum of whole-number `values` for each key."""
    names, positions = np.unique(keys, return_inverse=True)
    sums = np.zeros(len(names), dtype=np.int64)
    np.add.at(sums, positions, values)
    return dict(zip(names.tolist(), sums.tolist(), strict=True))
