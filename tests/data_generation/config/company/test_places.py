"""Stations stand on land near the sea; sea areas lie on water near land, apart from each other."""

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from roaring_landmask import RoaringLandmask

from scripts.data_generation.config.company import places_faroe, places_scotland
from scripts.data_generation.config.company.places import Place
from scripts.data_generation.config.water.climate_normals import COASTS

pytestmark = pytest.mark.no_database

STATIONS = (*places_faroe.STATIONS, *places_scotland.STATIONS)
AREAS = (*places_faroe.AREAS, *places_scotland.AREAS)
KM_PER_DEGREE = 111.2

# Rough outlines of the coasts: south, north, west, east, degrees.
OUTLINES = {
    "faroe": (61.35, 62.45, -7.75, -6.20),
    "west_coast": (55.4, 58.7, -7.6, -5.0),
    "orkney": (58.65, 59.45, -3.45, -2.35),
    "shetland": (59.8, 60.9, -1.75, -0.7),
}


def name_of(place: Place) -> str:
    return place.name


@pytest.fixture(scope="module")
def landmask() -> RoaringLandmask:
    return RoaringLandmask.new()


def around(place: Place, radius_km: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Longitudes and latitudes of a fine net of points within `radius_km` of a place."""
    distance, bearing = np.meshgrid(
        np.arange(0.1, radius_km, 0.1), np.linspace(0, 2 * np.pi, 72, endpoint=False)
    )
    latitude = place.latitude + distance * np.cos(bearing) / KM_PER_DEGREE
    east_km = KM_PER_DEGREE * np.cos(np.radians(place.latitude))
    longitude = place.longitude + distance * np.sin(bearing) / east_km
    return longitude.ravel(), latitude.ravel()


def kilometres(a: Place, b: Place) -> float:
    north = (a.latitude - b.latitude) * KM_PER_DEGREE
    east = (a.longitude - b.longitude) * KM_PER_DEGREE * np.cos(np.radians(a.latitude))
    return float(np.hypot(north, east))


def test_numbers_of_places() -> None:
    counts = [len(x.STATIONS) for x in (places_faroe, places_scotland)]
    assert counts == [13, 12]
    assert [len(x.AREAS) for x in (places_faroe, places_scotland)] == [14, 10]


@pytest.mark.parametrize("station", STATIONS, ids=name_of)
def test_a_station_stands_on_land_near_the_sea(station: Place, landmask: RoaringLandmask) -> None:
    assert landmask.contains(station.longitude, station.latitude)
    assert not landmask.contains_many(*around(station, 5.0)).all()


@pytest.mark.parametrize("area", AREAS, ids=name_of)
def test_an_area_lies_on_water_near_land(area: Place, landmask: RoaringLandmask) -> None:
    assert not landmask.contains(area.longitude, area.latitude)
    assert landmask.contains_many(*around(area, 3.0)).any()
    # The cages themselves need room: no land within 200 m.
    assert not landmask.contains_many(*around(area, 0.2)).any()


def test_areas_lie_apart() -> None:
    assert min(kilometres(a, b) for a, b in combinations(AREAS, 2)) > 2.0


@pytest.mark.parametrize("place", STATIONS + AREAS, ids=name_of)
def test_a_place_lies_on_the_coast_it_names(place: Place) -> None:
    south, north, west, east = OUTLINES[place.coast]
    assert south < place.latitude < north
    assert west < place.longitude < east


def test_coasts_have_climate_normals() -> None:
    assert {place.coast for place in STATIONS + AREAS} == set(COASTS)


def test_smaller_scottish_farms_have_two_waters() -> None:
    assert [area.coast for area in places_scotland.AREAS[:2]] == ["west_coast", "shetland"]


def test_names_are_unique() -> None:
    names = [place.name for place in STATIONS + AREAS]
    assert len(set(names)) == len(names)
