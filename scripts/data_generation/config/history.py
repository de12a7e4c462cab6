"""The length of the history and its sessions, and the version of what the generator writes."""

from datetime import date

# Raised whenever the same parameters would give other rows; CHANGELOG.md marks each such change.
OUTPUT_VERSION = 2

# Session number -> its first and last year of the history, both included.
SESSION_YEARS = {1: (1, 3), 2: (4, 6), 3: (7, 9), 4: (10, 10)}
HISTORY_YEARS = 10
DEFAULT_SEED = 42
DEFAULT_CHUNK_DAYS = 90


def years_later(day: date, years: int) -> date:
    """The same day some years later or earlier; 29 February becomes 28 February where needed."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
