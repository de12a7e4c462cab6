"""The length of the history and its sessions, and the version of what the generator writes."""

from datetime import date

# Raised whenever the same parameters would give other rows; CHANGELOG.md marks each such change.
OUTPUT_VERSION = 3

# Session 1 lives years 1 to 3 of the history, session 2 years 4 to 6, and so on to its last day.
SESSION_YEARS = 3
HISTORY_YEARS = 10
DEFAULT_SEED = 42
DEFAULT_CHUNK_DAYS = 90


def years_later(day: date, years: int) -> date:
    """The same day some years later or earlier; 29 February becomes 28 February where needed."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
