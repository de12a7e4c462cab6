"""The infrastructure domain: what the company owns, written once at the start of a run."""

from datetime import date
from typing import Any

import numpy as np
from django.db import models

from apps.infrastructure.models import (
    Area,
    Container,
    FeedContainer,
    FreshwaterStation,
    Hall,
    Sensor,
)
from scripts.data_generation.generators.calendar import dates, moments
from scripts.data_generation.generators.ledger import CREATED, Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.company.layout import NOWHERE

# Fitters worked through the sites in the months before the first fish came.
FITTED_DAYS_BEFORE = 30
FITTING_DAYS = 60


def write_infrastructure(books: Books, first_day: date, ledger: Ledger) -> None:
    """Write every site, hall, container, sensor and feed store, each with its history row."""
    register = _Register(ledger, first_day.toordinal())
    _write_sites(books, register)
    _write_halls(books, register)
    _write_containers(books, register)
    _write_sensors(books, register)
    _write_feed_stores(books, register)


class _Register:
    """Rows that are there from the company's first day on, each with its history row."""

    def __init__(self, ledger: Ledger, first_day: int) -> None:
        self._ledger = ledger
        self.first_day = first_day

    def enter(self, model: type[models.Model], **columns: Any) -> None:
        """Add rows; `id` has one element for each of them, another column may have one for all."""
        when = moments(np.full(len(columns["id"]), self.first_day))
        self._ledger.insert(model, **columns)
        self._ledger.insert_history(model, CREATED, when, **columns)


def _write_sites(books: Books, register: _Register) -> None:
    sites, layout = books.layout.sites, books.layout
    stations, areas = layout.stations, layout.areas
    register.enter(
        FreshwaterStation,
        id=books.keys_of_index(FreshwaterStation, np.arange(len(stations))),
        name=sites.name[stations],
        station_type=FreshwaterStation.StationType.FRESHWATER,
        geography_id=books.geographies(stations),
        latitude=sites.latitude[stations],
        longitude=sites.longitude[stations],
        description="Hatchery, recirculation halls and quay",
        active=True,
    )
    register.enter(
        Area,
        id=books.keys_of_index(Area, np.arange(len(areas))),
        name=sites.name[areas],
        geography_id=books.geographies(areas),
        latitude=sites.latitude[areas],
        longitude=sites.longitude[areas],
        max_biomass=sites.max_biomass_kg[areas],
        active=True,
    )


def _write_halls(books: Books, register: _Register) -> None:
    halls = books.layout.halls
    register.enter(
        Hall,
        id=books.keys_of_index(Hall, np.arange(len(halls))),
        name=halls.name,
        freshwater_station_id=books.keys_of_index(FreshwaterStation, halls.site),
        description="",
        area_sqm=halls.area_sqm,
        active=True,
    )


def _hall_or_area(books: Books, hall: Any, site: Any) -> dict[str, Any]:
    """Foreign keys of things that stand in a hall or lie in a sea area, never both."""
    in_hall = hall != NOWHERE
    halls = books.keys_of_index(Hall, hall)
    areas = books.areas(site)
    return {
        "hall_id": np.ma.masked_array(halls, mask=~in_hall),
        "area_id": np.ma.masked_array(areas, mask=in_hall),
    }


def _write_containers(books: Books, register: _Register) -> None:
    containers = books.layout.containers
    types = np.asarray(books.master.container_types, dtype=np.int64)
    register.enter(
        Container,
        id=books.keys_of_index(Container, np.arange(len(containers))),
        name=containers.name,
        container_type_id=types[containers.kind],
        **_hall_or_area(books, containers.hall, containers.site),
        parent_container_id=None,
        hierarchy_role=Container.HierarchyRole.HOLDING,
        volume_m3=containers.volume_m3,
        max_biomass_kg=containers.max_biomass_kg,
        active=True,
        feed_recommendations_enabled=True,
    )


def _write_sensors(books: Books, register: _Register) -> None:
    sensors = books.layout.sensors
    fitted = dates(register.first_day - FITTED_DAYS_BEFORE - sensors.container % FITTING_DAYS)
    register.enter(
        Sensor,
        id=books.keys_of_index(Sensor, np.arange(len(sensors))),
        name=sensors.name,
        sensor_type=sensors.sensor_type,
        serial_number=sensors.serial_number,
        manufacturer=sensors.manufacturer,
        container_id=books.keys_of_index(Container, sensors.container),
        installation_date=fitted,
        last_calibration_date=fitted,
        active=True,
    )


def _write_feed_stores(books: Books, register: _Register) -> None:
    stores = books.layout.feed_stores
    register.enter(
        FeedContainer,
        id=books.keys_of_index(FeedContainer, np.arange(len(stores))),
        name=stores.name,
        container_type=stores.container_type,
        **_hall_or_area(books, stores.hall, stores.site),
        capacity_kg=stores.capacity_kg,
        active=True,
    )
