"""Weights at harvest: the mean of every cage emptied, and the single fish last weighed in it."""

from dataclasses import dataclass

import numpy as np
from django.db.models import OuterRef, Subquery

from apps.batch.models import BatchContainerAssignment, GrowthSample, IndividualGrowthObservation
from scripts.data_generation.array_types import Floats
from scripts.data_generation.reporting.key_figures.yearly_harvest import CAGES

CAGE_STEP_G, FISH_STEP_G = 100.0, 500.0


@dataclass(frozen=True)
class Histogram:
    """Counts in equal classes; `begins` are the lower ends of the classes, g."""

    begins: Floats
    counts: Floats
    step: float

    @classmethod
    def of(cls, values: Floats, weights: Floats, step: float) -> "Histogram":
        """Sum of `weights` of the `values` in each class of width `step`."""
        if not len(values):
            return cls(np.zeros(0), np.zeros(0), step)
        first = np.floor(values.min() / step)
        classes = (np.floor(values / step) - first).astype(np.int64)
        counts = np.bincount(classes, weights).astype(np.float64)
        return cls((first + np.arange(len(counts))) * step, counts, step)


def weights_of_cages() -> tuple[Floats, Floats]:
    """Mean weight of the fish of every cage emptied, g, and their number; shape (cages,)."""
    rows = CAGES.distinct().values_list("biomass_kg", "population_count")
    fish = np.array([(float(kg), count) for kg, count in rows if count]).reshape(-1, 2)
    return 1000.0 * fish[:, 0] / fish[:, 1], fish[:, 1]


def weights_of_fish() -> Floats:
    """Weights of the fish in each harvested cage's last sample, g, shape (fish,)."""
    last = GrowthSample.objects.filter(assignment=OuterRef("pk")).order_by("-sample_date", "-pk")
    cages = BatchContainerAssignment.objects.filter(pk__in=CAGES.values("pk"))
    samples = cages.annotate(last=Subquery(last.values("pk")[:1])).values_list("last", flat=True)
    fish = IndividualGrowthObservation.objects.filter(growth_sample__in=list(samples))
    return np.array([float(weight) for weight in fish.values_list("weight_g", flat=True)])
