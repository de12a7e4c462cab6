"""What a place is: its name, its coast and its coordinates."""

from dataclasses import dataclass
from enum import IntEnum

from scripts.data_generation.config.figures import between, figure

CHART = "GSHHG full-resolution shoreline; positions read off the chart"


class Geography(IntEnum):
    """The two countries of the company. The number is the geography's position, from 0."""

    FAROE_ISLANDS = 0
    SCOTLAND = 1

    @property
    def label(self) -> str:
        """The geography's name in the books."""
        return GEOGRAPHY_LABELS[self]


GEOGRAPHY_LABELS = ("Faroe Islands", "Scotland")


@dataclass(frozen=True, kw_only=True)
class Place:
    """A freshwater station (on land) or a sea area (on water)."""

    name: str = figure("", "name", "the company's register of sites")
    coast: str = figure("", "coast code, as in config/water/climate_normals.py", CHART)
    latitude: float = figure(62.0, "degrees north, WGS84", CHART, between(55.0, 63.0))
    longitude: float = figure(-7.0, "degrees east, WGS84", CHART, between(-8.0, 0.0))


def places(*rows: tuple[str, str, float, float]) -> tuple[Place, ...]:
    """Places from rows of name, coast, latitude and longitude, in the order given."""
    return tuple(
        Place(name=name, coast=coast, latitude=latitude, longitude=longitude)
        for name, coast, latitude, longitude in rows
    )
