"""What an infection does to a container's fish from day to day: rise, peak and decline."""

import numpy as np

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.health.disease_profiles import PROFILES
from scripts.data_generation.config.health.practice import HEALTH_PRACTICE
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.health_tables import Infections

RISE = np.asarray([profile.rise for profile in PROFILES])
APPETITE_LOSS = np.asarray([profile.appetite_loss for profile in PROFILES])


def strength(disease: Integers, days_ill: Floats, days: Floats) -> Floats:
    """How ill a container is, 0 to 1 at the peak: a line up, a line down; shape as `days_ill`.

    Day 0 is the first day of an infection that lasts for `days`.
    """
    part = (days_ill + 1 / 2) / days
    rise = RISE[disease]
    return np.asarray(np.clip(np.minimum(part / rise, (1.0 - part) / (1.0 - rise)), 0.0, 1.0))


def peak_hazard(share_dead: Floats, days: Floats) -> Floats:
    """Hazard a day at the peak that kills this share over the whole course; one shape."""
    share = np.clip(share_dead, 0.0, HEALTH_PRACTICE.most_share_dead)
    return np.asarray(-2.0 * np.log1p(-share) / days)


def strength_of(infections: Infections, day: int) -> Floats:
    """How ill each infection of the table is on this day, shape (infections,), 0 to 1."""
    return strength(infections.disease, (day - infections.first_day).astype(float), infections.days)


def illness(state: FarmState, day: int) -> Floats:
    """How ill every assignment is with each disease, shape (diseases, assignments), 0 to 1."""
    infections = state.infections
    ill = np.zeros((len(PROFILES), len(state.assignments)))
    rows = np.searchsorted(state.assignments.id, infections.assignment)
    np.maximum.at(ill, (infections.disease, rows), strength_of(infections, day))
    return ill
