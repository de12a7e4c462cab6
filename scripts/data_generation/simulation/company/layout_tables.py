"""What the company owns, as columns: one table a kind of thing; a row's index is its identity."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from scripts.data_generation.array_types import Booleans, Floats, Integers
from scripts.data_generation.config.company.equipment import ContainerKind

Texts = NDArray[np.object_]

NOWHERE = -1  # the hall of a cage or a barge


class SiteKind(IntEnum):
    """A freshwater station on land or a sea area."""

    STATION = 0
    AREA = 1


@dataclass(frozen=True)
class Sites:
    """Stations, then areas. `max_biomass_kg` is an area's licence and nan for a station."""

    name: Texts
    kind: Integers
    geography: Integers
    coast: Texts
    latitude: Floats
    longitude: Floats
    max_biomass_kg: Floats

    def __len__(self) -> int:
        return len(self.name)


@dataclass(frozen=True)
class Halls:
    """Five halls a station, one for each freshwater stage: row `5 * station + stage`."""

    name: Texts
    site: Integers
    stage: Integers
    area_sqm: Floats

    def __len__(self) -> int:
        return len(self.name)


@dataclass(frozen=True)
class Containers:
    """Trays, tanks and cages, by site, then kind. `hall` is -1 for a cage."""

    name: Texts
    kind: Integers
    site: Integers
    hall: Integers
    volume_m3: Floats
    max_biomass_kg: Floats

    def __len__(self) -> int:
        return len(self.name)


@dataclass(frozen=True)
class Sensors:
    """Sensors, by container, then parameter. `is_water_quality`: one of the four of its water."""

    container: Integers
    parameter: Integers
    sensor_type: Texts
    name: Texts
    serial_number: Texts
    manufacturer: Texts
    is_water_quality: Booleans

    def __len__(self) -> int:
        return len(self.name)


@dataclass(frozen=True)
class FeedStores:
    """Silos of the halls and barges of the areas, by site. `hall` is -1 for a barge."""

    name: Texts
    container_type: Texts
    hall: Integers
    site: Integers
    capacity_kg: Floats

    def __len__(self) -> int:
        return len(self.name)


@dataclass(frozen=True)
class Layout:
    """All that the company owns. The same scale and equipment give the same rows."""

    sites: Sites
    halls: Halls
    containers: Containers
    sensors: Sensors
    feed_stores: FeedStores

    @property
    def stations(self) -> Integers:
        """Site indices of the freshwater stations."""
        return np.flatnonzero(self.sites.kind == SiteKind.STATION)

    @property
    def areas(self) -> Integers:
        """Site indices of the sea areas."""
        return np.flatnonzero(self.sites.kind == SiteKind.AREA)

    def containers_of(self, site: int, kind: ContainerKind) -> Integers:
        """Container indices of this kind at this site, in the order of their numbers."""
        containers = self.containers
        return np.flatnonzero((containers.site == site) & (containers.kind == kind))


def texts(values: list[str]) -> Texts:
    """A column of plain Python strings."""
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column
