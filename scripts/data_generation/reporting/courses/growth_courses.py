"""Weights of sampled fish over the life of every batch, in whole and in the sea."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Avg, Min

from apps.batch.models import Batch, BatchContainerAssignment, GrowthSample
from apps.infrastructure.models import Geography
from scripts.data_generation.array_types import Floats
from scripts.data_generation.validation.engine.known_names import names_of

STEP_DAYS = 14
# Age [d] and mean weight [g] of the samples of each two weeks of a life.
Steps = dict[int, list[tuple[float, float]]]


@dataclass(frozen=True)
class GrowthCourse:
    """A batch's mean sampled weights: `days` since it began, every two weeks [d]; `weight_g`."""

    batch: str
    begin: date
    to_sea: date | None
    country: str
    days: Floats
    weight_g: Floats

    def at(self, days: Floats) -> list[float | None]:
        """Weight on these days of its life, g, between two samples; None where none is near."""
        if not len(self.days):
            return [None] * len(days)
        known = (days >= self.days[0]) & (days <= self.days[-1])
        weights = np.exp(np.interp(days, self.days, np.log(self.weight_g)))
        return [float(w) if there else None for w, there in zip(weights, known, strict=True)]


def growth_courses() -> list[GrowthCourse]:
    """The course of every batch that was ever sampled, by start."""
    sampled: dict[int, Steps] = defaultdict(lambda: defaultdict(list))
    batches = {row.pk: row for row in Batch.objects.order_by("start_date", "batch_number")}
    samples = GrowthSample.objects.order_by().values_list("assignment__batch", "sample_date")
    for batch, day, weight in samples.annotate(weight=Avg("avg_weight_g")):
        age = (day - batches[batch].start_date).days
        sampled[batch][age // STEP_DAYS].append((age, float(weight)))
    at_sea = _first_days_at_sea()
    courses = []
    for key, batch in batches.items():
        if key in sampled:
            means = np.array([np.mean(steps, axis=0) for _, steps in sorted(sampled[key].items())])
            day, country = at_sea.get(key, (None, ""))
            courses.append(
                GrowthCourse(
                    batch.batch_number, batch.start_date, day, country, means[:, 0], means[:, 1]
                )
            )
    return courses


def _first_days_at_sea() -> dict[int, tuple[date, str]]:
    country, names = "container__area__geography", names_of(Geography)
    stays = BatchContainerAssignment.objects.filter(container__area__isnull=False).order_by()
    rows = stays.values("batch", country).annotate(day=Min("assignment_date"))
    return {row["batch"]: (row["day"], names[row[country]]) for row in rows}
