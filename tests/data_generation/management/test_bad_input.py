"""Whatever is typed wrongly gets one clear line and an exit status, and nothing is written.

Exit status 2: something else has to be typed; 1: the database or the machine is in the way.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import execute_from_command_line
from django.db import connection

from scripts.data_generation.model_lists import BOOKS, OWN_BOOKS, sorted_models
from scripts.data_generation.models import GenerationRun
from tests.commands import manage
from tests.data_generation.companies import generate
from tests.data_generation.management.hostile_files import FILES, make
from tests.data_generation.other_databases import read_only, without_tables

PROJECT = Path(__file__).parents[3]
NEW = ("generate_data", "--scale=ci", "--session=1")
NULL = ("generate_data", "--scale=ci", "--sink=null")

TEN_YEARS = ("--start-date=2016-01-01", "--end-date=2025-12-31")
JANUARY_2016 = ("--start-date=2016-01-01", "--end-date=2016-01-31")
# What is typed, and a part of the answer; the exit status is 2.
TYPED: list[tuple[tuple[str, ...], str]] = [
    (("generate_data", "--scale=huge"), "argument --scale: invalid choice: 'huge'"),
    (("generate_data", "--scale"), "argument --scale: expected one argument"),
    (("generate_data", "--scal", "ci", "ci"), "unrecognized arguments: ci"),
    (("generate_data", "--no-such-option"), "unrecognized arguments: --no-such-option"),
    (("generate_data", "--session=0"), "argument --session: '0' is not a whole number, 1 to 999"),
    (("generate_data", "--session=1000"), "'1000' is not a whole number, 1 to 999"),
    (("generate_data", "--session=one"), "argument --session: 'one' is not a whole number"),
    (("generate_data", "--scale=ci", "--session=5", *TEN_YEARS), "there is no session 5"),
    (("generate_data", "--verbosity=9"), "invalid choice: 9"),
    ((*NEW, "--seed=x"), "'x' is not a whole number of at most 63 bits"),
    ((*NEW, "--seed=1.5"), "'1.5' is not a whole number"),
    ((*NEW, f"--seed={2**63}"), "is not a whole number of at most 63 bits"),
    ((*NEW, f"--seed={'9' * 5000}"), "is not a whole number of at most 63 bits"),
    ((*NEW, "--seed=4\n2"), "argument --seed:"),
    ((*NEW, "--seed=\x1b[2J"), "\\x1b[2J"),
    ((*NEW, "--start-date=2016-13-01"), "'2016-13-01' is not a date"),
    ((*NEW, "--start-date=01.02.2016"), "is not a date; write it as 2024-12-31"),
    ((*NEW, "--start-date=2016-02-30"), "is not a date"),
    ((*NEW, "--start-date="), "'' is not a date"),
    ((*NEW, "--end-date=yesterday"), "'yesterday' is not a date"),
    ((*NEW, "--end-date=2999-01-01"), "which is not over yet"),
    ((*NEW, "--start-date=2016-01-01", "--end-date=2015-01-01"), "lies after the last day"),
    ((*NEW, "--start-date=0001-01-01", "--days=10"), "begin it on 1900-01-01 or later"),
    ((*NEW, "--start-date=9999-12-01", "--days=400"), "no calendar has all days"),
    ((*NEW, "--end-date=0005-01-01"), "no calendar has all days"),
    ((*NEW, *JANUARY_2016, "--days=30"), "are 31 days, not --days 30"),
    ((*NEW, "--days=0"), "'0' is not a whole number of days"),
    ((*NEW, "--days=-5"), "'-5' is not a whole number of days"),
    ((*NEW, "--days=ten"), "'ten' is not a whole number of days"),
    ((*NEW, "--days=1e3"), "'1e3' is not a whole number of days"),
    ((*NEW, "--days=999999999"), "no calendar has all days"),
    ((*NEW, f"--days={'9' * 5000}"), "is not a whole number of days"),
    ((*NEW, "--chunk-days=0"), "'0' is not a whole number of days, 1 to 366"),
    ((*NEW, "--chunk-days=367"), "'367' is not a whole number of days, 1 to 366"),
    ((*NEW, "--workers=0"), "'0' is not a whole number, 1 to 256"),
    ((*NEW, "--workers=100000"), "'100000' is not a whole number, 1 to 256"),
    ((*NEW, "--workers=2", "--dask=tcp://127.0.0.1:1"), "leave --workers out"),
    ((*NEW, "--dirty-data=2"), "'2' is not a share; write a number from 0 to 0.15"),
    ((*NEW, "--dirty-data=-0.1"), "is not a share"),
    ((*NEW, "--dirty-data=nan"), "'nan' is not a share"),
    ((*NEW, "--dirty-data=2%"), "'2%' is not a share"),
    ((*NEW, "--scenario=uta"), "argument --scenario: invalid choice: 'uta'"),
    ((*NEW, "--scenario=uat"), "scenario uat places ten batches in fresh water"),
    ((*NEW, "--sink=paper"), "argument --sink: invalid choice: 'paper'"),
    ((*NULL, "--workers=2"), "leave --workers and --dask out"),
    ((*NULL, "--resume"), "so there is nothing to resume"),
    ((*NULL, "--session=4", "--days=30"), "the history ends on"),
    ((*NEW, "--session=3", "--days=30"), "the history ends on"),
    (("generate_data", "--extend-years=0"), "'0' is not a whole number of years"),
    (("generate_data", "--extend-years=101"), "at most 100 years at a time"),
    (("generate_data", "--extend-years=1", "--resume"), "leave --resume and --session out"),
    (("generate_data", "--validate-only", "--scale=ci"), "leave out --scale"),
    (("generate_data", "--validate-only", "--check=no_such"), "no check is named 'no_such'"),
    (("generate_data", "--list-checks"), "only --validate-only takes --list-checks"),
    ((*NEW, "--parameters=/nowhere/farm.toml"), "cannot be read: No such file or directory"),
    ((*NEW, "--parameters="), "is empty; write a name, or leave the option out"),
    (("generation_status", "--chunk=1"), "--chunk"),
    (("generation_status", "all"), "unrecognized arguments: all"),
    (("generation_report", "--yeers"), "unrecognized arguments: --yeers"),
    (("generation_report", "--plot"), "argument --plot: expected one argument"),
    (("figures", "--wriet"), "unrecognized arguments: --wriet"),
    (("benchmark_generation", "--arms=xyz"), "has arms that are not among"),
    (("benchmark_generation", "--rows=0"), "'0' is not a whole number"),
    (("compare_generations", "default"), "the following arguments are required: B"),
    (("compare_generations", "default", "/nowhere"), "cannot be read: No such file"),
]

# What an operating system has besides files, and says in words of its own.
NO_FILES = {"folder", "pipe", "zeros", "circle"}
# Files of parameters, and a part of the answer.
IN_FILES = {
    "folder": "Is a directory",
    "pipe": "not a file",
    "zeros": "not a file",
    "circle": "Too many levels of symbolic links",
    "huge": "is larger than 200,000 bytes",
    "binary": "not a text in UTF-8",
    "latin1": "not a text in UTF-8",
    "utf16": "not a text in UTF-8",
    "nul": "not valid TOML",
    "json": "not valid TOML",
    "yaml": "not valid TOML",
    "deep": "not valid TOML: nested too deeply",
    "deep_keys": "has a line of more than 1,000 characters",
    "digits": "is too large",
    "date": "not valid TOML",
    "nan": "must lie in",
    "inf": "must lie in",
    "minus": "must lie in",
    "text_for_number": "must be a number",
    "number_for_text": "must be a text",
    "float_for_whole": "must be a whole number",
    "boolean": "must be a whole number",
    "list": "must be a whole number",
    "short_list": "must have 6 values, has 1",
    "table": "must be a whole number",
    "not_a_table": "must be a table",
    "unknown_section": "did you mean 'growth'?",
    "unknown_key": "did you mean 'tgc_fry'?",
    "homeless_key": "'tgc_fry' is a key of [growth]",
    "twice": "not valid TOML: Cannot overwrite a value",
    "two_tables": "not valid TOML: Cannot declare",
    "other_scale": "scale.name is chosen by --scale",
    "too_many_eggs": "scale.eggs_max = 9000000 needs room",
    "line_break": "unknown section",
}


@pytest.fixture(scope="module", autouse=True)
def small_company(open_database: None) -> None:
    """A database that already holds something, which nobody may change."""
    generate("--session=1", "--days=10", "--end-date=2016-01-10")


def rows() -> dict[str, int]:
    """Rows of every table."""
    models = (*sorted_models(BOOKS), *OWN_BOOKS, GenerationRun)
    return {model._meta.db_table: model._default_manager.count() for model in models}


def files(folder: Path) -> dict[Path, int]:
    return {path: path.lstat().st_mtime_ns for path in folder.rglob("*")}


@pytest.fixture
def _nothing_written(output_dir: Path, tmp_path: Path) -> Iterator[None]:
    """Neither rows nor files change."""
    before = rows(), files(output_dir)
    yield
    assert (rows(), files(output_dir)) == before


def answer(capsys: pytest.CaptureFixture[str], *typed: str) -> tuple[int, str]:
    """Exit status and standard error of the command line, in this process."""
    with pytest.raises(SystemExit) as ended:
        execute_from_command_line(["manage.py", *typed])
    return int(ended.value.code or 0), capsys.readouterr().err


def assert_one_line(said: str, says: str) -> None:
    assert says in said
    assert said.endswith("\n")
    assert said.count("\n") == 1
    assert len(said) < 1_200
    assert said.rstrip("\n").isprintable()


def _name(case: tuple[tuple[str, ...], str]) -> str:
    return " ".join(case[0])[:60]


@pytest.mark.usefixtures("_nothing_written")
@pytest.mark.parametrize(("typed", "says"), TYPED, ids=map(_name, TYPED))
def test_what_is_typed_wrongly(capsys, typed: tuple[str, ...], says: str) -> None:
    status, said = answer(capsys, *typed)
    assert_one_line(said, says)
    assert status == 2


@pytest.mark.usefixtures("_nothing_written")
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.linux] * (name in NO_FILES)) for name in IN_FILES],
)
def test_files_of_parameters(capsys, tmp_path: Path, name: str) -> None:
    path = make(name, tmp_path)
    status, said = answer(capsys, *NEW, f"--parameters={path}")
    assert_one_line(said, IN_FILES[name])
    assert path.name in said
    assert status == 2


def test_the_tables_are_whole() -> None:
    assert IN_FILES.keys() == FILES.keys()
    assert len(TYPED) + len(IN_FILES) >= 60


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("generation_report",), "run generate_data first"),
        (("generation_report", "--years"), "run generate_data first"),
        (("generation_status", "--fingerprint"), "run generate_data first"),
        (("generate_data", "--validate-only"), "run generate_data first"),
    ],
)
def test_a_database_without_tables(capsys, tmp_path: Path, typed, says: str) -> None:
    with without_tables(tmp_path):
        status, said = answer(capsys, *typed)
    assert_one_line(said, says)
    assert status == 1


@pytest.mark.timescaledb
def test_a_shared_database_without_tables_is_not_migrated(capsys, tmp_path: Path) -> None:
    with without_tables(tmp_path):
        status, said = answer(capsys, *NEW)
    assert_one_line(said, "run 'python manage.py migrate' first")
    assert status == 1


@pytest.mark.usefixtures("_nothing_written")
def test_a_read_only_database(capsys, tmp_path: Path) -> None:
    with read_only(tmp_path):
        status, said = answer(capsys, "generate_data", "--extend-years=1")
    assert_one_line(said, "the database is read-only")
    assert status == 1


@pytest.mark.linux
@pytest.mark.usefixtures("_nothing_written")
def test_a_report_that_cannot_be_written(capsys) -> None:
    status, said = answer(capsys, "generation_report", "--years", "--json=/proc/no/such.json")
    assert_one_line(said, "/proc/no/such.json cannot be written")
    assert status == 1


# Addresses of databases ({} stands for a folder), and a part of the answer.
NO_DATABASES = {
    "mysql://me:geheim@host/books": "DATABASE_URL begins with 'mysql'",
    "books.sqlite3": "DATABASE_URL begins with 'books.sqlite3'",
    "timescale://me:ge/heim@host/books": "DATABASE_URL cannot be read",
    "timescale://me:geheim@127.0.0.1:1/books": "the database cannot be reached",
    "timescale://me:geheim@no-such-host.invalid/books": "the database cannot be reached",
    "sqlite:///{}/nowhere/books.sqlite3": "the database's file cannot be opened",
    "sqlite:///{}": "unable to open database file",
    "sqlite:///{}/damaged.sqlite3": "file is not a database",
    "sqlite:///{}/books.sqlite3?bogus=1": "SQLite has no option 'bogus'",
    "sqlite://geheim{}/books.sqlite3": "names a host, SQLite has none",
    "sqlite:///{}/books.sqlite3?mode=rw": "the database's file cannot be opened",
    "sqlite:///{}/%s" % ("x" * 10_000): "File name too long",
    "timescale://me:geheim@host/%s" % ("x" * 10_000): "longer than 63 bytes",
    "timescale://me:geheim@host/books?bogus=1": 'invalid connection option "bogus"',
}


@pytest.mark.sqlite
@pytest.mark.parametrize("url", NO_DATABASES)
def test_databases_that_are_none(url: str, tmp_path: Path) -> None:
    (tmp_path / "damaged.sqlite3").write_bytes(b"not a database at all" * 50)
    before = files(tmp_path)
    done = manage(*NEW, "--days=10", DATABASE_URL=url.format(tmp_path))
    assert_one_line(done.stderr, NO_DATABASES[url])
    assert "heim" not in done.stderr
    assert done.returncode == 1
    after = files(tmp_path)
    assert {path: when for path, when in after.items() if path.suffix != ".lock"} == before


@pytest.mark.sqlite
def test_a_request_that_is_refused_makes_no_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite3'}"
    assert manage(*NEW, "--end-date=2999-01-01", DATABASE_URL=url).returncode == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.sqlite
def test_several_workers_need_a_database_that_others_reach(capsys) -> None:
    assert "memory" in str(connection.settings_dict["NAME"])
    status, said = answer(capsys, *NEW, "--workers=2")
    assert_one_line(said, "in memory belongs to one process")
    assert status == 2


@pytest.mark.timescaledb
def test_a_wrong_password_is_told_without_it() -> None:
    place = connection.settings_dict
    url = f"timescale://{place['USER']}:geheim@{place['HOST']}:{place['PORT']}/{place['NAME']}"
    done = manage(*NEW, DATABASE_URL=url)
    assert_one_line(done.stderr, "password authentication failed")
    assert "geheim" not in done.stderr
    assert done.returncode == 1


@pytest.mark.sqlite
def test_traceback_shows_where(tmp_path: Path) -> None:
    done = manage(*NEW, "--traceback", DATABASE_URL=f"sqlite:///{tmp_path}/nowhere/books.sqlite3")
    assert "Traceback" in done.stderr
    assert done.returncode == 1
