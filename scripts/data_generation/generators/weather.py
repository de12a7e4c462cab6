"""The environmental domain's weather of every sea area, and the light of its days."""

import numpy as np

from apps.environmental.models import PhotoperiodData, WeatherData
from apps.infrastructure.models import Area
from scripts.data_generation.generators.calendar import dates, moments
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.sensors.surface import (
    HOURS_A_SLOT,
    day_lengths,
    daylight_lux,
)


def write_weather(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add eight rows for each area and day of the chunk, whether fish stand there or not."""
    weather = books.world.climate.weather.days(events.first_day, events.last_day)
    shape = weather.wind_m_s.shape
    days = np.arange(events.first_day, events.last_day + 1)
    minutes = np.arange(shape[2]) * HOURS_A_SLOT * 60
    when = moments(days[:, None], minutes[None, :])
    # All areas have rows on every day, so the rows of the days before are known.
    before = (events.first_day - books.world.first_day) * shape[0] * shape[2]
    ledger.insert(
        WeatherData,
        id=books.keys_of_index(WeatherData, before + np.arange(weather.wind_m_s.size)),
        area_id=np.repeat(books.keys_of_index(Area, np.arange(shape[0])), shape[1] * shape[2]),
        timestamp=np.tile(when.ravel(), shape[0]),
        temperature=weather.air_c.ravel(),
        wind_speed=weather.wind_m_s.ravel(),
        wind_direction=_compass(weather.wind_from_deg),
        precipitation=weather.rain_mm.ravel(),
        wave_height=weather.wave_height_m.ravel(),
        wave_period=weather.wave_period_s.ravel(),
        wave_direction=_compass(weather.wave_from_deg),
        cloud_cover=np.rint(100.0 * weather.cloud_share).astype(np.int64).ravel(),
    )


def write_daylight(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add the length and light of every day of the chunk over every area."""
    world, span = books.world, (events.first_day, events.last_day)
    length = day_lengths(world, *span)
    days = np.arange(events.first_day, events.last_day + 1)
    ledger.insert(
        PhotoperiodData,
        area_id=np.repeat(books.keys_of_index(Area, np.arange(len(length))), len(days)),
        date=np.tile(dates(days), len(length)),
        day_length_hours=length.ravel(),
        light_intensity=daylight_lux(world, *span).ravel(),
        is_interpolated=False,
    )


def _compass(
    degrees: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Whole degrees, 0 to 359."""
    return np.rint(degrees).astype(np.int64).ravel() % 360
