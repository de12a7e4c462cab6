"""The password of DATABASE_URL is in no output and no file, whatever goes well or wrong."""

import logging
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from scripts.data_generation.orchestrator.workers.reading_worker import Database, write_block
from tests.commands import manage

PROJECT = Path(__file__).resolve().parents[2]
SECRET = "sesam-öffne/dich#7"
SESSION = ("generate_data", "--session=1", "--scale=ci", "--days=40", "--chunk-days=20", "-v3")


def told(folder: Path, url: str, *arguments: str) -> str:
    """All that a command says, prints as a trace and writes into files."""
    done = manage(*arguments, DATABASE_URL=url, OUTPUT_DIR=str(folder / "output"))
    files = [path for path in folder.rglob("*") if path.is_file()]
    return "\n".join([done.stdout, done.stderr, *(path.read_text("utf-8") for path in files)])


def assert_no_secret(said: str, secret: str, url: str) -> None:
    assert said.strip()
    for form in (secret, quote(secret), quote(secret, safe=""), repr(secret)[1:-1], url):
        assert form not in said
    # Nor the parts into which an address falls when its password is not encoded.
    for part in secret.replace("#", "/").split("/"):
        assert len(part) < 3 or part not in said


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "url",
    [
        f"timescale://farm:{quote(SECRET, safe='')}@127.0.0.1:1/books",
        f"timescale://farm:{quote(SECRET, safe='')}@no.such.host.invalid/books",
        f"timescale://farm:{SECRET}@127.0.0.1:1/books",
        f"timescale://farm:{quote(SECRET, safe='')}@127.0.0.1:port/books",
        f"mysql://farm:{quote(SECRET, safe='')}@127.0.0.1/books",
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_it(tmp_path: Path, url: str) -> None:
    said = told(tmp_path, url, *SESSION, "--traceback")
    assert_no_secret(said, SECRET, url)
    assert_no_secret(told(tmp_path, url, "generate_data", "--clear", "--yes"), SECRET, url)


def _url(password: str) -> str:
    address = connection.settings_dict
    return "timescale://{USER}:{}@{HOST}:{PORT}/{NAME}".format(quote(password, safe=""), **address)


@pytest.mark.timescaledb
@pytest.mark.usefixtures("committed")
def test_a_run_its_workers_its_log_and_its_failures_tell_nothing(tmp_path: Path) -> None:
    password = connection.settings_dict["PASSWORD"]
    url = _url(password)
    said = told(tmp_path, url, *SESSION, "--workers=2")
    assert "all tables" in said
    assert "session 1 is complete" in said, "the log was not read"
    assert_no_secret(said, password, url)
    said = told(tmp_path, url, *SESSION, "--traceback")
    assert "--clear" in said
    assert_no_secret(said, password, url)
    assert_no_secret(told(tmp_path, url, "generate_data", "--clear", "--yes"), password, url)


@pytest.mark.timescaledb
@pytest.mark.usefixtures("committed")
def test_a_wrong_password_is_not_repeated(tmp_path: Path) -> None:
    said = told(tmp_path, _url(SECRET), *SESSION, "--traceback")
    assert "password authentication failed" in said
    assert_no_secret(said, SECRET, _url(SECRET))


@pytest.mark.timescaledb
@pytest.mark.usefixtures("committed")
def test_a_dask_worker_that_fails_logs_its_task_without_it(capfd) -> None:
    distributed: Any = import_module("distributed")
    settings = {**Database.of(connection).settings, "PASSWORD": SECRET}
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, dashboard_address=None, silence_logs=logging.DEBUG
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        error = client.submit(write_block, Database(settings), 1, 0, retries=1).exception()
    logged = capfd.readouterr()
    assert "write_block" in logged.err
    assert_no_secret(f"{error!r} {error} {logged.err} {logged.out}", SECRET, _url(SECRET))
