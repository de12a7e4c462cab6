"""`generation_status` tells where the runs stand, and writes nothing."""

import json
import re
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import DatabaseError, OperationalError, connection

from apps.batch.models import Batch
from aquamind.output_folders import output_folder
from scripts.data_generation.models import GenerationBlock, GenerationChunk, GenerationRun
from scripts.data_generation.orchestrator.runs import run_status
from scripts.data_generation.validation.fingerprint.fingerprint import FORMAT
from tests.commands import Terminal, printed
from tests.data_generation.other_databases import read_only, without_tables
from tests.databases import default_database, rolled_back

pytestmark = pytest.mark.usefixtures("open_database")


def status(*options: str) -> str:
    return printed("generation_status", *options)


def books() -> int:
    """Rows of all tables of the generator's own."""
    return sum(
        model._default_manager.count()
        for model in (GenerationRun, GenerationChunk, GenerationBlock)
    )


def test_an_empty_database_gets_one_line() -> None:
    assert status() == (
        "this database holds no generated company; "
        "next: python manage.py generate_data --session=1\n"
    )
    first = "python manage.py generate_data --session=1"
    assert json.loads(status("--json")) == {"runs": [], "is_going": False, "next": first}


def test_a_database_without_tables_gets_one_line(tmp_path: Path) -> None:
    with without_tables(tmp_path):
        said = status()
    first = "migrate" if connection.vendor == "postgresql" else "generate_data --session=1"
    assert said == (f"this database holds no generated company; next: python manage.py {first}\n")


def test_an_empty_database_has_no_fingerprint(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="run generate_data first"):
        status("--fingerprint")
    with without_tables(tmp_path), pytest.raises(CommandError, match="run generate_data first"):
        status("--fingerprint")


@pytest.mark.sqlite
def test_a_sqlite_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with default_database(str(tmp_path / "books.sqlite3")):
        assert "no generated company" in status()
        with pytest.raises(CommandError, match="no generated company"):
            status("--fingerprint")
    assert not list(tmp_path.iterdir())


def test_a_database_that_does_not_answer_gets_one_line(monkeypatch) -> None:
    def refuse() -> None:
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    with pytest.raises(CommandError, match=r"^the database cannot be reached: connection refused$"):
        status()


def test_sessions_rows_and_the_next_command_are_told(company: GenerationRun) -> None:
    lines = status().splitlines()
    assert lines[0] == (
        f"run {company.pk}: ci scale, seed 42, 2016-01-01 to 2025-12-31, "
        f"output version {company.output_version}, unfinished"
    )
    rows = sum(sum(chunk.rows.values()) for chunk in GenerationChunk.objects.all())
    assert re.fullmatch(
        rf" +1 +1-3 +completed( +\d{{4}}-\d\d-\d\d \d\d:\d\d){{2}} +2018-12-31 +13 +{rows:,} +"
        r"[\d.]+ +\d+",
        lines[2],
    )
    assert [line.split()[2] for line in lines[3:6]] == ["planned"] * 3
    everything = rows + sum(company.founding_rows.values())
    assert lines[6].startswith(f"  {everything:,} rows with what the company owns")
    assert lines[-2] == "no run is writing right now"
    assert lines[-1] == "next: python manage.py generate_data --resume"


def test_json_holds_the_same(company: GenerationRun) -> None:
    (run,) = json.loads(status("--json"))["runs"]
    first, *others = run["sessions"]
    assert (first["state"], first["chunks"], first["committed_to"]) == (
        "completed",
        13,
        "2018-12-31",
    )
    assert first["years"] == [1, 3]
    assert first["rows"] == sum(sum(c.rows.values()) for c in GenerationChunk.objects.all())
    assert first["seconds"] == pytest.approx(
        sum(chunk.seconds for chunk in GenerationChunk.objects.all())
    )
    assert all(session["started_at"] is None for session in others)
    (run,) = json.loads(status("--json", "--chunks"))["runs"]
    assert run["sessions"][0]["chunks"][0]["last_day"] == "2016-03-30"


def test_chunks_get_a_line_each(company: GenerationRun) -> None:
    said = re.findall(r"^    (\S+) to (\S+) +([\d,]+) rows", status("--chunks"), re.MULTILINE)
    assert said == [
        (str(c.first_day), str(c.last_day), f"{sum(c.rows.values()):,}")
        for c in GenerationChunk.objects.order_by("first_day")
    ]


def test_blocks_that_workers_still_owe_are_counted(company: GenerationRun) -> None:
    with rolled_back():
        last = GenerationChunk.objects.order_by("last_day").last()
        GenerationChunk.objects.filter(pk=last.pk).update(occupancy=b"", blocks=5)
        rows_before = json.loads(status("--json"))["runs"][0]["sessions"][0]["rows"]
        for number in range(2):
            GenerationBlock.objects.create(chunk=last, number=number, rows=700)
        session = json.loads(status("--json"))["runs"][0]["sessions"][0]
        assert (session["lacking_blocks"], session["rows"]) == (3, rows_before + 1400)
        assert "  3 blocks of readings are still to be written\n" in status()
        assert "3 blocks lacking" in status("--chunks")


def test_a_run_at_work_is_seen_and_waited_for(company: GenerationRun, monkeypatch) -> None:
    monkeypatch.setattr(run_status, "is_held", lambda: True)
    said = status()
    assert "unfinished" not in said
    assert said.splitlines()[0].endswith("running")
    assert "a run is writing right now\nnext: wait" in said


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"status": "COMPLETED"}, "next: python manage.py generate_data --extend-years 1"),
        ({"output_version": 999}, "go on with the generator that began it: output version 999"),
    ],
)
def test_what_comes_next_depends_on_the_run(company: GenerationRun, change, says) -> None:
    with rolled_back():
        GenerationRun.objects.update(**change)
        assert says in status()


def test_an_extension_is_a_session_of_its_own(company: GenerationRun) -> None:
    with rolled_back():
        company.sessions.create(
            number=5, first_day=date(2026, 1, 1), last_day=date(2026, 12, 31), chunk_days=90
        )
        GenerationRun.objects.update(end_date=date(2026, 12, 31))
        last = json.loads(status("--json"))["runs"][0]["sessions"][-1]
        assert (last["number"], last["years"], last["state"]) == (5, [11, 11], "unfinished")


def test_a_fingerprint_is_json_of_rows_and_digests(company: GenerationRun) -> None:
    found = json.loads(status("--fingerprint"))
    assert found["output_version"] == company.output_version
    assert found["format"] == FORMAT
    assert found["tables"]["batch_batch"]["rows"] == Batch.objects.count()
    assert all(len(entry["digest"]) == 32 for entry in found["tables"].values())


@pytest.mark.usefixtures("company")
def test_a_terminal_sees_how_far_the_fingerprint_is(monkeypatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    status("--fingerprint")
    assert "reading" in terminal.getvalue()
    assert "rows/s" in terminal.getvalue()


def test_nothing_is_written(company: GenerationRun, tmp_path: Path) -> None:
    before = books(), set(output_folder("reports").parent.rglob("*"))
    with read_only(tmp_path):
        assert "unfinished" in status("--chunks")
        with pytest.raises(DatabaseError):
            GenerationRun.objects.update(seed=1)
    assert (books(), set(output_folder("reports").parent.rglob("*"))) == before
