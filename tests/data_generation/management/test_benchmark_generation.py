"""`benchmark_generation` measures every arm in a database of its own; no clock is asserted here."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path
from tempfile import gettempdir

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from apps.environmental.models import EnvironmentalReading
from aquamind.columnar.columns import Columns
from scripts.data_generation.benchmark import suite
from scripts.data_generation.benchmark.limit import limit_of
from scripts.data_generation.benchmark.readings import reading_fields
from scripts.data_generation.benchmark.scratch import ALIAS, PREFIX, scratch_database
from scripts.data_generation.benchmark.writing import TABLE, by_columns, by_instances
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.orchestrator.errors import GenerationError

# Outside of any test case: those let nobody use a database that is not in the settings.
pytestmark = pytest.mark.usefixtures("open_database")

TINY = ("--quick", "--days=20", "--rows=1000", "--runs=1")
# What each arm must say something about.
EXPECTED = {
    "a": {"Columns", "bulk_create, instances included"},
    "b": {"Columns over the bare limit"},
    "c": {"session 1, ci scale, null sink", "day loop, production scale"},
    "d": {"session 1, whole command", "environmental_environmentalreading"},
    "e": {"year 1", "peak memory to the end of year 1"},
    "f": {"a reading on disk, index included"},
}


def scratch_databases() -> set[str]:
    """Scratch databases of this process that are there."""
    if connection.vendor == "sqlite":
        return {path.name for path in Path(gettempdir()).glob(f"{PREFIX}*")}
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor.fetchall() if name == f"{PREFIX}{os.getpid()}"}


@pytest.fixture(autouse=True)
def _nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # A folder of its own: another benchmark may be at work on the same machine.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    assert not scratch_databases()
    assert ALIAS not in connections.databases


def test_every_arm_reports_and_the_books_are_untouched(tmp_path: Path) -> None:
    file, out, err = tmp_path / "found.json", StringIO(), StringIO()
    call_command("benchmark_generation", *TINY, "--json", str(file), stdout=out, stderr=err)
    figures = json.loads(file.read_text("utf-8"))["figures"]
    for arm, names in EXPECTED.items():
        assert names <= {figure["name"] for figure in figures if figure["arm"] == arm}
        assert f"\n({arm}) " in out.getvalue()
    measured = [figure for figure in figures if figure["arm"] != "f"]
    assert {len(figure["runs"]) for figure in measured} == {1}
    assert all(f["least"] <= f["median"] <= f["most"] for f in measured)
    assert all(value > 0 for figure in measured for value in figure["runs"])
    assert f"scratch database {PREFIX}" in err.getvalue().replace(f"{gettempdir()}/", "")
    assert not GenerationRun.objects.exists()
    assert not EnvironmentalReading.objects.exists()


def test_each_figure_has_five_runs_unless_others_are_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "found.json"
    options = ("--quick", "--rows=1000", "--arms=a", f"--json={file}")
    call_command("benchmark_generation", *options, stdout=StringIO(), stderr=StringIO())
    assert {len(one["runs"]) for one in json.loads(file.read_text("utf-8"))["figures"]} == {5}


def test_all_ways_write_the_same_rows() -> None:
    """A way that wrote other rows, or fewer, would be no comparison."""
    fields = reading_fields(500)
    names = [*fields, "notes", "is_manual"]
    with scratch_database() as scratch:
        stored = EnvironmentalReading.objects.using(ALIAS).values_list(*names)
        found = []
        for write in (by_columns, lambda given: by_instances(given, [])):
            scratch.empty_table(TABLE)
            write(fields)
            found.append(list(stored.order_by("sensor", "reading_time")))
        with closing(
            limit_of(scratch, Columns(EnvironmentalReading, **fields).whole_rows())
        ) as limit:
            limit.seconds()
            assert limit.rows() == len(found[0]) == 500
    assert found[0] == found[1]


def test_the_scratch_database_goes_even_when_an_arm_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        assert scratch_databases()
        raise GenerationError("the disk is full")

    out = StringIO()
    monkeypatch.setattr(suite, "reading_fields", fail)
    with pytest.raises(CommandError, match="the disk is full"):
        call_command("benchmark_generation", "--quick", "--arms=a", stdout=out, stderr=out)


def test_the_scratch_database_is_migrated_and_not_the_configured_one() -> None:
    with scratch_database() as scratch:
        assert scratch.name != connection.settings_dict["NAME"]
        assert scratch.vendor == connection.vendor
        assert (
            "environmental_environmentalreading" in scratch.connection.introspection.table_names()
        )
        assert not EnvironmentalReading.objects.using(ALIAS).exists()


@pytest.mark.timescaledb
def test_a_database_of_that_name_is_refused_and_kept() -> None:
    name = f"{PREFIX}{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            with pytest.raises(CommandError, match=r"could not be made: .* already exists"):
                call_command("benchmark_generation", "--arms=a", stdout=StringIO())
            assert scratch_databases() == {name}
        finally:
            cursor.execute(f"DROP DATABASE {name}")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--arms=xyz",), "has arms that are not among abcdef"),
        (("--rows=0",), "not a whole number"),
        (("--scale=huge",), "invalid choice"),
        (("--parameters=/nowhere/farm.toml",), "farm.toml"),
    ],
)
def test_bad_input_gets_one_line(options: tuple[str, ...], says: str) -> None:
    with pytest.raises(CommandError, match=says):
        call_command("benchmark_generation", *options, stdout=StringIO(), stderr=StringIO())
