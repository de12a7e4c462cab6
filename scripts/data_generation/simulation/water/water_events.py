"""Water events of every sea area: a pure function of seed, area and year, without any state.

Storms are the spells of days whose gusts pass the limit. Of every other kind a season holds some
windows; in each an event begins or not, so that two of one kind seldom meet.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache

import numpy as np

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.units import TINY
from scripts.data_generation.config.water.climate_normals import COASTS
from scripts.data_generation.config.water.shapes import WATER_SHAPES
from scripts.data_generation.config.water.water_events import EventKind, WaterEvents
from scripts.data_generation.simulation.ledger.randomness import Streams
from scripts.data_generation.simulation.ledger.rows import Rows
from scripts.data_generation.simulation.water.weather import Weather

WINDOWS = WATER_SHAPES.windows
KIND_STRIDE = 64
LONGEST_STORM_DAYS = WATER_SHAPES.longest_storm_days
YEARS_CACHED = 6
HARMFUL_FROM = WATER_SHAPES.harmful_from


class EventDraw(IntEnum):
    """The draws of a window: whether an event begins in it, when, for how long, how strong."""

    BEGINS = 0
    WHEN = 1
    LENGTH = 2
    STRENGTH = 3


@dataclass(frozen=True)
class Events(Rows):
    """Events, one row each: area from 0, EventKind, first and last day, strength (0-1).

    Days are proleptic day numbers, and an event has both of them.
    """

    area: Integers
    kind: Integers
    first_day: Integers
    last_day: Integers
    strength: Floats

    def __len__(self) -> int:
        return len(self.area)


@dataclass(frozen=True)
class _Season:
    """When events of a kind begin, and how often; areas of one entity have them together.

    `entities`, `rate` (events a year) and `harmful` (share of them) are one for each area; `days`
    are the first and last of the year on which one may begin, `length` its least and most days.
    """

    kind: EventKind
    entities: Integers
    rate: Floats
    days: tuple[int, int]
    length: tuple[int, int]
    harmful: Floats | None = None


class EventCalendar:
    """The events over areas off these `coasts`; `first_entity` addresses the first of them."""

    def __init__(
        self,
        coasts: tuple[str, ...],
        first_entity: int,
        figures: WaterEvents,
        weather: Weather,
        streams: Streams,
    ) -> None:
        self._figures, self._weather = figures, weather
        self._stream = streams["water events"]
        self._areas = first_entity + np.arange(len(coasts))
        self._coast = np.asarray([COASTS.index(coast) for coast in coasts], dtype=np.int64)
        self._is_faroe = np.asarray([coast == "faroe" for coast in coasts], dtype=bool)
        self._seasons = self._seasons_of_kinds()
        self._year = lru_cache(maxsize=YEARS_CACHED)(self._make_year)
        self._starts = lru_cache(maxsize=YEARS_CACHED)(self._make_starts)

    def beginning(self, first_day: int, last_day: int) -> Events:
        """Events whose first day is one of these, ordered by first day, area and kind."""
        years = range(date.fromordinal(first_day).year, date.fromordinal(last_day).year + 1)
        events = joined([self._year(year) for year in years])
        inside = (events.first_day >= first_day) & (events.first_day <= last_day)
        return _ordered(events.at(inside))

    def any_begins(self, day: int) -> bool:
        """Whether an event begins on this day, for who asks every day."""
        return day in self._starts(date.fromordinal(day).year)

    def _make_starts(self, year: int) -> frozenset[int]:
        return frozenset(self._year(year).first_day.tolist())

    def touching(self, first_day: int, last_day: int) -> Events:
        """Events with a day among these, ordered as by `beginning`."""
        earlier = self.beginning(first_day - LONGEST_STORM_DAYS, last_day)
        return earlier.at(earlier.last_day >= first_day)

    def intensity(self, kind: EventKind, first_day: int, last_day: int) -> Floats:
        """How strong a kind is on each day, 0 to 1, shape (areas, days)."""
        found = np.zeros((len(self._areas), last_day - first_day + 1))
        events = self.touching(first_day, last_day)
        for row in np.flatnonzero(events.kind == kind):
            begin, end = int(events.first_day[row]), int(events.last_day[row])
            days = np.arange(max(begin, first_day), min(end, last_day) + 1)
            phase = (days - begin + 1 / 2) / (end - begin + 1)
            here = found[int(events.area[row])]
            course = events.strength[row] * np.sin(np.pi * phase)
            here[days - first_day] = np.maximum(here[days - first_day], course)
        return found

    def storm_strength(self, gust_m_s: Floats) -> Floats:
        """Strength of a storm, 0-1, by its gusts, m/s; 0 below the limit; any shape."""
        figures, limit = self._figures, self._weather.storm_gust_m_s
        above = (gust_m_s - limit) / (figures.storm_gust_full_m_s - limit)
        least = figures.strength_min
        return np.where(above >= 0.0, np.minimum(least + (1.0 - least) * above, 1.0), 0.0)

    def _seasons_of_kinds(self) -> tuple[_Season, ...]:
        f, faroe = self._figures, self._is_faroe
        by_coast = self._coast
        by_area = self._areas + len(COASTS)
        return (
            _Season(
                kind=EventKind.ALGAE_BLOOM,
                entities=by_area,
                rate=np.where(faroe, f.bloom_rate_faroe, f.bloom_rate_scotland),
                days=(f.bloom_first_day, f.bloom_last_day),
                length=(f.bloom_days_min, f.bloom_days_max),
                harmful=np.where(faroe, f.bloom_harmful_faroe, f.bloom_harmful_scotland),
            ),
            _Season(
                kind=EventKind.HEAT_WAVE,
                entities=by_coast,
                rate=np.full(len(faroe), f.heat_rate),
                days=(f.heat_first_day, f.heat_last_day),
                length=(f.heat_days_min, f.heat_days_max),
            ),
            _Season(
                kind=EventKind.COLD_SNAP,
                entities=by_coast,
                rate=np.full(len(faroe), f.cold_rate),
                days=(f.cold_first_day, f.cold_last_day),
                length=(f.cold_days_min, f.cold_days_max),
            ),
            _Season(
                kind=EventKind.OXYGEN_DEPLETION,
                entities=by_area,
                rate=np.where(faroe, f.depletion_rate_faroe, f.depletion_rate_scotland),
                days=(f.depletion_first_day, f.depletion_last_day),
                length=(f.depletion_days_min, f.depletion_days_max),
            ),
        )

    def _make_year(self, year: int) -> Events:
        seasonal = [self._seasonal(season, year) for season in self._seasons]
        return joined([self._storms(year), *seasonal])

    def _seasonal(self, season: _Season, year: int) -> Events:
        """A year's events of one kind; areas of one entity have them together."""
        new_year, entities = date(year, 1, 1).toordinal(), season.entities
        window = np.arange(WINDOWS)
        draw = season.kind * KIND_STRIDE + window * len(EventDraw)
        luck = [
            self._stream.uniform(entities[:, None], new_year, draw[None, :] + part)
            for part in EventDraw
        ]
        area, slot = np.nonzero(luck[0] < np.minimum(season.rate[:, None] / WINDOWS, 1.0))
        begin, extent, size = (part[area, slot] for part in luck[1:])
        into = (slot + begin) / WINDOWS
        opens, closes = season.days
        first = new_year - 1 + opens + np.floor(into * (closes - opens + 1))
        shortest, longest = season.length
        days = shortest + np.floor(extent * (longest - shortest + 1))
        least = self._figures.strength_min
        strength = least + (1.0 - least) * size
        if season.harmful is not None:
            # The upper end of the luck is harmful, the rest lies below.
            share = np.clip(season.harmful[area], TINY, 1.0 - TINY)
            strong = HARMFUL_FROM + (1.0 - HARMFUL_FROM) * (size - 1.0 + share) / share
            weak = least + (HARMFUL_FROM - least) * size / (1.0 - share)
            strength = np.where(size > 1.0 - share, strong, weak)
        first = first.astype(np.int64)
        return Events(
            area=area,
            kind=np.full(len(area), season.kind),
            first_day=first,
            last_day=first + days.astype(np.int64) - 1,
            strength=strength,
        )

    def _storms(self, year: int) -> Events:
        """The spells of stormy days that begin in a year."""
        first, last = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal() - 1
        gust = self._weather.strongest_gusts(first - 1, last + LONGEST_STORM_DAYS)
        stormy = gust >= self._weather.storm_gust_m_s
        area, begin = np.nonzero(stormy[:, 1:] & ~stormy[:, :-1])
        kept = begin <= last - first
        area, begin = area[kept], begin[kept] + 1
        # The last of the days looked at ends every spell: none is that long.
        calm = ~stormy
        calm[:, -1] = True
        until = np.where(calm, np.arange(calm.shape[1]), calm.shape[1])
        end = np.minimum.accumulate(until[:, ::-1], axis=1)[:, ::-1][area, begin]
        strongest = [gust[a, b:e].max() for a, b, e in zip(area, begin, end, strict=True)]
        return Events(
            area=area,
            kind=np.full(len(area), int(EventKind.STORM)),
            first_day=first - 1 + begin,
            last_day=first + end - 2,
            strength=self.storm_strength(np.asarray(strongest, dtype=np.float64)),
        )


def joined(parts: list[Events]) -> Events:
    """The events of all parts, one part after the other."""
    columns = {name: [getattr(part, name) for part in parts] for name in vars(parts[0])}
    return Events(**{name: np.concatenate(values) for name, values in columns.items()})


def _ordered(events: Events) -> Events:
    return events.at(np.lexsort((events.kind, events.area, events.first_day)))
