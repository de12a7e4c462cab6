"""The same rows in processes of other machines: time zone, language, hash seed, folder, workers.

Each process makes a run of its own in an empty database; a language is really switched on, with
decimal commas and letters of its own, which Python does not do by itself.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from aquamind.other_database import known_as, to_be_read
from scripts.data_generation.management.fingerprints import database_fingerprint
from scripts.data_generation.validation.fingerprint.fingerprint import TableDigest
from tests.data_generation.companies import generate
from tests.databases import empty_database

pytestmark = pytest.mark.usefixtures("open_database")

PROJECT = Path(__file__).parents[2]
DAYS = ("--session=1", "--days=200", "--end-date=2016-07-18")
HISTORY = ("--scale=ci", "--start-date=2016-01-01", *DAYS)
KIRITIMATI = {
    "TZ": "Pacific/Kiritimati",
    "PGTZ": "Pacific/Kiritimati",
    "LC_ALL": "tr_TR.UTF-8",
    "PYTHONHASHSEED": "0",
}
NEWFOUNDLAND = {
    "TZ": "America/St_Johns",
    "PGTZ": "America/St_Johns",
    "PGDATESTYLE": "German",
    "LC_ALL": "de_DE.UTF-8",
    "PYTHONHASHSEED": "4294967295",
}
ANTARCTICA = {"TZ": "Antarctica/Troll", "LC_ALL": "C", "PYTHONHASHSEED": "random"}
# A machine's language is for its C library: a process has it only after it asked for it.
IN_ITS_LANGUAGE = """
import contextlib, locale, runpy, sys
with contextlib.suppress(locale.Error):
    locale.setlocale(locale.LC_ALL, "")
assert locale.localeconv()["decimal_point"] == {point!r}
sys.path.insert(0, {folder!r})
sys.argv[0] = "manage.py"
runpy.run_path({folder!r} + "/manage.py", run_name="__main__")
"""


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Turkish and German, made from their sources where the machine has these."""
    folder = tmp_path_factory.mktemp("languages")
    for name in ("tr_TR", "de_DE"):
        with suppress(FileNotFoundError):
            order = ["localedef", "-i", name, "-f", "UTF-8", str(folder / f"{name}.UTF-8")]
            subprocess.run(order, check=False, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def expected(open_database: None) -> Iterator[dict[str, TableDigest]]:
    """What this process writes."""
    empty_database()
    generate(*DAYS)
    yield database_fingerprint()
    empty_database()


@pytest.fixture
def address(expected: object, tmp_path: Path) -> str:
    """An empty database that other processes reach."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{tmp_path / 'books.sqlite3'}"
    empty_database()
    place = connection.settings_dict
    user, password = (quote(str(place[key]), safe="") for key in ("USER", "PASSWORD"))
    return f"timescale://{user}:{password}@{place['HOST']}:{place['PORT']}/{place['NAME']}"


@pytest.mark.linux
@pytest.mark.parametrize(
    ("machine", "options"),
    [
        pytest.param(KIRITIMATI, ("--chunk-days=7",), id="Kiritimati in Turkish"),
        pytest.param(NEWFOUNDLAND, ("--chunk-days=31",), id="Newfoundland in German"),
        pytest.param(
            ANTARCTICA, ("--workers=2", "--chunk-days=80"), id="Antarctica in C with two workers"
        ),
    ],
)
def test_another_machine_writes_the_same_rows(
    machine: dict[str, str],
    options: tuple[str, ...],
    languages: Path,
    address: str,
    expected: dict[str, TableDigest],
    tmp_path: Path,
) -> None:
    point = "," if (languages / machine["LC_ALL"]).exists() else "."
    code = IN_ITS_LANGUAGE.format(folder=str(PROJECT), point=point)
    place = {"DATABASE_URL": address, "LOCPATH": str(languages), "OUTPUT_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code, "generate_data", *HISTORY, *options],
        env={**os.environ, **machine, **place},
        cwd="/",
        umask=0o077,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with known_as("other_machine", to_be_read(address)):
        assert database_fingerprint("other_machine") == expected


def test_blocks_of_readings_of_another_size_hold_the_same_rows(
    expected: dict[str, TableDigest], settings: Any
) -> None:
    empty_database()
    settings.READING_BLOCK_ROWS = 700
    generate(*DAYS)
    assert database_fingerprint() == expected
