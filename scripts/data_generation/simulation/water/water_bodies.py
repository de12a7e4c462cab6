"""Numbers of water bodies: the halls of every station, stage by stage, then the sea areas.

Sites are numbered in the same order: the stations, then the sea areas.
"""

import numpy as np

from scripts.data_generation.array_types import Integers
from scripts.data_generation.config.fish.life_cycle import Stage

# Each stage before the sea has a hall of its own.
HALLS_PER_STATION = int(Stage.ADULT)


def halls_of(stations: int) -> int:
    """How many halls so many stations have: the number of the first sea area's water body."""
    return stations * HALLS_PER_STATION


def hall_body(station: Integers, stage: Integers | int) -> Integers:
    """The water body of each station's hall for a stage; stations by site index, any shape."""
    return np.asarray(station * HALLS_PER_STATION + stage)


def stage_of_hall(body: Integers) -> Integers:
    """The stage that each hall's water body is for; any shape."""
    return np.asarray(body % HALLS_PER_STATION)


def area_body(stations: int, site: Integers) -> Integers:
    """The water body of each sea area, given by site index, behind so many stations; any shape."""
    return np.asarray(halls_of(stations) + site - stations)


def site_of_body(stations: int, body: Integers) -> Integers:
    """Site index of each water body, of hall or sea area, with so many stations; any shape."""
    halls = halls_of(stations)
    return np.where(body < halls, body // HALLS_PER_STATION, stations + body - halls)
