"""How far the sea areas lie from each other."""

from functools import lru_cache

import numpy as np
from geopy.distance import geodesic

from scripts.data_generation.array_types import Floats
from scripts.data_generation.simulation.company.layout import Layout

Positions = tuple[tuple[float, float], ...]


def areas_km(layout: Layout) -> Floats:
    """Geodesic distance, km, between every two sea areas of a layout; shape (areas, areas)."""
    sites = layout.sites
    north, east = sites.latitude[layout.areas], sites.longitude[layout.areas]
    return _between(tuple(zip(north.tolist(), east.tolist(), strict=True)))


@lru_cache(maxsize=4)
def _between(positions: Positions) -> Floats:
    """Distance, km, between every two positions (degrees north, east) on the WGS84 ellipsoid."""
    km = np.zeros((len(positions), len(positions)))
    for here, position in enumerate(positions):
        for there in range(here):
            km[here, there] = km[there, here] = geodesic(position, positions[there]).km
    return km
