"""Several workers: the rows of one, whoever dies; every block is written once and marked."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.conf import settings
from django.core.management import CommandError
from django.db import connection
from django.test import override_settings

from apps.environmental.models import EnvironmentalReading
from scripts.data_generation.models import (
    GenerationBlock,
    GenerationChunk,
    GenerationRun,
    GenerationSession,
)
from scripts.data_generation.orchestrator.errors import GenerationError
from scripts.data_generation.orchestrator.workers.block_dispatch import HandedOut, open_dispatch
from scripts.data_generation.orchestrator.workers.reading_worker import Database, write_block
from scripts.data_generation.orchestrator.workers.worker_pool import WorkerPool
from scripts.data_generation.validation.fingerprint.fingerprint import as_json, fingerprint
from tests.data_generation.companies import generate
from tests.databases import Snapshot, default_database, empty_database

# Sensors that read every hour and small blocks: many blocks a chunk within a few months.
BUSY = "[scale]\nreadings_per_day = 24\n"
DAYS = ("--session=1", "--days=75", "--end-date=2016-03-15", "--chunk-days=30")


@pytest.fixture(scope="module", autouse=True)
def shared_database(
    open_database: None, empty_books: Snapshot, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """A database that other processes reach; SQLite's test database is in memory, so a file."""
    if connection.vendor != "sqlite":
        yield
        return
    file = tmp_path_factory.mktemp("workers") / "books.sqlite3"
    shutil.copy(empty_books.place, file)
    with default_database(str(file)):
        yield


@pytest.fixture(scope="module", autouse=True)
def _small_blocks() -> Iterator[None]:
    """Many blocks a chunk."""
    with override_settings(READING_BLOCK_ROWS=3_000):
        yield


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """What a run of these tests is asked for."""
    file = tmp_path_factory.mktemp("busy") / "busy.toml"
    file.write_text(BUSY, "utf-8")
    return (*DAYS, f"--parameters={file}")


@pytest.fixture(scope="module")
def expected(shared_database: None, busy: tuple[str, ...]) -> dict[str, object]:
    """What one worker writes."""
    return written(busy)


def written(options: tuple[str, ...]) -> dict[str, object]:
    """All that a run into an empty database leaves there."""
    empty_database()
    assert_seconds_add_up(generate(*options))
    return content()


def assert_seconds_add_up(said: str) -> None:
    """The chunks' seconds are the session's, but for what follows the last chunk's last row."""
    session = float(re.findall(r"rows in ([0-9.]+) s", said)[0])
    chunks = sum(chunk.seconds for chunk in GenerationChunk.objects.all())
    assert 0.85 * session - 0.1 <= chunks <= session + 0.1


def content() -> dict[str, object]:
    """Every table's digest, and the rows that the run's own books count."""
    counted: Counter[str] = sum((Counter(c.rows) for c in GenerationChunk.objects.all()), Counter())
    digests = json.loads(as_json(fingerprint(GenerationRun.objects.get().key_bases)))
    return {"digests": digests, "counted": counted}


def assert_every_block_is_marked_once() -> None:
    """Those of chunks that workers wrote; with one worker a chunk has none."""
    for chunk in GenerationChunk.objects.all():
        marks = list(chunk.reading_blocks.order_by("number").values_list("number", "rows"))
        assert [number for number, _ in marks] == list(range(chunk.blocks))
        assert chunk.occupancy is None
        if marks:
            written_rows = chunk.rows[EnvironmentalReading._meta.db_table]
            assert sum(rows for _, rows in marks) == written_rows
    assert GenerationSession.objects.get().status == "COMPLETED"


def at_first_report(monkeypatch: pytest.MonkeyPatch, strike: Callable[[], None]) -> None:
    """Have something happen once, when the second chunk's first block is in and others are not."""
    reports = HandedOut.reports
    struck: list[object] = []

    def watched(self: HandedOut) -> Iterator[object]:
        for report in reports(self):
            if not struck and self.chunk.first_day.isoformat() != "2016-01-01":
                struck.append(report)
                strike()
            yield report

    monkeypatch.setattr(HandedOut, "reports", watched)


def kill_a_process_of_the_pool() -> None:
    active_children()[0].kill()


@pytest.mark.parametrize("workers", [2, 4])
def test_several_workers_write_the_rows_of_one(expected, busy, workers) -> None:
    assert written((*busy, f"--workers={workers}")) == expected
    assert_every_block_is_marked_once()
    assert GenerationBlock.objects.count() > 3 * GenerationChunk.objects.count()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_killed_worker_ends_the_run_and_resume_ends_the_same(
    expected, busy, monkeypatch, workers
) -> None:
    empty_database()
    at_first_report(monkeypatch, kill_a_process_of_the_pool)
    with pytest.raises(CommandError, match=r"a worker process died.*--resume") as caught:
        generate(*busy, "--workers=2")
    assert "\n" not in str(caught.value)
    # The chunk whose readings were being written, and on PostgreSQL the one committed meanwhile.
    lacking = GenerationChunk.objects.filter(occupancy__isnull=False)
    assert 1 <= len(lacking) <= (2 if connection.vendor == "postgresql" else 1)
    assert all(chunk.reading_blocks.count() < chunk.blocks for chunk in lacking)
    assert GenerationSession.objects.get().status == "RUNNING"
    generate("--resume", f"--workers={workers}")
    assert content() == expected
    assert_every_block_is_marked_once()


def test_workers_end_with_the_main_process_and_resume_ends_the_same(expected, busy) -> None:
    empty_database()
    options = ("--scale=ci", "--start-date=2016-01-01", *busy, "--workers=2")
    main = psutil.Popen(
        [sys.executable, "manage.py", "generate_data", *options],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": url_of_the_database()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not GenerationBlock.objects.exists():
        assert main.poll() is None
        time.sleep(0.01)
    workers = main.children(recursive=True)
    main.kill()
    main.wait()
    assert workers
    assert not psutil.wait_procs(workers, timeout=20)[1]
    generate("--resume", "--workers=2")
    assert content() == expected
    assert_every_block_is_marked_once()


def url_of_the_database() -> str:
    address = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{address['NAME']}"
    return "timescale://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**address)


@pytest.mark.linux
def test_a_dask_worker_killed_in_mid_run_changes_nothing(expected, busy, monkeypatch) -> None:
    distributed: Any = import_module("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        processes = client.run(os.getpid)
        victim = next(iter(processes.values()))
        at_first_report(monkeypatch, lambda: os.kill(victim, signal.SIGKILL))
        found = written((*busy, f"--dask={cluster.scheduler_address}"))
        assert not psutil.pid_exists(victim)
    assert found == expected
    assert_every_block_is_marked_once()


def test_a_block_asked_for_twice_is_written_once(expected, busy, monkeypatch) -> None:
    submit = WorkerPool.submit

    def submit_twice(self: WorkerPool, work: Callable[..., Any], /, *asked: Any) -> Any:
        # The two workers take them at the same time, one each.
        submit(self, work, *asked)
        return submit(self, work, *asked)

    monkeypatch.setattr(WorkerPool, "submit", submit_twice)
    assert written((*busy, "--workers=2")) == expected
    assert_every_block_is_marked_once()
    chunk = GenerationChunk.objects.order_by("first_day").first()
    for database in (None, Database.of(connection)):
        report = write_block(database, chunk.pk, 0)
        assert report.was_there
        assert report.rows == chunk.reading_blocks.get(number=0).rows
    assert content() == expected


def test_nobody_who_logs_a_database_sees_its_password() -> None:
    assert repr(Database({"PASSWORD": "secret"})) == "Database()"


def refused(*options: str) -> str:
    """The one line that a request is refused with; nothing was begun."""
    empty_database()
    with pytest.raises(CommandError) as caught:
        generate(*DAYS, *options)
    assert not GenerationRun.objects.exists()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_workers_and_a_cluster_do_not_go_together() -> None:
    assert "leave --workers out" in refused("--workers=2", "--dask=tcp://127.0.0.1:1")


def test_a_scheduler_that_does_not_answer_is_named() -> None:
    nowhere = "tcp://127.0.0.1:1"
    dispatch = open_dispatch(1, nowhere, dask_patience_s=1)
    with pytest.raises(GenerationError, match=f"^no Dask scheduler answers at {nowhere}$"):
        dispatch.__enter__()


def test_without_dask_the_file_to_install_is_named(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    said = refused("--dask=tcp://127.0.0.1:8786")
    assert (Path(settings.BASE_DIR) / "requirements-distributed.txt").exists()
    assert "pip install -r requirements-distributed.txt" in said


@pytest.mark.sqlite
def test_a_database_in_memory_cannot_be_shared(monkeypatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", "file:memorydb_default?mode=memory")
    with pytest.raises(CommandError, match="in memory belongs to one process"):
        generate(*DAYS, "--workers=2")
