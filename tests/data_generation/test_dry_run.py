"""`generate_data --dry-run` says what a run then writes, table by table, and writes nothing."""

import json
import re
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import connection

from apps.environmental.models import EnvironmentalReading
from scripts.data_generation.config.parameters import resolve
from scripts.data_generation.models import (
    GenerationBlock,
    GenerationChunk,
    GenerationRun,
    GenerationSession,
)
from scripts.data_generation.orchestrator.errors import GenerationError
from scripts.data_generation.orchestrator.history_days import Span
from scripts.data_generation.orchestrator.runs.founding import found_run
from scripts.data_generation.orchestrator.session_manager import SessionManager
from scripts.data_generation.orchestrator.workers.block_dispatch import BlockDispatch, InThisProcess
from scripts.data_generation.validation.fingerprint.fingerprint import as_json, fingerprint
from tests.commands import printed
from tests.data_generation.other_databases import read_only, without_tables
from tests.databases import empty_database

pytestmark = pytest.mark.usefixtures("open_database")

ROW = re.compile(r"^  (\w+) +([\d,]+)(?: +[\d.,]+ [KMG]iB)?$", re.MULTILINE)
BYTES = {"KiB": 2**10, "MiB": 2**20, "GiB": 2**30}
NEW = ("--start-date=2016-01-01", "--session=1")
CI = ("--scale=ci", *NEW)
STEPS = {
    # Session 1, and two months that are left to session 2.
    "a session": (*CI, "--end-date=2019-02-28"),
    "the next": ("--resume",),
    "a year more": ("--extend-years=1",),
}
READINGS = EnvironmentalReading._meta.db_table
OWN = (GenerationRun, GenerationSession, GenerationChunk, GenerationBlock)


def run(*options: str) -> str:
    return printed("generate_data", *options)


def dry(*options: str) -> str:
    return run(*options, "--dry-run")


def table(said: str) -> Counter[str]:
    """Table name to rows, as a dry run and a run's closing table print them alike."""
    return Counter({name: int(rows.replace(",", "")) for name, rows in ROW.findall(said)})


def planned_bytes(said: str) -> float:
    number, unit = re.findall(r"disk: about ([\d.,]+) (\wiB) of tables", said)[0]
    return float(number.replace(",", "")) * BYTES[unit]


def database_bytes() -> int:
    """What the database takes without the space that nothing fills."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute(
                "SELECT (page_count - freelist_count) * page_size "
                "FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
            )
        return int(cursor.fetchone()[0])


def content() -> dict[str, Any]:
    """All that the database holds."""
    digests = as_json(fingerprint(GenerationRun.objects.get().key_bases))
    own = [list(model._default_manager.order_by("pk").values()) for model in OWN]
    return {"digests": json.loads(digests), "own": own}


@pytest.fixture(scope="module")
def said(
    open_database: None, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[str, str]]:
    """What a dry run over a connection that cannot write said, and then the run, step by step."""
    empty_database()
    found = {}
    for step, options in STEPS.items():
        with read_only(tmp_path_factory.mktemp("read_only")):
            plan = dry(*options)
        found[step] = plan, run(*options)
    return found


@pytest.mark.parametrize("step", STEPS)
def test_its_rows_are_those_that_the_run_writes(said, step: str) -> None:
    plan, written = said[step]
    assert plan.splitlines()[0] == f"{written.splitlines()[0]}, dry run: nothing is written"
    assert len(table(plan)) > 20
    assert table(plan) == table(written)


def test_each_session_has_its_days_chunks_and_rows(said) -> None:
    row = re.compile(r"^  (\d) +(\S+ to \S+) +(\d+) +([\d,]+)$", re.MULTILINE)
    sessions = [row.findall(plan) for plan, _ in said.values()]
    assert [[row[:3] for row in rows] for rows in sessions] == [
        [("1", "2016-01-01 to 2018-12-31", "13")],
        [("2", "2019-01-01 to 2019-02-28", "1")],
        [("5", "2019-03-01 to 2020-02-29", "5")],
    ]
    for (row,), (_, written) in zip(sessions, said.values(), strict=True):
        assert f"{row[1]}  {row[3]:>12}  " in written


def test_a_finished_database_is_as_it_was_after_a_dry_run(said) -> None:
    before = content()
    assert "2020-03-01 to 2021-02-28" in dry("--extend-years=1")
    assert "nothing to resume" in dry("--resume")
    assert content() == before


def test_a_second_company_is_refused_as_by_a_run(said) -> None:
    with pytest.raises(CommandError, match="already holds a generated company"):
        dry(*CI)


def test_at_dev_scale_rows_and_bytes_are_those_of_the_database() -> None:
    empty_database()
    options = (*NEW, "--scale=dev", "--end-date=2016-12-31")
    plan, before = dry(*options), database_bytes()
    written = run(*options)
    assert table(plan) == table(written)
    assert planned_bytes(plan) == pytest.approx(database_bytes() - before, rel=0.25)


def test_a_database_without_tables_gets_a_plan_and_stays_so(tmp_path: Path) -> None:
    with without_tables(tmp_path):
        assert table(dry(*CI, "--end-date=2016-01-20"))["infrastructure_container"] == 40
        assert "nothing to resume" in dry("--resume")
        assert connection.introspection.table_names() == []
        with pytest.raises(CommandError, match="holds no run to carry on"):
            dry("--extend-years=1")


@pytest.mark.sqlite
def test_a_sqlite_file_that_is_not_there_is_not_made(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "books.sqlite3"))
    assert f"free in {tmp_path}" in dry(*CI, "--end-date=2016-01-03")
    assert not list(tmp_path.iterdir())


class Dying(InThisProcess):
    """A pool whose worker dies at its third block."""

    def submit(self, work: Any, /, *args: Any, **kwargs: Any) -> Any:
        if args[-1] == 2:
            raise GenerationError("a worker died")
        return super().submit(work, *args, **kwargs)


def test_readings_that_workers_owe_are_counted(settings) -> None:
    empty_database()
    parameters, history = resolve("ci"), Span(date(2016, 1, 1), date(2016, 4, 10))
    everything = table(dry(*CI, f"--end-date={history.last}"))
    settings.READING_BLOCK_ROWS = 500
    manager = SessionManager(
        found_run(parameters, 42, history), dispatch=BlockDispatch(Dying()), stream=StringIO()
    )
    with pytest.raises(GenerationError, match="a worker died"):
        manager.run_session(1, 90)
    assert 0 < EnvironmentalReading.objects.count() < everything[READINGS]
    plan = dry("--resume")
    assert re.search(r"and [\d,]+ readings that workers still owe", plan)
    assert table(plan)[READINGS] + EnvironmentalReading.objects.count() == everything[READINGS]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--session=2",), "begin with --session=1"),
        (("--sink=null",), "both write nothing"),
        (("--days=0",), "not a whole number of days"),
        (("--scenario=uat", "--scale=ci"), "needs 4 stations"),
    ],
)
def test_what_a_run_would_refuse_it_refuses(options: tuple[str, ...], says: str) -> None:
    empty_database()
    with pytest.raises(CommandError, match=says):
        dry(*options)
