"""The readings that the write arms write: a quarter of the model company's first year at work."""

from typing import Any

import numpy as np
from django.db import models

from apps.environmental.models import EnvironmentalReading
from scripts.data_generation.benchmark.plan import SEED, first_days
from scripts.data_generation.config.parameters import resolve
from scripts.data_generation.generators.environmental import write_readings
from scripts.data_generation.orchestrator.estimates.null_run import NullLedger, NullRun

LIVED_DAYS = 360
CHUNK_DAYS = 90

Fields = dict[str, Any]


class _Kept(NullLedger):
    """Keeps the columns of each block of readings."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Fields] = []

    def insert(self, model: type[models.Model], **columns: Any) -> None:
        """Keep them."""
        assert model is EnvironmentalReading
        super().insert(model, **columns)
        self.blocks.append(columns)


def reading_fields(rows: int) -> Fields:
    """The columns of `rows` readings at production scale, ordered by (sensor, time)."""
    run = NullRun(resolve("production"), SEED, first_days(LIVED_DAYS + CHUNK_DAYS))
    run.live_to(first_days(LIVED_DAYS), CHUNK_DAYS)
    today = run.farm.state.today
    events = run.farm.advance(today + 1, today + CHUNK_DAYS)
    kept = _Kept()
    for _ in write_readings(run.books, events, kept):
        if kept.rows.total() >= rows:
            break
    return {
        name: np.concatenate([block[name] for block in kept.blocks])[:rows]
        for name in kept.blocks[0]
    }
