"""The one water: daily temperature, saturation, salinity and pH of every hall and sea area.

Growth, appetite, deaths and transfers read it; the sensors report it. It is a pure function of
the run's seed, the water body and the date, whatever span of days is asked for.

A water body is a hall of a station or a sea area: `station * 5 + hall`, then the areas.
"""

from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache

import numpy as np

from scripts.data_generation.array_types import Booleans, Floats, Integers
from scripts.data_generation.config.parameters import Parameters
from scripts.data_generation.config.units import DAYS_A_YEAR, PER_CENT
from scripts.data_generation.config.water.climate_normals import COASTS, SEA_TEMPERATURE_C
from scripts.data_generation.config.water.courses import FRESHWATER_COURSES, SEA_COURSES, Course
from scripts.data_generation.config.water.daily_water import Water
from scripts.data_generation.config.water.instruments import Parameter
from scripts.data_generation.config.water.peaks import PEAK_DAYS
from scripts.data_generation.config.water.shapes import WATER_SHAPES
from scripts.data_generation.config.water.water_events import EventKind
from scripts.data_generation.simulation.biology.water_stress import (
    EventStrengths,
    appetite,
    hazard,
)
from scripts.data_generation.simulation.ledger.randomness import Stream, Streams
from scripts.data_generation.simulation.water.seasons import (
    autoregressive,
    day_of_year,
    normal_year,
    season,
)
from scripts.data_generation.simulation.water.water_bodies import halls_of, stage_of_hall
from scripts.data_generation.simulation.water.water_events import EventCalendar
from scripts.data_generation.simulation.water.weather import Weather

# The day-to-day processes of a year start from rest two years earlier: by then a process with
# phi = 0.985 has forgotten its start to 1 part in 60,000, so each date has one value.
SPIN_UP_YEARS = 2
DAYS_CACHED_YEARS = 4

# Addresses of further quantities: room for new ones beside the old.
PARAMETER_STRIDE = 64

# Those that rise and fall over days, by their strength; of a storm each day has its own gusts.
DAYS_LONG = {
    "bloom": EventKind.ALGAE_BLOOM,
    "heat": EventKind.HEAT_WAVE,
    "cold": EventKind.COLD_SNAP,
    "slack": EventKind.OXYGEN_DEPLETION,
}


@dataclass(frozen=True)
class DailyWater:
    """Daily means of all water bodies, each shape (bodies, days).

    `saturation_swing_percent` is half of the day's range, so that the day's lowest saturation is
    the mean less the swing, `acidity_swing` the same of pH. Storm, bloom, heat, cold and slack are
    the strengths of water events, 0-1; `appetite` (share of full) and `hazard` (a day) are what all
    of this does to fish.
    """

    first_day: int
    temperature_c: Floats
    saturation_percent: Floats
    salinity_psu: Floats
    acidity_ph: Floats
    saturation_swing_percent: Floats
    acidity_swing: Floats
    storm: Floats
    bloom: Floats
    heat: Floats
    cold: Floats
    slack: Floats
    appetite: Floats
    hazard: Floats

    def __len__(self) -> int:
        return int(self.temperature_c.shape[1])


FIELDS = tuple(field.name for field in fields(DailyWater) if field.name != "first_day")


class Climate:
    """The daily water of all bodies of a layout with `stations` and areas off these `coasts`.

    `founded`, the history's first day, tells in which of its years cages are oxygenated.
    """

    def __init__(
        self,
        stations: int,
        coasts: tuple[str, ...],
        parameters: Parameters,
        streams: Streams,
        founded: int,
    ) -> None:
        self._water: Water = parameters.water
        self._events = parameters.water_events
        self._founded = founded
        self._streams = streams
        self._halls = halls_of(stations)
        self._coasts = coasts
        self._coast_codes = np.asarray([COASTS.index(coast) for coast in coasts], dtype=np.int64)
        self._is_faroe = np.asarray([coast == "faroe" for coast in coasts], dtype=bool)
        self.weather = Weather(coasts, self._halls, parameters.weather, streams)
        self.events = EventCalendar(
            coasts, self._halls, parameters.water_events, self.weather, streams
        )
        self._year = lru_cache(maxsize=DAYS_CACHED_YEARS)(self._make_year)
        self._further_year = lru_cache(maxsize=DAYS_CACHED_YEARS * len(Parameter))(
            self._make_further_year
        )

    @property
    def bodies(self) -> int:
        """Number of water bodies: halls, then sea areas."""
        return self._halls + len(self._coasts)

    def days(self, first_day: int, last_day: int) -> DailyWater:
        """Daily water from `first_day` to `last_day` (proleptic day numbers, both included)."""
        first_year = date.fromordinal(first_day).year
        last_year = date.fromordinal(last_day).year
        years = [self._year(year) for year in range(first_year, last_year + 1)]
        start = first_day - years[0].first_day
        stop = start + last_day - first_day + 1
        joined = {
            name: np.concatenate([getattr(year, name) for year in years], axis=1)[:, start:stop]
            for name in FIELDS
        }
        return DailyWater(first_day=first_day, **joined)

    def further(self, parameter: Parameter, first_day: int, last_day: int) -> Floats:
        """Season and day-to-day departure of a further quantity, shape (bodies, days).

        In the units of its Course; bodies whose water does not have the quantity hold 0.
        """
        first_year = date.fromordinal(first_day).year
        last_year = date.fromordinal(last_day).year
        start = first_day - date(first_year, 1, 1).toordinal()
        years = [self._further_year(parameter, y) for y in range(first_year, last_year + 1)]
        return np.concatenate(years, axis=1)[:, start : start + last_day - first_day + 1]

    @property
    def halls(self) -> int:
        """Number of halls: the first sea area's water body."""
        return self._halls

    def course(self, parameter: Parameter, body_is_hall: bool) -> Course | None:
        """The course of a further quantity in a hall's or the sea's water; None where absent."""
        return (FRESHWATER_COURSES if body_is_hall else SEA_COURSES).get(parameter)

    def is_hall(self, bodies: Integers) -> Booleans:
        """Which of these water bodies are halls; the others are sea areas; any shape."""
        return np.asarray(bodies < self._halls)

    def is_faroe(self, bodies: Integers) -> Booleans:
        """Which of these water bodies are sea areas of the Faroe Islands; any shape."""
        faroe = np.concatenate([np.zeros(self._halls, dtype=bool), self._is_faroe])
        return np.asarray(faroe[bodies])

    def _make_further_year(self, parameter: Parameter, year: int) -> Floats:
        days = _days_with_spin_up(year)
        bodies = np.arange(self.bodies)
        departure = np.zeros((self.bodies, len(days)))
        for hall in (True, False):
            course, here = self.course(parameter, hall), self.is_hall(bodies) == hall
            if course is None or not here.any():
                continue
            entities = bodies[here] * PARAMETER_STRIDE + parameter
            noise = self._series("further parameters", entities, days, course.persistence)
            wave = season(days, course.peak_day)
            departure[here] = course.season * wave + course.day_sd * noise
        first = date(year, 1, 1).toordinal()
        departure = departure[:, days >= first]
        span = (first, first + departure.shape[1] - 1)
        if parameter is Parameter.CHLOROPHYLL:
            bloom = self.events.intensity(EventKind.ALGAE_BLOOM, *span)
            departure += self._at_sea(self._events.bloom_chlorophyll * bloom)
        if parameter is Parameter.CURRENT_SPEED:
            slack = self.events.intensity(EventKind.OXYGEN_DEPLETION, *span)
            departure -= self._at_sea(self._events.depletion_current * slack)
        return departure

    def _make_year(self, year: int) -> DailyWater:
        first = date(year, 1, 1).toordinal()
        days = _days_with_spin_up(year)
        kept = days >= first
        calm = {
            "temperature_c": self._temperature(days)[:, kept],
            "saturation_percent": self._saturation(days)[:, kept],
            "salinity_psu": self._salinity(days)[:, kept],
            "acidity_ph": self._acidity(days)[:, kept],
            "saturation_swing_percent": self._saturation_swing(int(kept.sum())),
        }
        return self._disturbed(first, calm)

    def _disturbed(self, first_day: int, calm: dict[str, Floats]) -> DailyWater:
        """A year's calm water under its events, and what that does to fish."""
        f, days = self._events, first_day + np.arange(calm["temperature_c"].shape[1])
        span = (first_day, int(days[-1]))
        gust = self._at_sea(self.weather.strongest_gusts(*span))
        strengths = EventStrengths(
            storm=self.events.storm_strength(gust),
            **{name: self._intensity(kind, span) for name, kind in DAYS_LONG.items()},
        )
        storm, bloom, slack = strengths.storm, strengths.bloom, strengths.slack
        heat_c = self._at_sea(np.where(self._is_faroe, f.heat_faroe_c, f.heat_scotland_c)[:, None])
        temperature = calm["temperature_c"] + heat_c * strengths.heat - f.cold_c * strengths.cold
        mixed = f.storm_mixing * (storm > 0.0)
        swing = calm["saturation_swing_percent"] * (1.0 - mixed)
        swing += (
            f.bloom_swing_percent * bloom**WATER_SHAPES.bloom_swing_power
            + f.depletion_swing_percent * slack
        )
        saturation = calm["saturation_percent"]
        saturation = saturation + mixed * (PER_CENT - saturation)
        saturation -= f.bloom_loss_percent * bloom + f.depletion_loss_percent * slack
        saturation += self._oxygenated(days, saturation - swing)
        return DailyWater(
            first_day=first_day,
            temperature_c=temperature,
            saturation_percent=saturation,
            salinity_psu=calm["salinity_psu"],
            acidity_ph=calm["acidity_ph"] + f.bloom_acidity * bloom,
            saturation_swing_percent=swing,
            acidity_swing=self._water.acidity_diurnal + f.bloom_acidity_swing * bloom,
            appetite=appetite(
                temperature, saturation, swing, strengths, self._water.low_oxygen_percent, f
            ),
            hazard=hazard(saturation - swing, storm, bloom, f),
            **vars(strengths),
        )

    def _intensity(self, kind: EventKind, span: tuple[int, int]) -> Floats:
        """How strong this kind of event is, 0-1, in every body from a day to another."""
        return self._at_sea(self.events.intensity(kind, *span))

    def _oxygenated(self, days: Integers, lowest: Floats) -> Floats:
        """Saturation, %, that oxygenation adds in the cages, by year of the run."""
        water = self._water
        year = np.clip((days - self._founded) // DAYS_A_YEAR, 0, len(water.oxygenation) - 1)
        share = np.asarray(water.oxygenation)[year.astype(np.int64)]
        lacking = np.maximum(water.oxygenation_to_percent - lowest, 0.0)
        lacking[: self._halls] = 0.0
        return np.asarray(share * lacking)

    def _at_sea(self, of_areas: Floats) -> Floats:
        """Values of sea areas as of all water bodies; 0 in halls."""
        return np.concatenate([np.zeros((self._halls, of_areas.shape[1])), of_areas])

    def _saturation_swing(self, days: int) -> Floats:
        """Half range of saturation over a day without events, %."""
        water = self._water
        sea = np.where(
            self._is_faroe, water.saturation_diurnal_faroe, water.saturation_diurnal_scotland
        )
        level = np.concatenate([np.full(self._halls, water.saturation_diurnal_hall), sea])
        return np.repeat(level[:, None], days, axis=1)

    def _series(self, mechanism: str, entities: Integers, days: Integers, phi: float) -> Floats:
        stream: Stream = self._streams[mechanism]
        return autoregressive(stream.normal(entities[:, None], days[None, :]), phi)

    def _temperature(self, days: Integers) -> Floats:
        water = self._water
        year_day = day_of_year(days)
        halls = np.arange(self._halls)
        setpoint = np.asarray(water.hall_temperature_c)[stage_of_hall(halls)]
        swing = water.hall_seasonal_c * season(days, PEAK_DAYS.hall_temperature)
        noise = self._series("water fast site", halls, days, water.hall_day_persistence)
        fresh = setpoint[:, None] + swing + water.hall_day_sd_c * noise
        return np.concatenate([fresh, self._sea_temperature(days, year_day)])

    def _sea_temperature(self, days: Integers, year_day: Integers) -> Floats:
        water = self._water
        areas = self._halls + np.arange(len(self._coasts))
        coasts = np.arange(len(COASTS))
        normals = normal_year(np.asarray([SEA_TEMPERATURE_C[coast] for coast in COASTS]))
        slow = self._series("water slow", coasts, days, water.sea_slow_persistence)
        phi = water.sea_fast_persistence
        shared = self._series("water fast coast", coasts, days, phi)[self._coast_codes]
        own = self._series("water fast site", areas, days, phi)
        share = water.sea_fast_shared
        fast = np.sqrt(share) * shared + np.sqrt(1.0 - share) * own
        offset = water.sea_site_sd_c * self._streams["water site offset"].normal(areas)
        return np.asarray(
            normals[self._coast_codes][:, year_day - 1]
            + offset[:, None]
            + water.sea_slow_sd_c * slow[self._coast_codes]
            + water.sea_fast_sd_c * fast
        )

    def _saturation(self, days: Integers) -> Floats:
        water = self._water
        noise = self._series(
            "saturation", np.arange(self.bodies), days, water.saturation_persistence
        )
        fresh = water.saturation_hall + water.saturation_hall_sd * noise[: self._halls]
        level = np.where(self._is_faroe, water.saturation_faroe, water.saturation_scotland)
        dip = np.where(
            self._is_faroe, water.saturation_autumn_dip_faroe, water.saturation_autumn_dip_scotland
        )
        wave = season(days, PEAK_DAYS.autumn_dip)
        sea = level[:, None] - dip[:, None] * wave + water.saturation_sea_sd * noise[self._halls :]
        return np.concatenate([fresh, sea])

    def _salinity(self, days: Integers) -> Floats:
        water = self._water
        areas = self._halls + np.arange(len(self._coasts))
        noise = self._series("salinity", areas, days, water.salinity_persistence)
        levels = {
            "faroe": water.salinity_faroe,
            "west_coast": water.salinity_west_coast,
            "orkney": water.salinity_northern_isles,
            "shetland": water.salinity_northern_isles,
        }
        lacking = water.salinity_ocean - np.asarray([levels[coast] for coast in self._coasts])
        # Runoff only ever freshens: what is lacking to the ocean's salt is lognormal.
        wet = season(days, PEAK_DAYS.runoff)
        runoff = water.salinity_runoff_sd * noise + water.salinity_runoff_season * wet
        sea = water.salinity_ocean - lacking[:, None] * np.exp(runoff)
        return np.concatenate([np.zeros((self._halls, len(days))), sea])

    def _acidity(self, days: Integers) -> Floats:
        water = self._water
        noise = self._series("acidity", np.arange(self.bodies), days, water.acidity_persistence)
        in_hall = np.arange(self.bodies) < self._halls
        level = np.where(in_hall, water.acidity_hall, water.acidity_sea)
        spread = np.where(in_hall, water.acidity_hall_sd, water.acidity_sea_sd)
        return np.asarray(level[:, None] + spread[:, None] * noise)


def _days_with_spin_up(year: int) -> Integers:
    """The days of a year and of the years before it in which its processes forget their start."""
    rest = date(year - SPIN_UP_YEARS, 1, 1).toordinal()
    return np.arange(rest, date(year + 1, 1, 1).toordinal())
