"""The scripts that people know call the one command, from whatever folder they are called in."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.data_generation import self_test
from tests.commands import ended, lying_in

pytestmark = pytest.mark.sqlite

PROJECT = Path(__file__).resolve().parents[2]
SUITE = PROJECT / "scripts" / "data_generation"


def call(
    folder: Path, *arguments: str, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python in FOLDER, on a database and with output that lie there."""
    return ended((sys.executable, *arguments), cwd or folder, lying_in(folder))


def test_a_run_from_any_folder_planned_made_and_deleted(tmp_path: Path) -> None:
    run, clear = str(SUITE / "run_generation.py"), str(SUITE / "clear_data.py")
    days = ("--scale=ci", "--days=3", "--end-date=2016-01-03")
    planned = call(tmp_path, run, "--dry-run", *days)
    assert (planned.returncode, "nothing is written" in planned.stdout) == (0, True)
    made = call(tmp_path, run, "--session=1", *days)
    assert made.returncode == 0, made.stderr
    assert "all tables" in made.stdout
    assert "nothing to resume" in call(tmp_path, run, "--resume").stdout
    cleared = call(tmp_path, clear, "--quick", "--yes")
    assert cleared.returncode == 0, cleared.stderr


def test_the_module_passes_its_options_on(tmp_path: Path) -> None:
    module = ("-m", "scripts.utils.run_data_generation")
    days = ("--days", "90", "--start-date", "2023-01-01")
    made = call(tmp_path, *module, *days, "--scale=ci", "--sink=null", cwd=PROJECT)
    assert made.returncode == 0, made.stderr
    assert "history 2023-01-01 to 2023-03-31" in made.stdout


def test_a_mistake_is_told_as_by_the_command(tmp_path: Path) -> None:
    wrong = call(tmp_path, str(SUITE / "run_generation.py"), "--scale=huge")
    assert wrong.returncode == 2
    assert "invalid choice: 'huge'" in wrong.stderr
    assert not (tmp_path / "books.sqlite3").exists()


def test_the_self_test_tries_everything_in_a_database_of_its_own(tmp_path: Path) -> None:
    done = call(tmp_path, str(SUITE / "test_orchestrator.py"))
    assert done.returncode == 0, done.stdout + done.stderr
    *tried, verdict = done.stdout.splitlines()
    assert [line.split()[:2] for line in tried] == [["ok", name] for name in self_test.CHECKS]
    assert verdict == "the generator works on this machine"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("committed")
def test_a_self_test_that_fails_says_what_and_ends_with_1(monkeypatch) -> None:
    def wrong() -> str:
        raise self_test.SelfTestError("5 rows are lost")

    monkeypatch.setattr(self_test.connections, "close_all", lambda: None)
    said: list[str] = []
    checks = {"checkpoint": wrong, "memory": self_test.memory}
    assert self_test.run_self_test(said.append, checks) == 1
    assert said[0].split(maxsplit=2) == ["FAILED", "checkpoint", "SelfTestError: 5 rows are lost\n"]
    assert said[1].startswith("ok ")
    assert said[2] == "1 of 2 failed\n"
