"""What a day's steps may look at and never change: the layout, the parameters, chance and water."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from scripts.data_generation.array_types import Booleans, Floats, Integers
from scripts.data_generation.config.company.equipment import KIND_OF_STAGE, ContainerKind
from scripts.data_generation.config.company.planning import PLANNING
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.fish.mortality import CAUSE_CODES
from scripts.data_generation.config.formulas import FISH_SHAPE
from scripts.data_generation.config.parameters import Parameters
from scripts.data_generation.config.units import DAYS_A_YEAR, DAYS_OF_A_LEAP_YEAR
from scripts.data_generation.simulation.biology.growth import season_factor, temperature_response
from scripts.data_generation.simulation.company.distances import areas_km
from scripts.data_generation.simulation.company.feed_places import build_feed_places
from scripts.data_generation.simulation.company.feed_prices import market_index, months_between
from scripts.data_generation.simulation.company.layout import Layout
from scripts.data_generation.simulation.company.lice_waters import LiceWaters
from scripts.data_generation.simulation.ledger.randomness import Streams
from scripts.data_generation.simulation.water.climate import Climate, DailyWater
from scripts.data_generation.simulation.water.usual_water import usual_temperature
from scripts.data_generation.simulation.water.water_bodies import area_body, hall_body


class World:
    """The fixed surroundings of one run's farm.

    `first_day` and `last_day` (proleptic day numbers) are those of the whole history.
    """

    def __init__(
        self, parameters: Parameters, layout: Layout, seed: int, first_day: int, last_day: int
    ) -> None:
        self.parameters = parameters
        self.first_day = first_day
        self.last_day = last_day
        self.layout = layout
        self.streams = Streams(seed)
        sites = layout.sites
        self.stations = layout.stations
        self.areas = layout.areas
        self.area_coasts = tuple(str(sites.coast[area]) for area in self.areas)
        self.climate = Climate(
            len(self.stations), self.area_coasts, parameters, self.streams, first_day
        )
        self.areas_km = areas_km(layout)
        self.container_body = self._container_bodies()
        reads = layout.sensors.is_water_quality | parameters.scale.every_sensor_reads
        self.reading_sensors: Integers = np.flatnonzero(reads)
        rest = np.asarray(parameters.life_cycle.rest_days, dtype=np.int64)
        self.container_rest = rest[layout.containers.kind]
        fallow = [parameters.life_cycle.area_fallow_days(coast) for coast in self.area_coasts]
        # By site; a station has no fallow of its own.
        self.site_fallow = np.asarray([0] * len(self.stations) + fallow, dtype=np.int64)
        self.body_sea_tgc = self._by_area(
            [parameters.growth.sea_tgc(coast) for coast in self.area_coasts]
        )
        fresh = np.tile(parameters.growth.freshwater_tgc, len(self.stations))
        self.body_tgc = np.concatenate([fresh, self.body_sea_tgc[len(fresh) :]])
        usual = self._by_area([parameters.growth.usual_sea_tgc(c) for c in self.area_coasts])
        self.body_usual_tgc = np.concatenate([fresh, usual[len(fresh) :]])
        self.lice_waters = LiceWaters.of(layout, self.areas_km, parameters, self.streams)
        self.body_sea_survival = self._by_area(
            [parameters.mortality.sea_survival(coast) for coast in self.area_coasts]
        )

        self.feed_places = build_feed_places(layout, self.container_body, self.climate.bodies)
        self.usual_temperature_c = usual_temperature(
            len(self.stations), self.area_coasts, parameters.water
        )
        self.feed_market = market_index(
            self.streams["feed market"],
            months_between(first_day, last_day) + 1 + PLANNING.months_of_market_beyond,
            parameters.feed_supply,
        )

    def body_of_area(self, area: int) -> int:
        """The water body of a sea area, given as a site index."""
        return int(area_body(len(self.stations), np.asarray(area)))

    def sea_outlook(
        self, area: int, day_of_year: int, weight_g: float, target_g: float, growth: float = 1.0
    ) -> int:
        """Days that fish in this area (its position) need from a weight to another, g.

        In normal water, from this day of the year on; at most
        `PLANNING.outlook_days`. `growth` is their own factor on the usual growth.
        """
        reached = self._sea_growth[area]
        wanted = reached[day_of_year - 1] + (np.cbrt(target_g) - np.cbrt(weight_g)) / growth
        day = int(np.searchsorted(reached, wanted))
        return max(0, min(day - (day_of_year - 1), PLANNING.outlook_days))

    @cached_property
    def _sea_growth(self) -> Floats:
        """W^(1/3) gained since 1 January in normal water, shape (areas, days of three years)."""
        growth = self.parameters.growth
        normal = self.usual_temperature_c[self.climate.halls :]
        tgc = np.asarray([growth.usual_sea_tgc(coast) for coast in self.area_coasts])
        days = range(1, DAYS_OF_A_LEAP_YEAR + 1)
        season = np.asarray([season_factor(day, growth) for day in days])
        scaled = tgc[:, None] / FISH_SHAPE.tgc_scale
        a_day = scaled * normal * temperature_response(normal, growth) * season
        return np.cumsum(np.tile(a_day, PLANNING.outlook_years), axis=1)

    def year_of(self, day: int) -> int:
        """The year of the history in which this day lies, from 1."""
        return int((day - self.first_day) // DAYS_A_YEAR) + 1

    def of_year(self, values: Sequence[float], day: int) -> float:
        """The value of this day's year of the history; the last one holds for all later years."""
        return values[min(max(self.year_of(day), 1), len(values)) - 1]

    @staticmethod
    def kind_of(stage: Stage) -> ContainerKind:
        """The kind of container that a stage lives in."""
        return KIND_OF_STAGE[stage]

    def _container_bodies(self) -> Integers:
        """The water body of every container."""
        containers, halls = self.layout.containers, self.layout.halls
        in_hall = containers.hall >= 0
        stage = halls.stage[np.where(in_hall, containers.hall, 0)]
        in_station = hall_body(containers.site, stage)
        in_sea = area_body(len(self.stations), containers.site)
        return np.asarray(np.where(in_hall, in_station, in_sea), dtype=np.int64)

    def _by_area(self, values: list[float]) -> Floats:
        """A value of each sea area as an array over all water bodies; 1 for halls, never read."""
        return np.concatenate([np.ones(self.climate.halls), values])


@dataclass
class Today:
    """One day: its number, its calendar, its water, and what its steps hand to later ones."""

    number: int
    water: DailyWater
    # Growth of each assignment's fish this day, kg, left by `feed` for `grow`.
    gain_kg: Floats = field(default_factory=lambda: np.zeros(0))
    # Share of full appetite left to each assignment's fish; steps that hurt it multiply it.
    appetite: Floats = field(default_factory=lambda: np.zeros(0))
    # Hazard a day on top of the usual one, by cause; (causes, assignments). Steps add to it.
    extra_hazard: Floats = field(default_factory=lambda: np.zeros((len(CAUSE_CODES), 0)))

    # What kills by each cause where its hazard is not the usual one, as Reason; -1: nothing named.
    reason: Integers = field(default_factory=lambda: np.zeros((len(CAUSE_CODES), 0), dtype=int))
    # The outbreak whose disease is worst in each assignment tonight; 0: none.
    leading: Integers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    # Feed served to each assignment, units of 0.01 kg, its dead and their cause, as CAUSE_CODES.
    fed_units: Integers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    dead: Integers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    cause: Integers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def begin_evening(self, assignments: int) -> None:
        """Full appetite, no extra hazard, nothing eaten, nobody dead, for each assignment."""
        self.appetite = np.ones(assignments)
        self.extra_hazard = np.zeros((len(CAUSE_CODES), assignments))
        self.reason = np.full((len(CAUSE_CODES), assignments), -1)
        self.leading = np.zeros(assignments, dtype=np.int64)
        self.fed_units = np.zeros(assignments, dtype=np.int64)
        self.dead = np.zeros(assignments, dtype=np.int64)

    @property
    def date(self) -> date:
        """The day in the calendar."""
        return date.fromordinal(self.number)

    @property
    def day_of_year(self) -> int:
        """1 to 366."""
        return self.date.timetuple().tm_yday

    @property
    def iso_week(self) -> tuple[int, int]:
        """ISO year and week."""
        year, week, _ = self.date.isocalendar()
        return year, week

    @property
    def monday(self) -> int:
        """The number of the week's Monday."""
        return (self.date - timedelta(days=self.date.weekday())).toordinal()

    @property
    def temperature_c(self) -> Floats:
        """Daily mean temperature of every water body, degrees C."""
        return np.asarray(self.water.temperature_c[:, self.number - self.water.first_day])

    @property
    def saturation_percent(self) -> Floats:
        """Daily mean oxygen saturation of every water body, %."""
        return np.asarray(self.water.saturation_percent[:, self.number - self.water.first_day])

    @property
    def salinity_psu(self) -> Floats:
        """Daily mean salinity of every water body, PSU."""
        return np.asarray(self.water.salinity_psu[:, self.number - self.water.first_day])

    @property
    def storm(self) -> Booleans:
        """Over which water bodies a storm stands: no well-boat, no harvest, no feeding there."""
        return np.asarray(self.water.storm[:, self.number - self.water.first_day] > 0.0)
