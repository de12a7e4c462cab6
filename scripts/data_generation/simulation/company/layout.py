"""From a scale to the company: sites, halls, containers, sensors and feed stores.

Deterministic and without randomness: the order of the rows is the order of the places in
`config/places_*.py`, then of the life of a batch, then of numbers.
"""

import numpy as np

from scripts.data_generation.array_types import Integers
from scripts.data_generation.config.company import places_faroe, places_scotland
from scripts.data_generation.config.company.equipment import (
    CONTAINER_TYPES,
    FRESHWATER_KINDS,
    KINDS,
    STAGE_OF_KIND,
    ContainerKind,
    Equipment,
    containers_per_site,
)
from scripts.data_generation.config.company.places import Geography, Place
from scripts.data_generation.config.fish.life_cycle import STAGE_LABELS, STAGES, Stage
from scripts.data_generation.config.scales import Scale
from scripts.data_generation.config.water.instruments import (
    FRESHWATER_PARAMETERS,
    INSTRUMENTS,
    SEA_PARAMETERS,
    WATER_QUALITY,
)
from scripts.data_generation.simulation.company.layout_tables import (
    NOWHERE,
    Containers,
    FeedStores,
    Halls,
    Layout,
    Sensors,
    SiteKind,
    Sites,
    texts,
)
from scripts.data_generation.simulation.water.water_bodies import HALLS_PER_STATION, hall_body

__all__ = [
    "NOWHERE",
    "Containers",
    "FeedStores",
    "Halls",
    "Layout",
    "Sensors",
    "SiteKind",
    "Sites",
    "build_layout",
]

HALL_STAGES = STAGES[: Stage.ADULT]


def build_layout(scale: Scale, equipment: Equipment | None = None) -> Layout:
    """What a company of this scale owns; `equipment` is the default equipment if not given."""
    equipment = equipment or Equipment()
    sites = build_sites(scale, equipment)
    containers = build_containers(sites, scale, equipment)
    return Layout(
        sites=sites,
        halls=build_halls(sites, scale, equipment),
        containers=containers,
        sensors=build_sensors(containers, scale.sensors_per_container),
        feed_stores=build_feed_stores(sites, scale, equipment),
    )


def build_sites(scale: Scale, equipment: Equipment) -> Sites:
    """Stations of both geographies, then sea areas of both."""
    rows = [
        *_first(places_faroe.STATIONS, scale.faroe_stations, SiteKind.STATION),
        *_first(places_scotland.STATIONS, scale.scotland_stations, SiteKind.STATION),
        *_first(places_faroe.AREAS, scale.faroe_areas, SiteKind.AREA),
        *_first(places_scotland.AREAS, scale.scotland_areas, SiteKind.AREA),
    ]
    kinds = np.asarray([kind for _, kind in rows], dtype=np.int64)
    licence = equipment.area_max_biomass_kg(scale.cages_per_area)
    return Sites(
        name=texts([place.name for place, _ in rows]),
        kind=kinds,
        geography=np.asarray([_geography(place) for place, _ in rows], dtype=np.int64),
        coast=texts([place.coast for place, _ in rows]),
        latitude=np.asarray([place.latitude for place, _ in rows]),
        longitude=np.asarray([place.longitude for place, _ in rows]),
        max_biomass_kg=np.where(kinds == SiteKind.AREA, licence, np.nan),
    )


def _first(known: tuple[Place, ...], count: int, kind: SiteKind) -> list[tuple[Place, SiteKind]]:
    if count > len(known):
        raise ValueError(f"{count} {kind.name.lower()}s asked for, {len(known)} places known")
    return [(place, kind) for place in known[:count]]


def _geography(place: Place) -> Geography:
    return Geography.FAROE_ISLANDS if place.coast == "faroe" else Geography.SCOTLAND


def build_halls(sites: Sites, scale: Scale, equipment: Equipment) -> Halls:
    """Five halls a station: egg and alevin, fry, parr, smolt and post-smolt."""
    counts = containers_per_site(scale)
    floor = np.zeros(HALLS_PER_STATION)
    for kind in FRESHWATER_KINDS:
        floor[STAGE_OF_KIND[kind]] += counts[kind] * equipment.floors_m2[kind]
    stations = np.flatnonzero(sites.kind == SiteKind.STATION)
    return Halls(
        name=texts(
            [
                f"{sites.name[station]} Hall {'ABCDE'[stage]} {STAGE_LABELS[stage]}"
                for station in stations
                for stage in HALL_STAGES
            ]
        ),
        site=np.repeat(stations, HALLS_PER_STATION),
        stage=np.tile(np.arange(HALLS_PER_STATION), len(stations)),
        area_sqm=np.tile(floor.round(2), len(stations)),
    )


def build_containers(sites: Sites, scale: Scale, equipment: Equipment) -> Containers:
    """Trays and tanks of each station, cages of each area."""
    counts = containers_per_site(scale)
    groups = [
        (site, kind, counts[kind])
        for site in range(len(sites))
        for kind in KINDS
        if (kind == ContainerKind.CAGE) == (sites.kind[site] == SiteKind.AREA)
    ]
    sizes = [count for _, _, count in groups]
    kinds = np.repeat(np.asarray([kind for _, kind, _ in groups], dtype=np.int64), sizes)
    site = np.repeat(np.asarray([site for site, _, _ in groups], dtype=np.int64), sizes)
    hall = hall_body(site, np.asarray(STAGE_OF_KIND)[kinds])
    return Containers(
        name=texts([name for group in groups for name in _container_names(sites, *group)]),
        kind=kinds,
        site=site,
        hall=np.where(kinds == ContainerKind.CAGE, NOWHERE, hall),
        volume_m3=np.asarray(equipment.volumes_m3)[kinds],
        max_biomass_kg=np.asarray(equipment.max_biomass_kg)[kinds],
    )


def _container_names(sites: Sites, site: int, kind: ContainerKind, count: int) -> list[str]:
    word = CONTAINER_TYPES[kind].word
    digits = max(2, len(str(count)))
    return [f"{sites.name[site]} {word} {number:0{digits}d}" for number in range(1, count + 1)]


def build_sensors(containers: Containers, per_container: int) -> Sensors:
    """The first `per_container` sensors of its water on every container."""
    container, parameter = _mounted(containers, per_container)
    types = texts([instrument.sensor_type for instrument in INSTRUMENTS])
    makers = texts([instrument.manufacturer for instrument in INSTRUMENTS])
    quality = np.asarray([instrument.parameter in WATER_QUALITY for instrument in INSTRUMENTS])
    pairs = list(zip(container.tolist(), parameter.tolist(), strict=True))
    return Sensors(
        container=container,
        parameter=parameter,
        sensor_type=types[parameter],
        name=texts([f"{containers.name[row]} {INSTRUMENTS[what].label}" for row, what in pairs]),
        serial_number=texts(
            [f"{INSTRUMENTS[what].model}-{number:07d}" for number, (_, what) in enumerate(pairs, 1)]
        ),
        manufacturer=makers[parameter],
        is_water_quality=quality[parameter],
    )


def _mounted(containers: Containers, per_container: int) -> tuple[Integers, Integers]:
    """Container and parameter of every sensor, by container, then parameter."""
    fresh = np.sort(np.asarray(FRESHWATER_PARAMETERS[:per_container], dtype=np.int64))
    sea = np.sort(np.asarray(SEA_PARAMETERS[:per_container], dtype=np.int64))
    in_sea = containers.kind == ContainerKind.CAGE
    mounted = np.zeros((len(containers), len(INSTRUMENTS)), dtype=bool)
    mounted[np.ix_(~in_sea, fresh)] = True
    mounted[np.ix_(in_sea, sea)] = True
    container, parameter = np.nonzero(mounted)
    return container, parameter


def build_feed_stores(sites: Sites, scale: Scale, equipment: Equipment) -> FeedStores:
    """One or two silos a hall, then two or three barges an area."""
    rows = [
        row
        for site in range(len(sites))
        for row in (
            _barges(site, sites, scale, equipment)
            if sites.kind[site] == SiteKind.AREA
            else _silos(site, sites, equipment)
        )
    ]
    return FeedStores(
        name=texts([name for name, *_ in rows]),
        container_type=texts(["BARGE" if hall == NOWHERE else "SILO" for _, hall, _, _ in rows]),
        hall=np.asarray([hall for _, hall, _, _ in rows], dtype=np.int64),
        site=np.asarray([site for _, _, site, _ in rows], dtype=np.int64),
        capacity_kg=np.asarray([capacity for *_, capacity in rows], dtype=np.float64),
    )


def _silos(site: int, sites: Sites, equipment: Equipment) -> list[tuple[str, int, int, float]]:
    return [
        (
            f"{sites.name[site]} {STAGE_LABELS[stage]} Silo {number}",
            int(hall_body(np.asarray(site), stage)),
            site,
            equipment.silo_capacity_kg[stage],
        )
        for stage in HALL_STAGES
        for number in range(1, equipment.silos[stage] + 1)
    ]


def _barges(
    site: int, sites: Sites, scale: Scale, equipment: Equipment
) -> list[tuple[str, int, int, float]]:
    return [
        (f"{sites.name[site]} Feed Barge {number}", NOWHERE, site, equipment.barge_capacity_kg)
        for number in range(1, equipment.barges(scale.cages_per_area) + 1)
    ]
