"""The books a run writes into: its keys, its master data and where things are."""

from dataclasses import dataclass

import numpy as np
from django.db import models

from apps.infrastructure.models import Area
from scripts.data_generation.array_types import Integers
from scripts.data_generation.simulation.company.layout import Layout
from scripts.data_generation.simulation.company.world import World
from scripts.data_generation.simulation.water.water_bodies import site_of_body


@dataclass(frozen=True)
class MasterData:
    """Keys of the rows that everything else points to, in the order of the config's tables."""

    geographies: dict[int, int]
    container_types: tuple[int, ...]
    species: int
    stages: tuple[int, ...]
    parameters: tuple[int, ...]
    feeds: tuple[int, ...]
    # In the order of config's REASONS.
    reasons: tuple[int, ...]
    # In the order of config's SAMPLE_TYPES.
    sample_types: tuple[int, ...]
    # In the order of config's SCORED.
    scored: tuple[int, ...]
    # staff[role][site]
    staff: dict[str, tuple[int, ...]]
    # In the order of config/fish/harvest.py's GRADES.
    grades: tuple[int, ...]
    egg_suppliers: tuple[int, ...]
    # In the order of LICE_TYPES.
    lice_types: tuple[int, ...]
    # In the order of VACCINES.
    vaccines: tuple[int, ...]


@dataclass(frozen=True)
class Books:
    """Turns the simulation's numbers into the keys of the books."""

    world: World
    master: MasterData
    key_bases: dict[str, int]

    @property
    def layout(self) -> Layout:
        """What the company owns."""
        return self.world.layout

    def keys(self, model: type[models.Model], numbers: Integers) -> Integers:
        """Keys of the run's rows of this model, whose numbers count from 1."""
        return np.asarray(numbers, dtype=np.int64) + self.key_bases[model._meta.db_table]

    def keys_of_index(self, model: type[models.Model], index: Integers) -> Integers:
        """Keys of rows of the layout, whose indices count from 0."""
        return self.keys(model, np.asarray(index, dtype=np.int64) + 1)

    def stages(self, stage: Integers) -> Integers:
        """Keys of life-cycle stages."""
        return np.asarray(self.master.stages, dtype=np.int64)[stage]

    def geographies(self, sites: Integers) -> Integers:
        """Keys of the geographies of these sites."""
        countries = self.layout.sites.geography[sites]
        return np.asarray([self.master.geographies[int(c)] for c in countries], dtype=np.int64)

    def areas(self, sites: Integers) -> Integers:
        """Keys of these sea areas, given by site index; of a station it means nothing."""
        return self.keys_of_index(Area, sites - len(self.layout.stations))

    def staff(self, role: str, sites: Integers) -> Integers:
        """Keys of the accounts that sign in this role for these sites."""
        return np.asarray(self.master.staff[role], dtype=np.int64)[sites]

    def site_of_body(self, bodies: Integers) -> Integers:
        """Site index of these water bodies."""
        return site_of_body(len(self.layout.stations), bodies)
