"""The working day: at which minutes work on the sites begins and how long it takes."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import between, figure
from scripts.data_generation.config.units import MINUTES_AN_HOUR

CHOICE = "a choice"
MINUTE = "minute of the day"
MOVES = "docs/realism.md, transfers"


def _at(hour: int) -> int:
    """The minute of the day of a full hour."""
    return hour * MINUTES_AN_HOUR


@dataclass(frozen=True, kw_only=True)
class WorkingDay:
    """Times of work, in minutes from midnight. Several pieces of work share the time evenly."""

    feed_delivered: int = figure(
        _at(5), MINUTE, "a choice: trucks and ships unload before the first meal", between(0, 1439)
    )
    barges_cleared: int = figure(_at(21), MINUTE, "a choice: after the last meal", between(0, 1439))
    first_harvest_trip: int = figure(_at(5), MINUTE, CHOICE, between(0, 1439))
    last_harvest_trip: int = figure(_at(16), MINUTE, CHOICE, between(0, 1439))
    transfers_start: int = figure(_at(7), MINUTE, CHOICE, between(0, 1439))
    transfer_minutes: int = figure(
        _at(11), "minutes for the moves of one day", f"{MOVES}: within one day", between(1, 1440)
    )
    shortest_transfer_minutes: int = figure(5, "minutes a move takes at least", CHOICE)
    treatments_start: int = figure(_at(8), MINUTE, CHOICE, between(0, 1439))
    treatment_minutes: int = figure(
        _at(8), "minutes for the treatments of one day", CHOICE, between(1, 1440)
    )
    counts_start: int = figure(_at(9), MINUTE, CHOICE, between(0, 1439))
    count_minutes: int = figure(
        _at(7), "minutes for the lice counts of one day", CHOICE, between(1, 1440)
    )
    workdays_a_week: int = figure(
        5, "days of a week on which lice are counted", "docs/realism.md, lice counts", between(1, 7)
    )
    count_step_workdays: int = figure(
        3, "workdays between the counts of one area and the next", CHOICE
    )
    last_day_of_feeding_week: int = figure(
        6, "weekday, Monday is 0", "docs/realism.md, feeding summaries", between(0, 6)
    )
    logger_step_minutes: int = figure(
        7, "minutes between the readings of one container and the next", "loggers are read in turn"
    )


WORKING_DAY = WorkingDay()
