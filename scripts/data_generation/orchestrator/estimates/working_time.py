"""How long a run will take: its simulation as it just went, and writing by a short calibration."""

import time
from collections import Counter

import numpy as np
from django.conf import settings
from django.db import connection

from scripts.data_generation.config.writing_costs import MAKING_A_READING, WRITING
from scripts.data_generation.orchestrator.estimates.dry_run import READINGS, DryPlan
from scripts.data_generation.simulation.company.world import World
from scripts.data_generation.simulation.ledger.fish_tables import Occupancy
from scripts.data_generation.simulation.sensors.readings import ReadingPlan

TRIES = 3


def working_seconds(plan: DryPlan) -> float:
    """Seconds of the run on this machine and this kind of database; an estimate."""
    rows: Counter[str] = plan.rows
    readings = rows[READINGS]
    costs = WRITING[connection.vendor]
    chunks = sum(session.chunks for session in plan.sessions)
    there = costs.reading * readings + costs.other_row * (rows.total() - readings)
    slower = making_seconds(plan.world) / MAKING_A_READING
    return plan.simulation_seconds + slower * (there + costs.chunk * chunks)


def making_seconds(world: World) -> float:
    """Seconds that this machine takes to make one reading in memory, the best of three."""
    first = world.first_day
    plan = ReadingPlan(world, _everywhere(world, first), first, settings.READING_BLOCK_ROWS)
    rows = len(plan.block(0))
    best = min(_seconds(plan) for _ in range(TRIES))
    return best / rows


def _seconds(plan: ReadingPlan) -> float:
    started = time.perf_counter()
    plan.block(0)
    return time.perf_counter() - started


def _everywhere(world: World, first: int) -> Occupancy:
    """Fish in every container for as many days as give a block of readings."""
    a_day = len(world.reading_sensors) * world.parameters.scale.readings_per_day
    count = len(world.container_body)
    return Occupancy(
        assignment=1,
        batch=1,
        container=np.arange(count),
        body=world.container_body,
        stage=1,
        first_day=first,
        end_day=first + -(-settings.READING_BLOCK_ROWS // a_day),
    )
