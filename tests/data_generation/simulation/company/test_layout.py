"""What the company owns at each scale: counts, names, homes, sensors and feed stores."""

from dataclasses import dataclass

import numpy as np
import pytest

from scripts.data_generation.config.company.equipment import KINDS, ContainerKind, Equipment
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.scales import SCALES, Scale
from scripts.data_generation.config.water.instruments import INSTRUMENTS, Parameter
from scripts.data_generation.simulation.company.layout import Layout, SiteKind, build_layout

pytestmark = pytest.mark.no_database

LAYOUTS = {name: build_layout(scale) for name, scale in SCALES.items()}


@pytest.fixture(params=list(SCALES))
def layout(request: pytest.FixtureRequest) -> Layout:
    return LAYOUTS[request.param]


@dataclass(frozen=True)
class Counts:
    """How many of each a company owns."""

    geographies: int
    stations: int
    halls: int
    areas: int
    containers: int
    cages: int
    sensors: int
    stores: int


THE_MODEL_COMPANY = Counts(
    geographies=2,
    stations=25,
    halls=125,
    areas=24,
    containers=4_230,
    cages=480,
    sensors=37_590,
    stores=297,
)


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("ci", Counts(1, 1, 5, 1, 40, 4, 160, 11)),
        ("dev", Counts(2, 4, 20, 4, 300, 24, 2_676, 44)),
        ("production", THE_MODEL_COMPANY),
        ("full", THE_MODEL_COMPANY),
    ],
)
def test_counts(name: str, counts: Counts) -> None:
    layout = LAYOUTS[name]
    assert counts == Counts(
        geographies=len(set(layout.sites.geography)),
        stations=len(layout.stations),
        halls=len(layout.halls),
        areas=len(layout.areas),
        containers=len(layout.containers),
        cages=int((layout.containers.kind == ContainerKind.CAGE).sum()),
        sensors=len(layout.sensors),
        stores=len(layout.feed_stores),
    )


def test_a_production_station() -> None:
    layout = LAYOUTS["production"]
    for station in layout.stations:
        counts = [len(layout.containers_of(station, kind)) for kind in KINDS]
        assert counts == [50, 40, 30, 15, 12, 3, 0]
    for area in layout.areas:
        assert [len(layout.containers_of(area, kind)) for kind in KINDS] == [0] * 6 + [20]


def test_the_smallest_farm_is_faroese() -> None:
    sites = LAYOUTS["ci"].sites
    assert set(sites.coast) == {"faroe"}
    assert set(sites.geography) == {0}


def test_columns_are_equally_long(layout: Layout) -> None:
    for table in vars(layout).values():
        assert {len(column) for column in vars(table).values()} == {len(table)}


@pytest.mark.parametrize("table", ["sites", "halls", "containers", "sensors", "feed_stores"])
def test_names_are_unique_and_short(layout: Layout, table: str) -> None:
    names = getattr(layout, table).name.tolist()
    assert len(set(names)) == len(names)
    assert all(isinstance(name, str) and 0 < len(name) <= 100 for name in names)


def test_names_as_a_company_gives_them() -> None:
    layout = LAYOUTS["production"]
    names = set(layout.containers.name)
    assert {"Viðareiði Fry 07", "A15 Froðba Cage 12", "Strond Pre-Transfer 03"} <= names
    assert "Viðareiði Hall A Egg&Alevin" in layout.halls.name
    assert "A15 Froðba Cage 12 Salinity" in layout.sensors.name
    assert "A15 Froðba Feed Barge 3" in layout.feed_stores.name


def test_stations_first_then_areas(layout: Layout) -> None:
    kinds = layout.sites.kind
    assert (np.diff(kinds) >= 0).all()
    assert np.isnan(layout.sites.max_biomass_kg[kinds == SiteKind.STATION]).all()
    assert (layout.sites.max_biomass_kg[kinds == SiteKind.AREA] > 0).all()


def test_halls_of_a_station_follow_the_stages(layout: Layout) -> None:
    halls = layout.halls
    expected = [(site, stage) for site in layout.stations for stage in range(5)]
    assert list(zip(halls.site, halls.stage, strict=True)) == expected
    assert (halls.area_sqm > 40).all()


def test_a_container_is_in_a_hall_of_its_site_or_in_an_area(layout: Layout) -> None:
    rows, halls = layout.containers, layout.halls
    caged = rows.kind == ContainerKind.CAGE
    assert ((rows.hall == -1) == caged).all()
    assert (layout.sites.kind[rows.site[caged]] == SiteKind.AREA).all()
    assert (halls.site[rows.hall[~caged]] == rows.site[~caged]).all()


def test_halls_hold_their_stages_containers(layout: Layout) -> None:
    rows = layout.containers
    housed = rows.hall >= 0
    stages = np.minimum(rows.kind[housed], Stage.POST_SMOLT)
    assert (layout.halls.stage[rows.hall[housed]] == stages).all()


def test_sizes_come_from_the_equipment() -> None:
    half = build_layout(SCALES["ci"], Equipment(cage_volume_m3=20_000.0, cage_max_density=20.0))
    cages = half.containers_of(int(half.areas[0]), ContainerKind.CAGE)
    assert set(half.containers.volume_m3[cages]) == {20_000.0}
    assert set(half.containers.max_biomass_kg[cages]) == {400_000.0}


def test_temperature_oxygen_and_ph_on_every_container(layout: Layout) -> None:
    sensors = layout.sensors
    for parameter in (Parameter.TEMPERATURE, Parameter.OXYGEN, Parameter.ACIDITY):
        on = sensors.container[sensors.parameter == parameter]
        assert on.tolist() == list(range(len(layout.containers)))


def test_salinity_in_every_cage_and_nowhere_else(layout: Layout) -> None:
    sensors, containers = layout.sensors, layout.containers
    on = sensors.container[sensors.parameter == Parameter.SALINITY]
    assert on.tolist() == np.flatnonzero(containers.kind == ContainerKind.CAGE).tolist()


def test_four_water_quality_sensors_a_container(layout: Layout) -> None:
    sensors = layout.sensors
    counts = np.bincount(sensors.container[sensors.is_water_quality])
    assert set(counts) == {4}


def test_sensors_are_ordered_and_no_double(layout: Layout) -> None:
    sensors = layout.sensors
    order = sensors.container * len(INSTRUMENTS) + sensors.parameter
    assert (np.diff(order) > 0).all()


def test_serial_numbers_are_unique(layout: Layout) -> None:
    serials = layout.sensors.serial_number.tolist()
    assert len(set(serials)) == len(serials)
    assert serials[0] == "VT210-0000001"


def test_no_turbidity_sensor(layout: Layout) -> None:
    assert not any("turbid" in name.lower() for name in layout.sensors.name)
    types = {"TEMPERATURE", "OXYGEN", "PH", "SALINITY", "CO2", "OTHER"}
    assert set(layout.sensors.sensor_type) <= types


def test_feed_stores_stand_where_fish_are_fed(layout: Layout) -> None:
    stores = layout.feed_stores
    silos = stores.container_type == "SILO"
    assert (silos == (stores.hall >= 0)).all()
    of_hall = np.bincount(stores.hall[silos], minlength=len(layout.halls))
    of_area = np.bincount(stores.site[~silos], minlength=len(layout.sites))[layout.areas]
    assert ((of_hall >= 1) & (of_hall <= 2)).all()
    assert ((of_area >= 2) & (of_area <= 3)).all()
    assert (layout.halls.site[stores.hall[silos]] == stores.site[silos]).all()
    assert (stores.capacity_kg > 0).all()


def test_the_same_scale_gives_the_same_rows() -> None:
    again = build_layout(SCALES["production"])
    for name, table in vars(again).items():
        first = vars(getattr(LAYOUTS["production"], name))
        for column, values in vars(table).items():
            equal_nan = values.dtype.kind == "f"
            assert np.array_equal(values, first[column], equal_nan=equal_nan)


def test_a_larger_scale_begins_with_the_smaller_ones_sites() -> None:
    large, small = LAYOUTS["production"].sites.name, LAYOUTS["ci"].sites.name
    assert set(small) <= set(large)


def test_more_sites_than_places_is_an_error() -> None:
    with pytest.raises(ValueError, match="14 stations asked for, 13 places known"):
        build_layout(Scale(faroe_stations=14))
