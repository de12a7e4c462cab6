"""Readings are complete, and each is of the fish and the place that it names."""

from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.registry import (
    NO_RUN,
    Check,
    Group,
    Outcome,
    check,
    not_asked,
)
from scripts.data_generation.validation.integrity.reading_pass import ReadingFault, reading_pass

OCCUPIED = "docs/architecture.md: occupied from arrival to the day before departure"


@check(
    "readings of occupied containers",
    group=Group.INTEGRITY,
    proves="every sensor has occupied days x readings a day in every stay, less its recorded gaps",
    bounds=f"{OCCUPIED}; readings_per_day and every_sensor_reads of the run's scale; SensorFault",
)
def readings_of_occupied_containers(case: Case) -> Outcome:
    """Sensors and stays with more or fewer readings than they should have."""
    if case.run is None:
        return not_asked(NO_RUN)
    return reading_pass(case).of(ReadingFault.COUNT)


def _of_pass(
    name: str, kind: ReadingFault, proves: str, bounds: str, group: Group = Group.INTEGRITY
) -> Check:
    """A check whose violations are the faults of this kind that the pass finds."""

    def ask(case: Case) -> Outcome:
        return reading_pass(case).of(kind)

    return check(name, group=group, proves=proves, bounds=bounds)(ask)


CHECKS = (
    readings_of_occupied_containers,
    _of_pass(
        "keys of readings",
        ReadingFault.KEY,
        proves="every reading's sensor, parameter, container, batch, assignment and person exist",
        bounds="the foreign keys of the model, which the database does not enforce",
    ),
    _of_pass(
        "place of readings",
        ReadingFault.PLACE,
        proves="a reading has the container of its sensor and its assignment, and the "
        "assignment's batch",
        bounds="AquaMind: a reading carries what its sensor and assignment say",
    ),
    _of_pass(
        "readings in time",
        ReadingFault.TIME,
        proves="readings of an assignment lie between the fish's arrival and their departure",
        bounds=OCCUPIED,
    ),
    _of_pass(
        "one parameter a sensor",
        ReadingFault.PARAMETER,
        proves="a sensor measures only one quantity",
        bounds="AquaMind: a sensor has one type",
    ),
    _of_pass(
        "readings in range",
        ReadingFault.RANGE,
        proves="no reading lies outside of what its instrument can show",
        bounds="the parameter's own min_value and max_value: docs/figures.md, instruments",
    ),
    _of_pass(
        "salinity at sea",
        ReadingFault.FRESH_SALT,
        proves="salinity is read only in sea cages",
        bounds="docs/realism.md, salinity: freshwater halls are fresh by plan",
        group=Group.RULES,
    ),
)
