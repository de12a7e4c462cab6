"""Farms for tests: a world of a scale and seed, lived for some days in chunks of some length."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.parameters import resolve
from scripts.data_generation.simulation.company.layout import build_layout
from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.farm import Farm
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.fish_tables import Occupancy
from scripts.data_generation.simulation.ledger.table import Values
from scripts.data_generation.simulation.sensors.reading_block import ReadingBlock
from scripts.data_generation.simulation.sensors.readings import ReadingPlan

FIRST_DAY = date(2015, 3, 1).toordinal()
YEAR = 365
LOGS = tuple(ChunkEvents(1, 1).logs)
# These describe a chunk's last evening, and so depend on where chunks end.
EVENING_LOGS = ("standing", "batches_today", "lots_today", "outbreaks_today")

Columns = Mapping[str, Values]


def make_world(scale: str = "ci", seed: int = 42, overrides: str = "") -> World:
    """A world of this scale; `overrides` is TOML, as in a file of parameters."""
    parameters = resolve(scale, overrides)
    layout = build_layout(parameters.scale, parameters.equipment)
    return World(parameters, layout, seed, FIRST_DAY, FIRST_DAY + 10 * YEAR)


def today_of(world: World, day: int) -> Today:
    """One day in the world's water."""
    return Today(day, world.climate.days(day, day))


@dataclass
class Life:
    """A farm and everything that happened on it, all chunks joined log by log."""

    farm: Farm
    chunks: list[ChunkEvents] = field(default_factory=list)
    evenings: list[dict[str, Values]] = field(default_factory=list)

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
        logs = [chunk.logs[name].columns for chunk in self.chunks]
        if name in EVENING_LOGS:
            logs = logs[-1:]
        return {key: np.concatenate([log[key] for log in logs]) for key in logs[0]}

    def workflows(self) -> Columns:
        """Every transfer as it stood last, one row a workflow, by number."""
        log = self.log("workflows")
        newest = len(log["id"]) - 1 - np.unique(log["id"][::-1], return_index=True)[1]
        rows = {name: column[newest] for name, column in log.items()}
        return {**rows, "to_sea": rows["dest_stage"] == Stage.ADULT}

    def every_evening(self) -> Columns:
        """The assignments as they stood on each evening noted, one row an assignment and day."""
        return {
            key: np.concatenate([evening[key] for evening in self.evenings])
            for key in self.evenings[0]
        }

    def stays(self) -> Columns:
        """Every stay in a container, one row an assignment: where, who, from and until when."""
        log = self.log("occupancy")
        ids, first, rows = np.unique(log["assignment"], return_index=True, return_inverse=True)
        start, end = np.full(len(ids), 2**62), np.zeros(len(ids), dtype=np.int64)
        days = np.zeros(len(ids), dtype=np.int64)
        np.minimum.at(start, rows, log["first_day"])
        np.maximum.at(end, rows, log["end_day"])
        np.add.at(days, rows, log["end_day"] - log["first_day"])
        where = {name: log[name][first] for name in ("batch", "container", "body", "stage")}
        return {"assignment": ids, **where, "first_day": start, "end_day": end, "days": days}


def live(
    world: World, days: int, chunk_days: int = 90, note_evenings: bool = False, state: Any = None
) -> Life:
    """A farm lived from its foundation, or on from the bytes of a state."""
    if state is None:
        farm = Farm.founded(world, FIRST_DAY)
    else:
        farm = Farm(world, FarmState.from_bytes(state))
    return Life(farm).advance(days, chunk_days, note_evenings)


def reading_blocks(
    world: World, occupancy: Occupancy, first_day: int, block_rows: int = 120_000
) -> list[ReadingBlock]:
    """All readings of these days of occupancy, in blocks of about so many."""
    plan = ReadingPlan(world, occupancy, first_day, block_rows)
    return [plan.block(number) for number in range(len(plan))]


def sorted_rows(columns: Columns) -> dict[str, Values]:
    """The rows in an order of their own, so that two logs can be compared."""
    order = np.lexsort([columns[name] for name in sorted(columns, reverse=True)])
    return {name: column[order] for name, column in columns.items()}


def totals(keys: Values, values: Values) -> dict[int, int]:
    """Sum of whole-number `values` for each key."""
    names, positions = np.unique(keys, return_inverse=True)
    sums = np.zeros(len(names), dtype=np.int64)
    np.add.at(sums, positions, values)
    return dict(zip(names.tolist(), sums.tolist(), strict=True))
