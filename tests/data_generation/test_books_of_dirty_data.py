"""Dirty data in the books: faults are listed, readings outside of them are those of a clean run."""

import pytest
from django.core.management import CommandError, call_command

from apps.environmental.models import EnvironmentalReading
from scripts.data_generation.models import GenerationRun, SensorFault
from tests.data_generation.companies import generate
from tests.databases import empty_database

pytestmark = pytest.mark.usefixtures("open_database")

SPAN = ("--days=150", "--end-date=2016-05-29", "--session=1")


def _readings() -> dict[tuple[int, object], object]:
    """Value by the sensor's number in the run, and time."""
    base = GenerationRun.objects.get().key_bases["infrastructure_sensor"]
    rows = EnvironmentalReading.objects.values_list("sensor_id", "reading_time", "value")
    return {(sensor - base, when): value for sensor, when, value in rows}


def _run(*options: str) -> dict[tuple[int, object], object]:
    empty_database()
    generate(*SPAN, *options)
    return _readings()


def test_listed_faults_explain_every_difference_from_the_clean_run() -> None:
    clean, dirty = _run(), _run("--dirty-data=0.08")
    run = GenerationRun.objects.get()
    assert run.parameters["records"]["dirty_rate"] == 0.08
    differing = {key for key in clean if dirty.get(key) != clean[key]}
    assert dirty.keys() <= clean.keys()
    assert 0.02 < len(differing) / len(clean) < 0.16
    base = run.key_bases["infrastructure_sensor"]
    spells: dict[int, list[tuple[object, object]]] = {}
    for fault in SensorFault.objects.all():
        spells.setdefault(fault.sensor_id - base, []).append(
            (fault.first_moment, fault.last_moment)
        )
    assert all(
        any(first <= when <= last for first, last in spells[sensor])  # type: ignore[operator]
        for sensor, when in differing
    )


def test_the_length_of_a_chunk_changes_neither_readings_nor_faults() -> None:
    def faults() -> set[tuple[object, ...]]:
        base = GenerationRun.objects.get().key_bases["infrastructure_sensor"]
        return {
            (sensor - base, *rest)
            for sensor, *rest in SensorFault.objects.values_list(
                "sensor_id", "kind", "first_moment", "last_moment", "size"
            )
        }

    long = _run("--dirty-data=0.05"), faults()
    short = _run("--dirty-data=0.05", "--chunk-days=17"), faults()
    assert long == short
    assert long[1]


@pytest.mark.parametrize("rate", ["two", "-0.1", "0.5", "nan"])
def test_a_bad_rate_is_one_line(rate: str) -> None:
    with pytest.raises(CommandError, match=r"is not a share; write a number from 0 to 0\.15$"):
        call_command("generate_data", f"--dirty-data={rate}")
