"""Places and things: geographies, sites, halls, containers, sensors and feed stores."""

from apps.infrastructure.models.containers import Container, ContainerType, FeedContainer, Sensor
from apps.infrastructure.models.sites import Area, FreshwaterStation, Geography, Hall

__all__ = [
    "Area",
    "Container",
    "ContainerType",
    "FeedContainer",
    "FreshwaterStation",
    "Geography",
    "Hall",
    "Sensor",
]
