"""The log of a run: what a stranger finds in it, how many are kept, what a bad disk costs."""

import logging
import re
from pathlib import Path

import pytest
from django.db import connection

from scripts.data_generation.models import GenerationChunk
from scripts.data_generation.orchestrator import run_log
from scripts.data_generation.orchestrator.run_log import KEPT_LOGS, RunLog
from tests.data_generation.companies import generate
from tests.data_generation.interruptions import CHUNK, struck_at

SHORT = ("--session=1", "--days=40", "--end-date=2016-02-09", "--chunk-days=30")
LINE = re.compile(
    r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (INFO|WARNING|ERROR) +(.*)$", re.MULTILINE
)


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    """Where logs lie for one test."""
    settings.OUTPUT_DIR = tmp_path
    return tmp_path / "logs"


def the_log(folder: Path) -> str:
    (file,) = folder.iterdir()
    assert re.fullmatch(r"data_generation_\d{8}_\d{6}\.log", file.name)
    return file.read_text("utf-8")


class DiskError(Exception):
    """Stands for whatever goes wrong in the middle of a chunk."""


@pytest.mark.usefixtures("committed")
def test_a_stranger_reads_what_was_run_where_and_how_it_went(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "farm.toml"
    file.write_text("[growth]\nsample_size = 12\n", "utf-8")
    generate(*SHORT, "--seed=7", f"--parameters={file}")
    said = [text for _, text in LINE.findall(the_log(folder))]
    assert re.fullmatch(r"run \d+ of output version \d+: ci scale, seed 7", said[0])
    assert said[1] == "history 2016-01-01 to 2016-02-09"
    assert str(connection.settings_dict["NAME"]) in said[2]
    assert "--chunk-days=30 --days=40" in said[3]
    assert said[4] == "parameters other than the scale's: growth.sample_size = 12 (10)"
    assert "Django 5." in said[5]
    chunks = [text for text in said if "rows/s" in text]
    for text, chunk in zip(chunks, GenerationChunk.objects.order_by("first_day"), strict=True):
        rows = f"{sum(chunk.rows.values()):,}"
        assert re.fullmatch(
            rf"session 1, chunk {chunk.first_day} to {chunk.last_day}: \d+ days, {rows} rows in "
            r"[\d.]+ s \([\d,]+ rows/s\), peak memory \d+ MB",
            text,
        )
    assert said[-2].startswith("session 1 is complete: ")
    assert said[-1].startswith("ended well; next: ")


@pytest.mark.usefixtures("committed")
def test_no_log_holds_the_password(folder: Path) -> None:
    generate(*SHORT)
    password = connection.settings_dict.get("PASSWORD")
    assert not password or password not in the_log(folder)
    assert "://" not in the_log(folder)


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(
    ("error", "says"),
    [
        (DiskError("no room"), r"ERROR +DiskError while {doing}\nTraceback"),
        (KeyboardInterrupt(), r"WARNING +stopped while {doing}\n$"),
    ],
)
def test_what_ended_a_run_is_told_with_what_was_being_done(
    folder: Path, error: BaseException, says: str
) -> None:
    with pytest.raises((Exception, KeyboardInterrupt)), struck_at(CHUNK, 2, error):
        generate(*SHORT)
    doing = "writing the rows of session 1, chunk 2016-01-31 to 2016-02-09"
    assert re.search(says.format(doing=doing), the_log(folder))


@pytest.mark.usefixtures("committed")
def test_what_only_looks_and_what_is_refused_leave_no_log(folder: Path) -> None:
    generate(*SHORT, "--sink=null")
    with pytest.raises(Exception, match="needs the sessions before it"):
        generate("--session=2")
    assert not folder.exists()


@pytest.mark.sqlite
def test_the_newest_are_kept_and_other_files_too(folder: Path) -> None:
    folder.mkdir()
    (folder / "notes.txt").touch()
    for number in range(30):
        (folder / f"data_generation_20160101_0000{number:02}.log").touch()
    log = RunLog()
    with log.opened():
        log.say("one more")
    logs = sorted(folder.glob(run_log.PATTERN))
    assert len(logs) == KEPT_LOGS
    assert "one more" in logs[-1].read_text("utf-8")
    assert logs[0].name == f"data_generation_20160101_0000{30 - KEPT_LOGS + 1:02}.log"
    assert (folder / "notes.txt").exists()


@pytest.mark.sqlite
def test_two_runs_of_one_second_have_a_log_each(folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(run_log.time, "strftime", lambda *_: "20160101_000000")
    for text in ("first", "second"):
        log = RunLog()
        with log.opened():
            log.say(text)
    names = ["data_generation_20160101_000000.log", "data_generation_20160101_000000_2.log"]
    assert sorted(path.name for path in folder.iterdir()) == names


@pytest.mark.sqlite
def test_warnings_of_anybody_are_kept_and_the_next_run_has_its_own(folder: Path) -> None:
    log = RunLog()
    with log.opened():
        log.say("begun")
        logging.getLogger("somebody.else").warning("the disk hums")
    logging.getLogger("somebody.else").warning("too late")
    assert "WARNING the disk hums" in the_log(folder)
    assert "too late" not in the_log(folder)


@pytest.mark.sqlite
@pytest.mark.parametrize("place", [pytest.param("/dev/full", marks=pytest.mark.linux), "a file"])
def test_a_disk_that_refuses_costs_one_warning(
    place: str, settings, tmp_path: Path, caplog
) -> None:
    file = None
    if place == "/dev/full":
        file = tmp_path / "full.log"
        file.symlink_to(place)
    else:
        (tmp_path / place).touch()
        settings.OUTPUT_DIR = tmp_path / place
    log = RunLog()
    with log.opened(file):
        log.say("one")
        log.say("two")
    assert len([r for r in caplog.records if "is not written" in r.getMessage()]) == 1


@pytest.mark.sqlite
def test_what_fails_before_the_beginning_is_no_run(folder: Path) -> None:
    with pytest.raises(DiskError), RunLog().opened():
        raise DiskError("no room")
    assert not folder.exists()
