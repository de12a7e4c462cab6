"""Readings: all that should be there and no other, of the fish and the place they tell of."""

from collections.abc import Callable

from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.registry import NO_RUN, Check, Group, Outcome, check
from scripts.data_generation.validation.integrity import reading_pass as found
from scripts.data_generation.validation.integrity.reading_pass import reading_pass

OCCUPIED = "docs/architecture.md: occupied from arrival to the day before departure"


@check(
    "readings of occupied containers",
    group=Group.INTEGRITY,
    proves="every sensor has occupied days x readings a day in every stay, less its recorded gaps",
    bounds=f"{OCCUPIED}; readings_per_day and every_sensor_reads of the run's scale; SensorFault",
)
def readings_of_occupied_containers(case: Case) -> Outcome:
    """Sensors and stays that have other readings than they should have."""
    if case.run is None:
        return Outcome.not_applicable(NO_RUN)
    return reading_pass(case).of(found.COUNT)


def _of_pass(name: str, proves: str, bounds: str, kind: str, group: Group) -> Check:
    """A check whose violations are the faults of this kind that the pass finds."""

    def ask(case: Case) -> Outcome:
        return reading_pass(case).of(kind)

    made: Callable[[Callable[[Case], Outcome]], Check] = check(
        name, group=group, proves=proves, bounds=bounds
    )
    return made(ask)


CHECKS = (
    readings_of_occupied_containers,
    _of_pass(
        "keys of readings",
        "every reading's sensor, parameter, container, batch, assignment and person are there",
        "the foreign keys of the model, which the database does not enforce",
        found.KEY,
        Group.INTEGRITY,
    ),
    _of_pass(
        "place of readings",
        "a reading's container is its sensor's and its assignment's, its batch its assignment's",
        "AquaMind: a reading carries what its sensor and assignment say",
        found.PLACE,
        Group.INTEGRITY,
    ),
    _of_pass(
        "readings in time",
        "readings of an assignment lie between the fish's arrival and their departure",
        OCCUPIED,
        found.TIME,
        Group.INTEGRITY,
    ),
    _of_pass(
        "one parameter a sensor",
        "a sensor measures one quantity alone",
        "AquaMind: a sensor has one type",
        found.PARAMETER,
        Group.INTEGRITY,
    ),
    _of_pass(
        "readings in range",
        "no reading lies outside of what its instrument can show",
        "the parameter's own min_value and max_value: docs/figures.md, instruments",
        found.RANGE,
        Group.INTEGRITY,
    ),
    _of_pass(
        "salinity at sea",
        "salinity is read in sea cages alone",
        "docs/realism.md, salinity: freshwater halls are fresh by plan",
        found.FRESH_SALT,
        Group.RULES,
    ),
)
