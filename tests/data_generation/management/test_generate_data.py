"""`generate_data` as its users meet it: what it prints, what it refuses, how it carries on."""

import json
import logging
import re
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from apps.batch.models import Batch
from apps.environmental.models import EnvironmentalReading
from apps.infrastructure.models import Container
from scripts.data_generation.models import GenerationChunk, GenerationRun, GenerationSession
from scripts.data_generation.orchestrator.memory_manager import MemoryManager
from tests.data_generation.companies import START, generate
from tests.databases import empty_database

pytestmark = pytest.mark.usefixtures("committed")

SHORT = ("--days=40", "--end-date=2016-02-09")


def refused(*options: str) -> str:
    """What generate_data answers when it refuses; one line, and nothing was written."""
    before = GenerationChunk.objects.count(), EnvironmentalReading.objects.count()
    with pytest.raises((CommandError, SystemExit)) as caught:
        call_command("generate_data", *options, stdout=StringIO())
    assert (GenerationChunk.objects.count(), EnvironmentalReading.objects.count()) == before
    text = str(caught.value)
    assert "\n" not in text
    return text


def test_it_ends_with_a_table_of_rows_per_table() -> None:
    said = generate("--session=1", *SHORT)
    readings = EnvironmentalReading.objects.count()
    assert re.search(rf"environmental_environmentalreading +{readings:,}\n", said)
    assert re.search(r"infrastructure_container +40\n", said)
    assert re.search(r"rows/s\), peak memory \d+ MB, 0 batch-days waited", said)


def test_verbosity_decides_how_much_is_said(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    # The process of all tests is larger than that of a run may be, and a run warns of it.
    caplog.set_level(logging.ERROR, logger=MemoryManager.__module__)
    assert generate("--session=1", *SHORT, "-v0") == ""
    assert capsys.readouterr().err == ""
    empty_database()
    said = generate("--session=1", *SHORT, "-v2", "--chunk-days=20")
    assert re.search(r"2016-01-01 to 2016-01-20 +[\d,]+ rows +[\d.]+ s +\d+ MB", said)
    assert "2016-01-21 to 2016-02-09" in said


def test_the_history_ends_yesterday_unless_told_otherwise() -> None:
    call_command("generate_data", "--session=1", "--scale=ci", "--days=3", stdout=StringIO())
    run = GenerationRun.objects.get()
    assert run.end_date == timezone.localdate() - timedelta(days=1)
    assert (run.end_date - run.start_date).days == 2


def test_the_run_stores_what_it_depends_on(tmp_path: Path) -> None:
    file = tmp_path / "farm.toml"
    file.write_text("[scale]\neggs_max = 690000\n[life_cycle]\nstart_jitter = 0.1\n", "utf-8")
    generate("--session=1", *SHORT, "--seed=7", f"--parameters={file}")
    run = GenerationRun.objects.get()
    assert (run.seed, run.scale, str(run.start_date)) == (7, "ci", START)
    assert run.parameters["life_cycle"]["start_jitter"] == 0.1
    assert run.parameters["scale"]["eggs_max"] == 690000
    assert run.parameters["growth"]["sample_size"] == 10


def test_chunk_days_is_the_length_of_a_transaction() -> None:
    generate("--session=1", *SHORT, "--chunk-days=15")
    spans = GenerationChunk.objects.order_by("first_day").values_list("first_day", "last_day")
    assert [(last - first).days + 1 for first, last in spans] == [15, 15, 10]


def test_a_second_run_over_the_first_is_refused_and_named_ways_out() -> None:
    generate("--session=1", *SHORT)
    said = refused("--session=1", "--scale=ci")
    assert "--resume" in said
    assert "--clear" in said


def test_nothing_to_resume_is_said_and_is_no_error() -> None:
    generate("--session=1", *SHORT)
    assert "nothing to resume" in generate("--resume")


def test_resume_with_other_parameters_names_the_differences() -> None:
    generate("--session=1", *SHORT)
    GenerationRun.objects.update(status="RUNNING")
    said = refused("--resume", "--seed=8", "--scale=dev")
    assert "--seed 8 (the run has 42)" in said
    assert "--scale dev (the run has ci)" in said


def test_a_session_needs_the_one_before_it() -> None:
    assert "begin with --session=1" in refused("--session=2", "--scale=ci")
    generate("--session=1", "--end-date=2025-12-31")
    assert "run --session=2 first" in refused("--session=3")
    assert "is complete already" not in refused("--session=4")


def test_resume_carries_on_with_the_next_session() -> None:
    generate("--session=1", "--days=1100", "--end-date=2019-01-04", "--seed=3")
    assert GenerationSession.objects.get().number == 1
    generate("--resume")
    assert list(GenerationSession.objects.values_list("number", flat=True)) == [1, 2]
    assert GenerationRun.objects.get().status == "COMPLETED"
    assert GenerationChunk.objects.order_by("last_day").last().last_day.isoformat() == "2019-01-04"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--scale=huge",), "invalid choice: 'huge'"),
        (("--session=5", "--days=400"), "there is no session 5: the history ends on"),
        (("--start-date=2016-13-01",), "is not a date"),
        (("--days=0",), "not a whole number of days"),
        (("--chunk-days=x",), "not a whole number of days"),
        (("--end-date=2999-01-01",), "is not over yet"),
        (("--start-date=2016-01-01", "--end-date=2015-01-01"), "lies after the last day"),
        (("--parameters=/nowhere/farm.toml",), "farm.toml"),
    ],
)
def test_bad_input_gets_one_line(options, says) -> None:
    scale = () if "huge" in options[0] else ("--scale=ci",)
    assert says in refused("--session=1", *scale, *options)
    assert not GenerationRun.objects.exists()
    assert not Container.objects.exists()


def test_an_unknown_parameter_is_answered_with_the_nearest(tmp_path: Path) -> None:
    file = tmp_path / "farm.toml"
    file.write_text("[growth]\ntgc_fri = 1.0\n", "utf-8")
    said = refused("--session=1", "--scale=ci", f"--parameters={file}")
    assert "tgc_fri" in said
    assert "tgc_fry" in said


def test_the_mirror_tells_people_where_the_run_stands(output_dir: Path) -> None:
    generate("--session=1", *SHORT, "--chunk-days=30")
    mirror = json.loads(
        (output_dir / "checkpoints" / "session_1_checkpoint.json").read_text("utf-8")
    )
    assert mirror["status"] == "COMPLETED"
    assert mirror["committed_to"] == "2016-02-09"
    assert [chunk["first_day"] for chunk in mirror["chunks"]] == ["2016-01-01", "2016-01-31"]
    assert not list(output_dir.rglob("*.part"))


def test_a_mirror_that_cannot_be_written_costs_a_warning(settings, tmp_path, caplog) -> None:
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("", "utf-8")
    settings.OUTPUT_DIR = blocked
    generate("--session=1", *SHORT)
    assert "was not written" in caplog.text
    assert Batch.objects.exists()
    assert GenerationSession.objects.get().status == "COMPLETED"


def test_a_chunk_of_another_version_is_refused() -> None:
    generate("--session=1", *SHORT)
    GenerationRun.objects.update(status="RUNNING", output_version=999)
    assert "output version 999" in refused("--resume")


def test_a_scenario_is_kept_with_the_run() -> None:
    assert "needs 4 stations; scale ci has 1" in refused("--scale=ci", "--scenario=uat", *SHORT)
    generate("--session=1", *SHORT)
    assert GenerationRun.objects.get().parameters["scenario"]["name"] == "default"
    GenerationRun.objects.update(status="RUNNING")
    said = refused("--resume", "--scenario=uat")
    assert "leave out --scenario uat (the run has default)" in said
