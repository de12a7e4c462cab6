"""The null sink: a run that makes every row and writes none, to time the generator alone.

No database is asked for anything: master data get made-up keys, and nothing is kept. What a
session begins with is lived again from the first day, without making its rows.
"""

import time
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, TextIO

from django.db import models

from aquamind.columnar.columns import Columns
from scripts.data_generation.config.company.egg_supply import EGG_SUPPLIERS
from scripts.data_generation.config.company.equipment import KINDS
from scripts.data_generation.config.company.places import Geography
from scripts.data_generation.config.company.staff import ROLES
from scripts.data_generation.config.feed.feeding import FEEDS
from scripts.data_generation.config.fish.harvest import GRADES
from scripts.data_generation.config.fish.life_cycle import STAGE_LABELS
from scripts.data_generation.config.fish.mortality_reasons import REASONS
from scripts.data_generation.config.health.examination import SCORED
from scripts.data_generation.config.health.laboratory import SAMPLE_TYPES
from scripts.data_generation.config.health.lice import LICE_TYPES
from scripts.data_generation.config.health.products import VACCINES
from scripts.data_generation.config.parameters import Parameters
from scripts.data_generation.config.water.instruments import INSTRUMENTS
from scripts.data_generation.generators.company.infrastructure import write_infrastructure
from scripts.data_generation.generators.keys import RESERVED_MODELS
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books, MasterData
from scripts.data_generation.orchestrator.errors import RequestError
from scripts.data_generation.orchestrator.history_days import (
    DAY,
    Span,
    chunks,
    session_span,
    sessions_of,
)
from scripts.data_generation.orchestrator.memory_manager import MemoryManager
from scripts.data_generation.orchestrator.progress_tracker import ProgressTracker
from scripts.data_generation.orchestrator.requests import Request
from scripts.data_generation.orchestrator.session_manager import SessionResult
from scripts.data_generation.orchestrator.writing.chunk_writer import write_chunk
from scripts.data_generation.simulation.company.layout import build_layout
from scripts.data_generation.simulation.company.world import World
from scripts.data_generation.simulation.farm import Farm


class NullLedger(Ledger):
    """Counts the rows that it is given, and drops them."""

    def insert(self, model: type[models.Model], **columns: Any) -> None:
        """Count the rows of columns that are made already."""
        rows = len(Columns(**columns))
        if rows:
            self.rows[model._meta.db_table] += rows

    def update(self, model: type[models.Model], changed: Any, **columns: Any) -> None:
        """Nothing: changed rows are no new ones."""

    def foreign_keys_aside(self, tables: Any) -> AbstractContextManager[None]:
        """Nothing: no row points to another."""
        return nullcontext()

    def foreign_keys_unasked(self) -> AbstractContextManager[None]:
        """Nothing as well."""
        return nullcontext()


def null_books(parameters: Parameters, seed: int, history: Span) -> Books:
    """Books of a company that is in no database: keys count from 1."""
    countries = {int(country): int(country) + 1 for country in Geography}
    layout = build_layout(parameters.scale, parameters.equipment)
    one_person = (1,) * len(layout.sites)
    master = MasterData(
        geographies=countries,
        container_types=_keys(KINDS),
        species=1,
        stages=_keys(STAGE_LABELS),
        parameters=_keys(INSTRUMENTS),
        feeds=_keys(FEEDS),
        reasons=_keys(REASONS),
        sample_types=_keys(SAMPLE_TYPES),
        scored=_keys(SCORED),
        staff={role.name: one_person for role in ROLES},
        grades=_keys(GRADES),
        egg_suppliers=_keys(EGG_SUPPLIERS),
        lice_types=_keys(LICE_TYPES),
        vaccines=_keys(VACCINES),
    )
    world = World(parameters, layout, seed, history.first.toordinal(), history.last.toordinal())
    return Books(world, master, {model._meta.db_table: 0 for model in RESERVED_MODELS})


def _keys(table: Any) -> tuple[int, ...]:
    return tuple(range(1, len(table) + 1))


@dataclass
class NullResult(SessionResult):
    """What one session made; `day_loop_seconds` is the simulation's share of its `seconds`."""

    day_loop_seconds: float = 0.0

    @property
    def milliseconds_a_day(self) -> float:
        """The day loop's cost of one simulated day [ms]."""
        return 1000.0 * self.day_loop_seconds / len(self.span)


class NullRun:
    """A company that lives in memory alone; its sessions run one after the other.

    The few rows of master data are made up and not counted.
    """

    def __init__(
        self, parameters: Parameters, seed: int, history: Span, stream: TextIO | None = None
    ) -> None:
        self.parameters, self.seed, self.history = parameters, seed, history
        self.books = null_books(parameters, seed, history)
        self.farm = Farm.founded(self.books.world, history.first.toordinal())
        ledger = NullLedger()
        write_infrastructure(self.books, history.first, ledger)
        self.founding_rows: Counter[str] = ledger.rows
        self._stream = stream
        self._memory = MemoryManager()

    @classmethod
    def for_request(cls, request: Request) -> "NullRun":
        """The run that was asked for."""
        if request.resume or request.extend_years is not None:
            raise RequestError(
                "the null sink keeps nothing, so there is nothing to resume or to carry on"
            )
        return cls(request.resolved(), request.chosen_seed(), request.history())

    def sessions(self, number: int | None) -> list[int]:
        """The sessions that a request for `number` (None: all) means."""
        if number is None:
            return list(sessions_of(self.history))
        session_span(self.history, number)
        return [number]

    def run_session(self, number: int, chunk_days: int) -> NullResult:
        """Make every row of a session."""
        span = session_span(self.history, number)
        self.live_to(Span(self.history.first, span.first - DAY), chunk_days)
        result = NullResult(number, span)
        with ProgressTracker(f"Session {number}", len(span), self._stream) as tracker:
            for chunk in chunks(span, chunk_days):
                self._make(chunk, tracker, result)
            result.seconds = tracker.seconds
        result.peak_memory_mb = self._memory.peak_mb()
        return result

    def live_to(self, span: Span, chunk_days: int) -> None:
        """Live what is left of these days without making rows."""
        for chunk in chunks(span, chunk_days):
            if chunk.last.toordinal() > self.farm.state.today:
                self.farm.advance(self.farm.state.today + 1, chunk.last.toordinal())

    def _make(self, chunk: Span, tracker: ProgressTracker, result: NullResult) -> None:
        """Simulate a chunk, and make its columns and readings."""
        started = time.perf_counter()
        events = self.farm.advance(chunk.first.toordinal(), chunk.last.toordinal())
        result.day_loop_seconds += time.perf_counter() - started
        ledger = NullLedger()
        for rows in write_chunk(self.books, events, ledger):
            tracker.wrote(rows, chunk.last, self._memory.watch())
        tracker.finished_chunk(chunk, self._memory.watch())
        result.rows += ledger.rows
        result.waits += len(events.waits)
        result.shortages += len(events.shortages)
