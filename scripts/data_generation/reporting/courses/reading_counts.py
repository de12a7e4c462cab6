"""How complete the readings are: recorded over expected readings, by sensor and month."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from django.db.models import Count

from scripts.data_generation.array_types import Floats
from scripts.data_generation.models import GenerationChunk, GenerationRun, SensorFault
from scripts.data_generation.reporting.courses.batch_spans import containers_in_use
from scripts.data_generation.reporting.courses.monthly_water import MonthOfWater, Probe
from scripts.data_generation.reporting.history_months import HistoryMonths

READINGS_TABLE = "environmental_environmentalreading"
FULL = 0.995


@dataclass(frozen=True)
class ProbeMonth:
    """The readings of one probe in a month, numbered from 0, and how many are expected."""

    probe: Probe
    month: int
    readings: int
    expected: int

    @property
    def complete(self) -> float:
        """Share of the expected readings that were recorded."""
        return self.readings / self.expected


def probe_months(
    months: HistoryMonths, water: list[MonthOfWater], probes: list[Probe], a_day: int
) -> list[ProbeMonth]:
    """Every month in which a probe's container held fish, by probe and month."""
    read = {(one.probe.sensor, one.month): one.readings for one in water}
    days = _occupied_days(months, [probe.container for probe in probes])
    return [
        ProbeMonth(probe, month, read.get((probe.sensor, month), 0), round(occupied) * a_day)
        for probe in probes
        for month, occupied in enumerate(days.get(probe.container, ()))
        if occupied
    ]


def by_month(months: HistoryMonths, found: list[ProbeMonth]) -> list[float | None]:
    """Percent of the expected readings that were recorded, by all probes together."""
    sums = np.zeros((2, len(months)))
    for one in found:
        sums[:, one.month] += one.readings, one.expected
    return [100.0 * float(a / b) if b else None for a, b in zip(*sums, strict=True)]


def readings_written(run: GenerationRun) -> int:
    """Readings that the chunks of the run recorded."""
    chunks = GenerationChunk.objects.filter(session__run=run)
    return sum(rows.get(READINGS_TABLE, 0) for rows in chunks.values_list("rows", flat=True))


def faults(run: GenerationRun) -> list[tuple[str, int, int]]:
    """Kind of fault, faults of it, and sensors concerned."""
    rows = SensorFault.objects.filter(run=run).order_by().values("kind")
    labels = dict(SensorFault.KINDS)
    counted = rows.annotate(count=Count("pk"), sensors=Count("sensor", distinct=True))
    return sorted((labels[row["kind"]], row["count"], row["sensors"]) for row in counted)


def _occupied_days(months: HistoryMonths, containers: list[int]) -> dict[int, Floats]:
    """Days of each month on which a container held fish, shape (months,)."""
    daily = containers_in_use(months, "container", container__in=set(containers))
    lengths = months.last_days() - months.first_days() + 1
    found: dict[int, Floats] = defaultdict(lambda: np.zeros(len(months)))
    for (container,), days in daily.items():
        found[container] = months.means(days) * lengths
    return found
