"""How long a run will take: measured parts added up, scaled by what this machine takes."""

from collections import Counter
from datetime import date

import pytest
from django.db import connection

from scripts.data_generation.config.parameters import resolve
from scripts.data_generation.config.writing_costs import MAKING_A_READING, WRITING
from scripts.data_generation.orchestrator.estimates import working_time
from scripts.data_generation.orchestrator.estimates.dry_run import READINGS, DryPlan, SessionPlan
from scripts.data_generation.orchestrator.estimates.null_run import null_books
from scripts.data_generation.orchestrator.estimates.planned_work import PlannedSession, PlannedWork
from scripts.data_generation.orchestrator.estimates.working_time import (
    making_seconds,
    working_seconds,
)
from scripts.data_generation.orchestrator.history_days import Span

pytestmark = pytest.mark.no_database

HISTORY = Span(date(2016, 1, 1), date(2016, 12, 31))


@pytest.fixture
def plan() -> DryPlan:
    """Five chunks of a million readings and 300,000 other rows, simulated in 3 seconds."""
    session = PlannedSession(1, HISTORY.first, HISTORY.last)
    parameters = resolve("ci")
    return DryPlan(
        work=PlannedWork(parameters, 42, HISTORY, (session,), 90),
        world=null_books(parameters, 42, HISTORY).world,
        founding_rows=Counter(infrastructure_container=100_000),
        lacking_readings=400_000,
        sessions=[SessionPlan(session, 5, Counter({READINGS: 600_000, "batch_batch": 200_000}))],
        state_bytes=1,
        simulation_seconds=3.0,
    )


@pytest.mark.parametrize("slower", [0.5, 1.0, 4.0])
def test_a_slower_machine_writes_slower(plan: DryPlan, slower: float, monkeypatch) -> None:
    monkeypatch.setattr(working_time, "making_seconds", lambda _: slower * MAKING_A_READING)
    costs = WRITING[connection.vendor]
    writing = 1_000_000 * costs.reading + 300_000 * costs.other_row + 5 * costs.chunk
    assert working_seconds(plan) == pytest.approx(3.0 + slower * writing)


@pytest.mark.parametrize("scale", ["ci", "production"])
def test_the_calibration_makes_a_block_of_readings(scale: str) -> None:
    world = null_books(resolve(scale), 42, HISTORY).world
    assert making_seconds(world) > 0.0
